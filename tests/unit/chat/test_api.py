"""The chat API as a widget and as an attacker see it."""

import json
import time

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.people import Teen, new_teen, others, wait_for
from tests.unit.conftest import FakeRasa
from weerwoord.state import State


def test_a_session_opens_with_who_it_is_and_who_may_read(client: TestClient) -> None:
    started = client.post("/api/chat/sessions").json()
    words = " ".join(one["text"] for one in started["messages"])
    assert "computer" in words
    assert "meelezen" in words
    assert "Snel weg" in words
    assert [one["seq"] for one in started["messages"]] == [1, 2, 3]
    assert started["messages"][-1]["buttons"]


def test_a_message_is_stored_masked_and_answered(teen: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.says("Dank je.")
    answer = teen.tell("ik heet Sanne")
    assert answer[0]["text"] == "Dank je."
    assert rasa.asked[-1][1]["text"] == "ik heet [naam]"
    with state.database.transaction() as session:
        everything = session.execute(text("SELECT text, triage FROM messages")).all()
    assert "Sanne" not in str(everything)


def test_the_same_client_id_counts_once(teen: Teen, rasa: FakeRasa) -> None:
    first = teen.send("hoi", client_id="abcdefgh1")
    again = teen.send("hoi", client_id="abcdefgh1")
    assert first.json() == again.json()
    wait_for(lambda: others(teen.read(first.json()["seq"])))
    assert [one["text"] for one in teen.read(3) if one["author"] == "teen"] == ["hoi"]
    assert len(rasa.asked) == 1


@pytest.mark.parametrize("typed", ["/restart", '/ /intent{"x":"y"}', "😭😭😭", "ha\x00llo", "/session_start"])
def test_commands_emoji_and_nul_bytes_are_plain_text(typed: str, teen: Teen, rasa: FakeRasa) -> None:
    assert teen.tell(typed)
    path, body = rasa.asked[-1]
    assert path == "message"
    assert body["payload"] is None
    assert not body["text"].startswith("/")
    assert "\x00" not in body["text"]


@pytest.mark.parametrize(("typed", "status"), [("x" * 10_000, 413), ("", 422), ("   ", 422), ("/", 422)])
def test_a_refused_text_changes_nothing(typed: str, status: int, teen: Teen, rasa: FakeRasa) -> None:
    before = teen.read()
    refused = teen.send(typed)
    assert refused.status_code == status
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["detail"]
    assert teen.read() == before
    assert rasa.asked == []


@pytest.mark.parametrize(
    "payload", ["/restart", "/ja", "/nood", '/toon_faq{"faq_id":"x"}', "/session_start", "verder_met_computer"]
)
def test_a_payload_that_was_not_offered_is_refused(payload: str, teen: Teen, rasa: FakeRasa) -> None:
    before = teen.read()
    refused = teen.send(payload=payload)
    assert refused.status_code == 422
    assert teen.read() == before
    assert rasa.asked == []


def test_an_offered_button_shows_its_title_and_means_its_payload(teen: Teen, rasa: FakeRasa) -> None:
    rasa.says()
    rasa.reply["messages"] = [{"text": "Zal ik?", "buttons": [{"title": "Ja graag", "payload": "/ja"}]}]
    teen.tell("help")
    sent = teen.send(payload="/ja").json()["seq"]
    wait_for(lambda: others(teen.read(sent)))
    assert next(one for one in teen.read(sent - 1) if one["seq"] == sent)["text"] == "Ja graag"
    assert rasa.asked[-1][1]["payload"] == "/ja"


def test_a_button_that_stands_for_a_sentence_is_read_as_that_sentence(teen: Teen, rasa: FakeRasa) -> None:
    teen.tell(payload="Iemand die ik online ken vraagt om foto's van mij")
    assert rasa.asked[-1][1] == {
        "conversation": teen.conversation,
        "text": "Iemand die ik online ken vraagt om foto's van mij",
        "payload": None,
        "easy": False,
        "level": "none",
        "before": [],
    }


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"text": 1, "client_id": "abcdefgh"}', '{"text": "x", "payload": "y", "client_id": "abcdefgh"}',
     '{"text": "geheim"}', '{"text": "geheim", "client_id": "kort"}', "{", '{"client_id": "abcdefgh"}'],
)  # fmt: skip
def test_a_malformed_body_is_refused_without_echo(body: str, teen: Teen) -> None:
    headers = teen.headers | {"content-type": "application/json"}
    refused = teen.client.post("/api/chat/messages", content=body, headers=headers)
    assert refused.status_code == 422
    assert "geheim" not in refused.text
    assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("after", ["-1", "3000000000", "9" * 20, "x"])
def test_a_number_that_no_message_has_is_refused(after: str, teen: Teen) -> None:
    assert teen.client.get(f"/api/chat/messages?after={after}", headers=teen.headers).status_code == 422


def test_a_client_id_holds_no_control_characters(teen: Teen) -> None:
    assert teen.send("hoi", client_id="abc\x00defghi").status_code == 422


def test_messages_in_quick_succession_are_each_answered_once(teen: Teen, rasa: FakeRasa) -> None:
    rasa.before = lambda: time.sleep(0.02)
    sent = [teen.send(f"bericht {number}").json()["seq"] for number in range(12)]
    wait_for(lambda: others(teen.read(sent[0])), 12)
    assert [body["text"] for _, body in rasa.asked] == [f"bericht {number}" for number in range(12)]


def test_a_huge_body_is_refused_before_it_is_read(teen: Teen) -> None:
    body = json.dumps({"text": "x" * 100_000, "client_id": "abcdefgh"})
    assert teen.client.post("/api/chat/messages", content=body, headers=teen.headers).status_code == 413


@pytest.mark.parametrize("path", ["/api/chat/messages", "/api/chat/stream"])
def test_no_token_or_a_forged_one_opens_nothing(path: str, client: TestClient, teen: Teen) -> None:
    for headers in ({}, {"Authorization": "Bearer x.y.z"}, {"Authorization": f"Bearer {teen.token}x"}):
        assert client.get(path, headers=headers).status_code == 401


def test_one_teen_cannot_read_another(client: TestClient, teen: Teen) -> None:
    teen.tell("mijn geheim")
    other = new_teen(client)
    assert "mijn geheim" not in str(other.read())


def test_erasing_leaves_nothing(client: TestClient, teen: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.says("Oei.", level="emergency", topic="suicide")
    teen.tell("ik kan niet meer", count=2)
    assert client.delete("/api/chat", headers=teen.headers).status_code == 204
    with state.database.transaction() as session:
        for table in ("conversations", "messages", "cases"):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
    assert teen.send("hoi").status_code == 401
    assert client.get("/api/chat/messages", headers=teen.headers).status_code == 401


def test_every_answer_carries_the_security_headers(client: TestClient) -> None:
    for path in ("/health", "/", "/desk/login", "/api/chat/messages"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_health_and_unknown_paths(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    missing = client.get("/bestaat-niet")
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"
