"""The table of moves: every edge, and no other."""

from __future__ import annotations

import itertools

from weerwoord.cases.states import By, CaseState, Move, may

ALLOWED = {
    ("claim", "waiting", "anybody"), ("claim", "waiting", "holder"), ("claim", "waiting", "colleague"),
    ("offer", "claimed", "holder"), ("put_back", "claimed", "holder"),
    ("hand_back", "claimed", "holder"), ("close", "claimed", "holder"), ("lose", "claimed", "clock"),
    ("accept", "offered", "colleague"), ("decline", "offered", "colleague"),
    ("withdraw", "offered", "holder"), ("expire", "offered", "clock"),
}  # fmt: skip


def test_every_move_from_every_state_by_everybody() -> None:
    for move, state, by in itertools.product(Move, CaseState, By):
        expected = (move.value, state.value, by.value) in ALLOWED
        assert may(move, state, by) == expected, (move, state, by)
