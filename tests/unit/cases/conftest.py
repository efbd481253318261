"""Two counsellors with a browser each, and a teen who waits for one of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.people import Counsellor, Teen, log_in
from tests.unit.conftest import PASSWORD, FakeRasa
from weerwoord.accounts import service as accounts
from weerwoord.state import State


@pytest.fixture
def sam(state: State, counsellor: TestClient) -> Iterator[Counsellor]:
    """A second counsellor, with a browser of their own."""
    with state.database.transaction() as session:
        accounts.create(session, "sam", "Sam", PASSWORD)
    browser = TestClient(counsellor.app, follow_redirects=False)
    yield log_in(browser, "sam", PASSWORD)
    browser.close()


@pytest.fixture
def noor(counsellor: TestClient) -> Counsellor:
    """The counsellor who is logged in."""
    return Counsellor(counsellor)


@pytest.fixture
def talk(teen: Teen, rasa: FakeRasa) -> Teen:
    """A teen who said something grave and waits for a person."""
    rasa.says(level="urgent", topic="sextortion", custom=[{"custom": {"type": "escalation"}}])
    teen.tell("hij heeft een foto van mij en wil geld")
    rasa.says("Hier hoort de bot te zwijgen.")
    return teen
