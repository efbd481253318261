from datetime import timedelta

from sqlalchemy import update

from tests.people import Teen
from weerwoord.chat.models import Conversation, Message
from weerwoord.db import now
from weerwoord.privacy.retention import KEEP, forget_old
from weerwoord.state import State


def test_a_conversation_is_forgotten_thirty_days_after_its_last_message(teen: Teen, state: State) -> None:
    with state.database.transaction() as session:
        just_kept = now() + KEEP - timedelta(minutes=1)
        assert forget_old(session, state.settings.tracker_database_url, just_kept) == 0
        session.execute(update(Message).where(Message.seq == 1).values(at=now() - timedelta(days=90)))
        assert forget_old(session, state.settings.tracker_database_url, just_kept) == 0  # its last message is young
        assert forget_old(session, state.settings.tracker_database_url, now() + KEEP + timedelta(minutes=1)) == 1
        assert session.get(Conversation, teen.conversation) is None
