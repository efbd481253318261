"""The safety checklist of a case: what was ticked, by whom and when; an emergency is not closed without one."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from weerwoord.cases.models import Case, Check
from weerwoord.content.library import Library
from weerwoord.db import announce
from weerwoord.problems import Problem


def ticked(session: Session, case_id: int) -> dict[str, Check]:
    """The points that were ticked, by their code."""
    return {one.item: one for one in session.scalars(select(Check).where(Check.case_id == case_id))}


def tick(session: Session, case: Case, item: str, done: bool, alias: str, library: Library) -> None:
    """Tick a point, or take the tick away; ticked again, the first one stays.

    Call with the conversation locked: two windows may tick at once.

    Raises:
        Problem: there is no such point.
    """
    if item not in {one["id"] for one in library.desk["checklist"]}:
        raise Problem(422, "Dit punt staat niet op de lijst.")
    known = session.get(Check, (case.id, item))
    if done and known is None:
        session.add(Check(case_id=case.id, item=item, alias=alias))
    elif not done and known is not None:
        session.delete(known)
    announce(session, case.conversation_id, "checked")


def refuse_unchecked(session: Session, case: Case, reason: str) -> None:
    """Guard the end of an emergency.

    Args:
        reason: why nothing was ticked; empty for none.

    Raises:
        Problem: it is an emergency, nothing was ticked, and there is no reason.
    """
    if case.level == "emergency" and not reason and not ticked(session, case.id):
        raise Problem(422, "Bij nood vul je eerst de veiligheidslijst in, of je schrijft op waarom dat niet kon.")
