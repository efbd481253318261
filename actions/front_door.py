"""Asks the front door for texts and help cards."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Any

import requests

from weerwoord.settings import get_settings

SECONDS = 2.0
"""The front door is next door: slower than this is broken, and the teen should hear so."""

_connections = requests.Session()  # kept open: making one takes longer than the answer


def get(path: str, **query: str | None) -> dict[str, Any]:
    """One answer of the internal API, at most a second old: a text that somebody just changed is the new one.

    Raises:
        requests.RequestException: it did not answer, or refused.
    """
    known = tuple((key, value) for key, value in query.items() if value)
    return _get(path, known, int(time.monotonic()))


@lru_cache(maxsize=64)
def _get(path: str, query: tuple[tuple[str, str], ...], _second: int) -> dict[str, Any]:
    settings = get_settings()
    response = _connections.get(
        f"{settings.front_door_url}/internal/{path}",
        params=dict(query),
        headers={"Authorization": f"Bearer {settings.internal_token}"},
        timeout=SECONDS,
    )
    response.raise_for_status()
    found: dict[str, Any] = response.json()
    return found
