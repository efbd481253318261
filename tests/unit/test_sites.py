"""Only the websites in the settings may embed the chat, and nobody may frame our pages."""

import pytest
from fastapi.testclient import TestClient

from tests.people import Teen

FRIEND = "https://jongeren.example"


@pytest.mark.parametrize("origin", [None, "http://testserver", FRIEND])
def test_our_own_pages_and_allowed_sites_may_start_a_talk(origin: str | None, client: TestClient) -> None:
    started = client.post("/api/chat/sessions", headers={"Origin": origin} if origin else {})
    assert started.status_code == 201
    assert started.headers.get("access-control-allow-origin") == (FRIEND if origin == FRIEND else None)


@pytest.mark.parametrize(
    "origin", ["https://elders.example", "http://jongeren.example", f"{FRIEND}.elders.example", "null", "http://["]
)
def test_other_sites_may_not(origin: str, teen: Teen) -> None:
    for method, path in (("POST", "/api/chat/sessions"), ("GET", "/api/chat/messages"), ("GET", "/api/chat/stream")):
        refused = teen.client.request(method, path, headers=teen.headers | {"Origin": origin})
        assert refused.status_code == 403
        assert "access-control-allow-origin" not in refused.headers


def test_a_browser_that_asks_first_hears_what_an_allowed_site_may_send(client: TestClient) -> None:
    asking = {"Origin": FRIEND, "Access-Control-Request-Method": "PUT",
              "Access-Control-Request-Headers": "authorization,content-type"}  # fmt: skip
    allowed = client.options("/api/chat/easy", headers=asking)
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == FRIEND
    assert "access-control-allow-credentials" not in allowed.headers
    assert client.options("/api/chat/easy", headers=asking | {"Origin": "https://elders.example"}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/desk/login", "/health"])
def test_no_page_can_be_framed_or_run_foreign_code(path: str, client: TestClient) -> None:
    headers = client.get(path).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_widget_may_be_loaded_by_any_site(client: TestClient) -> None:
    assert client.get("/widget/weerwoord.js").headers["cross-origin-resource-policy"] == "cross-origin"
