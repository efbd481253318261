"""Where a case stands, and every way in which it moves.

::

                   claim                   close, hand_back
    waiting ─────────────────────► claimed ──────────────► closed
     ▲  ▲                           │ │ ▲
     │  └────── put_back, lose ─────┘ │ │
     │                          offer │ │ accept, withdraw
     │                                ▼ │
     └────────── decline, expire ── offered
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CaseState(StrEnum):
    """Where a case stands. An offered one is still in the hands of the counsellor who offers it."""

    WAITING = "waiting"
    OFFERED = "offered"
    CLAIMED = "claimed"
    CLOSED = "closed"


class By(StrEnum):
    """Who makes a move."""

    ANYBODY = "anybody"
    HOLDER = "holder"
    COLLEAGUE = "colleague"  # the one to whom the case is offered
    CLOCK = "clock"


class Move(StrEnum):
    """What can happen to a case that is open."""

    CLAIM = "claim"
    OFFER = "offer"
    ACCEPT = "accept"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    EXPIRE = "expire"
    PUT_BACK = "put_back"
    LOSE = "lose"
    HAND_BACK = "hand_back"
    CLOSE = "close"


@dataclass(frozen=True)
class Edge:
    """One way from a state to another, and who may go it."""

    before: CaseState
    after: CaseState
    by: By


EDGES = {
    Move.CLAIM: Edge(CaseState.WAITING, CaseState.CLAIMED, By.ANYBODY),
    Move.OFFER: Edge(CaseState.CLAIMED, CaseState.OFFERED, By.HOLDER),
    Move.ACCEPT: Edge(CaseState.OFFERED, CaseState.CLAIMED, By.COLLEAGUE),
    Move.WITHDRAW: Edge(CaseState.OFFERED, CaseState.CLAIMED, By.HOLDER),
    Move.DECLINE: Edge(CaseState.OFFERED, CaseState.WAITING, By.COLLEAGUE),
    Move.EXPIRE: Edge(CaseState.OFFERED, CaseState.WAITING, By.CLOCK),
    Move.PUT_BACK: Edge(CaseState.CLAIMED, CaseState.WAITING, By.HOLDER),
    Move.LOSE: Edge(CaseState.CLAIMED, CaseState.WAITING, By.CLOCK),
    Move.HAND_BACK: Edge(CaseState.CLAIMED, CaseState.CLOSED, By.HOLDER),
    Move.CLOSE: Edge(CaseState.CLAIMED, CaseState.CLOSED, By.HOLDER),
}

HELD = (CaseState.CLAIMED, CaseState.OFFERED)
"""The states in which a counsellor talks with the teen."""


def may(move: Move, state: CaseState, by: By) -> bool:
    """Whether this person, or the clock, may make this move from this state."""
    edge = EDGES[move]
    return edge.before == state and (edge.by == by or (edge.by == By.ANYBODY and by != By.CLOCK))
