"""What a reviewer does: read, judge a message, propose it as an example, finish, ask for a second reader."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.levels import LEVELS
from weerwoord.accounts.models import Account
from weerwoord.chat import outbox
from weerwoord.chat.models import Message
from weerwoord.content.library import Library
from weerwoord.db import now
from weerwoord.pages import TOPICS
from weerwoord.problems import Problem
from weerwoord.review.answers import choices
from weerwoord.review.doubt import doubtful
from weerwoord.review.models import Digest, Example, Judgement, Review

GONE = "Dit gesprek bestaat niet (meer): het kan gewist zijn."


@dataclass(frozen=True)
class Labels:
    """What a message should have been read as, and the key of the answer that fits."""

    level: str
    topic: str
    answer: str | None

    def check(self, library: Library) -> None:
        """See that all three exist.

        Raises:
            Problem: one does not.
        """
        known = {key for group in choices(library).values() for key in group} | {None}
        if self.level not in LEVELS or self.topic not in TOPICS or self.answer not in known:
            raise Problem(422, "Kies een niveau, een onderwerp en een antwoord uit de lijst.")


@dataclass(frozen=True)
class Read:
    """A message as a reviewer sees it. `others` are colleagues' judgements, shown once this reviewer has finished."""

    message: Message
    doubtful: bool
    mine: Judgement | None
    others: list[tuple[str, Judgement]]
    example: bool


def find(session: Session, number: int, lock: bool = False) -> Digest:
    """The digest of a conversation; locked, where one is about to change what belongs to it.

    Raises:
        Problem: it was erased.
    """
    if (digest := session.get(Digest, number, with_for_update=lock or None)) is None:
        raise Problem(404, GONE)
    return digest


def review_of(session: Session, digest: Digest, account: Account) -> Review | None:
    """The account's review of a conversation, once it has read it to its end."""
    return session.scalar(select(Review).where(Review.digest_id == digest.id, Review.account_id == account.id))


def read(session: Session, digest: Digest, account: Account) -> list[Read]:
    """The messages with all that this reviewer may see: colleagues' judgements only after their own."""
    messages = outbox.since(session, digest.conversation_id, 0)
    ids = [one.id for one in messages]
    judged = select(Judgement, Account.alias).join(Account, Account.id == Judgement.account_id)
    mine: dict[int, Judgement] = {}
    others: dict[int, list[tuple[str, Judgement]]] = {}
    finished = review_of(session, digest, account) is not None
    for judgement, alias in session.execute(judged.where(Judgement.message_id.in_(ids)).order_by(Account.alias)):
        if judgement.account_id == account.id:
            mine[judgement.message_id] = judgement
        elif finished:
            others.setdefault(judgement.message_id, []).append((alias, judgement))
    examples = set(session.scalars(select(Example.message_id).where(Example.message_id.in_(ids))))
    return [Read(one, doubtful(one), mine.get(one.id), others.get(one.id, []), one.id in examples) for one in messages]


def said(session: Session, digest: Digest, seq: int) -> Message:
    """A message that the teen wrote.

    Raises:
        Problem: there is none of that number.
    """
    wanted = (Message.conversation_id == digest.conversation_id, Message.seq == seq, Message.author == "teen")
    if (message := session.scalar(select(Message).where(*wanted))) is None:
        raise Problem(404, GONE)
    return message


def judge(session: Session, message: Message, account: Account, labels: Labels) -> None:
    """Keep what a reviewer says of a message; a later judgement of the same reviewer replaces it."""
    by = (Judgement.message_id == message.id, Judgement.account_id == account.id)
    judgement = session.scalar(select(Judgement).where(*by))
    if judgement is None:
        judgement = Judgement(message_id=message.id, account_id=account.id)
        session.add(judgement)
    judgement.level, judgement.topic, judgement.answer = labels.level, labels.topic, labels.answer
    judgement.at = now()


def propose(session: Session, message: Message, account: Account, labels: Labels) -> None:
    """Put a message in the editors' inbox with its right labels; the last proposal counts."""
    example = session.scalar(select(Example).where(Example.message_id == message.id))
    if example is None:
        example = Example(message_id=message.id)
        session.add(example)
    example.level, example.topic, example.answer = labels.level, labels.topic, labels.answer
    example.proposed_by, example.at = account.id, now()


def finish(session: Session, digest: Digest, account: Account) -> None:
    """The reviewer has read it all. What they did not correct they agree with, and that is kept as a judgement too."""
    for one in read(session, digest, account):
        triage = one.message.triage or {}
        if one.message.author == "teen" and one.mine is None and triage.get("level") and triage.get("topic"):
            judge(session, one.message, account, Labels(triage["level"], triage["topic"], None))
    if review_of(session, digest, account) is None:
        session.add(Review(digest_id=digest.id, account_id=account.id))
    digest.reviewed_at = digest.reviewed_at or now()
    if digest.second_by != account.id:
        digest.second_by = None


def ask_second(session: Session, digest: Digest, account: Account) -> None:
    """Ask a colleague to read it too, without seeing this judgement first."""
    digest.second_by = account.id
