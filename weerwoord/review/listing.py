"""The lists of conversations: filters, and pages that go on from the last row (keyset), newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from pydantic import BaseModel, Field, field_validator, model_validator
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from weerwoord.accounts.models import Account
from weerwoord.cases.models import Case
from weerwoord.content.opening import DUTCH_TIME
from weerwoord.db import LARGEST_NUMBER
from weerwoord.pages import TOPICS
from weerwoord.review.models import Digest, Review
from weerwoord.review.sampling import in_sample
from weerwoord.review.search import found_by

PAGE = 50
"""Rows on one page."""
COMPUTER = 0
"""In `Filters.handled_by`: nobody but the computer."""


class Filters(BaseModel):
    """What the list shows; what is None does not matter. Days are Dutch days, both included."""

    words: str | None = Field(default=None, max_length=200)
    since: date | None = None
    until: date | None = None
    level: Literal["emergency", "urgent", "concern", "none"] | None = None
    topic: str | None = None
    handled_by: int | None = Field(default=None, ge=0, le=LARGEST_NUMBER)
    rating: Literal["good", "mixed", "bad", "nothing"] | None = None
    doubtful: bool | None = None
    reviewed: bool | None = None

    @model_validator(mode="before")
    @classmethod
    def _left_open(cls, form: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in form.items() if value != ""}

    @field_validator("topic")
    @classmethod
    def _known(cls, topic: str | None) -> str | None:
        if topic is not None and topic not in TOPICS:
            raise ValueError("unknown topic")
        return topic


def beginning(day: date) -> datetime:
    """The moment at which a day begins in the Netherlands, in UTC: SQLite compares moments as they are written."""
    return datetime.combine(day, time.min, DUTCH_TIME).astimezone(UTC)


def conditions(session: Session, filters: Filters) -> list[ColumnElement[bool]]:
    """What a conversation must be to pass the filters."""
    found: list[ColumnElement[bool]] = []
    if filters.words:
        found.append(found_by(session, filters.words))
    if filters.since:
        found.append(Digest.begun_at >= beginning(filters.since))
    if filters.until and filters.until < date.max:
        found.append(Digest.begun_at < beginning(filters.until + timedelta(days=1)))
    if filters.level:
        found.append(Digest.level == filters.level)
    if filters.topic:
        found.append(Digest.topic == filters.topic)
    if filters.rating:
        found.append(Digest.rating.is_(None) if filters.rating == "nothing" else Digest.rating == filters.rating)
    if filters.doubtful is not None:
        found.append(Digest.doubtful.is_(filters.doubtful))
    if filters.reviewed is not None:
        found.append(Digest.reviewed_at.is_not(None) if filters.reviewed else Digest.reviewed_at.is_(None))
    if filters.handled_by == COMPUTER:
        found.append(Digest.conversation_id.not_in(select(Case.conversation_id).where(Case.account_id.is_not(None))))
    elif filters.handled_by is not None:
        by = select(Case.conversation_id).where(Case.account_id == filters.handled_by)
        found.append(Digest.conversation_id.in_(by))
    return found


def to_sample() -> list[ColumnElement[bool]]:
    """What a conversation must be to wait in the sampling queue."""
    return [in_sample(), Digest.reviewed_at.is_(None)]


def to_second(account: Account) -> list[ColumnElement[bool]]:
    """What a conversation must be to wait for a second reader who is not the first."""
    read = select(Review.digest_id).where(Review.account_id == account.id)
    return [Digest.second_by.is_not(None), Digest.second_by != account.id, Digest.id.not_in(read)]


def rows(session: Session, wanted: Iterable[ColumnElement[bool]], before: int) -> tuple[list[Digest], int | None]:
    """One page of conversations numbered below `before`, and the number to go on from; None at the end."""
    found = select(Digest).where(*wanted, Digest.id < before).order_by(Digest.id.desc()).limit(PAGE + 1)
    shown = list(session.scalars(found))
    return shown[:PAGE], shown[PAGE - 1].id if len(shown) > PAGE else None


def handlers(session: Session, digests: Iterable[Digest]) -> dict[str, str]:
    """Per conversation the aliases of the counsellors who had it."""
    of = [one.conversation_id for one in digests]
    found = select(Case.conversation_id, Account.alias).join(Account, Account.id == Case.account_id)
    names: dict[str, set[str]] = {}
    for conversation_id, alias in session.execute(found.where(Case.conversation_id.in_(of))):
        names.setdefault(conversation_id, set()).add(alias)
    return {conversation_id: ", ".join(sorted(aliases)) for conversation_id, aliases in names.items()}


def colleagues(session: Session) -> list[Account]:
    """Everybody who can have handled a conversation, by name."""
    return list(session.scalars(select(Account).order_by(Account.alias, Account.id)))
