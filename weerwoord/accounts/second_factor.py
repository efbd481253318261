"""The second factor: codes of an authenticator app (TOTP, RFC 6238).

The secrets are stored encrypted, with a key that comes from SECRET_KEY: whoever has only the database has no codes.
"""

from __future__ import annotations

import logging
from base64 import urlsafe_b64encode
from datetime import datetime
from functools import lru_cache
from hmac import compare_digest
from urllib.parse import urlsplit

import pyotp
import segno
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

log = logging.getLogger(__name__)

STEP = 30
"""Seconds that a code is shown; the one before and the one after are accepted too, for clocks that differ."""


@lru_cache
def vault(secret_key: str) -> Fernet:
    """Encrypts and decrypts secrets, with a key of its own that follows from SECRET_KEY."""
    key = HKDF(SHA256(), length=32, salt=None, info=b"weerwoord second factor").derive(secret_key.encode())
    return Fernet(urlsafe_b64encode(key))


def new_secret(secret_key: str) -> str:
    """A fresh secret, encrypted."""
    return vault(secret_key).encrypt(pyotp.random_base32().encode()).decode()


def opened(secret_key: str, sealed: str) -> str | None:
    """The secret as an app wants it; None when it was encrypted with another SECRET_KEY."""
    try:
        return vault(secret_key).decrypt(sealed).decode()
    except InvalidToken:
        log.error("a second factor was encrypted with another SECRET_KEY; it must be reset")
        return None


def step_of(secret: str | None, code: str, moment: datetime, last: int | None) -> int | None:
    """The step that a code belongs to, if it is right now and later than the last that was used; else None.

    Args:
        secret: as `opened` gives it; without one no code is right.
        code: as it was typed; spaces do not count.
        moment: now.
        last: the step of the code that was used last, so that each works once.
    """
    if secret is None:
        return None
    typed = "".join(code.split()).encode()
    present = int(moment.timestamp()) // STEP
    for step in (present - 1, present, present + 1):
        if (last is None or step > last) and compare_digest(pyotp.TOTP(secret).generate_otp(step).encode(), typed):
            return step
    return None


def qr(secret: str, login: str, organisation: str) -> str:
    """The picture that an app scans: an SVG element, without style."""
    address = pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=f"Weerwoord {organisation}")
    code = segno.make(address, micro=False)
    return code.svg_inline(scale=4, light="#fff", svgclass="qr", title="QR-code voor je authenticator-app")


def may_wait(public_url: str) -> bool:
    """Whether setting it up can be put off: only where nobody but this machine gets in."""
    address = urlsplit(public_url)
    return address.scheme == "http" and address.hostname in {"localhost", "127.0.0.1", "::1"}
