"""Session tokens: signed by this server, unguessable, bound to one conversation, with an end date."""

from __future__ import annotations

import time

from itsdangerous import BadSignature, URLSafeTimedSerializer

from weerwoord.problems import Problem

LIFETIME = 24 * 60 * 60
"""Seconds that a token is good for: the widget keeps it no longer than its browser tab."""
RENEW_AFTER = 60 * 60
"""Seconds after which a token in use is replaced by a fresh one."""


class Tokens:
    """Makes and reads session tokens.

    Args:
        secret_key: signs new tokens.
        previous_key: of before the last change of keys; still reads what it signed. Empty for none.
    """

    def __init__(self, secret_key: str, previous_key: str = "") -> None:
        keys = [key for key in (previous_key, secret_key) if key]  # oldest first; the last one signs
        self._serializer = URLSafeTimedSerializer(keys, salt="chat-session")

    def issue(self, conversation_id: str) -> str:
        """A token for one conversation."""
        return self._serializer.dumps(conversation_id)

    def conversation_of(self, authorization: str | None) -> str:
        """The conversation that a Bearer header opens.

        Raises:
            Problem: no token, a forged one, or one that is too old.
        """
        return self._read(authorization)[0]

    def renewed(self, authorization: str | None) -> str | None:
        """A fresh token in place of one that is older than RENEW_AFTER; None for a younger one.

        Raises:
            Problem: as `conversation_of`.
        """
        conversation_id, age = self._read(authorization)
        return self.issue(conversation_id) if age > RENEW_AFTER else None

    def _read(self, authorization: str | None) -> tuple[str, float]:
        """The conversation, and the token's age in seconds."""
        scheme, _, token = (authorization or "").partition(" ")
        try:
            if scheme.lower() != "bearer":
                raise BadSignature("no bearer token")
            conversation_id, issued = self._serializer.loads(token, max_age=LIFETIME, return_timestamp=True)
            return str(conversation_id), time.time() - issued.timestamp()
        except BadSignature:
            raise Problem(401, "Dit gesprek is verlopen. Begin een nieuw gesprek.") from None
