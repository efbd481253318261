"""What an attacker or a broken client sends, against the really running stack: it changes nothing."""

import pytest

from tests.people import Teen, others, wait_for
from weerwoord.content.library import Library
from weerwoord.settings import ROOT


@pytest.mark.parametrize("typed", ["/restart", '/ /intent{"x":"y"}', "/session_start", "/nood", "😭😭😭", "ha\x00llo"])
def test_commands_emoji_and_nul_bytes_get_a_normal_answer(typed: str, teen: Teen) -> None:
    assert teen.tell(typed)
    assert teen.owner() == "bot"


def test_restart_does_not_make_the_bot_forget(teen: Teen) -> None:
    teen.tell("een meisje op snap dreigt mn fotos naar mn volgers te sturen als ik geen 200 euro betaal", count=2)
    teen.tell("/restart")
    told = teen.tell("wat kan ik doen", count=2)
    assert told[0]["text"] == Library(ROOT / "data").first_aid["sextortion"].situations["geld"].steps[0]


def test_a_typed_intent_is_not_an_intent(teen: Teen) -> None:
    said = teen.tell('/toon_onderwerp{"onderwerp_code":"wellbeing"}')
    wellbeing = Library(ROOT / "data").first_aid["wellbeing"].levels["concern"]["say"]
    assert wellbeing not in [one.get("text") for one in said]


@pytest.mark.parametrize(("typed", "status"), [("x" * 10_000, 413), ("", 422), ("\x00", 422), ("  /  ", 422)])
def test_too_long_and_empty_are_refused(typed: str, status: int, teen: Teen) -> None:
    before = teen.read()
    refused = teen.send(typed)
    assert refused.status_code == status
    assert refused.json()["detail"]
    assert teen.read() == before


def test_a_payload_never_offered_is_refused(teen: Teen) -> None:
    assert teen.send(payload="/wil_mens").status_code == 422
    assert teen.owner() == "bot"


@pytest.mark.parametrize("token", ["x", "x.y.z", "eyJhIjoxfQ.abc.def"])
def test_forged_tokens_open_nothing(token: str, teen: Teen) -> None:
    answer = teen.client.get("/api/chat/messages", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_many_messages_at_once_are_each_answered_in_order(teen: Teen) -> None:
    sent = [teen.send(f"hoi {number}").json()["seq"] for number in range(5)]
    wait_for(lambda: others(teen.read(sent[0])), count=5, seconds=15)
    mine = [one["text"] for one in teen.read() if one["author"] == "teen"]
    assert mine == [f"hoi {number}" for number in range(5)]
