"""The desk over HTTP: nobody without a login, nothing from another website, one counsellor per case."""

from __future__ import annotations

import html
import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.people import Counsellor, Teen, new_teen, others, wait_for
from tests.unit.conftest import PASSWORD, FakeRasa
from tests.unit.desk_routes import ANYBODY, WHO_MAY, desk_routes
from weerwoord.accounts import service as accounts
from weerwoord.state import State

HTML = {"accept": "text/html"}


@pytest.fixture
def guarded(client: TestClient) -> list[tuple[str, str]]:
    """All that needs a login, as the running app knows it: what is new is tested by itself."""
    assert isinstance(client.app, FastAPI)
    listed = [(method, path) for method, path in desk_routes(client.app.routes) if WHO_MAY[method, path] != ANYBODY]
    found = [(method, re.sub(r"\{\w+\}", "1", path)) for method, path in listed]
    assert {("GET", "/desk"), ("GET", "/desk/cases/1/stream"), ("POST", "/desk/cases/1/messages")} <= set(found)
    return found


@pytest.mark.parametrize("headers", [{}, HTML, {"HX-Request": "true"}, {"cookie": "desk=e30.verzonnen"}])
def test_without_a_login_there_is_only_the_login_page(
    headers: dict[str, str], guarded: list[tuple[str, str]], client: TestClient
) -> None:
    for method, address in guarded:
        refused = client.request(method, address, headers=headers)
        if "HX-Request" in headers:
            assert (refused.status_code, refused.headers["hx-redirect"]) == (401, "/desk/login"), address
        else:
            assert (refused.status_code, refused.headers["location"]) == (303, "/desk/login"), address
        assert refused.content == b"", address


def test_a_login_of_somebody_who_was_removed_is_worth_nothing(
    state: State, counsellor: TestClient, guarded: list[tuple[str, str]]
) -> None:
    with state.database.transaction() as session:
        session.execute(text("DELETE FROM accounts"))
    for method, address in guarded:
        assert counsellor.request(method, address).headers.get("location") == "/desk/login", address


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "", "iets nieuws"])
def test_a_button_pressed_by_another_website_is_refused(
    site: str, guarded: list[tuple[str, str]], counsellor: TestClient, talk: Teen
) -> None:
    before = (talk.owner(), talk.read())
    for method, address in guarded:
        if method != "GET":
            refused = counsellor.request(method, address, headers={"sec-fetch-site": site}, data={"text": "hoi"})
            assert refused.status_code == 403, address
    assert (talk.owner(), talk.read()) == before


def test_another_website_cannot_log_somebody_in_or_out(counsellor: TestClient) -> None:
    elsewhere = {"sec-fetch-site": "cross-site"}
    form = {"login": "noor", "password": PASSWORD}
    assert counsellor.post("/desk/login", headers=elsewhere, data=form).status_code == 403
    assert counsellor.post("/desk/logout", headers=elsewhere).status_code == 403
    assert counsellor.get("/desk").status_code == 200  # still logged in


def test_reading_from_a_link_elsewhere_is_allowed(counsellor: TestClient) -> None:
    assert counsellor.get("/desk", headers={"sec-fetch-site": "cross-site"}).status_code == 200


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("noor", "verkeerd"), ("noor", PASSWORD + " "), ("noor", ""), ("niemand", PASSWORD), ("", ""),
        ("noor' --", "x"), ("<script>", "x"),
    ],
)  # fmt: skip
def test_a_wrong_name_or_password_opens_nothing(login: str, password: str, state: State, client: TestClient) -> None:
    with state.database.transaction() as session:
        accounts.create(session, "noor", "Noor", PASSWORD)
    refused = client.post("/desk/login", data={"login": login, "password": password})
    assert refused.status_code in {401, 422}
    assert "<script>" not in refused.text.replace("<script src=", "")
    assert client.get("/desk").status_code == 303


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(state: State, client: TestClient) -> None:
    with state.database.transaction() as session:
        accounts.create(session, "noor", "Noor", PASSWORD)
    answers = {
        client.post("/desk/login", data={"login": login, "password": "verkeerd"}).text.replace(login, "")
        for login in ("noor", "niemand")
    }
    assert len(answers) == 1
    assert "Naam of wachtwoord klopt niet." in answers.pop()


