"""Addresses for alerts: encrypted, one's own, of a kind that is allowed; tried by a button. And the bar of the desk."""

from __future__ import annotations

from dataclasses import replace

import httpx2
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from tests.people import log_in
from tests.unit.conftest import PASSWORD
from weerwoord.accounts import service as accounts
from weerwoord.accounts.models import Account
from weerwoord.alerts import addresses, routes
from weerwoord.alerts.bar import bar
from weerwoord.alerts.models import AlertAddress
from weerwoord.alerts.vault import Vault
from weerwoord.cases import service as cases
from weerwoord.cases.models import Case
from weerwoord.chat import service as chat
from weerwoord.db import now
from weerwoord.duty import service as duty
from weerwoord.settings import Settings
from weerwoord.state import State

URL = "mailtos://noor:geheim@voorbeeld.nl?to=noor@voorbeeld.nl"


def add(counsellor: TestClient, name: str = "werktelefoon", url: str = URL) -> httpx2.Response:
    return counsellor.post("/desk/alerts/addresses", data={"name": name, "url": url})


def kept(state: State) -> list[AlertAddress]:
    with state.database.transaction() as session:
        return list(session.scalars(select(AlertAddress).order_by(AlertAddress.id)))


def test_an_address_is_kept_encrypted_and_never_shown_again(state: State, counsellor: TestClient) -> None:
    assert add(counsellor).headers["location"] == "/desk/alerts"
    (address,) = kept(state)
    for part in ("geheim", "voorbeeld", "mailto"):
        assert part not in address.secret
    assert Vault(state.settings).unlock(address.secret) == URL
    page = counsellor.get("/desk/alerts").text
    assert "werktelefoon" in page
    assert "geheim" not in page


def test_the_key_is_not_the_secret_key_itself_and_an_old_one_reads_until_renewed(
    settings: Settings, state: State, counsellor: TestClient
) -> None:
    add(counsellor)
    changed = replace(settings, secret_key="n" * 32, previous_secret_key=settings.secret_key)
    alone = replace(changed, previous_secret_key="")
    assert Vault(alone).unlock(kept(state)[0].secret) is None
    assert Vault(changed).unlock(kept(state)[0].secret) == URL
    with state.database.transaction() as session:
        Vault(changed).renew(session)
    assert Vault(alone).unlock(kept(state)[0].secret) == URL
    assert Vault(settings).unlock(kept(state)[0].secret) is None


def test_what_cannot_be_read_stays_as_it_is_when_keys_are_renewed(
    settings: Settings, state: State, counsellor: TestClient
) -> None:
    add(counsellor)
    before = kept(state)[0].secret
    with state.database.transaction() as session:
        Vault(replace(settings, secret_key="n" * 32)).renew(session)
    assert kept(state)[0].secret == before


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("", URL), (" ", URL), ("x" * 61, URL), ("a", ""), ("a", "noor@voorbeeld.nl"), ("a", "https://voorbeeld.nl"),
        ("a", "syslog://"), ("a", "dbus://"), ("a", "exec://ls"), ("a", "json://"), ("a", "mailto://" + "x" * 1000),
    ],
)  # fmt: skip
def test_an_address_that_will_not_do_is_refused(name: str, url: str, state: State, counsellor: TestClient) -> None:
    assert add(counsellor, name, url).status_code == 422
    assert kept(state) == []


def test_every_kind_that_is_allowed_exists() -> None:
    known = {
        kind
        for one in addresses.Apprise().details()["schemas"]
        for kind in [*(one["protocols"] or []), *(one["secure_protocols"] or [])]
    }
    assert known >= addresses.KINDS


def test_five_addresses_are_the_most(state: State, counsellor: TestClient) -> None:
    assert [add(counsellor).status_code for _ in range(6)] == [303] * 5 + [422]
    assert len(kept(state)) == 5


def test_a_colleague_can_neither_try_nor_remove_it(state: State, counsellor: TestClient) -> None:
    add(counsellor)
    with state.database.transaction() as session:
        accounts.create(session, "sam", "Sam", PASSWORD)
    browser = TestClient(counsellor.app, follow_redirects=False)
    sam = log_in(browser, "sam", PASSWORD)
    for what in ("test", "remove"):
        assert sam.client.post(f"/desk/alerts/addresses/1/{what}").status_code == 404
    assert "werktelefoon" not in sam.client.get("/desk/alerts").text
    assert len(kept(state)) == 1
    assert counsellor.post("/desk/alerts/addresses/1/remove").status_code == 303
    assert kept(state) == []
    browser.close()


@pytest.mark.parametrize(("arrives", "words"), [(True, "is verstuurd"), (False, "kwam niet aan")])
def test_the_button_tells_whether_a_test_arrived(
    arrives: bool, words: str, counsellor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, str]] = []

    def notify(url: str, title: str, text: str) -> bool:
        sent.append((url, title))
        return arrives

    monkeypatch.setattr(routes, "notify", notify)
    add(counsellor)
    assert words in counsellor.post("/desk/alerts/addresses/1/test").text
    assert sent == [(URL, "Weerwoord: proefmelding")]


def test_the_bar_says_whether_i_am_there_and_who_waits_for_me(state: State, counsellor: TestClient) -> None:
    def shown() -> str:
        with state.database.transaction() as session:
            return bar(session, session.scalars(select(Account)).one(), now())

    assert "Je bent er niet." in shown()
    counsellor.post("/desk/duty/here")
    assert "Je bent er." in shown()
    with state.database.transaction() as session:
        talk = chat.start(session, state.library)
        talk.level, talk.topic = "urgent", "sextortion"
        cases.open_case(session, talk, "asked")
        case_id = session.scalars(select(Case.id)).one()
    assert f'data-cases="{case_id}"' in shown()
    assert "1 wacht op antwoord" in shown()
    assert "dringend" in shown()
    assert "sextortion" not in shown()
    counsellor.post("/desk/duty/pause", data={"minutes": "15"})
    assert "geen nieuwe gesprekken tot" in shown()
    counsellor.post(f"/desk/cases/{case_id}/claim")
    assert 'data-cases=""' in shown()
    assert "wacht op antwoord" not in shown()


def test_the_bar_comes_by_a_stream_and_follows_what_changes(served: str, state: State) -> None:
    with state.database.transaction() as session:
        noor = accounts.create(session, "noor", "Noor", PASSWORD)
        noor.seen_at = None
    with httpx2.Client(base_url=served, timeout=10) as browser:
        log_in(browser, "noor", PASSWORD)
        with browser.stream("GET", "/desk/alerts/stream") as stream:
            lines = stream.iter_lines()
            assert "Je bent er niet." in next(line for line in lines if "Je bent er" in line)
            with state.database.transaction() as session:
                account = session.scalars(select(Account)).one()
                assert account.seen_at is not None  # an open page is a sign of life
                duty.say_here(session, account, True, now())
            assert "Je bent er." in next(line for line in lines if "Je bent er" in line)
