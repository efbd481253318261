"""Work in one case over HTTP: notes, onlookers, cards, the checklist, its end; nothing internal reaches the teen."""

from __future__ import annotations

import pytest
from sqlalchemy import text, update

from tests.people import Counsellor, Teen, wait_for
from tests.unit.conftest import FakeRasa
from weerwoord.cases.models import Case, Check
from weerwoord.cases.states import CaseState
from weerwoord.chat.models import Conversation
from weerwoord.state import State


@pytest.fixture
def case(talk: Teen, noor: Counsellor) -> str:
    """A case that Noor holds."""
    (found,) = noor.cases()
    assert noor.do(found, "claim").status_code == 303
    return found


def page(of: Counsellor, case: str) -> str:
    return of.client.get(f"/desk/cases/{case}").text


def account_of(state: State, login: str) -> str:
    with state.database.transaction() as session:
        return str(session.execute(text("SELECT id FROM accounts WHERE login = :login"), {"login": login}).scalar_one())


def test_a_note_is_for_the_desk_alone(case: str, talk: Teen, noor: Counsellor, sam: Counsellor, rasa: FakeRasa) -> None:
    before = talk.read()
    assert sam.do(case, "notes", note="Sanne belt morgen").status_code == 204  # who looks on may leave one too
    assert "Notitie van Sam" in page(noor, case)
    assert "[naam] belt morgen" in page(noor, case)
    assert talk.read() == before
    assert "belt morgen" not in str(rasa.asked)


@pytest.mark.parametrize("typed", ["", "  ", "x" * 2001])
def test_an_empty_note_is_refused(typed: str, case: str, noor: Counsellor) -> None:
    assert noor.do(case, "notes", note=typed).status_code in {413, 422}
    assert "Notitie van" not in page(noor, case)