def test_a_login_is_read_without_minding_capitals_and_spaces(state: State, client: TestClient) -> None:
    with state.database.transaction() as session:
        accounts.create(session, "noor", "Noor", PASSWORD)
    assert client.post("/desk/login", data={"login": " NOOR ", "password": PASSWORD}).status_code == 303


def test_logging_out_forgets_who_it_was(counsellor: TestClient) -> None:
    assert counsellor.get("/desk").status_code == 200
    assert counsellor.post("/desk/logout").headers["location"] == "/desk/login"
    assert counsellor.get("/desk").headers["location"] == "/desk/login"


def test_the_cookie_of_the_desk_cannot_be_read_or_sent_by_others(state: State, client: TestClient) -> None:
    with state.database.transaction() as session:
        accounts.create(session, "noor", "Noor", PASSWORD)
    cookie = client.post("/desk/login", data={"login": "noor", "password": PASSWORD}).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_from_the_first_call_to_closing(talk: Teen, noor: Counsellor, rasa: FakeRasa) -> None:
    (case,) = noor.cases()
    page = noor.client.get(f"/desk/cases/{case}").text
    assert "Ik neem dit gesprek" in page
    assert "hij heeft een foto van mij en wil geld" in page

    assert noor.do(case, "claim").headers["location"] == f"/desk/cases/{case}"
    assert talk.owner() == "counsellor"
    assert "Jouw bericht aan de jongere" in noor.client.get(f"/desk/cases/{case}").text

    assert noor.do(case, "messages", text="Hoi, ik ben Noor.").status_code == 204
    assert noor.do(case, "typing").status_code == 204
    said = talk.read()[-1]
    assert (said["author"], said["alias"], said["text"]) == ("counsellor", "Noor", "Hoi, ik ben Noor.")

    asked = len(rasa.asked)
    sent = talk.send("fijn").json()["seq"]
    wait_for(lambda: rasa.asked[asked:])
    path, body = rasa.asked[-1]
    assert (path, body["text"]) == ("read", "fijn")
    assert others(talk.read(sent)) == []

    assert noor.do(case, "hand-back").headers["location"] == "/desk"
    assert rasa.asked[-1] == ("forget-question", {"conversation": talk.conversation})
    assert talk.owner() == "bot"
    assert noor.cases() == []
    assert talk.tell("ben je er nog?")[0]["author"] == "bot"

    rasa.says(custom=[{"custom": {"type": "escalation"}}])
    talk.tell("toch maar een mens")
    (again,) = noor.cases()
    assert again != case
    noor.do(again, "claim")
    assert noor.do(again, "close", outcome="helped").headers["location"] == "/desk"
    assert talk.owner() == "closed"
    assert "Dit gesprek is afgesloten." in noor.client.get(f"/desk/cases/{again}").text


def test_handing_back_works_while_rasa_is_down(talk: Teen, noor: Counsellor, rasa: FakeRasa) -> None:
    (case,) = noor.cases()
    noor.do(case, "claim")
    rasa.down = True
    assert noor.do(case, "hand-back").status_code == 303
    assert talk.owner() == "bot"


@pytest.mark.parametrize(
    "what", ["messages", "typing", "hand-back", "close", "claim", "put-back", "withdraw", "accept"]
)
def test_another_counsellor_can_do_nothing_in_a_claimed_case(
    what: str, talk: Teen, noor: Counsellor, sam: Counsellor
) -> None:
    (case,) = noor.cases()
    noor.do(case, "claim")
    before = talk.read()
    assert sam.do(case, what, text="Ik ook.").status_code == 409
    assert talk.read() == before
    assert talk.owner() == "counsellor"
    page = sam.client.get(f"/desk/cases/{case}").text
    assert "Noor praat met deze jongere." in page
    assert 'id="composer"' not in page


@pytest.mark.parametrize("what", ["messages", "typing", "hand-back", "close", "put-back", "withdraw", "accept"])
def test_nothing_can_be_done_before_the_claim(what: str, talk: Teen, noor: Counsellor) -> None:
    (case,) = noor.cases()
    assert noor.do(case, what, text="Hoi.").status_code == 409
    assert talk.owner() == "waiting"


