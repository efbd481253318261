"""Every message gets an answer: Rasa's, or the static one with the numbers; and a person when it is grave."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from tests.people import Teen, new_teen, others, wait_for, words
from tests.unit.conftest import PASSWORD, FakeRasa, plain_mask
from weerwoord.accounts import service as accounts
from weerwoord.app import create_app, make_state
from weerwoord.cases import service as cases
from weerwoord.cases.models import Case
from weerwoord.chat import answering, outbox
from weerwoord.chat.models import Conversation, Message
from weerwoord.chat.rasa import Rasa
from weerwoord.db import now
from weerwoord.state import State

GRAVE = "ik wil niet meer leven"
"""An unmistakable phrase: level urgent, whatever the model would say."""


def case_of(state: State, teen: Teen) -> Case | None:
    """The open case of a teen."""
    with state.database.transaction() as session:
        return cases.open_of(session, teen.conversation)


def level_of(state: State, teen: Teen) -> str:
    """The level of a teen's conversation."""
    with state.database.transaction() as session:
        return session.get_one(Conversation, teen.conversation).level


def claim(state: State, teen: Teen) -> None:
    """Open a case and let Noor take it, as another request would."""
    with state.database.transaction() as session:
        cases.open_case(session, session.get_one(Conversation, teen.conversation), "asked")
        session.flush()
        case = cases.open_of(session, teen.conversation)
        assert case is not None
        cases.claim(session, case.id, accounts.create(session, "noor", "Noor", PASSWORD), state.library)


def unanswered(state: State, teen: Teen) -> list[Message]:
    """The teen's messages that nobody dealt with."""
    with state.database.transaction() as session:
        open_ones = select(Message).where(Message.conversation_id == teen.conversation, Message.answered.is_(False))
        return list(session.scalars(open_ones))


def test_without_rasa_a_teen_gets_the_numbers_and_no_case(teen: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.down = True
    (answer,) = teen.tell("hoi")
    assert answer["author"] == "bot"
    for number in ("112", "113", state.library.directory.phone("kindertelefoon")):
        assert number in answer["text"]
    assert case_of(state, teen) is None
    assert unanswered(state, teen) == []


def test_without_rasa_a_grave_phrase_opens_a_case(teen: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.down = True
    static, told = teen.tell(GRAVE, count=2)
    assert "113" in static["text"]
    assert told["text"] == state.library.text("engine_down_case")
    case = case_of(state, teen)
    assert case is not None
    assert (case.level, case.reason, case.state) == ("urgent", "engine_down", "waiting")


def test_without_rasa_what_was_grave_before_still_counts(teen: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.says("Wat naar.", level="urgent", topic="sextortion")
    teen.tell("hij chanteert mij")
    assert case_of(state, teen) is None
    rasa.down = True
    assert len(teen.tell("wat nu?", count=2)) == 2
    case = case_of(state, teen)
    assert case is not None
    assert (case.level, case.topic) == ("urgent", "sextortion")


def test_without_rasa_the_same_case_is_not_told_twice(teen: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.down = True
    teen.tell(GRAVE, count=2)
    assert len(teen.tell(GRAVE)) == 1


@pytest.mark.parametrize("status", [401, 404, 500, 503])
def test_a_refusing_rasa_is_a_rasa_that_is_down(
    status: int, teen: Teen, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    with rasa_server(status=status) as url:
        monkeypatch.setattr(state.answering, "_rasa", Rasa(url, "r" * 32))
        assert "112" in words(teen.tell("hoi"))


@pytest.mark.parametrize("body", [b"", b"geen json", b'{"messages": [{"te'])
def test_a_rasa_that_speaks_no_json_is_a_rasa_that_is_down(
    body: bytes, teen: Teen, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    with rasa_server(body=body) as url:
        monkeypatch.setattr(state.answering, "_rasa", Rasa(url, "r" * 32))
        assert "112" in words(teen.tell("hoi"))


@contextmanager
def rasa_server(status: int = 200, body: bytes = b"{}", wait: float = 0, drip: float = 0) -> Iterator[str]:
    """A Rasa on a real port: answers after `wait` seconds, or one byte each `drip` seconds."""
    end = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            end.wait(wait)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            for byte in body if drip else [body]:
                end.wait(drip)
                self.wfile.write(bytes([byte]) if isinstance(byte, int) else byte)

        def log_message(self, *_arguments: Any) -> None:
            pass

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                pass  # the front door did not wait any longer

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        end.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize("slow", [{"wait": 60.0}, {"drip": 0.1, "body": b" " * 600 + b"{}"}])
def test_a_slow_rasa_is_not_waited_for(
    slow: dict[str, Any], teen: Teen, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "DEADLINE", 0.5)
    with rasa_server(**slow) as url:
        monkeypatch.setattr(state.answering, "_rasa", Rasa(url, "r" * 32))
        static, _told = teen.tell(GRAVE, count=2)  # waits far less than the minute that this Rasa takes
        assert "113" in static["text"]
        assert case_of(state, teen) is not None
