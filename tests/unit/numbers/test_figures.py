"""The figures of a week, and how they are shown, drawn and exported."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from tests.unit.review.conftest import tell
from weerwoord.cases.models import Case
from weerwoord.chat.models import Conversation
from weerwoord.db import now
from weerwoord.numbers import charts
from weerwoord.numbers.figures import Figure, figures, minutes, of_week
from weerwoord.numbers.hiding import FEW, HIDDEN, Cell
from weerwoord.numbers.weeks import Week, last_weeks
from weerwoord.state import State

WEEK = Week(date(2026, 3, 23))  # summer time begins on its last day


def several(session: Session, state: State, count: int, at: datetime, **read: str) -> None:
    for _ in range(count):
        tell(session, state, "bla bla", **read).begun_at = at
    session.flush()


def call(session: Session, state: State, at: datetime, wait: int | None) -> None:
    talk = tell(session, state, "hoi")
    talk.begun_at = at - timedelta(weeks=9)
    claimed = at + timedelta(minutes=wait) if wait is not None else None
    session.add(
        Case(conversation_id=talk.conversation_id, level="none", reason="asked", opened_at=at, claimed_at=claimed)
    )


def test_weeks_are_dutch_and_iso() -> None:
    sunday_late = datetime(2026, 1, 4, 22, 59, tzinfo=UTC)
    assert [one.name for one in last_weeks(sunday_late, 2)] == ["2025-W52", "2026-W01"]
    assert last_weeks(sunday_late + timedelta(minutes=1), 1)[0].name == "2026-W02"
    assert (WEEK.begin, WEEK.end) == (datetime(2026, 3, 22, 23, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC))


def test_a_conversation_belongs_to_the_week_in_which_it_began(state: State) -> None:
    with state.database.transaction() as session:
        several(session, state, 5, WEEK.begin)
        several(session, state, 6, WEEK.end - timedelta(seconds=1))
        several(session, state, 7, WEEK.end)
        several(session, state, 8, WEEK.begin - timedelta(seconds=1))
        assert of_week(session, WEEK)["Gesprekken", "alle gesprekken"] == 11


def test_levels_topics_and_ratings_are_counted_and_hidden_when_small(state: State) -> None:
    with state.database.transaction() as session:
        several(session, state, 20, WEEK.begin, level="none", topic="smalltalk")
        several(session, state, 6, WEEK.begin, level="urgent", topic="sextortion")
        several(session, state, 4, WEEK.begin, level="concern", topic="bullying")
        several(session, state, 1, WEEK.begin, level="emergency", topic="suicide")
        for number, talk in enumerate(session.query(Conversation)):
            if number < 12:
                talk.rating, talk.rating_reason = ("good", "heard") if number < 6 else ("bad", "slow")
        found = of_week(session, WEEK)
        assert [found["Niveau", name] for name in ("nu in gevaar", "dringend", "zorgen", "geen signaal")] == [
            FEW,
            6,
            FEW,
            20,
        ]
        assert (found["Onderwerp", "praatje"], found["Onderwerp", "sextortion"]) == (20, 6)
        assert (found["Onderwerp", "pesten"], found["Onderwerp", "nog onbekend"]) == (FEW, FEW)
        assert [found["Oordeel", name] for name in ("hielp", "hielp een beetje", "hielp niet", "niet ingevuld")] == [
            HIDDEN, FEW, 6, 19,
        ]  # fmt: skip
        assert {found["Reden van het oordeel", name] for name in ("er werd geluisterd", "te traag")} == {6, HIDDEN}


def test_an_empty_week_tells_nothing(state: State) -> None:
    with state.database.transaction() as session:
        assert set(of_week(session, WEEK).values()) == {FEW}


@pytest.mark.parametrize(
    ("waits", "half", "most"),
    [([1] * 4, FEW, FEW), ([1, 2, 3, 4, 5], 3, 5), (list(range(1, 101)), 50, 95), ([0] * 5, 1, 1), ([1.2] * 9, 2, 2)],
)
def test_waits(waits: list[float], half: Cell, most: Cell) -> None:
    spans = [timedelta(minutes=one) for one in waits]
    assert (minutes(spans, 0.5), minutes(spans, 0.95)) == (half, most)


@pytest.mark.parametrize(
    ("claimed", "not_claimed", "total", "unanswered"),
    [(6, 7, 13, 7), (6, 4, 10, FEW), (4, 6, 10, HIDDEN), (2, 1, FEW, FEW), (9, 0, 9, FEW)],
)
def test_calls_that_nobody_took_are_counted(
    claimed: int, not_claimed: int, total: Cell, unanswered: Cell, state: State
) -> None:
    with state.database.transaction() as session:
        for wait in [10] * claimed + [None] * not_claimed:
            call(session, state, WEEK.begin + timedelta(days=1), wait)
        session.flush()
        found = of_week(session, WEEK)
        assert found["Hulpverlener gevraagd", "alle keren"] == total
        assert found["Hulpverlener gevraagd", "niet opgepakt"] == unanswered
        assert found["Wachttijd (minuten)", "helft binnen (p50)"] == (10 if claimed >= 5 else FEW)


def test_every_week_has_its_own_column(state: State) -> None:
    with state.database.transaction() as session:
        several(session, state, 5, WEEK.begin)
        found = figures(session, [Week(date(2026, 3, 16)), WEEK])
        assert found[0] == Figure("Gesprekken", "alle gesprekken", (FEW, 5))


@pytest.fixture
def busy(state: State) -> None:
    """A week with figures that are large and small, and a sentence that many said."""
    with state.database.transaction() as session:
        for number in range(12):
            tell(session, state, "wat is dit voor gedoe", level="none" if number > 2 else "urgent", confidence=0.2)
        tell(session, state, "mijn heel eigen verhaal", confidence=0.2)
        session.flush()


@pytest.mark.usefixtures("busy")
def test_the_page_shows_figures_and_what_many_said(reviewer: TestClient) -> None:
    page = reviewer.get("/desk/numbers").text
    assert "<td>13</td>" in page
    assert "<td>wat is dit voor gedoe</td><td>12</td>" in page
    assert "heel eigen verhaal" not in page
    assert not re.search(r"<style|\sstyle=|<script(?! src=)|\son\w+=|<td>[0-4]</td>", page)
    assert 'src="/desk/numbers/charts/conversations"' in page


@pytest.mark.usefixtures("busy")
def test_the_file_tells_no_more_than_the_page(reviewer: TestClient) -> None:
    sent = reviewer.get("/desk/numbers/export")
    assert sent.headers["content-type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(
        r'attachment; filename="weerwoord-cijfers-\d{4}-W\d\d\.csv"', sent.headers["content-disposition"]
    )
    rows = list(csv.reader(io.StringIO(sent.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["week", "groep", "cijfer", "waarde"]
    week = last_weeks(now(), 1)[0].name
    assert [week, "Gesprekken", "alle gesprekken", "13"] in rows
    assert [week, "Niveau", "dringend", "<5"] in rows
    assert rows[-1][1:] == ["Niet begrepen", "wat is dit voor gedoe", "12"]
    assert all(len(row) == 4 and (not row[3].isdecimal() or int(row[3]) >= 5) for row in rows)
    assert "heel eigen verhaal" not in sent.text


@pytest.mark.usefixtures("busy")
def test_a_chart_is_an_image_without_styles_or_scripts(reviewer: TestClient) -> None:
    sent = reviewer.get("/desk/numbers/charts/conversations")
    assert sent.headers["content-type"] == "image/svg+xml"
    assert "default-src 'self'" in sent.headers["content-security-policy"]
    image = ElementTree.fromstring(sent.text)
    assert image.tag == "{http://www.w3.org/2000/svg}svg"
    assert not {one.tag.split("}")[1] for one in image.iter()} & {"style", "script", "a", "image", "foreignObject"}
    assert not [name for one in image.iter() for name in one.attrib if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("name", ["conversations", "waiting", "verzonnen"])
def test_a_chart_without_figures_is_not_there(name: str, reviewer: TestClient) -> None:
    assert reviewer.get(f"/desk/numbers/charts/{name}").status_code == 404
    assert "<img" not in reviewer.get("/desk/numbers").text


def test_what_is_hidden_is_a_gap_in_a_chart() -> None:
    weeks = [Week(date(2026, 3, 2) + timedelta(weeks=one)) for one in range(4)]
    found = [
        Figure("Niveau", "dringend", (5, FEW, 8, HIDDEN)),
        Figure("Niveau", "zorgen", (FEW, FEW, FEW, FEW)),
        Figure("Oordeel", "hielp", (50, 50, 50, 50)),
    ]
    assert charts.lines(charts.CHARTS["levels"], found) == {"dringend": [5, None, 8, None]}
    assert charts.drawable(found).keys() == {"levels", "ratings"}
    drawn = charts.svg(charts.CHARTS["levels"], weeks, found)
    assert drawn.count("<circle") == 2
