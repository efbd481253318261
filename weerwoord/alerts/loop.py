"""What alerts do by themselves for as long as the front door runs: call the next one, and send what is due."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

from weerwoord.alerts.delivery import send_due
from weerwoord.alerts.escalation import escalate
from weerwoord.alerts.vault import Vault
from weerwoord.db import Database, now
from weerwoord.repeating import repeat
from weerwoord.settings import Settings

EVERY = timedelta(seconds=2)
RENEW_EVERY = timedelta(hours=1)


async def keep_alerting(database: Database, settings: Settings) -> None:
    """Look every two seconds. Calling does not wait for sending: a mail server may take its time."""
    vault = Vault(settings)
    desk_url = f"{settings.public_url}/desk"
    await asyncio.gather(
        repeat(partial(_renew, database, vault), RENEW_EVERY, "could not lock addresses anew; trying again in an hour"),
        repeat(partial(_escalate, database), EVERY, "could not look for waiting cases; trying again soon"),
        repeat(partial(send_due, database, vault, desk_url, now), EVERY, "could not send alerts; trying again soon"),
    )


def _renew(database: Database, vault: Vault) -> None:
    with database.transaction() as session:
        vault.renew(session)


def _escalate(database: Database) -> None:
    with database.transaction() as session:
        escalate(session, now())
