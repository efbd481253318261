"""The roster's page over HTTP: what is filled in holds, and what makes no sense is refused in Dutch."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from weerwoord.accounts.models import Account
from weerwoord.content.opening import DUTCH_TIME
from weerwoord.db import now
from weerwoord.duty import service
from weerwoord.duty.forms import read_day, read_hours, read_pause, read_weekdays
from weerwoord.problems import Problem
from weerwoord.state import State

TODAY = date(2026, 11, 24)


@pytest.fixture
def noor(state: State, counsellor: TestClient) -> str:
    """The account that is logged in."""
    with state.database.transaction() as session:
        return str(session.scalars(select(Account.id)).one())


def week(counsellor: TestClient) -> str:
    """The page from the week on, without the forms."""
    return counsellor.get("/desk/duty").text.split("Elke week")[1]


def test_hours_and_exceptions_are_added_and_removed(counsellor: TestClient, noor: str) -> None:
    form = {"person": noor, "weekdays": ["0", "4"], "begins": "16:05", "ends": "21:35"}
    assert counsellor.post("/desk/duty/hours", data=form).headers["location"] == "/desk/duty"
    assert week(counsellor).count("16:05–21:35") == 2

    tomorrow = (now().astimezone(DUTCH_TIME).date() + timedelta(days=1)).isoformat()
    counsellor.post("/desk/duty/exceptions", data={"person": noor, "day": tomorrow, "kind": "off"})
    extra = {"person": noor, "day": tomorrow, "kind": "extra", "begins": "09:10", "ends": "12:10"}
    counsellor.post("/desk/duty/exceptions", data=extra)
    page = week(counsellor)
    assert "<td>vrij</td>" in page
    assert "extra, 09:10–12:10" in page

    for kind in ("hours", "exceptions"):
        for line in (1, 2):
            assert counsellor.post(f"/desk/duty/{kind}/{line}/remove").status_code == 303
    page = week(counsellor)
    assert "16:05" not in page
    assert "09:10" not in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"person": "999"}, "Kies een collega."),
        ({"person": "x"}, "Kies een collega."),
        ({"weekdays": []}, "Kies een dag"),
        ({"weekdays": ["7"]}, "Kies een dag"),
        ({"begins": ""}, "Vul een begin en een einde in"),
        ({"ends": "16:00"}, "Begin en einde zijn gelijk"),
    ],
)
def test_hours_that_make_no_sense_change_nothing(
    wrong: dict[str, object], words: str, counsellor: TestClient, noor: str
) -> None:
    form = {"person": noor, "weekdays": ["0"], "begins": "16:00", "ends": "21:00"} | wrong
    refused = counsellor.post("/desk/duty/hours", data=form, headers={"accept": "text/html"})
    assert refused.status_code == 422
    assert words in refused.text
    assert "16:00–21:00" not in week(counsellor)


def test_buttons_say_who_is_there(state: State, counsellor: TestClient, noor: str) -> None:
    def available() -> list[str]:
        with state.database.transaction() as session:
            return [one.alias for one in service.available(session, now())]

    assert available() == []
    for press, form, there in [
        ("here", {}, True), ("pause", {"minutes": "30"}, False), ("resume", {}, True), ("away", {}, False),
        ("here", {}, True),
    ]:  # fmt: skip
        assert counsellor.post(f"/desk/duty/{press}", data=form).status_code == 204
        assert available() == (["Noor"] if there else [])
    assert counsellor.post("/desk/duty/pause", data={"minutes": "9999"}).status_code == 422
    assert available() == ["Noor"]


@pytest.mark.parametrize("typed", ["", "2026-11-23", "2027-11-26", "morgen", "2026-13-01"])
def test_a_day_is_a_date_in_the_coming_year(typed: str) -> None:
    with pytest.raises(Problem):
        read_day(typed, TODAY)
    assert read_day("2026-11-24", TODAY) == TODAY
    assert read_day("2027-11-25", TODAY) == date(2027, 11, 25)


@pytest.mark.parametrize("typed", [("", "12:00"), ("9 uur", "12:00"), ("25:00", "12:00"), ("09:00+01:00", "12:00")])
def test_hours_are_two_times(typed: tuple[str, str]) -> None:
    with pytest.raises(Problem):
        read_hours(*typed)


def test_what_is_left_is_read() -> None:
    assert [one.hour for one in read_hours("22:00", "06:00")] == [22, 6]
    assert read_weekdays(["4", "0", "4"]) == [0, 4]
    assert read_pause("15") == timedelta(minutes=15)
    with pytest.raises(Problem):
        read_pause("0")
