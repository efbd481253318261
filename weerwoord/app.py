"""The front door: one FastAPI application for teens (chat API, widget) and for the desk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy import text
from starlette.middleware.sessions import SessionMiddleware

from weerwoord import problems
from weerwoord.accounts.guard import LONGEST, LoginNeeded
from weerwoord.accounts.managing_routes import router as managing_router
from weerwoord.accounts.oidc import Provider
from weerwoord.accounts.own_routes import router as own_router
from weerwoord.accounts.routes import router as accounts_router
from weerwoord.alerts.loop import keep_alerting
from weerwoord.alerts.routes import router as alerts_router
from weerwoord.cases import case_routes, move_routes
from weerwoord.cases.routes import router as queue_router
from weerwoord.cases.watch import keep_watch
from weerwoord.chat.answering import Answering
from weerwoord.chat.limits import Limits
from weerwoord.chat.rasa import Rasa
from weerwoord.chat.routes import router as chat_router
from weerwoord.chat.silence import keep_listening
from weerwoord.chat.tokens import Tokens
from weerwoord.content.library import Library
from weerwoord.content.places import find_region
from weerwoord.content.routes import router as content_router
from weerwoord.db import Database
from weerwoord.duty.routes import router as duty_router
from weerwoord.live import Hub
from weerwoord.numbers.routes import router as numbers_router
from weerwoord.pages import page
from weerwoord.privacy.masking import Masker, build_masker
from weerwoord.privacy.retention import keep_forgetting
from weerwoord.review.routes import router as review_router
from weerwoord.settings import ROOT, Settings, get_settings
from weerwoord.sites import allow_sites
from weerwoord.state import State

LARGEST_BODY = 64 * 1024
"""Bytes of a request: many times the longest message."""

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STATIC = Path(__file__).parent / "static"
WIDGET = ROOT / "widget" / "dist"


def make_state(settings: Settings, library: Library, mask: Masker, rasa: Rasa) -> State:
    """The shared services of one front door."""
    hub = Hub()
    database = Database(settings.database_url, hub)
    answering = Answering(database, rasa, library, hub, settings.tracker_database_url)
    return State(
        settings=settings,
        hub=hub,
        database=database,
        library=library,
        tokens=Tokens(settings.secret_key, settings.previous_secret_key),
        limits=Limits(settings.secret_key),
        mask=mask,
        rasa=rasa,
        answering=answering,
        oidc=Provider(settings) if settings.oidc_issuer else None,
    )


def create_app(state: State) -> FastAPI:
    """The application around a state; tests give their own."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        state.hub.attach(asyncio.get_running_loop())
        await state.answering.resume()
        tasks = [
            asyncio.create_task(keep_forgetting(state.database, state.settings.tracker_database_url)),
            asyncio.create_task(keep_listening(state.database, state.library)),
            asyncio.create_task(keep_watch(state.database, state.library)),
            asyncio.create_task(keep_alerting(state.database, state.settings)),
        ]
        yield
        for task in tasks:
            task.cancel()
        await state.answering.stop()
        await state.rasa.close()

    app = FastAPI(title="Weerwoord", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.weerwoord = state
    problems.install(app)
    settings = state.settings
    secure = settings.public_url.startswith("https://")
    app.add_middleware(
        SessionMiddleware, secret_key=settings.secret_key, session_cookie="desk",
        same_site="lax" if state.oidc else "strict",  # who comes back from the issuer must be known again
        https_only=secure, max_age=LONGEST,
    )  # fmt: skip

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        size = request.headers.get("content-length", "0")
        if not size.isdecimal() or int(size) > LARGEST_BODY or "transfer-encoding" in request.headers:
            return problems.problem_response(413, "Dit is te groot om te sturen.")
        response = await call_next(request)
        response.headers.update(SECURITY_HEADERS)
        if secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.url.path.startswith("/widget"):
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        elif not request.url.path.startswith("/static"):
            response.headers["Cache-Control"] = "no-store"
        return response

    allow_sites(app, settings)

    @app.exception_handler(LoginNeeded)
    def to_login(request: Request, _error: Exception) -> Response:
        if "hx-request" in request.headers:
            # The browser would follow a redirect before htmx sees it, and put the login form inside the page.
            return Response(status_code=401, headers={"HX-Redirect": "/desk/login"})
        return RedirectResponse("/desk/login", 303)

    accounts = (accounts_router, own_router, managing_router)
    desk = (queue_router, case_routes.router, move_routes.router, duty_router, alerts_router)
    afterwards = (review_router, numbers_router)
    for router in (chat_router, content_router, *accounts, *desk, *afterwards):
        app.include_router(router)

    @app.get("/health")
    def health() -> dict[str, str]:
        """Whether the front door and its database work."""
        with state.database.transaction() as session:
            session.execute(text("SELECT 1"))
        return {"status": "ok"}

    @app.get("/", include_in_schema=False)
    def example(request: Request) -> Response:
        """The website of an imagined youth organisation, with the widget on it."""
        return page(request, "example.html", settings=state.settings)

    @app.get("/widget/weerwoord.js", include_in_schema=False)
    def widget() -> Response:
        """The widget: one file."""
        return FileResponse(
            WIDGET / "weerwoord.js", media_type="text/javascript", headers={"Cache-Control": "no-cache"}
        )

    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def build() -> FastAPI:
    """The application with the settings of this machine: what uvicorn starts."""
    settings = get_settings()
    find_region("amsterdam")  # reads the place names now, not when the first teen asks
    library = Library(ROOT / "data")
    return create_app(make_state(settings, library, build_masker(), Rasa(settings.rasa_url, settings.rasa_token)))
