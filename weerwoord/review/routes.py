"""The pages of reviewing. What somebody searches for stays out of addresses: filters live in the session."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from weerwoord.accounts.guard import LoggedIn, known, require, same_origin
from weerwoord.accounts.log import note_look
from weerwoord.accounts.roles import JONGERENWERKER
from weerwoord.db import LARGEST_NUMBER
from weerwoord.pages import page
from weerwoord.review import judging, listing
from weerwoord.review.agreement import agreements
from weerwoord.review.answers import answer_of, choices
from weerwoord.review.judging import Labels
from weerwoord.review.listing import Filters
from weerwoord.review.sampling import why
from weerwoord.state import State, get_state

router = APIRouter(prefix="/desk/review", include_in_schema=False, dependencies=[Depends(same_origin)])

StateNow = Annotated[State, Depends(get_state)]
AccountId = Annotated[LoggedIn, Depends(require(JONGERENWERKER))]
Number = Annotated[int, Path(le=LARGEST_NUMBER)]
Before = Annotated[int, Query(ge=0, le=LARGEST_NUMBER)]


@router.get("")
def found(request: Request, state: StateNow, logged_in: AccountId, before: Before = LARGEST_NUMBER) -> Response:
    """The conversations that pass the filters."""
    filters = _filters(request)
    with state.database.transaction() as session:
        account = known(session, logged_in)
        rows, further = listing.rows(session, listing.conditions(session, filters), before)
        return page(
            request,
            "review_list.html",
            account=account,
            rows=rows,
            further=further,
            handlers=listing.handlers(session, rows),
            filters=filters,
            colleagues=listing.colleagues(session),
        )


@router.post("")
def choose(request: Request, state: StateNow, logged_in: AccountId, filters: Annotated[Filters, Form()]) -> Response:
    """Keep the filters for this browser, and show what passes them."""
    with state.database.transaction() as session:
        known(session, logged_in)
    request.session["review"] = filters.model_dump(mode="json", exclude_none=True)
    return RedirectResponse("/desk/review", 303)


@router.get("/sample")
def sample(request: Request, state: StateNow, logged_in: AccountId, before: Before = LARGEST_NUMBER) -> Response:
    """The sampling queue: what is still to be read for quality."""
    with state.database.transaction() as session:
        account = known(session, logged_in)
        rows, further = listing.rows(session, listing.to_sample(), before)
        handled = listing.handlers(session, rows)
        return page(
            request, "review_sample.html", account=account, rows=rows, further=further, handlers=handled, why=why
        )


@router.get("/second")
def second(request: Request, state: StateNow, logged_in: AccountId, before: Before = LARGEST_NUMBER) -> Response:
    """The conversations for which a colleague asks a second reader."""
    with state.database.transaction() as session:
        account = known(session, logged_in)
        rows, further = listing.rows(session, listing.to_second(account), before)
        handled = listing.handlers(session, rows)
        return page(request, "review_second.html", account=account, rows=rows, further=further, handlers=handled)


@router.get("/agreement")
def agreement(request: Request, state: StateNow, logged_in: AccountId) -> Response:
    """How far reviewers agree."""
    with state.database.transaction() as session:
        account = known(session, logged_in)
        return page(request, "review_agreement.html", account=account, agreements=agreements(session))


@router.get("/{number}")
def talk(number: Number, request: Request, state: StateNow, logged_in: AccountId, unveiled: bool = False) -> Response:
    """One conversation, to read and to judge; `unveiled` shows all messages at once."""
    with state.database.transaction() as session:
        account = known(session, logged_in)
        digest = judging.find(session, number)
        note_look(session, account, digest.conversation_id, "nagelezen")
        return page(
            request,
            "review_talk.html",
            account=account,
            digest=digest,
            handlers=listing.handlers(session, [digest]),
            review=judging.review_of(session, digest, account),
            read=judging.read(session, digest, account),
            choices=choices(state.library),
            answer_of=answer_of,
            unveiled=unveiled,
        )


@router.post("/{number}/messages/{seq}")
def judge(
    number: Number,
    seq: Annotated[int, Path(le=LARGEST_NUMBER)],
    request: Request,
    state: StateNow,
    logged_in: AccountId,
    level: Annotated[str, Form()] = "",
    topic: Annotated[str, Form()] = "",
    answer: Annotated[str, Form()] = "",
    example: Annotated[str, Form()] = "",
) -> Response:
    """Keep a judgement of one message, and propose the message as an example where asked; gives the message anew."""
    labels = Labels(level, topic, answer or None)
    with state.database.transaction() as session:
        account = known(session, logged_in)
        digest = judging.find(session, number, lock=True)
        message = judging.said(session, digest, seq)
        note_look(session, account, digest.conversation_id, "bericht beoordeeld")
        labels.check(state.library)
        judging.judge(session, message, account, labels)
        if example:
            judging.propose(session, message, account, labels)
        session.flush()
        (one,) = [one for one in judging.read(session, digest, account) if one.message.seq == seq]
        return page(
            request,
            "review_message.html",
            digest=digest,
            one=one,
            choices=choices(state.library),
            answer_of=answer_of,
            unveiled=True,
            saved=True,
        )


@router.post("/{number}/done")
def done(number: Number, state: StateNow, logged_in: AccountId) -> Response:
    """The reviewer has read it all."""
    with state.database.transaction() as session:
        account = known(session, logged_in)
        judging.finish(session, judging.find(session, number, lock=True), account)
    return RedirectResponse(f"/desk/review/{number}", 303)


@router.post("/{number}/second")
def ask_second(number: Number, state: StateNow, logged_in: AccountId) -> Response:
    """Ask for a second reader."""
    with state.database.transaction() as session:
        account = known(session, logged_in)
        judging.ask_second(session, judging.find(session, number, lock=True), account)
    return RedirectResponse(f"/desk/review/{number}", 303)


def _filters(request: Request) -> Filters:
    try:
        return Filters.model_validate(request.session.get("review", {}))
    except ValidationError:  # kept by an earlier version of this page
        return Filters()
