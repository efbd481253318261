"""Which websites may embed the chat: this server's own pages, and those in the setting WIDGET_SITES."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from weerwoord.problems import problem_response
from weerwoord.settings import Settings

API = "/api/chat"


class AllowedSites:
    """Refuses calls of the chat by pages of other websites. Who sends no Origin is no page."""

    def __init__(self, app: ASGIApp, sites: frozenset[str]) -> None:
        self._app = app
        self._sites = sites

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        headers = {name: value.decode("latin-1") for name, value in scope.get("headers", [])}
        origin = headers.get(b"origin")
        is_chat = scope["type"] == "http" and scope["path"].startswith(API)
        if is_chat and origin is not None and not self._may(origin, headers.get(b"host", "")):
            refusal = problem_response(403, "Deze website mag de chat niet gebruiken.")
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _may(self, origin: str, host: str) -> bool:
        return origin in self._sites or origin in (f"https://{host}", f"http://{host}")


def allow_sites(app: FastAPI, settings: Settings) -> None:
    """Let the widget on the allowed websites call the chat: without cookies, only what it needs."""
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(settings.widget_sites),
        allow_methods=["GET", "POST", "PUT", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "Last-Event-ID"],
        expose_headers=["Retry-After"],
        max_age=600,
    )
    app.add_middleware(AllowedSites, sites=settings.widget_sites)
