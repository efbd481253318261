"""While a teen waits for a person: little is said, and only what is right."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from tests.people import Teen, others, wait_for, words
from tests.unit.conftest import FakeRasa
from weerwoord.chat import waiting
from weerwoord.chat.waiting import KEEP_TALKING
from weerwoord.state import State


@pytest.fixture
def waiter(teen: Teen, rasa: FakeRasa) -> Teen:
    """A teen who asked for a person and waits."""
    rasa.says(custom=[{"custom": {"type": "escalation"}}])
    teen.tell("mag ik een mens")
    assert teen.owner() == "waiting"
    rasa.says("dit zegt de bot nu niet")
    rasa.asked.clear()
    return teen


def settle(teen: Teen, rasa: FakeRasa, text: str) -> list[dict[str, object]]:
    """Send, wait until Rasa has read it and it is recorded; gives what was said."""
    sent = teen.send(text).json()["seq"]
    wait_for(lambda: [one for one in rasa.asked if one[1].get("text") == text])
    time.sleep(0.2)  # nothing may come, so there is nothing to wait for
    return others(teen.read(sent))


def test_messages_are_only_read(waiter: Teen, rasa: FakeRasa) -> None:
    settle(waiter, rasa, "hij heet rick en hij is 30")
    assert [path for path, _ in rasa.asked] == ["read"]
    assert "dit zegt de bot" not in words(waiter.read())


def test_one_sign_that_it_arrives_and_then_silence_for_a_minute(
    waiter: Teen, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = settle(waiter, rasa, "een")
    assert "erbij gezet" in words(first)
    assert settle(waiter, rasa, "twee") == []
    monkeypatch.setattr(waiting, "HOLD_EVERY", timedelta(0))
    assert "erbij gezet" in words(settle(waiter, rasa, "drie"))


def test_an_emergency_gets_the_numbers_every_time(waiter: Teen, rasa: FakeRasa) -> None:
    rasa.says(level="emergency", topic="suicide", intent="nood")
    for text in ("ik doe het nu", "echt"):
        assert "112" in words(settle(waiter, rasa, text))


def test_a_plain_question_is_answered(waiter: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.says(intent="faq", faq="is-dit-anoniem")
    assert state.library.faq["is-dit-anoniem"].answer in words(settle(waiter, rasa, "is dit anoniem"))
    rasa.says(intent="faq", faq=None)
    assert "anoniem" not in words(settle(waiter, rasa, "en nog iets anders"))


def test_going_on_with_the_computer_keeps_the_case(waiter: Teen, rasa: FakeRasa) -> None:
    sent = waiter.send(payload=KEEP_TALKING).json()["seq"]
    wait_for(lambda: others(waiter.read(sent)))
    assert waiter.owner() == "bot"
    rasa.says("Hier ben ik weer.")
    assert "Hier ben ik weer" in words(waiter.tell("hoi"))


def test_asking_again_for_a_person_waits_again(waiter: Teen, rasa: FakeRasa) -> None:
    sent = waiter.send(payload=KEEP_TALKING).json()["seq"]
    wait_for(lambda: others(waiter.read(sent)))
    rasa.says(custom=[{"custom": {"type": "escalation"}}])
    waiter.tell("toch een mens")
    assert waiter.owner() == "waiting"
