"""Filters, pages, the sample and second readers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.unit.review.conftest import tell
from weerwoord.accounts.models import Account
from weerwoord.cases.models import Case
from weerwoord.chat.models import Conversation
from weerwoord.db import LARGEST_NUMBER, now
from weerwoord.review import judging, listing
from weerwoord.review.listing import Filters
from weerwoord.review.models import Digest
from weerwoord.review.sampling import SHARE, by_chance, in_sample, why
from weerwoord.state import State


def passing(session: Session, **filters: object) -> list[int]:
    wanted = listing.conditions(session, Filters.model_validate(filters))
    return [one.id for one in listing.rows(session, wanted, LARGEST_NUMBER)[0]]


def test_each_filter_leaves_what_fits(state: State, people: list[Account]) -> None:
    ank, bo, _ = people
    with state.database.transaction() as session:
        grave = tell(session, state, "hij wil geld", level="urgent", topic="sextortion")
        torn = tell(session, state, "blabla", confidence=0.2)
        calm = tell(session, state, "hoi")
        for one, account in ((grave, ank), (torn, bo), (grave, bo)):
            session.add(
                Case(conversation_id=one.conversation_id, level="none", reason="asked", state="closed",
                     account_id=account.id)
            )  # fmt: skip
        session.add(Case(conversation_id=calm.conversation_id, level="none", reason="asked"))
        session.get_one(Conversation, calm.conversation_id).rating = "good"
        session.flush()
        judging.finish(session, torn, ank)
        session.flush()
        expected = {
            (): [calm, torn, grave],
            (("level", "urgent"),): [grave],
            (("topic", "sextortion"),): [grave],
            (("handled_by", ank.id),): [grave],
            (("handled_by", bo.id),): [torn, grave],
            (("handled_by", listing.COMPUTER),): [calm],
            (("rating", "good"),): [calm],
            (("rating", "nothing"),): [torn, grave],
            (("doubtful", True),): [torn],
            (("doubtful", False),): [calm, grave],
            (("reviewed", True),): [torn],
            (("reviewed", False),): [calm, grave],
            (("words", "geld"),): [grave],
            (("words", "geld"), ("level", "none")): [],
            (("level", ""), ("words", "")): [calm, torn, grave],
        }
        for filters, found in expected.items():
            assert passing(session, **dict(filters)) == [one.id for one in found], filters


@pytest.mark.parametrize(
    ("since", "until", "passes"),
    [
        ("2026-03-29", "2026-03-29", True), ("2026-03-28", "2026-03-28", False), ("2026-03-30", None, False),
        (None, "2026-03-28", False), ("2026-03-29", None, True), (None, "2026-03-29", True),
        (None, "9999-12-31", True),
    ],
)  # fmt: skip
def test_a_day_is_a_dutch_day(since: str | None, until: str | None, passes: bool, state: State) -> None:
    with state.database.transaction() as session:
        digest = tell(session, state, "hoi")
        digest.begun_at = datetime(2026, 3, 29, 21, 59, tzinfo=UTC)  # summer time began that day: 23:59 here
        session.flush()
        assert bool(passing(session, since=since, until=until)) is passes
        digest.begun_at = datetime(2026, 3, 29, 22, 0, tzinfo=UTC)
        session.flush()
        assert bool(passing(session, since="2026-03-30")) is True


@pytest.mark.parametrize(
    "wrong", [{"level": "x"}, {"topic": "x"}, {"since": "gisteren"}, {"handled_by": -1}, {"words": "x" * 201}]
)
def test_filters_that_do_not_exist_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Filters.model_validate(wrong)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5])
def test_pages_go_on_from_the_last_row(count: int, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    with state.database.transaction() as session:
        made = [tell(session, state, "hoi").id for _ in range(count)]
        seen: list[int] = []
        before: int | None = LARGEST_NUMBER
        pages = 0
        while before is not None:
            shown, before = listing.rows(session, [], before)
            seen += [one.id for one in shown]
            pages += 1
        assert seen == made[::-1]
        assert pages == max(1, (count + 1) // 2)


def test_chance_takes_its_share_and_never_changes_its_mind() -> None:
    chosen = [number for number in range(1, 20_001) if by_chance(number)]
    assert abs(len(chosen) / 20_000 - SHARE) < 0.002
    assert chosen == [number for number in range(1, 20_001) if by_chance(number)]
    assert all(abs(sum(begin < one <= begin + 1000 for one in chosen) - 50) <= 10 for begin in range(0, 20_000, 1000))
    assert isinstance(by_chance(LARGEST_NUMBER), bool)


def test_the_sample_holds_all_that_is_grave_or_doubtful_and_some_of_the_rest(state: State) -> None:
    with state.database.transaction() as session:
        made = [tell(session, state, "hoi") for _ in range(60)]
        grave = [tell(session, state, "help", level=level) for level in ("urgent", "emergency")]
        torn = tell(session, state, "blabla", confidence=0.1)
        made.append(tell(session, state, "mwah", level="concern"))
        session.flush()
        sampled = set(session.scalars(select(Digest.id).where(in_sample())))
        rest = {one.id for one in made if by_chance(one.id)}
        assert 0 < len(rest) < 10
        assert sampled == rest | {one.id for one in grave} | {torn.id}
        assert {why(one) for one in grave} == {"hoog niveau"}
        assert why(torn) == "niet begrepen of onzeker"
        assert why(made[0]) == "steekproef"


def test_what_was_read_leaves_the_sample(state: State, people: list[Account]) -> None:
    with state.database.transaction() as session:
        digest = tell(session, state, "help", level="urgent")
        assert listing.rows(session, listing.to_sample(), LARGEST_NUMBER) == ([digest], None)
        judging.finish(session, digest, people[0])
        session.flush()
        assert listing.rows(session, listing.to_sample(), LARGEST_NUMBER) == ([], None)


def test_a_second_reader_is_somebody_else_who_has_not_read_it(state: State, people: list[Account]) -> None:
    ank, bo, cas = people
    with state.database.transaction() as session:
        digest = tell(session, state, "help")

        def waiting(account: Account) -> int:
            session.flush()
            return len(listing.rows(session, listing.to_second(account), LARGEST_NUMBER)[0])

        judging.finish(session, digest, cas)
        judging.ask_second(session, digest, ank)
        assert [waiting(one) for one in people] == [0, 1, 0]
        judging.finish(session, digest, ank)
        assert [waiting(one) for one in people] == [0, 1, 0]
        judging.finish(session, digest, bo)
        assert [waiting(one) for one in people] == [0, 0, 0]


def test_who_had_a_conversation_is_named(state: State, people: list[Account]) -> None:
    with state.database.transaction() as session:
        one, other = tell(session, state, "hoi"), tell(session, state, "hoi")
        for account in people[:2]:
            session.add(
                Case(conversation_id=one.conversation_id, level="none", reason="asked", state="closed",
                     account_id=account.id, opened_at=now() - timedelta(hours=1))
            )  # fmt: skip
        session.flush()
        assert listing.handlers(session, [one, other]) == {one.conversation_id: "Ank, Bo"}
