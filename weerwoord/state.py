"""What the parts of one front door share; made once by the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from fastapi import Request

from weerwoord.accounts.oidc import Provider
from weerwoord.chat.answering import Answering
from weerwoord.chat.limits import Limits
from weerwoord.chat.rasa import Rasa
from weerwoord.chat.tokens import Tokens
from weerwoord.content.library import Library
from weerwoord.db import Database
from weerwoord.live import Hub
from weerwoord.privacy.masking import Masker
from weerwoord.settings import Settings


@dataclass(frozen=True)
class State:
    """Settings and services of a running front door."""

    settings: Settings
    hub: Hub
    database: Database
    library: Library
    tokens: Tokens
    limits: Limits
    mask: Masker
    rasa: Rasa
    answering: Answering
    oidc: Provider | None


def get_state(request: Request) -> State:
    """The state of the app that serves this request."""
    return cast(State, request.app.state.weerwoord)
