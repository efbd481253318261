"""Logging in over HTTP: second factor, lock-out, and how long a session lasts."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import httpx2
import pyotp
import pytest
from fastapi.testclient import TestClient

from tests.people import log_in
from tests.unit.conftest import PASSWORD
from weerwoord.accounts import guard, service
from weerwoord.accounts.models import Account
from weerwoord.app import create_app
from weerwoord.db import now
from weerwoord.state import State

FORM = {"login": "noor", "password": PASSWORD}
WRONG = {"login": "noor", "password": "verkeerd"}
NEW_PASSWORD = "paard batterij nietje trap"


@pytest.fixture
def noor(state: State) -> int:
    """The id of Noor's account."""
    with state.database.transaction() as session:
        return service.create(session, "noor", "Noor", PASSWORD).id


@pytest.fixture
def elsewhere(client: TestClient) -> Iterator[TestClient]:
    """Another browser."""
    browser = TestClient(client.app, follow_redirects=False)
    yield browser
    browser.close()


class Clock:
    """Moves the time of sessions, locks and codes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 0.0
        real = time.time
        monkeypatch.setattr(guard.time, "time", lambda: real() + self.seconds)
        monkeypatch.setattr(service, "now", lambda: now() + timedelta(seconds=self.seconds))

    def code(self, secret: str) -> str:
        """What the app shows now."""
        return pyotp.TOTP(secret).at(now() + timedelta(seconds=self.seconds))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of this test."""
    return Clock(monkeypatch)


def secret_on(page: httpx2.Response) -> str:
    """The secret that a set-up page shows."""
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page.text)
    assert found is not None
    return found[1]


def set_up(browser: TestClient, clock: Clock) -> str:
    """Log in as Noor for the first time, with a second factor; gives its secret."""
    assert browser.post("/desk/login", data=FORM).headers["location"] == "/desk/login/second-factor"
    secret = secret_on(browser.get("/desk/login/second-factor"))
    done = browser.post("/desk/login/second-factor", data={"code": clock.code(secret)})
    assert (done.status_code, done.headers["location"]) == (303, "/desk")
    return secret


def bring(browser: TestClient, code: str) -> int:
    """Log in as Noor with a code; gives the status."""
    assert browser.post("/desk/login", data=FORM).headers["location"] == "/desk/login/code"
    return browser.post("/desk/login/code", data={"code": code}).status_code


def test_the_second_factor_is_set_up_once_and_asked_from_then_on(
    noor: int, client: TestClient, elsewhere: TestClient, clock: Clock, state: State
) -> None:
    secret = set_up(client, clock)
    assert client.get("/desk").status_code == 200
    with state.database.transaction() as session:
        assert secret not in (session.get_one(Account, noor).totp_secret or "")
    assert bring(elsewhere, clock.code(secret)) == 401  # used already, when it was set up
    assert elsewhere.get("/desk").status_code == 303
    clock.seconds += 60
    assert bring(elsewhere, "000000") == 401
    assert bring(elsewhere, clock.code(secret)) == 303
    assert elsewhere.get("/desk").status_code == 200
    assert elsewhere.post("/desk/login/later").status_code == 303  # there is nothing to put off any more
    assert bring(elsewhere, clock.code(secret)) == 401


def test_a_wrong_first_code_sets_nothing_up_and_the_picture_stays(noor: int, client: TestClient, clock: Clock) -> None:
    client.post("/desk/login", data=FORM)
    secret = secret_on(client.get("/desk/login/second-factor"))
    wrong = client.post("/desk/login/second-factor", data={"code": "000000"})
    assert wrong.status_code == 422
    assert "Deze code klopt niet." in wrong.text
    assert 'aria-invalid="true"' in wrong.text
    assert secret_on(wrong) == secret
    assert client.get("/desk").status_code == 303


@pytest.mark.parametrize("public_url", ["https://chat.voorbeeld.nl", "http://chat.voorbeeld.nl"])
def test_where_others_can_reach_the_desk_nobody_enters_without(public_url: str, noor: int, state: State) -> None:
    reachable = replace(state, settings=replace(state.settings, public_url=public_url))
    with TestClient(create_app(reachable), base_url=public_url, follow_redirects=False) as browser:
        browser.post("/desk/login", data=FORM)
        assert "Later" not in browser.get("/desk/login/second-factor").text
        assert browser.post("/desk/login/later").status_code == 403
        assert browser.get("/desk").status_code == 303


def test_five_wrong_tries_lock_and_the_answer_stays_the_same(
    noor: int, client: TestClient, elsewhere: TestClient, clock: Clock
) -> None:
    log_in(elsewhere, "noor", PASSWORD)
    answers = {client.post("/desk/login", data=WRONG).text for _ in range(5)}
    answers.add(client.post("/desk/login", data=FORM).text)  # the right one, during the lock
    answers |= {client.post("/desk/login", data=WRONG | {"login": "niemand"}).text.replace("niemand", "noor")}
    assert len(answers) == 1
    assert elsewhere.get("/desk").status_code == 200  # who is in stays in
    clock.seconds += 61
    assert client.post("/desk/login", data=WRONG).status_code == 401  # the sixth: two minutes
    clock.seconds += 61
    assert client.post("/desk/login", data=FORM).status_code == 401
    clock.seconds += 60
    log_in(client, "noor", PASSWORD)
    assert client.post("/desk/login", data=WRONG).status_code == 401  # counted from one again
    log_in(client, "noor", PASSWORD)


