"""Coming back by a code, and going away by Snel weg."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from tests.people import Teen
from weerwoord.chat import returning
from weerwoord.chat.models import Conversation, ReturnCode
from weerwoord.db import now
from weerwoord.state import State


def new_code(teen: Teen) -> str:
    made = teen.client.post("/api/chat/return-code", headers=teen.headers)
    assert made.status_code == 201
    return str(made.json()["code"])


def test_a_code_opens_the_same_talk_on_another_device(teen: Teen, client: TestClient) -> None:
    teen.tell("ik ben er later weer")
    back = client.post("/api/chat/return", json={"code": new_code(teen)})
    assert back.status_code == 200
    assert back.json()["conversation"] == teen.conversation
    assert back.json()["messages"] == teen.read()
    assert Teen(teen.client, back.json()["token"], teen.conversation).read() == teen.read()


def test_how_a_code_is_typed_does_not_matter(teen: Teen, client: TestClient) -> None:
    code = new_code(teen)
    for typed in (code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} ", code.replace("-", "_")):
        assert client.post("/api/chat/return", json={"code": typed}).status_code == 200


@pytest.mark.parametrize("code", ["", "----", "AAAA-AAAA-AAAA", "é" * 40])
def test_a_code_of_nobody_opens_nothing(code: str, teen: Teen, client: TestClient) -> None:
    new_code(teen)
    refused = client.post("/api/chat/return", json={"code": code})
    assert refused.status_code == 404
    assert "letters" in refused.json()["detail"]


def test_a_new_code_replaces_the_old_one(teen: Teen, client: TestClient) -> None:
    old, new = new_code(teen), new_code(teen)
    assert client.post("/api/chat/return", json={"code": old}).status_code == 404
    assert client.post("/api/chat/return", json={"code": new}).status_code == 200


def test_a_code_ends(teen: Teen, client: TestClient, state: State) -> None:
    code = new_code(teen)
    with state.database.transaction() as session:
        session.scalars(select(ReturnCode)).one().expires_at = now() - timedelta(seconds=1)
    assert client.post("/api/chat/return", json={"code": code}).status_code == 404


def test_the_database_does_not_hold_the_code(teen: Teen, state: State) -> None:
    code = new_code(teen)
    with state.database.transaction() as session:
        stored = session.scalars(select(ReturnCode)).one()
        assert code.replace("-", "") not in stored.code_hash
        assert stored.code_hash == returning.code_hash(code, state.settings.secret_key)
        assert stored.code_hash != returning.code_hash(code, "ander geheim")


def test_an_erased_talk_has_no_code_any_more(teen: Teen, client: TestClient) -> None:
    code = new_code(teen)
    assert teen.client.delete("/api/chat", headers=teen.headers).status_code == 204
    assert client.post("/api/chat/return", json={"code": code}).status_code == 404


def left(state: State, teen: Teen) -> bool:
    with state.database.transaction() as session:
        return session.get_one(Conversation, teen.conversation).left_at is not None


def test_snel_weg_is_noted_until_the_teen_is_back(teen: Teen, client: TestClient, state: State) -> None:
    code = new_code(teen)
    beacon = {"content": teen.token, "headers": {"Content-Type": "text/plain"}}
    assert client.post("/api/chat/left", **beacon).status_code == 204
    assert left(state, teen)
    teen.send("ik ben er weer")
    assert not left(state, teen)
    client.post("/api/chat/left", **beacon)
    client.post("/api/chat/return", json={"code": code})
    assert not left(state, teen)


@pytest.mark.parametrize("body", [b"", b"geen token", b"\xff\xfe", b"x" * 5_000])
def test_a_beacon_of_nobody_changes_nothing(body: bytes, client: TestClient) -> None:
    assert client.post("/api/chat/left", content=body).status_code == 204
