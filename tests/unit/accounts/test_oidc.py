"""Signing in at the organisation's issuer: a small one of our own, with tokens that are really signed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from tests.people import wait_for
from tests.unit.conftest import PASSWORD
from weerwoord.accounts import managing, service
from weerwoord.accounts.models import Account, LogEntry
from weerwoord.accounts.oidc import Provider
from weerwoord.app import create_app
from weerwoord.settings import MissingSetting, get_settings
from weerwoord.state import State

SECRET = "client secret"


@dataclass
class Issuer:
    """An issuer that vouches for whatever a test tells it to."""

    url: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1", "use": "sig"}))
    signs_with: RSAKey | None = None
    claims: dict[str, Any] = field(default_factory=dict)
    nonce: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)

    def app(self) -> FastAPI:
        """Its three addresses: what it is, its keys, and a token for a code."""
        app = FastAPI()

        @app.get("/.well-known/openid-configuration")
        def metadata() -> dict[str, Any]:
            return {
                "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
            }  # fmt: skip

        @app.get("/keys")
        def keys() -> dict[str, Any]:
            return dict(KeySet([self.key]).as_dict(private=False))

        @app.post("/token")
        async def token(request: Request) -> dict[str, Any]:
            async with request.form() as form:
                self.asked.append({name: str(value) for name, value in form.items()})
            claims = {
                "iss": self.url, "sub": "1", "aud": "weerwoord", "iat": int(time.time()), "nonce": self.nonce,
                "exp": int(time.time()) + 300, "email": "sam@voorbeeld.nl", "email_verified": True,
            } | self.claims  # fmt: skip
            signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.signs_with or self.key)
            return {"access_token": "x", "token_type": "Bearer", "id_token": signed}

        return app


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """The issuer of this test, on a real port."""
    made = Issuer()
    server = uvicorn.Server(uvicorn.Config(made.app(), port=0, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run)
    thread.start()
    wait_for(lambda: [1] if server.started else [])
    made.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield made
    server.should_exit = True
    thread.join()


@pytest.fixture
def browser(issuer: Issuer, state: State) -> Iterator[TestClient]:
    """A browser at a front door that knows the issuer."""
    settings = replace(state.settings, oidc_issuer=issuer.url, oidc_client_id="weerwoord", oidc_client_secret=SECRET)
    with TestClient(create_app(replace(state, oidc=Provider(settings))), follow_redirects=False) as client:
        yield client


@pytest.fixture
def sam(state: State) -> int:
    """An account with the address that the issuer vouches for."""
    with state.database.transaction() as session:
        return service.create(session, "sam@voorbeeld.nl", "Sam", PASSWORD).id


def sign_in(browser: TestClient, issuer: Issuer, **changed: str) -> tuple[int, str | None]:
    """Go to the issuer and come back; gives the status and where one is sent."""
    sent = urlsplit(browser.get("/desk/oidc").headers["location"])
    assert f"{sent.scheme}://{sent.netloc}{sent.path}" == f"{issuer.url}/authorize"
    asked = {name: values[0] for name, values in parse_qs(sent.query).items()}
    assert asked["redirect_uri"] == "http://localhost/desk/oidc/back"
    assert asked["code_challenge_method"] == "S256"
    issuer.nonce = asked["nonce"]
    back = browser.get("/desk/oidc/back", params={"code": "c", "state": asked["state"]} | changed)
    return back.status_code, back.headers.get("location")


def test_who_was_invited_signs_in_and_still_brings_the_second_factor(
    sam: int, issuer: Issuer, browser: TestClient
) -> None:
    assert "/desk/oidc" in browser.get("/desk/login").text
    issuer.claims = {"email": "Sam@Voorbeeld.NL"}
    assert sign_in(browser, issuer) == (303, "/desk/login/second-factor")
    assert issuer.asked[0]["code_verifier"]
    assert browser.get("/desk").status_code == 303
    browser.post("/desk/login/later")
    assert "<strong>Sam</strong>" in browser.get("/desk").text


def test_an_issuer_that_asked_for_a_second_factor_itself_is_enough(
    sam: int, issuer: Issuer, browser: TestClient, state: State
) -> None:
    issuer.claims = {"amr": ["pwd", "mfa"]}
    assert sign_in(browser, issuer) == (303, "/desk")
    assert browser.get("/desk").status_code == 200
    with state.database.transaction() as session:
        entry = session.query(LogEntry).order_by(LogEntry.id.desc()).first()
        assert entry is not None
        assert (entry.action, entry.actor_id, entry.why) == ("sign_in", sam, "organisatie")


def test_who_never_chose_a_name_does_so_first(issuer: Issuer, browser: TestClient, state: State) -> None:
    with state.database.transaction() as session:
        by = service.create(session, "baas", "Bo", PASSWORD)
        managing.make_invited(session, "sam@voorbeeld.nl", ["hulpverlener"], by)
    assert sign_in(browser, issuer) == (303, "/desk/login/name")
    assert browser.post("/desk/login/later").headers["location"] == "/desk/login"  # not before the name
    assert browser.post("/desk/login/name", data={"alias": " "}).status_code == 422
    named = browser.post("/desk/login/name", data={"alias": "Sam"})
    assert named.headers["location"] == "/desk/login/second-factor"
    browser.post("/desk/login/later")
    assert "<strong>Sam</strong>" in browser.get("/desk").text


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "niemand@voorbeeld.nl"},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
        {"email": None},
        {"iss": "https://elders.nl"},
        {"aud": "iets-anders"},
        {"exp": 1},
        {"nonce": "van een ander"},
    ],
)
def test_a_token_that_does_not_hold_opens_nothing_and_makes_nobody(
    claims: dict[str, Any], sam: int, issuer: Issuer, browser: TestClient, state: State
) -> None:
    issuer.claims = claims
    assert sign_in(browser, issuer) == (401, None)
    assert browser.get("/desk").status_code == 303
    with state.database.transaction() as session:
        assert session.query(Account).count() == 1
        assert session.query(LogEntry).filter_by(action="refused", why="organisatie").count() == 1


def test_a_token_that_another_key_signed_opens_nothing(sam: int, issuer: Issuer, browser: TestClient) -> None:
    issuer.signs_with = RSAKey.generate_key(2048, {"kid": "1"})
    assert sign_in(browser, issuer) == (401, None)


def test_who_comes_back_with_another_state_or_a_refusal_is_not_let_in(
    sam: int, issuer: Issuer, browser: TestClient
) -> None:
    assert sign_in(browser, issuer, state="van een ander") == (401, None)
    assert sign_in(browser, issuer, error="access_denied") == (401, None)
    assert browser.get("/desk/oidc/back").status_code == 401
    assert browser.get("/desk").status_code == 303


def test_a_blocked_account_is_not_let_in(sam: int, issuer: Issuer, browser: TestClient, state: State) -> None:
    with state.database.transaction() as session:
        session.get_one(Account, sam).blocked = True
    assert sign_in(browser, issuer) == (401, None)


def test_an_issuer_that_is_gone_is_told_in_dutch(state: State) -> None:
    settings = replace(
        state.settings, oidc_issuer="http://127.0.0.1:9", oidc_client_id="weerwoord", oidc_client_secret=SECRET
    )
    with TestClient(create_app(replace(state, oidc=Provider(settings)))) as client:
        gone = client.get("/desk/oidc")
        assert gone.status_code == 503
        assert "Inloggen met je organisatie lukte niet." in gone.text


def test_without_an_issuer_there_is_nothing_to_see(client: TestClient) -> None:
    assert "/desk/oidc" not in client.get("/desk/login").text
    for path in ("/desk/oidc", "/desk/oidc/back"):
        assert client.get(path).status_code == 404


def test_half_of_the_settings_is_told_when_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    get_settings.cache_clear()
    for name, value in (("OIDC_ISSUER", "https://x.nl"), ("OIDC_CLIENT_ID", ""), ("OIDC_CLIENT_SECRET", "")):
        monkeypatch.setenv(name, value)
    with pytest.raises(MissingSetting, match="OIDC_CLIENT_ID"):
        get_settings()
    get_settings.cache_clear()