def test_a_claim_that_came_too_late_gets_a_page_in_dutch(talk: Teen, noor: Counsellor, sam: Counsellor) -> None:
    (case,) = noor.cases()
    noor.do(case, "claim")
    late = sam.client.post(f"/desk/cases/{case}/claim", headers=HTML)
    assert late.status_code == 409
    assert late.headers["content-type"].startswith("text/html")
    assert "Een collega heeft dit gesprek al opgepakt" in late.text
    assert '<html lang="nl">' in late.text


@pytest.mark.parametrize("case", ["0", "999999", "-1"])
def test_a_case_that_is_not_there_gets_a_page_in_dutch(case: str, counsellor: TestClient) -> None:
    missing = counsellor.get(f"/desk/cases/{case}", headers=HTML)
    assert missing.status_code == 404
    assert "Dit gesprek bestaat niet (meer)" in missing.text


@pytest.mark.parametrize("typed", ["", "   ", "x" * 2001])
def test_a_counsellor_cannot_send_nothing_or_too_much(typed: str, talk: Teen, noor: Counsellor) -> None:
    (case,) = noor.cases()
    noor.do(case, "claim")
    before = talk.read()
    assert noor.do(case, "messages", text=typed).status_code in {413, 422}
    assert talk.read() == before


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "</li></ol><h1>weg"]
)
def test_what_a_teen_types_is_text_and_never_a_piece_of_page(
    typed: str, teen: Teen, rasa: FakeRasa, noor: Counsellor
) -> None:
    rasa.says(level="urgent", topic="sextortion", custom=[{"custom": {"type": "escalation"}}])
    teen.tell(typed)
    (case,) = noor.cases()
    page = noor.client.get(f"/desk/cases/{case}").text
    assert html.escape(typed, quote=False).replace('"', "&#34;") in page
    if "<" in typed:
        assert typed not in page


def test_a_counsellor_reads_what_drove_the_level_and_the_teen_does_not(
    teen: Teen, rasa: FakeRasa, noor: Counsellor
) -> None:
    rasa.says(level="urgent", topic="sextortion", custom=[{"custom": {"type": "escalation"}}], language="en")
    rasa.reply["triage"]["reasons"] = ["lijkt op: <hij wil geld>"]
    teen.tell("iets")
    (case,) = noor.cases()
    page = noor.client.get(f"/desk/cases/{case}").text
    assert "lijkt op: &lt;hij wil geld&gt;" in page
    assert "Taal: en" in page
    assert "hij wil geld" not in str(teen.read())


def test_the_queue_shows_level_topic_and_who_has_it(talk: Teen, noor: Counsellor, sam: Counsellor) -> None:
    rows = noor.client.get("/desk/queue").text
    for words in ("dringend", "sextortion", "vroeg om een mens", "wacht"):
        assert words in rows
    (case,) = noor.cases()
    noor.do(case, "claim")
    assert "bij jou" in noor.client.get("/desk/queue").text
    assert "bij Noor" in sam.client.get("/desk/queue").text


def test_an_empty_queue_says_so(noor: Counsellor) -> None:
    assert "Er wacht nu niemand." in noor.client.get("/desk").text


def test_an_erased_conversation_is_gone_from_the_desk(talk: Teen, noor: Counsellor) -> None:
    (case,) = noor.cases()
    assert talk.client.delete("/api/chat", headers=talk.headers).status_code == 204
    assert noor.cases() == []
    assert noor.client.get(f"/desk/cases/{case}").status_code == 404


def test_an_open_desk_of_who_says_so_means_that_somebody_is_there(teen: Teen, rasa: FakeRasa, noor: Counsellor) -> None:
    rasa.says(custom=[{"custom": {"type": "escalation"}}])
    assert "niemand online" in teen.tell("een mens graag")[0]["text"]
    noor.client.get("/desk")
    assert "niemand online" in new_teen(teen.client).tell("een mens graag")[0]["text"]
    assert noor.client.post("/desk/duty/here").status_code == 204
    assert "niemand online" not in new_teen(teen.client).tell("een mens graag")[0]["text"]
