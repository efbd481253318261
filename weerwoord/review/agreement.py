"""How far reviewers agree: Cohen's kappa on the messages that two of them judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from weerwoord.accounts.models import Account
from weerwoord.review.models import Judgement


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two raters: 1 is full agreement, 0 is what chance gives, below 0 is worse than chance.

    Args:
        pairs: what the one and the other said of each thing.

    Returns:
        None where it is not defined: nothing was rated, or both said the same one thing of everything.
    """
    if not pairs:
        return None
    total = len(pairs)
    agreed = sum(one == other for one, other in pairs) / total
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(count * others[label] for label, count in ones.items()) / total**2
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


@dataclass(frozen=True)
class Agreement:
    """Of two reviewers: on how many messages (`n`), and kappa for level and for topic."""

    one: str
    other: str
    n: int
    level: float | None
    topic: float | None


def agreements(session: Session) -> list[Agreement]:
    """Every two reviewers who judged some of the same messages, most messages first."""
    names = {account.id: account.alias for account in session.scalars(select(Account))}
    said: dict[int, dict[int, tuple[str, str]]] = {}
    judged = select(Judgement.message_id, Judgement.account_id, Judgement.level, Judgement.topic)
    for message, account, level, topic in session.execute(judged.order_by(Judgement.account_id)):
        said.setdefault(message, {})[account] = (level, topic)
    both: dict[tuple[int, int], list[tuple[tuple[str, str], tuple[str, str]]]] = {}
    for by in said.values():
        for one, other in combinations(by, 2):
            both.setdefault((one, other), []).append((by[one], by[other]))
    found = [
        Agreement(
            names[one], names[other], len(pairs),
            kappa([(mine[0], theirs[0]) for mine, theirs in pairs]),
            kappa([(mine[1], theirs[1]) for mine, theirs in pairs]),
        )
        for (one, other), pairs in both.items()
    ]  # fmt: skip
    return sorted(found, key=lambda two: -two.n)
