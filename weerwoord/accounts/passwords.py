"""What a password must be, and how it is kept: as an argon2id hash."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from zxcvbn import zxcvbn

SHORTEST = 12
"""Characters."""
WEAKEST = 3
"""Of zxcvbn's scores 0 to 4: "safely unguessable", more than a hundred million guesses."""
MEASURED = 72
"""Characters that zxcvbn looks at: its work grows with the square of the length."""

_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_urlsafe())  # so that an unknown login takes as long as a known one


def why_refused(password: str, *known: str) -> str | None:
    """One Dutch sentence that tells what is wrong with a new password; None when it is good.

    Args:
        password: as it was typed.
        known: what others know of its owner (login, alias); a password made of it is weak.
    """
    if len(password) < SHORTEST:
        return f"Je wachtwoord is te kort. Neem minstens {SHORTEST} tekens."
    if zxcvbn(password[:MEASURED], user_inputs=list(known))["score"] < WEAKEST:
        return "Dit wachtwoord is te makkelijk te raden. Neem vier woorden die niets met elkaar te maken hebben."
    return None


def hashed(password: str) -> str:
    """The hash to keep."""
    return _hasher.hash(password)


def matches(password_hash: str, password: str) -> bool:
    """Whether the password belongs to the hash. An empty hash (no password, or no account) takes as long, and no."""
    try:
        return _hasher.verify(password_hash or _NOBODY, password) and bool(password_hash)
    except VerificationError:
        return False
