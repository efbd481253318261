"""Who answers a teen: the bot, nobody yet (waiting for a person), a counsellor, or nobody any more.

::

    bot ⇄ waiting        the teen asks for a person, or changes their mind
    bot, waiting → counsellor    a counsellor claims the case
    counsellor → counsellor | waiting    a colleague takes over, or it goes back into the queue
    counsellor → bot | closed    hands back, or closes
    closed → bot         the teen writes again
"""

from __future__ import annotations

from enum import StrEnum


class Owner(StrEnum):
    """Who answers the next message of a conversation."""

    BOT = "bot"
    WAITING = "waiting"
    COUNSELLOR = "counsellor"
    CLOSED = "closed"


MOVES = {
    Owner.BOT: {Owner.WAITING, Owner.COUNSELLOR},
    Owner.WAITING: {Owner.BOT, Owner.COUNSELLOR},
    Owner.COUNSELLOR: {Owner.COUNSELLOR, Owner.WAITING, Owner.BOT, Owner.CLOSED},
    Owner.CLOSED: {Owner.BOT},
}


def may_become(owner: Owner, other: Owner) -> bool:
    """Whether a conversation may pass from `owner` to `other`."""
    return other in MOVES[owner]
