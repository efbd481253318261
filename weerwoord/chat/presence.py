"""Who answers now, as the widget shows it; while the teen waits also since when, and how long it usually takes."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from weerwoord.cases.waits import typical_wait
from weerwoord.chat.models import Conversation
from weerwoord.db import now
from weerwoord.duty.service import reachable


def who_answers(session: Session, conversation: Conversation) -> dict[str, Any]:
    """`owner`, with `alias`, `since` and `expected_minutes` where there are any."""
    found: dict[str, Any] = {"owner": conversation.owner, "alias": conversation.alias}
    if conversation.waiting_since is not None:
        found["since"] = conversation.waiting_since.isoformat()
        found["expected_minutes"] = typical_wait(session, now()) if reachable(session, now()) else None
    return {key: value for key, value in found.items() if value is not None}
