"""Coming back later, also on another device: a code that the teen keeps, and that ends by itself."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from weerwoord.chat.models import Conversation, ReturnCode
from weerwoord.db import announce, now
from weerwoord.live import DESK
from weerwoord.problems import Problem

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What cannot be taken for another: no 0 and O, no 1 and I."""
LENGTH = 12
"""Letters of 5 bits each: 60 bits, beyond guessing at ten tries in ten minutes."""
LIFETIME = timedelta(days=7)


def new_code(session: Session, conversation: Conversation, secret_key: str) -> tuple[str, datetime]:
    """A code for a conversation, in groups of four, and when it ends. An earlier code stops working."""
    session.execute(delete(ReturnCode).where(ReturnCode.conversation_id == conversation.id))
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    expires_at = now() + LIFETIME
    hashed = code_hash(code, secret_key)
    session.add(ReturnCode(code_hash=hashed, conversation_id=conversation.id, expires_at=expires_at))
    return "-".join(re.findall("....", code)), expires_at


def come_back(session: Session, code: str, secret_key: str) -> Conversation:
    """The conversation of a code, however it was typed: spaces, dashes and small letters do not matter.

    Raises:
        Problem: no conversation has this code, or not any more.
    """
    found = session.get(ReturnCode, code_hash(code, secret_key))
    if found is None or found.expires_at < now():
        raise Problem(404, "Deze code kennen we niet (meer). Kijk of alle letters kloppen.")
    conversation = session.get_one(Conversation, found.conversation_id, with_for_update=True)
    conversation.left_at = None
    announce(session, conversation.id, "back")  # who has the talk open at the desk sees it
    announce(session, DESK, "queue")
    return conversation


def code_hash(code: str, secret_key: str) -> str:
    """What is stored in place of a code."""
    letters = re.sub(r"[\W_]", "", code).upper()
    return hmac.new(secret_key.encode(), f"return-code {letters}".encode(), hashlib.sha256).hexdigest()
