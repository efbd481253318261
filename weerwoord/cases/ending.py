"""How a case ended, as the counsellor who held it says."""

from __future__ import annotations

from dataclasses import dataclass

from weerwoord.cases.models import Case
from weerwoord.content.library import Library
from weerwoord.problems import Problem

SUCCEEDED = {"yes": True, "no": False, "unknown": None}
LONGEST_REASON = 500
"""Characters of why an emergency has an empty checklist."""


@dataclass(frozen=True)
class Ending:
    """What the form says.

    Args:
        outcome: a code of `outcomes` in `data/texts/desk.yml`; may be empty when the bot goes on.
        referral: the id of an organisation, or empty.
        succeeded: yes, no or unknown.
        unchecked_reason: why nothing of the safety checklist was ticked, or empty.
    """

    outcome: str = ""
    referral: str = ""
    succeeded: str = "unknown"
    unchecked_reason: str = ""


def keep(case: Case, ending: Ending, library: Library, goes_on: bool) -> None:
    """Keep it with the case.

    Args:
        goes_on: the bot goes on with the conversation, so that an outcome is not needed yet.

    Raises:
        Problem: something is missing or unknown.
    """
    if not ending.outcome and not goes_on:
        raise Problem(422, "Kies eerst hoe het gesprek is afgelopen.")
    if ending.outcome and ending.outcome not in library.desk["outcomes"]:
        raise Problem(422, "Deze afloop kennen we niet.")
    if ending.referral and ending.referral not in library.directory.by_id:
        raise Problem(422, "Deze organisatie staat niet (meer) in de lijst.")
    if ending.outcome == "referred" and not ending.referral:
        raise Problem(422, "Kies naar welke organisatie je hebt doorverwezen.")
    if ending.succeeded not in SUCCEEDED:
        raise Problem(422, "Kies bij 'Gelukt?' ja, nee of onbekend.")
    if len(ending.unchecked_reason) > LONGEST_REASON:
        raise Problem(413, f"Schrijf de reden in hooguit {LONGEST_REASON} tekens.")
    case.outcome = ending.outcome or None
    case.referral = ending.referral or None
    case.succeeded = SUCCEEDED[ending.succeeded]
    case.unchecked_reason = ending.unchecked_reason or None
