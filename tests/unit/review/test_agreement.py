"""Cohen's kappa, on figures that can be reckoned by hand."""

from __future__ import annotations

import pytest

from tests.unit.review.conftest import said_in, tell
from weerwoord.accounts.models import Account
from weerwoord.review import judging
from weerwoord.review.agreement import Agreement, agreements, kappa
from weerwoord.review.judging import Labels
from weerwoord.state import State


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], None),
        ([("a", "a")] * 5, None),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "b")] * 3, 0.0),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
        # the example of Cohen's kappa on Wikipedia: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no
        ([("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15, 0.4),
    ],
)
def test_kappa(pairs: list[tuple[str, str]], expected: float | None) -> None:
    found = kappa(pairs)
    assert found == (None if expected is None else pytest.approx(expected))


def test_kappa_is_the_same_from_either_side() -> None:
    pairs = [("a", "b"), ("a", "a"), ("c", "c"), ("b", "c"), ("a", "a")]
    assert kappa(pairs) == kappa([(other, one) for one, other in pairs])


def test_only_messages_that_both_judged_count(state: State, people: list[Account]) -> None:
    ank, bo, cas = people
    with state.database.transaction() as session:
        assert agreements(session) == []
        digest = tell(session, state, "een", "twee", "drie")
        one, two, three = said_in(session, digest)
        for message, account, level in (
            (one, ank, "none"), (two, ank, "urgent"), (three, ank, "none"),
            (one, bo, "none"), (two, bo, "urgent"),
            (three, cas, "concern"),
        ):  # fmt: skip
            judging.judge(session, message, account, Labels(level, "smalltalk", None))
        session.flush()
        assert agreements(session) == [
            Agreement("Ank", "Bo", 2, pytest.approx(1.0), None),
            Agreement("Ank", "Cas", 1, pytest.approx(0.0), None),
        ]
