"""A running front door calls and alerts by itself, and locks addresses anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from tests.people import wait_for
from tests.unit.alerts.conftest import Receiver
from tests.unit.conftest import PASSWORD
from weerwoord.accounts import service as accounts
from weerwoord.alerts import addresses
from weerwoord.alerts.models import AlertAddress, Delivery
from weerwoord.alerts.vault import Vault
from weerwoord.app import create_app
from weerwoord.cases import service as cases
from weerwoord.chat import service as chat
from weerwoord.db import now
from weerwoord.duty import service as duty
from weerwoord.state import State


@pytest.fixture
def waiting(state: State, receiver: Receiver) -> None:
    """A case that was opened before the front door starts, for somebody whose address an older key locked."""
    with state.database.transaction() as session:
        noor = accounts.create(session, "noor", "Noor", PASSWORD)
        duty.say_here(session, noor, True, now())
        addresses.add(session, noor, "telefoon", receiver.url, Vault(replace(state.settings, secret_key="o" * 32)))
        session.flush()
        cases.open_case(session, chat.start(session, state.library), "asked")


@pytest.mark.usefixtures("waiting")
def test_what_is_due_goes_out_by_itself_and_once(state: State, receiver: Receiver) -> None:
    changed = replace(state, settings=replace(state.settings, previous_secret_key="o" * 32))
    for _ in range(2):  # the front door starts twice
        with TestClient(create_app(changed)):
            wait_for(lambda: receiver.got)
            wait_for(lambda: [one for one in states(state) if one == "sent"])
            wait_for(lambda: [1] if readable(state) else [])
    assert len(receiver.got) == 1
    assert "Niveau: geen signaal" in receiver.got[0]["message"]


def states(state: State) -> list[str]:
    with state.database.transaction() as session:
        return list(session.scalars(select(Delivery.state)))


def readable(state: State) -> bool:
    """Whether the present key alone reads the address."""
    with state.database.transaction() as session:
        return Vault(state.settings).unlock(session.scalars(select(AlertAddress.secret)).one()) is not None
