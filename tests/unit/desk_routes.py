"""Every page and button of the desk, and which roles may use it. A route that is not in the table fails a test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from starlette.routing import BaseRoute, Route

from weerwoord.accounts.roles import BEHEER, HULPVERLENER, JONGERENWERKER, ROLES

ANYBODY = "anybody"
"""Also who is not logged in: what one needs to log in, and out."""
HALFWAY = "halfway"
"""Who brought the password, or came from the organisation's issuer, a moment ago; nobody else, with whatever role."""
EVERY_ROLE = frozenset(ROLES)

WHO_MAY: dict[tuple[str, str], str | frozenset[str]] = {
    ("GET", "/desk/login"): ANYBODY,
    ("POST", "/desk/login"): ANYBODY,
    ("POST", "/desk/logout"): ANYBODY,
    ("GET", "/desk/oidc"): ANYBODY,
    ("GET", "/desk/oidc/back"): ANYBODY,
    ("GET", "/desk/invitation/{token}"): ANYBODY,
    ("POST", "/desk/invitation/{token}"): ANYBODY,
    ("GET", "/desk/login/code"): HALFWAY,
    ("POST", "/desk/login/code"): HALFWAY,
    ("GET", "/desk/login/second-factor"): HALFWAY,
    ("POST", "/desk/login/second-factor"): HALFWAY,
    ("POST", "/desk/login/later"): HALFWAY,
    ("GET", "/desk/login/name"): HALFWAY,
    ("POST", "/desk/login/name"): HALFWAY,
    ("GET", "/desk/start"): EVERY_ROLE,
    ("GET", "/desk/session"): EVERY_ROLE,
    ("POST", "/desk/session"): EVERY_ROLE,
    ("GET", "/desk/me"): EVERY_ROLE,
    ("POST", "/desk/me/password"): EVERY_ROLE,
    ("GET", "/desk/me/second-factor"): EVERY_ROLE,
    ("POST", "/desk/me/second-factor"): EVERY_ROLE,
    ("GET", "/desk"): frozenset({HULPVERLENER}),
    ("GET", "/desk/cases/{case_id}"): frozenset({HULPVERLENER}),
    ("POST", "/desk/cases/{case_id}/accept"): frozenset({HULPVERLENER}),
    ("GET", "/desk/cases/{case_id}/card"): frozenset({HULPVERLENER}),
    ("POST", "/desk/cases/{case_id}/checks/{item}"): frozenset({HULPVERLENER}),
    ("POST", "/desk/cases/{case_id}/claim"): frozenset({HULPVERLENER}),
    ("POST", "/desk/cases/{case_id}/close"): frozenset({HULPVERLENER}),
    ("POST", "/desk/cases/{case_id}/decline"): frozenset({HULPVERLENER}),
    ("POST", "/desk/cases/{case_id}/hand-back"): frozenset({HULPVERLENER}),
    ("POST", "/desk/cases/{case_id}/here"): frozenset({HULPVERLENER}),
    ("POST", "/desk/cases/{case_id}/messages"): frozenset({HULPVERLENER}),
    ("POST", "/desk/cases/{case_id}/notes"): frozenset({HULPVERLENER}),
    ("POST", "/desk/cases/{case_id}/offer"): frozenset({HULPVERLENER}),
    ("POST", "/desk/cases/{case_id}/put-back"): frozenset({HULPVERLENER}),
    ("GET", "/desk/cases/{case_id}/stream"): frozenset({HULPVERLENER}),
    ("POST", "/desk/cases/{case_id}/typing"): frozenset({HULPVERLENER}),
    ("POST", "/desk/cases/{case_id}/withdraw"): frozenset({HULPVERLENER}),
    ("GET", "/desk/queue"): frozenset({HULPVERLENER}),
    ("GET", "/desk/stream"): frozenset({HULPVERLENER}),
    ("GET", "/desk/review"): frozenset({JONGERENWERKER}),
    ("POST", "/desk/review"): frozenset({JONGERENWERKER}),
    ("GET", "/desk/review/sample"): frozenset({JONGERENWERKER}),
    ("GET", "/desk/review/second"): frozenset({JONGERENWERKER}),
    ("GET", "/desk/review/agreement"): frozenset({JONGERENWERKER}),
    ("GET", "/desk/review/{number}"): frozenset({JONGERENWERKER}),
    ("POST", "/desk/review/{number}/messages/{seq}"): frozenset({JONGERENWERKER}),
    ("POST", "/desk/review/{number}/done"): frozenset({JONGERENWERKER}),
    ("POST", "/desk/review/{number}/second"): frozenset({JONGERENWERKER}),
    ("GET", "/desk/numbers"): frozenset({BEHEER, JONGERENWERKER}),
    ("GET", "/desk/numbers/charts/{name}"): frozenset({BEHEER, JONGERENWERKER}),
    ("GET", "/desk/numbers/export"): frozenset({BEHEER, JONGERENWERKER}),
    ("GET", "/desk/duty"): frozenset({BEHEER, HULPVERLENER}),
    ("POST", "/desk/duty/hours"): frozenset({BEHEER, HULPVERLENER}),
    ("POST", "/desk/duty/exceptions"): frozenset({BEHEER, HULPVERLENER}),
    ("POST", "/desk/duty/hours/{line_id}/remove"): frozenset({BEHEER, HULPVERLENER}),
    ("POST", "/desk/duty/exceptions/{line_id}/remove"): frozenset({BEHEER, HULPVERLENER}),
    ("POST", "/desk/duty/here"): frozenset({HULPVERLENER}),
    ("POST", "/desk/duty/away"): frozenset({HULPVERLENER}),
    ("POST", "/desk/duty/pause"): frozenset({HULPVERLENER}),
    ("POST", "/desk/duty/resume"): frozenset({HULPVERLENER}),
    ("GET", "/desk/alerts"): frozenset({HULPVERLENER}),
    ("GET", "/desk/alerts/stream"): frozenset({HULPVERLENER}),
    ("POST", "/desk/alerts/addresses"): frozenset({HULPVERLENER}),
    ("POST", "/desk/alerts/addresses/{address_id}/test"): frozenset({HULPVERLENER}),
    ("POST", "/desk/alerts/addresses/{address_id}/remove"): frozenset({HULPVERLENER}),
    ("GET", "/desk/accounts"): frozenset({BEHEER}),
    ("POST", "/desk/accounts"): frozenset({BEHEER}),
    ("GET", "/desk/accounts/{account_id}"): frozenset({BEHEER}),
    ("POST", "/desk/accounts/{account_id}/invitation"): frozenset({BEHEER}),
    ("POST", "/desk/accounts/{account_id}/roles"): frozenset({BEHEER}),
    ("POST", "/desk/accounts/{account_id}/block"): frozenset({BEHEER}),
    ("POST", "/desk/accounts/{account_id}/unblock"): frozenset({BEHEER}),
    ("POST", "/desk/accounts/{account_id}/second-factor"): frozenset({BEHEER}),
    ("GET", "/desk/log"): frozenset({BEHEER}),
}


def desk_routes(routes: Sequence[BaseRoute]) -> Iterator[tuple[str, str]]:
    """Method and path of every page and button of the desk, as the running app knows them."""
    for route in routes:
        if isinstance(route, Route):
            if route.path.startswith("/desk"):
                yield from ((method, route.path) for method in sorted((route.methods or set()) - {"HEAD"}))
        elif router := getattr(route, "original_router", None):  # how FastAPI keeps an included router
            yield from desk_routes(router.routes)
        elif getattr(route, "path", "").startswith("/desk"):
            raise AssertionError(f"{route} is neither a page nor a router: who may use it?")
