import itertools

import pytest

from engine.levels import HIGH, LEVELS, highest


def test_the_levels_are_in_order_and_the_two_above_concern_are_high() -> None:
    assert LEVELS == ("none", "concern", "urgent", "emergency")
    assert set(LEVELS[2:]) == HIGH


@pytest.mark.parametrize(("low", "high"), itertools.combinations(LEVELS, 2))
def test_of_two_levels_the_higher_wins_in_either_order(low: str, high: str) -> None:
    assert highest(low, high) == highest(high, low) == high


@pytest.mark.parametrize("level", LEVELS)
def test_one_level_or_the_same_twice_is_itself(level: str) -> None:
    assert highest(level) == highest(level, level) == level


def test_of_many_levels_the_highest_wins() -> None:
    assert highest("none", "urgent", "concern", "none") == "urgent"


@pytest.mark.parametrize("wrong", ["", "high", "Urgent", "dringend"])
def test_an_unknown_level_is_an_error_and_never_the_lowest(wrong: str) -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        highest("none", wrong)
