"""People for the tests of the whole stack."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from tests.people import Counsellor, Teen, log_in, new_teen
from tests.running import PASSWORD, Stack


@pytest.fixture
def browser(stack: Stack) -> Iterator[httpx2.Client]:
    """A browser at the front door."""
    with httpx2.Client(base_url=stack.url, timeout=10) as client:
        yield client


@pytest.fixture
def teen(browser: httpx2.Client) -> Teen:
    """A teen who just opened the chat."""
    return new_teen(browser)


@pytest.fixture
def counsellor(stack: Stack) -> Iterator[Counsellor]:
    """Noor, logged in at the desk, and there."""
    with httpx2.Client(base_url=stack.url, timeout=10) as client:
        noor = log_in(client, "noor", PASSWORD)
        assert client.post("/desk/duty/here").status_code == 204
        yield noor
