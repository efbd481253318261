"""Every page and button of the desk against the table of who may use it."""

from __future__ import annotations

import re

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.people import log_in
from tests.unit.conftest import PASSWORD
from tests.unit.desk_routes import ANYBODY, WHO_MAY, desk_routes
from weerwoord.accounts import service
from weerwoord.accounts.models import Account
from weerwoord.accounts.roles import BEHEER, PAGES, ROLES, home, menu
from weerwoord.state import State


def test_the_table_names_every_route_and_no_other(client: TestClient) -> None:
    assert isinstance(client.app, FastAPI)
    assert set(desk_routes(client.app.routes)) == WHO_MAY.keys()


def answer(browser: httpx2.Client, method: str, path: str) -> tuple[int, str | None]:
    """Status and where one is sent; a stream is left as soon as it begins."""
    with browser.stream(method, re.sub(r"\{\w+\}", "999", path)) as response:
        return response.status_code, response.headers.get("location")


@pytest.mark.parametrize("role", ROLES)
def test_each_role_enters_what_is_its_own_and_nothing_else(role: str, state: State, served: str) -> None:
    with state.database.transaction() as session:
        service.create(session, "iemand", "Iemand", PASSWORD, [role])
    with httpx2.Client(base_url=served) as browser:
        log_in(browser, "iemand", PASSWORD)
        for (method, path), who in WHO_MAY.items():
            if who == ANYBODY:
                continue
            status, location = answer(browser, method, path)
            entered = status != 403 and location != "/desk/login"
            assert entered == (role in who), (method, path, status)


def test_nobody_enters_without_logging_in(served: str) -> None:
    with httpx2.Client(base_url=served) as browser:
        for (method, path), who in WHO_MAY.items():
            if who != ANYBODY:
                assert answer(browser, method, path) == (303, "/desk/login"), (method, path)


def test_who_only_brought_the_password_enters_nothing(state: State, served: str) -> None:
    with state.database.transaction() as session:
        service.create(session, "iemand", "Iemand", PASSWORD, ROLES)
    with httpx2.Client(base_url=served) as browser:
        assert browser.post("/desk/login", data={"login": "iemand", "password": PASSWORD}).status_code == 303
        for (method, path), who in WHO_MAY.items():
            if isinstance(who, frozenset):
                assert answer(browser, method, path) == (303, "/desk/login"), (method, path)


@pytest.mark.parametrize("roles", [[role] for role in ROLES] + [sorted(ROLES)])
def test_the_menu_shows_what_the_roles_may_use_and_the_first_of_it_opens(
    roles: list[str], state: State, client: TestClient
) -> None:
    with state.database.transaction() as session:
        service.create(session, "iemand", "Iemand", PASSWORD, roles)
    log_in(client, "iemand", PASSWORD)
    started = client.get("/desk/start").headers["location"]
    assert started == home(roles)
    page = client.get(started)
    assert page.status_code == 200
    for _title, address, _allowed in PAGES:
        assert (f'href="{address}"' in page.text.replace('class="brand" href', "")) == (
            (_title, address) in menu(roles)
        )


def test_the_menu_and_the_table_say_the_same() -> None:
    for _title, address, allowed in PAGES:
        assert WHO_MAY["GET", address] == allowed


def test_a_page_of_another_role_is_refused_in_dutch(state: State, counsellor: TestClient) -> None:
    refused = counsellor.get("/desk/accounts", headers={"accept": "text/html"})
    assert refused.status_code == 403
    assert "Deze pagina hoort niet bij jouw rol." in refused.text


def test_without_any_role_there_is_ones_own_page() -> None:
    assert home([]) == "/desk/me"
    assert home([BEHEER]) == "/desk/accounts"


def test_an_open_stream_ends_when_the_account_is_blocked(
    state: State, served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weerwoord.cases.pulse.SIGN_OF_LIFE", 0.05)
    with state.database.transaction() as session:
        noor = service.create(session, "noor", "Noor", PASSWORD).id
    with httpx2.Client(base_url=served, timeout=10) as browser:
        log_in(browser, "noor", PASSWORD)
        with browser.stream("GET", "/desk/stream") as stream:
            assert stream.status_code == 200
            with state.database.transaction() as session:
                session.get_one(Account, noor).blocked = True
            assert "changed" not in "".join(stream.iter_text())  # it ends; nothing was told any more
