"""Server-rendered pages: templates live beside the code that fills them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.templating import Jinja2Templates

from weerwoord.accounts.roles import home, menu
from weerwoord.content.opening import DUTCH_TIME
from weerwoord.db import now

HERE = Path(__file__).parent
ROOMS = (".", "accounts", "cases", "duty", "alerts", "review", "numbers")
"""Where templates are."""

LEVELS = {"emergency": "nu in gevaar", "urgent": "dringend", "concern": "zorgen", "none": "geen signaal"}
TOPICS = {
    "suicide": "zelfdoding", "self_harm": "zelfbeschadiging", "sextortion": "sextortion",
    "image_sharing": "beelden verspreid", "deepfake": "nepbeelden", "grooming": "grooming",
    "exploitation": "uitbuiting", "sexual_violence": "seksueel geweld", "physical_danger": "gevaar",
    "criminal_exploitation": "criminele uitbuiting", "bullying": "pesten", "account_safety": "account",
    "relationship_pressure": "druk in relatie", "wellbeing": "somber", "own_behaviour": "eigen gedrag",
    "law": "regels en politie", "help_seeking": "hulp zoeken", "privacy": "privacy", "bot": "over de bot",
    "smalltalk": "praatje", "out_of_scope": "iets anders",
}  # fmt: skip
REASONS = {"asked": "vroeg om een mens", "emergency": "nood herkend", "engine_down": "computer viel uit"}

WISHES = {"listen": "luisteren", "know": "weten"}
RATINGS = {"good": "hielp", "mixed": "hielp een beetje", "bad": "hielp niet"}
RATING_REASONS = {
    "heard": "er werd geluisterd", "know_what_to_do": "weet wat te doen", "fast": "snel",
    "not_understood": "niet begrepen", "slow": "te traag", "no_answer": "geen antwoord", "other": "iets anders",
}  # fmt: skip


def clock(moment: datetime) -> str:
    """Dutch time, hours and minutes."""
    return f"{moment.astimezone(DUTCH_TIME):%H:%M}"


def day_and_clock(moment: datetime) -> str:
    """Dutch time, with the day: "24-11-2026 18:05"."""
    return f"{moment.astimezone(DUTCH_TIME):%d-%m-%Y %H:%M}"


def waited(since: datetime) -> str:
    """How long ago, in words: "net", "4 min geleden", "2 uur geleden"."""
    minutes = int((now() - since).total_seconds() // 60)
    if minutes < 1:
        return "net"
    return f"{minutes} min geleden" if minutes < 60 else f"{minutes // 60} uur geleden"


_templates = Jinja2Templates(directory=[HERE / room / "templates" for room in ROOMS])
_templates.env.filters.update(clock=clock, day_and_clock=day_and_clock, waited=waited, home=home, menu=menu)
_templates.env.filters.update(
    level=LEVELS.get, topic=TOPICS.get, reason=REASONS.get, wish=WISHES.get, rating=RATINGS.get
)
_templates.env.globals.update(LEVELS=LEVELS, TOPICS=TOPICS, RATINGS=RATINGS)


def page(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    """A page (or a piece of one) from its template."""
    return _templates.TemplateResponse(request, name, values, status_code=status)


def fragment(name: str, **values: Any) -> str:
    """A piece of a page as text, for a live stream."""
    return _templates.env.get_template(name).render(**values)
