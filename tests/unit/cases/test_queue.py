"""The queue: in what order, and what a counsellor sees before choosing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.people import Counsellor, Teen, new_teen
from tests.unit.cases.talks import conversation, counsellor, only_case
from tests.unit.conftest import FakeRasa
from weerwoord.cases import moves, service
from weerwoord.cases.queue import LONGEST_REASON, queue, shortly, worst
from weerwoord.chat.telling import age_band
from weerwoord.db import now
from weerwoord.state import State


def test_the_queue_is_by_waiting_then_level_then_patience(state: State) -> None:
    with state.database.transaction() as session:
        noor = counsellor(session, "noor")
        opened = {}
        for name, level, minutes in [
            ("young urgent", "urgent", 1),
            ("old none", "none", 90),
            ("claimed emergency", "emergency", 99),
            ("old urgent", "urgent", 20),
            ("emergency", "emergency", 0),
            ("concern", "concern", 50),
        ]:
            talk = conversation(session, state, level)
            service.open_case(session, talk, "asked")
            session.flush()
            case = only_case(session, talk)
            case.waiting_since = now() - timedelta(minutes=minutes)
            opened[case.id] = name
            if name.startswith("claimed"):
                moves.claim(session, case.id, noor, state.library)
        session.flush()
        rows = queue(session)
    assert [opened[row.case.id] for row in rows] == [
        "emergency", "old urgent", "young urgent", "concern", "old none", "claimed emergency",
    ]  # fmt: skip
    assert [row.holder.login if row.holder else None for row in rows] == [None] * 5 + ["noor"]


@pytest.mark.parametrize(
    ("age", "band"),
    [(9, None), (10, "10-12"), (12, "10-12"), (13, "13-15"), (15, "13-15"), (16, "16-17"), (17, "16-17"),
     (18, "18+"), (99, "18+"), (100, None), (-3, None)],
)  # fmt: skip
def test_age_bands_at_their_edges(age: int, band: str | None) -> None:
    assert age_band(age) == band


def reading(level: str, name: str) -> dict[str, Any]:
    return {"level": level, "reasons": [name]}


def test_the_worst_message_is_the_gravest_and_of_two_the_last() -> None:
    found = [reading("concern", "a"), reading("urgent", "b"), reading("urgent", "c"), reading("none", "d"), {}]
    assert worst(found) == reading("urgent", "c")
    assert worst([reading("none", "d"), {}]) is None
    assert worst([]) is None


@pytest.mark.parametrize(
    ("reasons", "short"),
    [
        (["het model is 93% zeker", "lijkt op: hij wil geld", "vaste zin: ik wil dood"], "vaste zin: ik wil dood"),
        (["het model is 93% zeker", "lijkt op: hij wil geld"], "lijkt op: hij wil geld"),
        (["het model is 93% zeker"], "het model is 93% zeker"),
        ([], None),
    ],
)
def test_the_reason_that_tells_most_is_shown(reasons: list[str], short: str | None) -> None:
    assert shortly({"level": "urgent", "reasons": reasons}) == short


def test_a_long_reason_is_cut() -> None:
    assert shortly(None) is None
    cut = shortly({"reasons": ["x" * (LONGEST_REASON + 1)]})
    assert cut == "x" * (LONGEST_REASON - 1) + "…"
    assert shortly({"reasons": ["x" * LONGEST_REASON]}) == "x" * LONGEST_REASON


def test_what_the_teen_told_stands_in_the_queue(teen: Teen, rasa: FakeRasa, noor: Counsellor) -> None:
    rasa.says("Goed om te weten.", custom=[{"custom": {"type": "age", "age": 14}}])
    teen.tell("14")
    rasa.says("Vertel maar.", custom=[{"custom": {"type": "wish", "wish": "listen"}}])
    teen.tell("luister")
    rasa.says(level="urgent", topic="sextortion", custom=[{"custom": {"type": "escalation"}}])
    rasa.reply["triage"]["reasons"] = ["het model is 93% zeker", "lijkt op: <hij wil geld>"]
    teen.tell("hij heeft een foto")
    rows = noor.client.get("/desk/queue").text
    for words in ("13-15", "luisteren", "lijkt op: &lt;hij wil geld&gt;"):
        assert words in rows
    (case,) = noor.cases()
    page = noor.client.get(f"/desk/cases/{case}").text
    assert "Leeftijd: 13-15. Wil: luisteren." in page
    assert "14" not in rows.replace("13-15", "")[: rows.find("Sinds")]


@pytest.mark.parametrize(
    "signal", [{"type": "age", "age": 7}, {"type": "age", "age": "14"}, {"type": "age"}, {"type": "wish", "wish": "x"}]
)
def test_a_signal_that_makes_no_sense_changes_nothing(
    signal: dict[str, Any], teen: Teen, rasa: FakeRasa, noor: Counsellor
) -> None:
    rasa.says("Oké.", custom=[{"custom": signal}, {"custom": {"type": "escalation"}}])
    teen.tell("iets", count=2)
    assert noor.client.get("/desk/queue").text.count("<td>onbekend</td>") == 2


def test_whoever_left_shows_in_the_queue_until_they_are_back(talk: Teen, noor: Counsellor) -> None:
    assert talk.client.post("/api/chat/left", content=talk.token).status_code == 204
    assert "jongere weg" in noor.client.get("/desk/queue").text
    talk.send("ik ben er weer")
    assert "jongere weg" not in noor.client.get("/desk/queue").text


def test_an_offer_stands_on_top_for_the_one_who_is_asked(
    talk: Teen, noor: Counsellor, sam: Counsellor, state: State
) -> None:
    sam.client.get("/desk")
    (case,) = noor.cases()
    noor.do(case, "claim")
    with state.database.transaction() as session:
        sams_id = queue(session)[0].case.account_id + 1
    assert noor.do(case, "offer", colleague=str(sams_id)).status_code == 303
    assert f"Noor vraagt of jij gesprek {case} overneemt" in sam.client.get("/desk/queue").text
    assert "vraagt of jij" not in noor.client.get("/desk/queue").text
    assert "gevraagd: Sam" in noor.client.get("/desk/queue").text
    assert new_teen(talk.client).owner() == "bot"
