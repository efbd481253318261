"""What the action server asks the front door: texts, first aid, help cards. Internal, behind a token."""

from __future__ import annotations

import hmac
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query

from weerwoord.content.cards import Seeker, present
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
        "cards": [
            present(state.library, state.library.directory[one], entry.topic, Seeker(), now())
            for one in entry.organisations
        ],
    }


@router.get("/first-aid/{topic}")
def first_aid(topic: str, state: StateNow) -> dict[str, Any]:
    """The first-aid texts of one topic. `levels.*.call` is filled with the number to call."""
    aid = state.library.first_aid.get(topic)
    if aid is None:
        raise Problem(404, "Over dit onderwerp hebben we geen tekst.")
    return aid.for_actions(state.library.directory.phone)


@router.get("/follow-ups/{follow_up_id}")
def follow_up(follow_up_id: str, state: StateNow) -> dict[str, Any]:
    """What to answer to something that is asked or told next in a talk."""
    found = state.library.follow_ups.get(follow_up_id)
    if found is None:
        raise Problem(404, "Dit vervolg kennen we niet (meer).")
    return found.for_actions()


@router.get("/talk")
def talk(state: StateNow) -> dict[str, list[str]]:
    """The sentences that come back in a talk, each with its variants."""
    return state.library.talk


@router.get("/languages/{code}")
def language(code: str, state: StateNow) -> dict[str, Any]:
    """What to say to someone who writes in this language."""
    return state.library.language(code)


@router.get("/help")
def help_cards(
    state: StateNow,
    topic: Annotated[str | None, Query()] = None,
    place: Annotated[str | None, Query()] = None,
    asker: Annotated[str, Query(pattern="^(self|friend|parent|professional)$")] = "self",
    age: Annotated[int | None, Query()] = None,
    way: Annotated[str | None, Query(pattern="^(phone|chat)$")] = None,
) -> dict[str, Any]:
    """The organisations that fit. `place` is what the teen typed; `region` says what was understood of it."""
    region = find_region(place) if place else None
    return {"region": region, "cards": route(state.library, topic, Seeker(asker, region, age, way), now())}
