"""What was not understood, as sentences that many said: never a sentence that could lead to one teen."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from weerwoord.chat.models import Message
from weerwoord.numbers.hiding import FEWEST
from weerwoord.numbers.weeks import Week
from weerwoord.review.doubt import doubtful
from weerwoord.review.models import Digest

ALIKE = 85
"""Similarity, of 100, from which two texts count as the same question."""
MOST = 5_000
"""Conversations that are looked at, newest first: enough to see what many say."""


@dataclass(frozen=True)
class Cluster:
    """A text that at least FEWEST conversations hold, and how many hold it or one nearly like it."""

    text: str
    conversations: int


def normal(text: str) -> str:
    """A text without what differs by accident: capitals, accents, punctuation, drawn-out letters."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    return " ".join(re.sub(r"(\w)\1{2,}", r"\1\1", re.sub(r"[\W_]+", " ", bare)).split())


def clusters(said: Iterable[tuple[str, str]]) -> list[Cluster]:
    """Group texts that are nearly the same, the largest group first.

    A group is named by its commonest text, and only if that very text came from enough conversations; rarer texts
    are counted with it and never shown.

    Args:
        said: conversation and text of each message.
    """
    by_text: defaultdict[str, set[str]] = defaultdict(set)
    for conversation, text in said:
        by_text[normal(text)].add(conversation)
    by_text.pop("", None)
    groups: dict[str, set[str]] = {}
    for text in sorted(by_text, key=lambda one: (-len(by_text[one]), one)):
        like = process.extractOne(text, groups.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        if like is not None:
            groups[like[0]] |= by_text[text]
        elif len(by_text[text]) >= FEWEST:
            groups[text] = set(by_text[text])
    found = [Cluster(text, len(conversations)) for text, conversations in groups.items()]
    return sorted(found, key=lambda one: (-one.conversations, one.text))


def not_understood(session: Session, weeks: list[Week]) -> list[Cluster]:
    """What many teens said in these weeks that was missed or read with little confidence."""
    begun = (Digest.begun_at >= weeks[0].begin, Digest.begun_at < weeks[-1].end)
    newest = select(Digest.conversation_id).where(Digest.doubtful, *begun).order_by(Digest.id.desc()).limit(MOST)
    messages = select(Message).where(Message.conversation_id.in_(newest), Message.author == "teen")
    found = [one for one in session.scalars(messages) if doubtful(one)]
    return clusters((one.conversation_id, one.text or "") for one in found)
