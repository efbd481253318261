"""What the action server asks the front door: texts, first aid, help cards. Internal, behind a token."""

from __future__ import annotations

import hmac
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query

from weerwoord.content.places import find_region
from weerwoord.content.routing import route
from weerwoord.db import now
from weerwoord.problems import Problem
from weerwoord.state import State, get_state

StateNow = Annotated[State, Depends(get_state)]


def guard(state: StateNow, authorization: Annotated[str, Header()] = "") -> None:
    """Only our own action server may ask."""
    if not hmac.compare_digest(authorization.encode(), f"Bearer {state.settings.internal_token}".encode()):
        raise Problem(403, "Dit is niet voor bezoekers.")


router = APIRouter(prefix="/internal", dependencies=[Depends(guard)], include_in_schema=False)


@router.get("/faq/{entry_id}")
def faq(entry_id: str, state: StateNow) -> dict[str, Any]:
    """One FAQ answer with its cards and the questions that often follow."""
    entry = state.library.faq.get(entry_id)
    if entry is None:
        raise Problem(404, "Deze vraag kennen we niet (meer).")
    return {
        "id": entry.id,
        "title": entry.title,
        "answer": entry.answer,
        "easier": entry.easier,
        "next": [{"id": other, "title": state.library.faq[other].title} for other in entry.next],
        "cards": [state.library.directory.card(one, now()) for one in entry.organisations],
    }


@router.get("/first-aid/{topic}")
def first_aid(topic: str, state: StateNow) -> dict[str, Any]:
    """The first-aid texts of one topic. `levels.*.call` is filled with the number to call."""
    aid = state.library.first_aid.get(topic)
    if aid is None:
        raise Problem(404, "Over dit onderwerp hebben we geen tekst.")
    levels = {
        level: texts | ({"call": state.library.directory.phone(texts["call"])} if "call" in texts else {})
        for level, texts in aid.levels.items()
    }
    return {
        "topic": aid.topic,
        "title": aid.title,
        "levels": levels,
        "steps": aid.steps,
        "listen": aid.listen,
        "check": aid.check,
        "check_danger": aid.check_danger,
    }


@router.get("/languages/{code}")
def language(code: str, state: StateNow) -> dict[str, Any]:
    """What to say to someone who writes in this language."""
    return state.library.language(code)


@router.get("/help")
def help_cards(
    state: StateNow, topic: Annotated[str | None, Query()] = None, place: Annotated[str | None, Query()] = None
) -> dict[str, Any]:
    """The organisations that fit. `place` is what the teen typed; `region` says what was understood of it."""
    region = find_region(place) if place else None
    return {"region": region, "cards": route(state.library, topic, region, now())}
