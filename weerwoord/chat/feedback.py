"""What a teen thought of the conversation: two taps, no words."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel
from sqlalchemy.orm import Session

from weerwoord.chat import service

Rating = Literal["good", "mixed", "bad"]
Reason = Literal["heard", "know_what_to_do", "fast", "not_understood", "slow", "no_answer", "other"]


class Feedback(BaseModel):
    """Whether it helped, and after the second tap what made the difference."""

    rating: Rating
    reason: Reason | None = None


def rate(session: Session, conversation_id: str, given: Feedback) -> None:
    """Keep what the teen thought; a later answer replaces an earlier one.

    Raises:
        Problem: the conversation was erased.
    """
    conversation = service.find(session, conversation_id)
    conversation.rating = given.rating
    conversation.rating_reason = given.reason
