"""A teen and a counsellor who talk with a front door over HTTP, for tests of every kind."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx2


@dataclass
class Teen:
    """A teen with a session: sends, and reads what came back."""

    client: httpx2.Client
    token: str
    conversation: str

    @property
    def headers(self) -> dict[str, str]:
        """The session's token."""
        return {"Authorization": f"Bearer {self.token}"}

    def send(
        self, text: str | None = None, payload: str | None = None, client_id: str | None = None
    ) -> httpx2.Response:
        """Send a text, or tap a button."""
        body = {"client_id": client_id or uuid4().hex}
        body |= {"payload": payload} if payload is not None else {"text": text or ""}
        return self.client.post("/api/chat/messages", json=body, headers=self.headers)

    def read(self, after: int = 0) -> list[dict[str, Any]]:
        """All messages with a number above `after`."""
        found = self.client.get(f"/api/chat/messages?after={after}", headers=self.headers).json()
        return list(found["messages"])

    def owner(self) -> str:
        """Who answers now."""
        return str(self.client.get("/api/chat/messages", headers=self.headers).json()["owner"]["owner"])

    def tell(
        self, text: str | None = None, payload: str | None = None, count: int = 1, seconds: float = 8
    ) -> list[dict[str, Any]]:
        """Send, and wait until `count` messages of others came."""
        sent = self.send(text, payload)
        assert sent.status_code == 202, sent.text
        return wait_for(lambda: others(self.read(sent.json()["seq"])), count, seconds)


def new_teen(client: httpx2.Client) -> Teen:
    """A teen who just opened the chat."""
    started = client.post("/api/chat/sessions")
    assert started.status_code == 201
    return Teen(client, started.json()["token"], started.json()["conversation"])


@dataclass
class Counsellor:
    """A counsellor who is logged in at the desk."""

    client: httpx2.Client

    def cases(self) -> list[str]:
        """The ids of the open cases, in the order of the queue."""
        return re.findall(r"/desk/cases/(\d+)", self.client.get("/desk").text)

    def do(self, case: str, what: str, **form: str) -> httpx2.Response:
        """Claim, say, hand back or close."""
        return self.client.post(f"/desk/cases/{case}/{what}", data=form)


def log_in(client: httpx2.Client, login: str, password: str) -> Counsellor:
    """Log in at the desk with a client of one's own, the second factor put off as a local desk allows."""
    right = client.post("/desk/login", data={"login": login, "password": password})
    assert (right.status_code, right.headers["location"]) == (303, "/desk/login/second-factor")
    assert client.post("/desk/login/later").status_code == 303
    return Counsellor(client)


def others(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The messages that the teen did not write."""
    return [one for one in messages if one["author"] != "teen"]


def words(messages: list[dict[str, Any]]) -> str:
    """All that some messages say, cards included, in one text."""
    return "\n".join(
        [one.get("text", "") for one in messages] + [card["name"] for one in messages for card in one.get("cards", [])]
    )


def wait_for(look: Callable[[], list[Any]], count: int = 1, seconds: float = 8) -> list[Any]:
    """What `look` finds, once it finds at least `count` things."""
    deadline = time.monotonic() + seconds
    while len(found := look()) < count:
        assert time.monotonic() < deadline, f"waited {seconds} s for {count}, have {found}"
        time.sleep(0.02)
    return found
