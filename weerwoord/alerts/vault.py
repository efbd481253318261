"""Addresses for alerts hold passwords of mail servers and push services: stored encrypted, with a key of their own."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select
from sqlalchemy.orm import Session

from weerwoord.alerts.models import AlertAddress
from weerwoord.settings import Settings


class Vault:
    """Encrypts and reads addresses.

    Args:
        settings: the secret key encrypts; the previous one, if any, still reads.
    """

    def __init__(self, settings: Settings) -> None:
        keys = [settings.secret_key, settings.previous_secret_key]
        self._fernet = MultiFernet([_derived(key) for key in keys if key])

    def lock(self, url: str) -> str:
        """The address as it is stored."""
        return self._fernet.encrypt(url.encode()).decode()

    def unlock(self, secret: str) -> str | None:
        """The address as it was typed; None when it was locked with a key that is gone."""
        try:
            return self._fernet.decrypt(secret).decode()
        except InvalidToken:
            return None

    def renew(self, session: Session) -> None:
        """Lock every address with the present key, so that the previous one can go."""
        for address in session.scalars(select(AlertAddress)):
            if (url := self.unlock(address.secret)) is not None:
                address.secret = self.lock(url)


def _derived(secret_key: str) -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=b"weerwoord alert addresses").derive(secret_key.encode())
    return Fernet(base64.urlsafe_b64encode(key))
