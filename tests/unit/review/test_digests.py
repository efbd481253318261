"""The database keeps digests and words up to date by itself, and forgets them with the conversation."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from tests.unit.review.conftest import answer, digest_of, said_in, tell
from weerwoord.chat import outbox
from weerwoord.chat import service as chat
from weerwoord.chat.models import Conversation, Message
from weerwoord.db import Base
from weerwoord.privacy.erasure import erase
from weerwoord.review.doubt import LOW, doubtful
from weerwoord.review.models import Digest
from weerwoord.review.search import found_by, sweep
from weerwoord.state import State


def find(session: Session, words: str) -> list[int]:
    return list(session.scalars(select(Digest.id).where(found_by(session, words)).order_by(Digest.id)))


def test_the_tables_are_as_the_models_say(state: State) -> None:
    ours = {"digests", "reviews", "judgements", "examples"}

    def is_ours(_thing: object, name: str, kind: str, *_: object) -> bool:
        return kind != "table" or name in ours

    with state.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours, "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_conversation_counts_from_the_first_message_of_the_teen(state: State) -> None:
    with state.database.transaction() as session:
        conversation = chat.start(session, state.library)
        session.flush()
        assert session.scalars(select(Digest)).all() == []
        outbox.append(session, conversation.id, "teen", text="hoi", answered=False)
        outbox.append(session, conversation.id, "teen", text="ben je er", answered=False)
        digest = digest_of(session, conversation)
        assert (digest.level, digest.topic, digest.rating) == ("none", None, None)
        assert abs((digest.begun_at - conversation.created_at).total_seconds()) < 0.001


def test_level_topic_and_rating_follow_the_conversation(state: State) -> None:
    with state.database.transaction() as session:
        tell(session, state, "ander gesprek")
        number = tell(session, state, "hoi").id
        conversation = session.get_one(Conversation, session.get_one(Digest, number).conversation_id)
        conversation.level, conversation.topic, conversation.rating = "urgent", "sextortion", "bad"
        digest = digest_of(session, conversation)
        assert (digest.id, digest.level, digest.topic, digest.rating) == (number, "urgent", "sextortion", "bad")


@pytest.mark.parametrize(
    ("triage", "fields"),
    [
        ({"level": "none", "confidence": 0.9, "intent": "groet"}, {}),
        ({"level": "none", "confidence": LOW, "intent": "groet"}, {}),
        ({"level": "none", "confidence": LOW - 0.01, "intent": "groet"}, {}),
        ({"level": "none", "confidence": 0.9, "intent": "nlu_fallback"}, {}),
        ({"level": "none", "confidence": 0.9, "intent": None}, {}),
        ({"level": "emergency", "topic": "suicide", "intent": None}, {}),
        (None, {}),
        (None, {"answered": False}),
        ({"intent": "faq", "faq": "leeftijd-16"}, {"payload": "/faq"}),
        ({"level": "none", "confidence": 0.1, "intent": "x"}, {"author": "bot"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("later", [False, True])
def test_the_database_doubts_what_the_code_doubts(
    triage: dict[str, Any] | None, fields: dict[str, Any], later: bool, state: State
) -> None:
    with state.database.transaction() as session:
        conversation = chat.start(session, state.library)
        outbox.append(session, conversation.id, "teen", text="hoi", payload="/groet")
        given = {"author": "teen", "answered": True, **fields}
        message = outbox.append(
            session, conversation.id, given["author"], text="iets", payload=given.get("payload"),
            answered=given["answered"] and not later, triage=None if later else triage,
        )  # fmt: skip
        if later:
            message.answered, message.triage = given["answered"], triage
        assert digest_of(session, conversation).doubtful is doubtful(message)


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("foto", 2), ("FOTO", 2), ("foto geld", 1), ("geld foto", 1), ("xylofoon", 0), ("foto xylofoon", 0),
        ("'; DROP TABLE digests; --", 0), ('foto"', 2), ("foto*", 2), ("-foto", 2), ("NEAR(", 0), ("???", 0),
        ("hulplijn", 1),
    ],
)  # fmt: skip
def test_searching_finds_all_words_in_any_order(words: str, hits: int, state: State) -> None:
    with state.database.transaction() as session:
        tell(session, state, "hij heeft een foto", "en nu wil hij geld")
        other = tell(session, state, "mijn foto staat online")
        tell(session, state, "hoi")
        outbox.append(session, other.conversation_id, "counsellor", text="Heb je een hulplijn gebeld?")
        outbox.append(session, other.conversation_id, "bot", text="Een xylofoon is een instrument.")
        assert len(find(session, words)) == hits


def test_searching_finds_other_forms_of_a_word(state: State) -> None:
    with state.database.transaction() as session:
        number = tell(session, state, "hij dreigt met foto's, morgenochtend al").id
        assert find(session, "foto") == [number]


def test_a_changed_text_is_found_by_its_new_words_only(state: State) -> None:
    with state.database.transaction() as session:
        digest = tell(session, state, "ik woon in Lutjebroek", "help")
        (first, _) = said_in(session, digest)
        session.execute(update(Message).where(Message.id == first.id).values(text="ik woon in [plaats]"))
        assert find(session, "lutjebroek") == []
        assert find(session, "plaats help") == [digest.id]


def test_a_message_that_goes_takes_its_words_along(state: State) -> None:
    with state.database.transaction() as session:
        digest = tell(session, state, "geheim", "help")
        session.execute(delete(Message).where(Message.id == said_in(session, digest)[0].id))
        assert find(session, "geheim") == []
        assert find(session, "help") == [digest.id]


def test_erasing_a_conversation_erases_its_digest_and_words(state: State) -> None:
    with state.database.transaction() as session:
        kept = tell(session, state, "geheim van een ander").id
        gone = tell(session, state, "geheim")
        erase(session, gone.conversation_id, state.settings.tracker_database_url)
        session.expire_all()
        assert find(session, "geheim") == [kept]
        assert list(session.scalars(select(Digest.id))) == [kept]
        assert session.scalar(text("SELECT count(*) FROM digest_words")) == 1


def test_after_sweeping_the_file_holds_nothing_of_what_was_erased(state: State) -> None:
    with state.database.transaction() as session:
        tell(session, state, "een gewoon bericht")
        number = tell(session, state, "lutjebroekerveldweg").conversation_id
    with state.database.transaction() as session:
        erase(session, number, state.settings.tracker_database_url)
        sweep(session)
    if state.database.engine.dialect.name == "sqlite":
        path = state.settings.database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path)) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with open(path, "rb") as raw:
            assert b"lutjebroek" not in raw.read()
    else:
        with state.database.transaction() as session:
            assert session.scalar(text("SELECT count(*) FROM digest_words WHERE words::text LIKE '%lutjebroek%'")) == 0


def test_a_very_long_conversation_can_still_be_written(state: State) -> None:
    with state.database.transaction() as session:
        digest = tell(session, state, *(" ".join(f"w{turn}x{n}" for n in range(2000)) for turn in range(60)))
        assert find(session, "w0x0") == [digest.id]
        answer(said_in(session, digest)[0], level="none", confidence=0.9)
