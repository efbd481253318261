"""Every message gets an answer: Rasa's, or the static one with the numbers; and a person when it is grave."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tests.people import Teen, new_teen, others, wait_for, words
from tests.unit.conftest import PASSWORD, FakeRasa, plain_mask
from weerwoord.accounts import service as accounts
from weerwoord.app import create_app, make_state
from weerwoord.cases import moves
from weerwoord.cases import service as cases
from weerwoord.cases.ending import Ending
from weerwoord.cases.models import Case
from weerwoord.cases.states import Move
from weerwoord.chat import answering, outbox
from weerwoord.chat.models import Conversation, Message
from weerwoord.chat.rasa import Rasa
from weerwoord.chat.waiting import KEEP_TALKING
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
        moves.claim(session, case.id, accounts.create(session, "noor", "Noor", PASSWORD), state.library)


def unanswered(state: State, teen: Teen) -> list[Message]:
    """The teen's messages that nobody dealt with."""
    with state.database.transaction() as session:
        open_ones = select(Message).where(Message.conversation_id == teen.conversation, Message.answered.is_(False))
        return list(session.scalars(open_ones))


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
            with suppress(OSError):  # the front door did not wait any longer
                super().handle()

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


@contextmanager
def rasa_is(teen: Teen, answer: Callable[[httpx2.Request], Awaitable[httpx2.Response]]) -> Iterator[None]:
    """Let the Rasa of this front door answer through a function of the test."""
    app = teen.client.app  # type: ignore[attr-defined]
    answering_now = app.state.weerwoord.answering
    before = answering_now._rasa
    answering_now._rasa = Rasa("http://rasa", "r" * 32, httpx2.MockTransport(answer))  # type: ignore[arg-type]
    yield
    answering_now._rasa = before


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
    assert told["text"] == state.library.text("engine_down_nobody")
    case = case_of(state, teen)
    assert case is not None
    assert (case.level, case.topic, case.reason, case.state) == ("urgent", "suicide", "engine_down", "waiting")


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


@pytest.mark.parametrize(
    "reply",
    [
        [],
        "ja",
        {"messages": None},
        {"messages": ["hoi"]},
        {"messages": [], "triage": {"level": "verzonnen"}},
        {"messages": [], "triage": "hoog"},
        {"messages": [{"custom": {"type": "level", "level": 3}}]},
    ],
)
def test_a_reply_that_makes_no_sense_is_answered_with_the_numbers_and_blocks_nothing(
    reply: Any, teen: Teen, rasa: FakeRasa, state: State
) -> None:
    rasa.reply = reply
    assert "112" in words(teen.tell("hoi"))
    assert unanswered(state, teen) == []
    rasa.says("Daar ben ik weer.")
    assert words(teen.tell("ben je er?")) == "Daar ben ik weer."


def test_after_rasa_is_back_the_talk_goes_on(teen: Teen, rasa: FakeRasa) -> None:
    rasa.down = True
    teen.tell("hoi")
    rasa.down = False
    rasa.says("Daar ben ik weer.")
    assert [one["text"] for one in teen.tell("en nu?")] == ["Daar ben ik weer."]


def test_messages_of_one_conversation_are_answered_in_order_and_one_at_a_time(teen: Teen, rasa: FakeRasa) -> None:
    under_way: list[str] = []
    most: list[int] = []

    async def slowly(request: httpx2.Request) -> httpx2.Response:
        text = json.loads(request.content)["text"]
        under_way.append(text)
        most.append(len(under_way))
        await asyncio.sleep(0.02)
        under_way.remove(text)
        rasa.says(f"op {text}")
        return await rasa(request)

    with rasa_is(teen, slowly):
        for number in range(6):
            assert teen.send(str(number)).status_code == 202
        answers = wait_for(lambda: [one for one in others(teen.read(3)) if one["author"] == "bot"], 6)
    assert [one["text"] for one in answers] == [f"op {number}" for number in range(6)]
    assert most == [1] * 6


def test_a_slow_answer_to_one_teen_holds_up_no_other(teen: Teen, rasa: FakeRasa) -> None:
    other = new_teen(teen.client)
    free = asyncio.Event()

    async def stuck(request: httpx2.Request) -> httpx2.Response:
        if json.loads(request.content)["conversation"] == teen.conversation:
            await free.wait()
        return await rasa(request)

    with rasa_is(teen, stuck):
        sent = teen.send("hoi").json()["seq"]
        assert words(other.tell("hoi")) == "Hoi."
        assert others(teen.read(sent)) == []
        teen.client.portal.call(free.set)  # type: ignore[attr-defined]
        wait_for(lambda: others(teen.read(sent)))


def test_what_the_bot_said_is_dropped_when_a_counsellor_came_while_it_was_thinking(
    teen: Teen, rasa: FakeRasa, state: State
) -> None:
    rasa.says("Dit is te laat.", level="urgent", topic="sextortion", custom=[{"custom": {"type": "escalation"}}])
    rasa.before = lambda: claim(state, teen)
    sent = teen.send("help").json()["seq"]
    wait_for(lambda: [] if unanswered(state, teen) else [1])
    said = others(teen.read(sent))
    assert [(one["author"], one.get("alias")) for one in said] == [("system", "Noor")]
    assert teen.owner() == "counsellor"
    case = case_of(state, teen)
    assert case is not None
    assert (case.state, case.level) == ("claimed", "urgent")


