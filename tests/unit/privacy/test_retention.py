from datetime import timedelta

from sqlalchemy import create_engine, text, update

from tests.people import Teen
from weerwoord.chat.models import Conversation, Message
from weerwoord.db import now
from weerwoord.privacy.retention import KEEP, forget_old, forget_orphans
from weerwoord.state import State


def test_a_conversation_is_forgotten_thirty_days_after_its_last_message(teen: Teen, state: State) -> None:
    with state.database.transaction() as session:
        just_kept = now() + KEEP - timedelta(minutes=1)
        assert forget_old(session, state.settings.tracker_database_url, just_kept) == 0
        session.execute(update(Message).where(Message.seq == 1).values(at=now() - timedelta(days=90)))
        assert forget_old(session, state.settings.tracker_database_url, just_kept) == 0  # its last message is young
        assert forget_old(session, state.settings.tracker_database_url, now() + KEEP + timedelta(minutes=1)) == 1
        assert session.get(Conversation, teen.conversation) is None


def test_what_rasa_wrote_of_an_erased_conversation_is_forgotten_too(teen: Teen, state: State) -> None:
    engine = create_engine(state.settings.tracker_database_url)
    with engine.begin() as tracker:
        tracker.execute(text("CREATE TABLE events (sender_id TEXT)"))
        for sender in (teen.conversation, "al gewist"):
            tracker.execute(text("INSERT INTO events VALUES (:sender)"), {"sender": sender})
    with state.database.transaction() as session:
        assert forget_orphans(session, state.settings.tracker_database_url) == 1
    with engine.begin() as tracker:
        assert list(tracker.scalars(text("SELECT sender_id FROM events"))) == [teen.conversation]