def test_what_somebody_notes_is_text(case: str, noor: Counsellor) -> None:
    noor.do(case, "notes", note="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in page(noor, case)


def test_who_looks_on_is_named_and_can_only_read(case: str, noor: Counsellor, sam: Counsellor) -> None:
    assert "kijkt mee" not in page(noor, case)
    theirs = page(sam, case)
    assert "Noor praat met deze jongere. Jij kijkt mee" in theirs
    assert 'id="composer"' not in theirs
    assert "Sam kijkt mee" in page(noor, case)
    assert sam.do(case, "checks/safe_now", done="true").status_code == 409


def test_a_transfer_from_page_to_page(case: str, talk: Teen, noor: Counsellor, sam: Counsellor, state: State) -> None:
    sam.client.get("/desk")
    assert f'<option value="{account_of(state, "sam")}">Sam</option>' in page(noor, case)
    assert noor.do(case, "offer", colleague=account_of(state, "sam")).status_code == 303
    assert "Tot dan praat jij" in page(noor, case)
    assert noor.do(case, "messages", text="Zo komt Sam.").status_code == 204
    assert "Ik neem het over" in page(sam, case)
    assert sam.do(case, "accept").status_code == 303
    assert talk.client.get("/api/chat/messages", headers=talk.headers).json()["owner"]["alias"] == "Sam"
    assert noor.do(case, "messages", text="Toch nog iets.").status_code == 409
    assert "Sam nam het gesprek over." in page(noor, case)


@pytest.mark.parametrize("colleague", ["", "0", "999999", "x", "99999999999999"])
def test_an_offer_to_nobody_is_refused(colleague: str, case: str, noor: Counsellor) -> None:
    assert noor.do(case, "offer", colleague=colleague).status_code == 422
    assert "Jij praat met deze jongere" in page(noor, case)


def test_between_two_counsellors_the_bot_says_nothing(case: str, talk: Teen, noor: Counsellor, rasa: FakeRasa) -> None:
    assert noor.do(case, "put-back").status_code == 303
    assert talk.owner() == "waiting"
    rasa.says("dit zegt de bot nu niet", intent="faq", faq="is-dit-anoniem")
    seq = talk.send("hallo?").json()["seq"]
    wait_for(lambda: [body for _path, body in rasa.asked if body.get("text") == "hallo?"])
    rasa.says("ook niet", level="emergency", topic="suicide")
    answer = talk.tell("ik doe het nu")
    assert "112" in answer[0]["text"]  # only in an emergency, and then only the numbers
    said = [one for one in talk.read(seq - 1) if one["author"] == "bot"]
    assert [one["text"] for one in said] == [answer[0]["text"]]


def test_the_sign_that_the_teen_left_goes_when_they_are_back(case: str, talk: Teen, noor: Counsellor) -> None:
    code = talk.client.post("/api/chat/return-code", headers=talk.headers).json()["code"]
    for back in (lambda: talk.send("hoi"), lambda: talk.client.post("/api/chat/return", json={"code": code})):
        talk.client.post("/api/chat/left", content=talk.token)
        assert "De jongere is weggegaan (Snel weg, " in page(noor, case)
        back()
        assert "De jongere is weggegaan" not in page(noor, case)


def test_a_card_goes_with_own_words(case: str, talk: Teen, noor: Counsellor) -> None:
    seen = noor.client.get(f"/desk/cases/{case}/card?card=helpwanted").text
    assert "Helpwanted" in seen
    assert noor.client.get(f"/desk/cases/{case}/card?card=").text.strip() == ""
    assert noor.do(case, "messages", text="", card="helpwanted").status_code == 422
    assert noor.do(case, "messages", text="Deze mensen weten hier veel van.", card="helpwanted").status_code == 204
    said = talk.read()[-1]
    assert said["text"] == "Deze mensen weten hier veel van."
    assert [card["id"] for card in said["cards"]] == ["helpwanted"]


def test_a_card_that_is_not_for_teens_cannot_be_sent(case: str, talk: Teen, noor: Counsellor, state: State) -> None:
    hidden = [one.id for one in state.library.directory.by_id.values() if one.show != "yes"]
    before = talk.read()
    for organisation in [*hidden, "bestaat_niet"]:
        assert noor.do(case, "messages", text="Kijk.", card=organisation).status_code == 422
        assert noor.client.get(f"/desk/cases/{case}/card?card={organisation}").status_code == 422
        assert f'<option value="{organisation}">' not in page(noor, case).split('id="card-preview"')[0]
    assert talk.read() == before


def test_suggestions_are_buttons_that_send_nothing(case: str, noor: Counsellor, state: State) -> None:
    shown = page(noor, case)
    for group in state.library.desk["suggestions"]:
        for words in group["texts"]:
            assert f'<button type="button" data-insert="{words}">' in shown


def test_a_tick_is_kept_with_who_and_when(case: str, noor: Counsellor, state: State) -> None:
    assert noor.do(case, "checks/safe_now", done="true").status_code == 204
    assert noor.do(case, "checks/safe_now", done="true").status_code == 204  # from a second window
    with state.database.transaction() as session:
        kept = session.get_one(Check, (int(case), "safe_now"))
        assert (kept.alias, kept.at.tzinfo is not None) == ("Noor", True)
    assert noor.do(case, "checks/safe_now").status_code == 204
    with state.database.transaction() as session:
        assert session.get(Check, (int(case), "safe_now")) is None
    assert noor.do(case, "checks/iets_anders", done="true").status_code == 422


@pytest.mark.parametrize("what", ["close", "hand-back"])
@pytest.mark.parametrize(
    ("level", "ticked", "reason", "status"),
    [
        ("emergency", False, "", 422),
        ("emergency", False, "   ", 422),
        ("emergency", False, "Sanne was weg", 303),
        ("emergency", True, "", 303),
        ("urgent", False, "", 303),
    ],
)
def test_an_emergency_needs_its_checklist_or_a_reason(
    what: str, level: str, ticked: bool, reason: str, status: int,
    case: str, talk: Teen, noor: Counsellor, state: State,
) -> None:  # fmt: skip
    with state.database.transaction() as session:
        session.execute(update(Case).values(level=level))
    if ticked:
        noor.do(case, "checks/agreed", done="true")
    assert noor.do(case, what, outcome="helped", unchecked_reason=reason).status_code == status
    with state.database.transaction() as session:
        ended = session.get_one(Case, int(case))
        assert (ended.state == CaseState.CLOSED) == (status == 303)
        assert ended.unchecked_reason == ("[naam] was weg" if reason.strip() else None)
    assert (talk.owner() == "counsellor") == (status == 422)


def test_how_it_ended_is_kept(case: str, noor: Counsellor, state: State) -> None:
    form = {"outcome": "referred", "referral": "helpwanted", "succeeded": "yes"}
    assert noor.do(case, "close", **form).status_code == 303
    with state.database.transaction() as session:
        ended = session.get_one(Case, int(case))
        assert (ended.outcome, ended.referral, ended.succeeded) == ("referred", "helpwanted", True)
    assert "Afloop: doorverwezen." in page(noor, case)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"outcome": "iets"},
        {"outcome": "referred"},
        {"outcome": "referred", "referral": "bestaat_niet"},
        {"outcome": "helped", "succeeded": "misschien"},
        {"outcome": "helped", "unchecked_reason": "x" * 501},
    ],
)
def test_an_ending_that_is_not_complete_changes_nothing(
    form: dict[str, str], case: str, talk: Teen, noor: Counsellor
) -> None:
    assert noor.do(case, "close", **form).status_code in {413, 422}
    assert talk.owner() == "counsellor"
    assert "Jij praat met deze jongere" in page(noor, case)


def test_htmx_is_sent_to_the_queue_after_the_end(case: str, noor: Counsellor) -> None:
    answer = noor.client.post(f"/desk/cases/{case}/close", data={"outcome": "other"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (204, "/desk")


def test_erasing_takes_all_of_the_desk_with_it(case: str, talk: Teen, noor: Counsellor, state: State) -> None:
    noor.do(case, "notes", note="iets")
    noor.do(case, "checks/safe_now", done="true")
    assert talk.client.delete("/api/chat", headers=talk.headers).status_code == 204
    with state.database.transaction() as session:
        assert session.get(Conversation, talk.conversation) is None
        for table in ("cases", "case_entries", "case_checks", "case_pages"):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
    assert noor.do(case, "notes", note="nog iets").status_code == 404
    assert noor.do(case, "here").status_code == 204