def test_without_rasa_the_bot_is_also_silent_beside_a_counsellor(teen: Teen, rasa: FakeRasa, state: State) -> None:
    claim(state, teen)
    rasa.down = True
    sent = teen.send("hoi").json()["seq"]
    wait_for(lambda: [] if unanswered(state, teen) else [1])
    assert others(teen.read(sent)) == []


def test_without_rasa_a_grave_phrase_still_reaches_the_counsellors_case(
    teen: Teen, rasa: FakeRasa, state: State
) -> None:
    claim(state, teen)
    rasa.down = True
    teen.send(GRAVE)
    wait_for(lambda: [] if unanswered(state, teen) else [1])
    case = case_of(state, teen)
    assert case is not None
    assert (case.level, case.topic) == ("urgent", "suicide")


def test_an_emergency_beside_a_counsellor_calls_nobody_else(teen: Teen, rasa: FakeRasa, state: State) -> None:
    claim(state, teen)
    rasa.says("Bel nu 112.", level="emergency", topic="physical_danger")
    sent = teen.send("hij is er").json()["seq"]
    wait_for(lambda: [] if unanswered(state, teen) else [1])
    assert others(teen.read(sent)) == []
    case = case_of(state, teen)
    assert case is not None
    assert case.level == "emergency"


def test_an_emergency_in_an_open_case_is_told_once(teen: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.says(custom=[{"custom": {"type": "escalation"}}])
    teen.tell("mag ik een mens")
    sent = teen.send(payload=KEEP_TALKING).json()["seq"]
    wait_for(lambda: others(teen.read(sent)))
    rasa.says("Bel nu 112.", level="emergency", topic="physical_danger")
    told = teen.tell("hij is er", count=2)
    assert "klaargezet voor een hulpverlener" in told[-1]["text"]
    again = teen.send("hij is er echt").json()["seq"]
    wait_for(lambda: others(teen.read(again)))
    wait_for(lambda: [] if unanswered(state, teen) else [1])
    assert [one["author"] for one in others(teen.read(again))] == ["bot"]


@pytest.mark.parametrize("said", [[], ["Dag."]])
def test_an_emergency_opens_a_case_whatever_the_rules_said(
    said: list[str], teen: Teen, rasa: FakeRasa, state: State
) -> None:
    rasa.says(*said, level="emergency", topic="physical_danger", intent="praatje")
    answers = teen.tell("hij staat voor de deur", count=len(said) + 1)
    assert [one["author"] for one in answers] == ["bot"] * len(said) + ["system"]
    assert "klaargezet voor een hulpverlener" in answers[-1]["text"]
    case = case_of(state, teen)
    assert case is not None
    assert (case.level, case.topic, case.reason) == ("emergency", "physical_danger", "emergency")
    assert teen.owner() == "bot"


@pytest.mark.parametrize("level", ["none", "concern", "urgent"])
def test_no_other_level_opens_a_case_by_itself(level: str, teen: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.says("Oké.", level=level, topic="sextortion")
    teen.tell("hoi")
    assert case_of(state, teen) is None
    assert level_of(state, teen) == level


def test_the_answer_to_a_safety_question_raises_the_level(teen: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.says("Wat naar.", level="urgent", topic="sextortion")
    teen.tell("hij chanteert mij")
    signal = {"custom": {"type": "level", "level": "emergency", "topic": "suicide"}}
    rasa.says("Bel nu 113.", level="none", topic="smalltalk", custom=[signal])
    teen.tell("ja", count=2)
    case = case_of(state, teen)
    assert case is not None
    assert (case.level, case.topic) == ("emergency", "suicide")


@pytest.mark.parametrize(
    ("levels", "kept"),
    [
        (["emergency", "none"], ("emergency", "grooming")),
        (["urgent", "concern", "none"], ("urgent", "grooming")),
        (["concern", "urgent"], ("urgent", "bullying")),
        (["urgent", "urgent"], ("urgent", "bullying")),
        (["none", "none"], ("none", None)),
    ],
)
def test_the_level_of_a_conversation_never_falls(
    levels: list[str], kept: tuple[str, str | None], teen: Teen, rasa: FakeRasa, state: State
) -> None:
    for level, topic in zip(levels, ["grooming", "bullying", "wellbeing"], strict=False):
        rasa.says("Oké.", level=level, topic=topic)
        teen.tell("iets")
    with state.database.transaction() as session:
        found = session.get_one(Conversation, teen.conversation)
        assert (found.level, found.topic) == kept


def test_what_was_read_stands_beside_the_message(teen: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.says("Oei.", level="urgent", topic="grooming", intent="dringend", faq="wat-is-grooming", language="nl")
    sent = teen.send("hij wil afspreken").json()["seq"]
    wait_for(lambda: others(teen.read(sent)))
    with state.database.transaction() as session:
        one = session.scalars(select(Message).where(Message.seq == sent)).one()
    assert one.triage == {
        "level": "urgent", "topic": "grooming", "confidence": 0.9, "reasons": ["test"], "intent": "dringend",
        "faq": "wat-is-grooming", "language": "nl",
    }  # fmt: skip
    assert "triage" not in str(teen.read())


def test_a_message_is_read_with_the_ones_before_it_and_the_level_so_far(teen: Teen, rasa: FakeRasa) -> None:
    rasa.says("Oei.", level="urgent", topic="sextortion")
    for one in ("een", "twee", "drie", "vier", "vijf"):
        teen.tell(one)
    asked = [(body["text"], body["before"], body["level"]) for _path, body in rasa.asked]
    assert asked == [
        ("een", [], "none"),
        ("twee", ["een"], "urgent"),
        ("drie", ["een", "twee"], "urgent"),
        ("vier", ["een", "twee", "drie"], "urgent"),
        ("vijf", ["twee", "drie", "vier"], "urgent"),
    ]


def test_a_button_is_no_sentence_that_a_later_message_is_read_with(teen: Teen, rasa: FakeRasa) -> None:
    rasa.says("Zal ik?", custom=[{"text": "Kies.", "buttons": [{"title": "Ja graag", "payload": "/ja"}]}])
    teen.tell("een", count=2)
    teen.tell(payload="/ja", count=2)
    teen.tell("twee", count=2)
    assert rasa.asked[-1][1]["before"] == ["een"]


def test_a_person_reads_along_with_the_same_context(teen: Teen, rasa: FakeRasa, state: State) -> None:
    teen.tell("een")
    claim(state, teen)
    sent = teen.send("twee").json()["seq"]
    wait_for(lambda: [path for path, _body in rasa.asked if path == "read"])
    assert rasa.asked[-1][1]["before"] == ["een"]
    assert others(teen.read(sent)) == []


def test_who_writes_after_closing_talks_with_the_computer_again(teen: Teen, rasa: FakeRasa, state: State) -> None:
    claim(state, teen)
    with state.database.transaction() as session:
        case = cases.open_of(session, teen.conversation)
        assert case is not None
        noor = accounts.check(session, "noor", PASSWORD)
        assert noor is not None
        moves.finish(session, case.id, noor, state.library, Move.CLOSE, Ending("helped"))
    told, answer = teen.tell("toch nog iets", count=2)
    assert told["text"] == state.library.text("reopened")
    assert answer["text"] == "Hoi."
    assert teen.owner() == "bot"


def test_cards_buttons_and_texts_reach_the_teen_as_sent(teen: Teen, rasa: FakeRasa) -> None:
    card = {"id": "x", "name": "X", "does": "Helpt."}
    rasa.says(
        "Een.", custom=[{"custom": {"type": "cards", "text": "Hier.", "cards": [card]}}, {"custom": {"type": "?"}}]
    )
    rasa.reply["messages"][0]["buttons"] = [{"title": "Ja", "payload": "/ja"}]
    first, second = teen.tell("wie helpt", count=2)
    assert (first["text"], first["buttons"]) == ("Een.", [{"title": "Ja", "payload": "/ja"}])
    assert (second["text"], second["cards"]) == ("Hier.", [card])


def test_what_an_earlier_front_door_left_unanswered_is_answered(teen: Teen, rasa: FakeRasa, state: State) -> None:
    with state.database.transaction() as session:  # as if it stopped right after storing
        left = outbox.append(session, teen.conversation, "teen", text="is daar iemand", answered=False)
    rasa.says("Ja, hoor.")
    restarted = make_state(
        state.settings, state.library, plain_mask, Rasa("http://rasa", "r" * 32, httpx2.MockTransport(rasa))
    )
    with TestClient(create_app(restarted)) as browser:
        again = Teen(browser, teen.token, teen.conversation)
        answers = wait_for(lambda: others(again.read(left.seq)))
    restarted.database.engine.dispose()
    assert [one["text"] for one in answers] == ["Ja, hoor."]
    assert rasa.asked[-1][1]["text"] == "is daar iemand"


def test_a_message_that_waited_through_a_night_gets_an_answer_too(teen: Teen, rasa: FakeRasa, state: State) -> None:
    with state.database.transaction() as session:
        left = outbox.append(session, teen.conversation, "teen", text="hallo", answered=False)
        left.at = now() - timedelta(hours=9)
    teen.send("ben je er nog")
    wait_for(lambda: others(teen.read(left.seq)), 2)
    assert unanswered(state, teen) == []


def test_an_error_of_the_database_does_not_tell_what_a_teen_wrote(teen: Teen, state: State) -> None:
    with pytest.raises(DBAPIError) as broken, state.database.transaction() as session:
        session.execute(text("SELECT * FROM bestaat_niet WHERE x = :x"), {"x": "mijn geheim"})
    assert "mijn geheim" not in str(broken.value)
