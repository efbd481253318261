"""Wrong passwords and codes in a row lock an account for a while. Who is logged in already notices nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from weerwoord.accounts.models import Account

ALLOWED = 5
"""Wrong tries in a row until the first lock."""
LONGEST = timedelta(hours=1)


def lock_after(failures: int) -> timedelta:
    """How long an account is locked after this many wrong tries: a minute after the fifth, then twice as long each."""
    if failures < ALLOWED:
        return timedelta(0)
    return min(timedelta(minutes=2 ** min(failures - ALLOWED, 10)), LONGEST)


def locked(account: Account, moment: datetime) -> bool:
    """Whether no try counts now, not even a right one."""
    return account.locked_until is not None and moment < account.locked_until


def count(account: Account, right: bool, moment: datetime) -> bool:
    """Note a try and tell whether it counts as right. Only `forget` makes the count start anew.

    A right password alone must not do so: whoever has it could then guess codes without end.
    """
    if locked(account, moment):
        return False
    if not right:
        account.failures += 1
        account.locked_until = moment + lock_after(account.failures)
    return right


def forget(account: Account) -> None:
    """Somebody proved to be who they say."""
    account.failures = 0
    account.locked_until = None
