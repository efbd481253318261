"""Makes 100,000 conversations and measures the queries of reviewing: `python -m bench.review_load URL`.

The URL names an empty database that may be filled, SQLite or PostgreSQL. Prints the slowest of some runs per query, in
milliseconds, each with the page it gives; the largest is what counts.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from weerwoord.__main__ import upgrade
from weerwoord.accounts import service as accounts
from weerwoord.accounts.models import Account
from weerwoord.cases.models import Case
from weerwoord.chat.models import Conversation, Message
from weerwoord.db import LARGEST_NUMBER, Database, now
from weerwoord.live import Hub
from weerwoord.numbers.clusters import not_understood
from weerwoord.numbers.figures import figures
from weerwoord.numbers.weeks import last_weeks
from weerwoord.review import judging, listing
from weerwoord.review.listing import Filters
from weerwoord.review.models import Digest

CONVERSATIONS = 100_000
TURNS = 4
"""Messages of the teen in each; the bot answers every one."""
BATCH = 2_000
CHUNK = 500
"""Rows in one statement."""
RUNS = 5
RARE = "zeepaardje"
"""A word of one conversation in ten thousand; "ik" is in nearly all, "foto" in many."""
WORDS = [
    "ik", "hij", "zij", "foto", "geld", "school", "vriend", "online", "gestuurd", "bang", "wil", "niet", "weet", "app",
    "moeder", "vader", "snap", "insta", "delen", "stuur", "doorgestuurd", "gisteren", "klas", "iemand", "praten",
    "help", "dreigt", "steeds", "morgen", "avond", "alleen", "verdrietig",
]  # fmt: skip
LEVELS = ["none"] * 70 + ["concern"] * 18 + ["urgent"] * 10 + ["emergency"] * 2
TOPICS = ["smalltalk", "sextortion", "grooming", "bullying", "suicide", "law", "image_sharing", "own_behaviour"]


def main() -> None:
    """Fill, measure, print."""
    url = sys.argv[1]
    upgrade(url)
    database = Database(url, Hub())
    chance = random.Random(7)
    started = time.perf_counter()
    with database.transaction() as session:
        people = [accounts.create(session, f"p{number}", f"P{number}", "x" * 20).id for number in range(10)]
    for begin in range(0, CONVERSATIONS, BATCH):
        with database.transaction() as session:
            fill(session, chance, begin, people)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    print(f"filled in {time.perf_counter() - started:.0f} s", flush=True)
    for name, ask in questions(people[0]):
        took, rows = measure(database, ask)
        print(f"{took:7.1f} ms  {name} ({rows})", flush=True)


def fill(session: Session, chance: random.Random, begin: int, people: list[int]) -> None:
    """Add one batch of conversations, oldest first, with messages and some cases."""
    talks: list[dict[str, Any]] = []
    messages: list[dict[str, Any]] = []
    cases: list[dict[str, Any]] = []
    for number in range(begin, begin + BATCH):
        at = now() - timedelta(days=30 * (1 - number / CONVERSATIONS))
        level, topic = chance.choice(LEVELS), chance.choice(TOPICS)
        one = {"id": str(UUID(int=chance.getrandbits(128), version=4)), "created_at": at, "owner": "bot", "easy": False}
        rating = chance.choice([None] * 8 + ["good", "mixed", "bad"])
        talks.append(one | {"level": level, "topic": topic, "last_seq": 2 * TURNS, "rating": rating})
        for turn in range(TURNS):
            said = " ".join(chance.choices(WORDS, k=12)) + (f" {RARE}" if number % 10_000 == turn == 0 else "")
            sure = 0.3 if chance.random() < 0.05 else 0.9
            triage = {"level": level, "topic": topic, "confidence": sure, "intent": "x", "reasons": ["test"]}
            told = {"conversation_id": one["id"], "at": at, "answered": True}
            messages.append(told | {"seq": 2 * turn + 1, "author": "teen", "text": said, "triage": triage})
            messages.append(told | {"seq": 2 * turn + 2, "author": "bot", "text": "Dat is naar.", "triage": None})
        if chance.random() < 0.1:
            called = {"conversation_id": one["id"], "level": level, "topic": topic, "reason": "asked", "opened_at": at}
            claimed = at + timedelta(seconds=chance.randrange(30, 1800))
            cases.append(called | {"state": "closed", "account_id": chance.choice(people), "claimed_at": claimed})
    for model, rows in ((Conversation, talks), (Message, messages), (Case, cases)):
        for start in range(0, len(rows), CHUNK):
            session.execute(insert(model).values(rows[start : start + CHUNK]))


def questions(person: int) -> Iterator[tuple[str, Callable[[Session], Any]]]:
    """Every query of the pages: the usual ones, and those that find little after looking at much."""
    today = now().date()
    filters = {
        "newest": Filters(),
        "a day three weeks ago": Filters(since=today - timedelta(21), until=today - timedelta(21)),
        "emergency": Filters(level="emergency"),
        "emergency, one topic, bad rating": Filters(level="emergency", topic="suicide", rating="bad", doubtful=True),
        "one colleague": Filters(handled_by=person),
        "one colleague, emergency, bad": Filters(handled_by=person, level="emergency", rating="bad"),
        "only the computer": Filters(handled_by=listing.COMPUTER),
        "doubtful": Filters(doubtful=True),
        "reviewed: none yet": Filters(reviewed=True),
        "a rare word": Filters(words=RARE),
        "a common word": Filters(words="foto"),
        "three common words": Filters(words="foto geld school"),
        "the beginning of common words": Filters(words="gest"),
        "a common word, emergency, bad, doubtful": Filters(
            words="foto", level="emergency", rating="bad", doubtful=True
        ),
        "a common word on a day three weeks ago": Filters(
            words="foto", since=today - timedelta(21), until=today - timedelta(21)
        ),
        "a common word, reviewed: none yet": Filters(words="school", reviewed=True),
        "a word that nobody wrote": Filters(words="xylofoon"),
    }
    for name, one in filters.items():
        for where, before in (("first page", LARGEST_NUMBER), ("half-way", CONVERSATIONS // 2)):
            yield (
                f"{name}, {where}",
                lambda session, one=one, before=before: listing.rows(session, listing.conditions(session, one), before)[
                    0
                ],
            )  # type: ignore[misc]
    yield "sampling queue", lambda session: listing.rows(session, listing.to_sample(), LARGEST_NUMBER)[0]
    yield (
        "second readers",
        lambda session: listing.rows(session, listing.to_second(session.get_one(Account, person)), LARGEST_NUMBER)[0],
    )
    yield (
        "one conversation",
        lambda session: judging.read(
            session, session.get_one(Digest, CONVERSATIONS // 3), session.get_one(Account, person)
        ),
    )
    yield "figures of six weeks (not a list)", lambda session: figures(session, last_weeks(now(), 6))
    yield "not understood (not a list)", lambda session: not_understood(session, last_weeks(now(), 6))


def measure(database: Database, ask: Callable[[Session], Any]) -> tuple[float, int]:
    """Milliseconds of the slowest of some runs, the first one not counted, and how many things came."""
    took = []
    rows = 0
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        with database.transaction() as session:
            rows = len(ask(session))
        took.append(1000 * (time.perf_counter() - started))
    return max(took[1:]), rows


if __name__ == "__main__":
    main()
