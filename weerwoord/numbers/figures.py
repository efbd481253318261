"""The figures of each week, small ones hidden already: whatever shows or exports them cannot tell too much."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from weerwoord.cases.models import Case
from weerwoord.chat.models import Conversation
from weerwoord.numbers.hiding import FEW, FEWEST, Cell, shown, shown_alone
from weerwoord.numbers.weeks import Week
from weerwoord.pages import LEVELS, RATING_REASONS, RATINGS, TOPICS
from weerwoord.review.models import Digest

NOBODY_SAID = "niet ingevuld"


@dataclass(frozen=True)
class Figure:
    """One row of the table: a cell per week."""

    group: str
    name: str
    cells: tuple[Cell, ...]


Counts = Counter[str | None]
Column = dict[tuple[str, str], Cell]
"""The cells of one week by group and name."""


def figures(session: Session, weeks: Sequence[Week]) -> list[Figure]:
    """All figures of some weeks, in the order in which they are shown."""
    columns = [of_week(session, week) for week in weeks]
    return [Figure(group, name, tuple(column[group, name] for column in columns)) for group, name in columns[0]]


def of_week(session: Session, week: Week) -> Column:
    """The figures of the conversations that began, and the calls for a person that came, in a week."""
    begun = (Digest.begun_at >= week.begin, Digest.begun_at < week.end)
    kinds = session.execute(
        select(Digest.level, Digest.topic, Digest.rating, func.count())
        .where(*begun)
        .group_by(Digest.level, Digest.topic, Digest.rating)
    )
    levels, topics, ratings = Counts(), Counts(), Counts()
    for level, topic, rating, count in kinds:
        levels[level] += count
        topics[topic] += count
        ratings[rating] += count
    rated = select(Conversation.rating_reason).join(Digest, Digest.conversation_id == Conversation.id)
    reasons = Counts(session.scalars(rated.where(*begun, Digest.rating.is_not(None))))
    opened = select(Case.opened_at, Case.claimed_at).where(Case.opened_at >= week.begin, Case.opened_at < week.end)
    calls = [(call.opened_at, call.claimed_at) for call in session.execute(opened)]
    waits = [claimed - called for called, claimed in calls if claimed is not None]
    answered = shown({"answered": len(waits), "unanswered": len(calls) - len(waits)})
    return {
        ("Gesprekken", "alle gesprekken"): shown_alone(levels.total()),
        **parts("Niveau", levels, LEVELS),
        **parts("Onderwerp", topics, TOPICS, "nog onbekend"),
        ("Hulpverlener gevraagd", "alle keren"): shown_alone(len(calls)),
        ("Hulpverlener gevraagd", "niet opgepakt"): answered["unanswered"],
        ("Wachttijd (minuten)", "helft binnen (p50)"): minutes(waits, 0.5),
        ("Wachttijd (minuten)", "95 procent binnen (p95)"): minutes(waits, 0.95),
        **parts("Oordeel", ratings, RATINGS, NOBODY_SAID),
        **parts("Reden van het oordeel", reasons, RATING_REASONS, NOBODY_SAID),
    }


def parts(group: str, counts: Counts, names: Mapping[str, str], without: str | None = None) -> Column:
    """The cells of a group whose parts make a whole that is shown; `without` names the part that has no value."""
    counted = {name: counts[key] for key, name in names.items()}
    cells = shown(counted | ({without: counts[None]} if without else {}))
    return {(group, name): cell for name, cell in cells.items()}


def minutes(waits: Sequence[timedelta], share: float) -> Cell:
    """Within how many minutes, rounded up, this share of the waits ended (nearest rank); few waits are hidden."""
    if len(waits) < FEWEST:
        return FEW
    wait = sorted(waits)[math.ceil(share * len(waits)) - 1]
    return max(1, math.ceil(wait.total_seconds() / 60))
