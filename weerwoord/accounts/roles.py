"""What a role at the desk may do, and which pages it sees. An account may have several roles."""

from __future__ import annotations

from collections.abc import Collection

HULPVERLENER = "hulpverlener"
JONGERENWERKER = "jongerenwerker"
REDACTIE = "redactie"
BEHEER = "beheer"

ROLES = {
    HULPVERLENER: "neemt gesprekken over",
    JONGERENWERKER: "kijkt gesprekken na",
    REDACTIE: "past teksten aan",
    BEHEER: "beheert accounts, logboek en cijfers",
}
"""Each role, with what the desk says that it does."""

OWN_PAGE = "/desk/me"
PAGES: list[tuple[str, str, set[str]]] = [
    ("Wachtrij", "/desk", {HULPVERLENER}),
    ("Meldingen", "/desk/alerts", {HULPVERLENER}),
    ("Nalezen", "/desk/review", {JONGERENWERKER}),
    ("Accounts", "/desk/accounts", {BEHEER}),
    ("Rooster", "/desk/duty", {HULPVERLENER, BEHEER}),
    ("Cijfers", "/desk/numbers", {BEHEER, JONGERENWERKER}),
    ("Logboek", "/desk/log", {BEHEER}),
    ("Mijn account", OWN_PAGE, set(ROLES)),
]
"""The menu: title, address, and the roles that see it. The first page that a role sees is where it starts."""


def menu(roles: Collection[str]) -> list[tuple[str, str]]:
    """Title and address of the pages that these roles see."""
    return [(title, address) for title, address, allowed in PAGES if allowed & set(roles)]


def home(roles: Collection[str]) -> str:
    """Where somebody with these roles starts; their own page when they have none."""
    return next((address for _, address in menu(roles)), OWN_PAGE)
