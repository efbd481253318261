"""Session tokens: signed by this server, unguessable, bound to one conversation, with an end date."""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeTimedSerializer

from weerwoord.problems import Problem

LIFETIME = 24 * 60 * 60
"""Seconds that a token is good for: the widget keeps it no longer than its browser tab."""


class Tokens:
    """Makes and reads session tokens."""

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeTimedSerializer(secret_key, salt="chat-session")

    def issue(self, conversation_id: str) -> str:
        """A token for one conversation."""
        return self._serializer.dumps(conversation_id)

    def conversation_of(self, authorization: str | None) -> str:
        """The conversation that a Bearer header opens.

        Raises:
            Problem: no token, a forged one, or one that is too old.
        """
        scheme, _, token = (authorization or "").partition(" ")
        try:
            if scheme.lower() != "bearer":
                raise BadSignature("no bearer token")
            return str(self._serializer.loads(token, max_age=LIFETIME))
        except BadSignature:
            raise Problem(401, "Dit gesprek is verlopen. Begin een nieuw gesprek.") from None
