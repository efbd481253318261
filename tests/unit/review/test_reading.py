"""Reading and judging over HTTP: what a reviewer sees, keeps and passes on."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from tests.people import Counsellor, log_in
from tests.unit.conftest import PASSWORD
from tests.unit.review.conftest import said_in, tell
from weerwoord.accounts import service as accounts
from weerwoord.accounts.roles import JONGERENWERKER
from weerwoord.chat import outbox
from weerwoord.review.answers import answer_of, choices
from weerwoord.review.models import Digest, Example, Judgement
from weerwoord.state import State

SAID = "hij wil geld, anders deelt hij mijn foto"


@pytest.fixture
def noor(reviewer: TestClient) -> Counsellor:
    return Counsellor(reviewer)


@pytest.fixture
def sam(state: State, reviewer: TestClient) -> Iterator[Counsellor]:
    with state.database.transaction() as session:
        accounts.create(session, "sam", "Sam", PASSWORD, [JONGERENWERKER])
    with TestClient(reviewer.app, follow_redirects=False) as browser:
        yield log_in(browser, "sam", PASSWORD)


@pytest.fixture
def number(state: State) -> int:
    with state.database.transaction() as session:
        return tell(session, state, SAID, "help", level="urgent", topic="sextortion", confidence=0.4).id


def numbers_of(state: State, number: int) -> list[int]:
    with state.database.transaction() as session:
        return [one.seq for one in said_in(session, session.get_one(Digest, number))]


def judgement(who: Counsellor, number: int, seq: int, **labels: str) -> int:
    form = {"level": "urgent", "topic": "grooming", "answer": "", **labels}
    return who.client.post(f"/desk/review/{number}/messages/{seq}", data=form).status_code


def test_the_list_leads_to_the_conversation(noor: Counsellor, number: int) -> None:
    listed = noor.client.get("/desk/review").text
    assert f'href="/desk/review/{number}"' in listed
    for words in ("dringend", "sextortion", "computer", "niet begrepen of onzeker"):
        assert words in listed
    assert f'href="/desk/review/{number}"' in noor.client.get("/desk/review/sample").text
    assert SAID in noor.client.get(f"/desk/review/{number}").text


def test_filters_stay_in_the_session_and_out_of_the_address(noor: Counsellor, number: int) -> None:
    for words, found in (("geld", True), ("xylofoon", False)):
        sent = noor.client.post("/desk/review", data={"words": words, "level": "", "until": ""})
        assert (sent.status_code, sent.headers["location"]) == (303, "/desk/review")
        listed = noor.client.get("/desk/review").text
        assert (f'href="/desk/review/{number}"' in listed) is found
        assert f'value="{words}"' in listed
    noor.client.post("/desk/review")
    assert f'href="/desk/review/{number}"' in noor.client.get("/desk/review").text


def test_a_filter_that_does_not_exist_is_refused(noor: Counsellor) -> None:
    assert noor.client.post("/desk/review", data={"level": "verzonnen"}).status_code == 422


def test_what_the_computer_understood_is_shown(noor: Counsellor, number: int) -> None:
    page = noor.client.get(f"/desk/review/{number}").text
    for words in ("dringend, sextortion", "40%", "<li>test</li>", "niet begrepen of onzeker"):
        assert words in page


def test_each_message_of_the_teen_is_veiled_until_it_is_opened(noor: Counsellor, number: int) -> None:
    page = noor.client.get(f"/desk/review/{number}").text
    veils = re.findall(r'<details class="veil"( open)?>', page)
    assert veils == ["", ""]
    assert page.count("Kan heftig zijn: sextortion") == 2
    opened = noor.client.get(f"/desk/review/{number}?unveiled=true").text
    assert re.findall(r'<details class="veil"( open)?>', opened) == [" open", " open"]


@pytest.mark.parametrize("path", ["", "/sample", "/second", "/agreement"])
def test_no_page_has_scripts_or_styles_inside(path: str, noor: Counsellor, number: int) -> None:
    for page in (noor.client.get(f"/desk/review{path}").text, noor.client.get(f"/desk/review/{number}").text):
        assert not re.search(r"<style|\sstyle=|<script(?! src=)|\son\w+=", page)


def test_every_field_has_a_label(noor: Counsellor, number: int) -> None:
    for path in ("", f"/{number}"):
        page = noor.client.get(f"/desk/review{path}").text
        fields = set(re.findall(r'<(?:select|input)[^>]* id="([\w-]+)"', page))
        assert fields
        assert fields <= set(re.findall(r'<label for="([\w-]+)"', page))


def test_what_a_teen_typed_is_never_a_piece_of_page(noor: Counsellor, state: State) -> None:
    typed = '"><img src=x onerror=alert(1)>'
    with state.database.transaction() as session:
        number = tell(session, state, typed).id
    page = noor.client.get(f"/desk/review/{number}").text
    assert typed not in page
    assert html.escape(typed, quote=False).replace('"', "&#34;") in page


def test_a_judgement_is_kept_and_can_be_changed(noor: Counsellor, number: int, state: State) -> None:
    seq = numbers_of(state, number)[0]
    for topic in ("grooming", "image_sharing"):
        assert judgement(noor, number, seq, topic=topic, answer="first_aid:grooming") == 200
    with state.database.transaction() as session:
        (kept,) = session.scalars(select(Judgement))
        assert (kept.level, kept.topic, kept.answer) == ("urgent", "image_sharing", "first_aid:grooming")
        assert session.scalars(select(Example)).all() == []
    assert "Jouw oordeel staat erbij" in noor.client.get(f"/desk/review/{number}").text


@pytest.mark.parametrize("labels", [{"level": "x"}, {"topic": ""}, {"topic": "x"}, {"answer": "faq:bestaat-niet"}])
def test_labels_that_do_not_exist_are_refused(
    labels: dict[str, str], noor: Counsellor, number: int, state: State
) -> None:
    assert judgement(noor, number, numbers_of(state, number)[0], **labels) == 422
    with state.database.transaction() as session:
        assert session.scalars(select(Judgement)).all() == []


def test_only_a_message_of_the_teen_in_this_conversation_can_be_judged(
    noor: Counsellor, number: int, state: State
) -> None:
    for one, seq in ((number, 1), (number, 99), (number + 1, 4), (0, 1)):
        assert judgement(noor, one, seq) == 404


def test_an_example_goes_to_the_editors_once_with_its_last_labels(
    noor: Counsellor, sam: Counsellor, number: int, state: State
) -> None:
    seq = numbers_of(state, number)[0]
    judgement(noor, number, seq, topic="grooming", example="yes")
    judgement(sam, number, seq, topic="image_sharing", example="yes")
    with state.database.transaction() as session:
        (kept,) = session.scalars(select(Example))
        assert kept.message_id == said_in(session, session.get_one(Digest, number))[0].id
        assert kept.topic == "image_sharing"


def test_what_is_not_corrected_counts_as_agreed(noor: Counsellor, number: int, state: State) -> None:
    first, _second = numbers_of(state, number)
    judgement(noor, number, first, level="none", topic="smalltalk")
    assert noor.client.post(f"/desk/review/{number}/done").status_code == 303
    noor.client.post(f"/desk/review/{number}/done")
    with state.database.transaction() as session:
        kept = [(one.level, one.topic) for one in session.scalars(select(Judgement).order_by(Judgement.message_id))]
    assert kept == [("none", "smalltalk"), ("urgent", "sextortion")]
    assert f"/desk/review/{number}" not in noor.client.get("/desk/review/sample").text


def test_a_second_reader_judges_without_seeing_the_first(
    noor: Counsellor, sam: Counsellor, number: int, state: State
) -> None:
    seq = numbers_of(state, number)[0]
    judgement(noor, number, seq, level="emergency", topic="grooming")
    noor.client.post(f"/desk/review/{number}/done")
    assert noor.client.post(f"/desk/review/{number}/second").status_code == 303
    assert f'href="/desk/review/{number}"' in sam.client.get("/desk/review/second").text
    assert f'href="/desk/review/{number}"' not in noor.client.get("/desk/review/second").text
    assert "Noor vond" not in sam.client.get(f"/desk/review/{number}").text
    sam.client.post(f"/desk/review/{number}/done")
    assert "Noor vond: nu in gevaar, grooming" in sam.client.get(f"/desk/review/{number}").text
    agreement = sam.client.get("/desk/review/agreement").text
    assert "Noor en Sam" in agreement
    assert "<td>2</td><td>0,00</td><td>0,00</td>" in agreement


def test_an_erased_conversation_cannot_be_read(noor: Counsellor) -> None:
    missing = noor.client.get("/desk/review/999", headers={"accept": "text/html"})
    assert missing.status_code == 404
    assert "Dit gesprek bestaat niet (meer)" in missing.text


def test_a_conversation_that_a_counsellor_joined_shows_their_words(noor: Counsellor, number: int, state: State) -> None:
    with state.database.transaction() as session:
        digest = session.get_one(Digest, number)
        outbox.append(session, digest.conversation_id, "counsellor", alias="Noor", text="Ik ben er.")
    assert "Ik ben er." in noor.client.get(f"/desk/review/{number}").text


@pytest.mark.parametrize(
    ("triage", "key"),
    [
        ({"intent": "faq", "faq": "leeftijd-16", "level": "none"}, "faq:leeftijd-16"),
        ({"intent": "dringend", "level": "urgent", "topic": "grooming"}, "first_aid:grooming"),
        ({"intent": "vervolg", "level": "urgent", "topic": "grooming"}, None),
        ({"intent": "faq", "faq": None, "level": "none"}, None),
        ({"intent": "groet", "level": "none", "topic": "smalltalk"}, None),
        ({}, None),
    ],
)
def test_the_answer_that_was_meant_is_chosen_already(
    triage: dict[str, str | None], key: str | None, state: State
) -> None:
    assert answer_of(triage) == key
    assert key is None or any(key in group for group in choices(state.library).values())