def test_wrong_codes_lock_too_and_the_right_password_in_between_does_not_help(
    noor: int, client: TestClient, elsewhere: TestClient, clock: Clock
) -> None:
    secret = set_up(client, clock)
    clock.seconds += 60
    for _ in range(4):
        assert bring(elsewhere, "000000") == 401
    elsewhere.post("/desk/login", data=FORM)
    for code in ("000000", clock.code(secret)):  # the fifth, and a right one during the lock
        assert elsewhere.post("/desk/login/code", data={"code": code}).status_code == 401
    assert elsewhere.post("/desk/login", data=FORM).status_code == 401
    clock.seconds += 61
    assert bring(elsewhere, clock.code(secret)) == 303


def test_a_password_that_was_right_is_worth_ten_minutes(noor: int, client: TestClient, clock: Clock) -> None:
    client.post("/desk/login", data=FORM)
    clock.seconds += guard.HALF + 1
    assert client.post("/desk/login/later").headers["location"] == "/desk/login"


def test_half_an_hour_of_nothing_ends_a_session_and_says_so(noor: int, client: TestClient, clock: Clock) -> None:
    log_in(client, "noor", PASSWORD)
    clock.seconds += guard.IDLE - 10
    assert client.get("/desk").status_code == 200
    clock.seconds += guard.IDLE - 10
    assert client.get("/desk").status_code == 200
    clock.seconds += guard.IDLE + 10
    assert client.get("/desk").headers["location"] == "/desk/login"
    assert "een half uur niets" in client.get("/desk/login").text
    assert "een half uur niets" not in client.get("/desk/login").text


def test_what_a_page_asks_by_itself_is_no_deed_and_what_a_person_does_is(
    noor: int, client: TestClient, clock: Clock
) -> None:
    log_in(client, "noor", PASSWORD)
    by_itself = {"HX-Request": "true"}
    clock.seconds += guard.IDLE - 10
    assert client.get("/desk/queue", headers=by_itself).status_code == 200
    assert client.get("/desk/session", headers=by_itself).status_code == 204
    assert client.post("/desk/session").status_code == 204  # a key was pressed
    clock.seconds += guard.IDLE - 10
    assert client.get("/desk/session", headers=by_itself).status_code == 204
    clock.seconds += 20
    assert client.get("/desk/session", headers=by_itself).headers["hx-redirect"] == "/desk/login"


def test_twelve_hours_end_a_session_in_any_case(noor: int, client: TestClient, clock: Clock) -> None:
    log_in(client, "noor", PASSWORD)
    for _ in range(12 * 3 - 1):
        clock.seconds += 20 * 60
        assert client.post("/desk/session").status_code == 204
    clock.seconds += 20 * 60 + 1
    assert client.get("/desk").headers["location"] == "/desk/login"


def test_another_password_logs_out_the_other_browsers_only(
    noor: int, client: TestClient, elsewhere: TestClient
) -> None:
    for browser in (client, elsewhere):
        log_in(browser, "noor", PASSWORD)
    changed = client.post("/desk/me/password", data={"old": PASSWORD, "new": NEW_PASSWORD})
    assert (changed.status_code, changed.headers["location"]) == (303, "/desk/me")
    assert "Je wachtwoord is veranderd." in client.get("/desk/me").text
    assert elsewhere.get("/desk").headers["location"] == "/desk/login"
    assert elsewhere.post("/desk/login", data=FORM).status_code == 401
    log_in(elsewhere, "noor", NEW_PASSWORD)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("verkeerd", NEW_PASSWORD, "niet je wachtwoord van nu"),
        (PASSWORD, "kort", "te kort"),
        (PASSWORD, "Welkom01Welkom01", "te makkelijk"),
        ("", "", "te kort"),
    ],
)
def test_a_refused_change_of_password_changes_nothing(
    old: str, new: str, said: str, noor: int, client: TestClient, elsewhere: TestClient
) -> None:
    log_in(client, "noor", PASSWORD)
    refused = client.post("/desk/me/password", data={"old": old, "new": new})
    assert refused.status_code == 422
    assert said in refused.text
    log_in(elsewhere, "noor", PASSWORD)


def test_the_second_factor_moves_to_another_phone_with_a_code_of_both(
    noor: int, client: TestClient, elsewhere: TestClient, clock: Clock
) -> None:
    first = set_up(client, clock)
    clock.seconds += 60
    bring(elsewhere, clock.code(first))
    second = secret_on(client.get("/desk/me/second-factor"))
    clock.seconds += 60
    new = clock.code(second)
    assert client.post("/desk/me/second-factor", data={"old": "000000", "code": new}).status_code == 422
    assert elsewhere.get("/desk").status_code == 200
    moved = client.post("/desk/me/second-factor", data={"old": clock.code(first), "code": new})
    assert (moved.status_code, moved.headers["location"]) == (303, "/desk/me")
    assert client.get("/desk").status_code == 200
    assert elsewhere.get("/desk").status_code == 303
    clock.seconds += 60
    assert bring(elsewhere, clock.code(first)) == 401
    assert bring(elsewhere, clock.code(second)) == 303


def test_logging_out_ends_it(noor: int, client: TestClient) -> None:
    log_in(client, "noor", PASSWORD)
    client.post("/desk/logout")
    assert client.get("/desk").status_code == 303


def test_no_page_has_an_inline_script_or_style(noor: int, client: TestClient) -> None:
    client.post("/desk/login", data=FORM)
    pages = [client.get(path).text for path in ("/desk/login", "/desk/login/second-factor")]
    client.post("/desk/login/later")
    pages += [client.get(path).text for path in ("/desk", "/desk/me", "/desk/me/second-factor")]
    for page in pages:
        assert "<h1>" in page
        assert not re.search(r"<style|\sstyle=|<script(?! src=)|\son\w+=", page)
