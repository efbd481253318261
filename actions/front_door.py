"""Asks the front door for texts and help cards."""

from __future__ import annotations

from typing import Any

import requests

from weerwoord.settings import get_settings

SECONDS = 2.0
"""The front door is next door: slower than this is broken, and the teen should hear so."""


def get(path: str, **query: str | None) -> dict[str, Any]:
    """One answer of the internal API.

    Raises:
        requests.RequestException: it did not answer, or refused.
    """
    settings = get_settings()
    response = requests.get(
        f"{settings.front_door_url}/internal/{path}",
        params={key: value for key, value in query.items() if value},
        headers={"Authorization": f"Bearer {settings.internal_token}"},
        timeout=SECONDS,
    )
    response.raise_for_status()
    found: dict[str, Any] = response.json()
    return found
