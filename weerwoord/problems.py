"""Refusals: problem+json (RFC 9457) with a Dutch sentence that a person may read."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from weerwoord.pages import page

TITLES = {
    400: "Dit bericht kunnen we niet lezen",
    401: "Dit gesprek is niet (meer) geldig",
    403: "Dit mag niet",
    404: "Niet gevonden",
    405: "Dit kan hier niet",
    409: "Iemand was je net voor",
    410: "Dit werkt niet meer",
    413: "Te lang",
    422: "Dit klopt niet",
    429: "Even wachten",
    500: "Er ging iets mis bij ons",
    503: "Even niet bereikbaar",
}


class Problem(Exception):
    """A request is refused.

    Args:
        status: the HTTP status.
        detail: one Dutch sentence; shown to people, so never what they wrote.
        retry_after: seconds after which it may be tried again, where that is known.
    """

    def __init__(self, status: int, detail: str, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.retry_after = retry_after


def problem_response(status: int, detail: str) -> JSONResponse:
    """The refusal as problem+json."""
    body = {"type": "about:blank", "title": TITLES.get(status, "Er ging iets mis"), "status": status, "detail": detail}
    return JSONResponse(body, status, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Make every refusal of `app` a problem+json, and a page where a browser asks for one."""

    def refuse(request: Request, status: int, detail: str) -> Response:
        if "text/html" in request.headers.get("accept", ""):
            return page(request, "problem.html", status, detail=detail)
        return problem_response(status, detail)

    @app.exception_handler(Problem)
    def on_problem(request: Request, problem: Problem) -> Response:
        response = refuse(request, problem.status, problem.detail)
        if problem.retry_after is not None:
            response.headers["Retry-After"] = str(problem.retry_after)
        return response

    @app.exception_handler(HTTPException)
    def on_http(request: Request, error: HTTPException) -> Response:
        return refuse(request, error.status_code, TITLES.get(error.status_code, "Dit kan niet") + ".")

    @app.exception_handler(RequestValidationError)
    def on_invalid(_request: Request, _error: RequestValidationError) -> JSONResponse:
        # The error holds the rejected input, which a teen may have typed: it goes nowhere.
        return problem_response(422, "We kunnen dit bericht niet lezen. Probeer het opnieuw.")

    @app.exception_handler(Exception)
    def on_error(_request: Request, _error: Exception) -> JSONResponse:
        return problem_response(500, "Er ging iets mis bij ons. Ben je in gevaar? Bel 112.")
