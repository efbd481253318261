"""Searching in what teens and counsellors wrote: FTS5 on SQLite, tsvector with Dutch stems on PostgreSQL."""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, Integer, column, func, select, table, text
from sqlalchemy.orm import Session

from weerwoord.review.models import Digest

WORD = re.compile(r"\w+")
_words = table("digest_words", column("digest_id", Integer), column("words"), column("rowid", Integer))


def found_by(session: Session, wanted: str) -> ColumnElement[bool]:
    """The condition that all words of `wanted` stand in a conversation, in any order.

    SQLite knows no Dutch stems: there a word also finds the longer words that begin with it.
    """
    if session.get_bind().dialect.name == "postgresql":
        # One plan for all words is bad for most: a rare word wants the index, a common one the newest rows.
        session.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))
        meant = func.plainto_tsquery("dutch", wanted)
        return Digest.id.in_(select(_words.c.digest_id).where(_words.c.words.op("@@")(meant)))
    query = " ".join(f'"{word}"*' for word in WORD.findall(wanted)) or '""'
    matching = text("digest_words MATCH :query").bindparams(query=query)
    return Digest.id.in_(select(_words.c.rowid).where(matching))


def sweep(session: Session) -> None:
    """Take the words of what was erased out of the file too.

    They are not found from the moment of erasing on. But SQLite's index only notes that they are gone, until it
    is written anew; PostgreSQL removes them with the dead rows, when it vacuums.
    """
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("INSERT INTO digest_words (digest_words) VALUES ('optimize')"))
