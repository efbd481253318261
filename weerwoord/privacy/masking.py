"""Masks what could identify a person, before anything is stored or passed on.

Names, e-mail and addresses come from `deduce` (built for Dutch medical notes), phone numbers from
`phonenumbers`, bank accounts and BSN from `stdnum`; handles and links are found by their shape.
Names of towns stay: they say where help is near, and a town alone identifies nobody. Names that a
teen writes in lower case are often missed: counsellors must not rely on masking being complete.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

import phonenumbers
from deduce import Deduce
from stdnum import iban
from stdnum.nl import bsn

from weerwoord.content.places import is_place

Masker = Callable[[str], str]

LINK = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:nl|com|be|net|org|me|gg|app|io)/\S*", re.IGNORECASE)
EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HANDLE = re.compile(r"(?<![\w@])@[\w.]{2,}")
NAMED_ACCOUNT = re.compile(
    r"((?:snap|insta|discord|tiktok|telegram|tele|user)(?:chat|gram)?\s*(?:naam|name|heet|is|:|=)*\s*(?:is\s+)?)"
    # A name of an account holds a letter, and a digit, an underscore or a dot inside: other words do not.
    r"((?=[\w.]*[^\W\d])(?=[\w.]*(?:[\d_]|\.\w))[\w.]*\w)",
    re.IGNORECASE,
)
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
DIGITS = re.compile(r"\b(?!\d\d[ .-]\d\d[ .-](?:19|20)\d\d\b)(?:0[ .-]?)?[1-9](?:[ .-]?\d){7,8}\b")
"""Eight digits or nine, as a BSN has; a date or 0800 number is none, though one in eleven passes its test."""
NO_POSTCODE = "SA|SD|SS|EU|IK|EN|OF|DE|OP|IN|ER|WE|JE|ZE|NU|AL|KM|UU"
"""Never used in a postcode, or a word that follows a year in capitals."""
POSTCODE = re.compile(rf"\b[1-9]\d{{3}} ?(?!{NO_POSTCODE})[A-Z]{{2}}\b|(?<=postcode )[1-9]\d{{3}} ?[a-z]{{2}}\b")
STREET = re.compile(
    r"\b(?:(?!onderweg)[\w'-]+(?:straat|weg|pad)|[\w'-]*(?:laan|plein|gracht|kade|dreef|hof|singel|steeg))"
    r"\s+(?:nummer\s+|nr\.?\s*)?\d+(?:\s?[a-z]\b)?",
    re.IGNORECASE,
)

HELP_LINES = {phonenumbers.PhoneNumberType.TOLL_FREE, phonenumbers.PhoneNumberType.PREMIUM_RATE}
"""0800 and 0900 numbers belong to organisations, never to a person."""

KEPT = {"locatie"}
"""Deduce's tag for towns and streets: kept unless it ends in a house number."""
HOUSE_NUMBER = re.compile(r"[^\W\d]{3,} \d+ ?[a-z]?$", re.IGNORECASE)
OFF = {"institutions", "dates", "ages", "phone_numbers", "email_addresses", "urls", "identifiers"}


def build_masker() -> Masker:
    """A masker, ready to use. The first one on a machine builds name tables (a minute); later ones 6 s."""
    logging.getLogger().setLevel(logging.WARNING)
    names = Deduce()

    def mask(text: str) -> str:
        return _mask_names(_mask_shapes(text), names)

    return mask


def _mask_shapes(text: str) -> str:
    """Replace what has a shape of its own: links, e-mail, handles, accounts, numbers, addresses."""
    text = EMAIL.sub("[e-mail]", text)
    text = LINK.sub("[link]", text)
    text = HANDLE.sub("[account]", text)
    text = NAMED_ACCOUNT.sub(r"\1[account]", text)
    text = IBAN.sub(_hide_account, text)
    text = DIGITS.sub(lambda found: "[bsn]" if bsn.is_valid(found[0]) else found[0], text)
    for country in ("NL", "BE"):
        for match in reversed(list(phonenumbers.PhoneNumberMatcher(text, country))):
            if phonenumbers.number_type(match.number) not in HELP_LINES:
                text = f"{text[: match.start]}[telefoon]{text[match.end :]}"
    text = STREET.sub("[adres]", text)
    return POSTCODE.sub("[adres]", text)


def _hide_account(found: re.Match[str]) -> str:
    """A bank account, also when the words after it look like more of it ("BE71 0961 2345 6769 voor mij")."""
    words = found[0].split(" ")
    for end in range(len(words), 0, -1):
        if iban.is_valid("".join(words[:end])):
            return " ".join(["[rekening]", *words[end:]])
    return found[0]


def _mask_names(text: str, names: Deduce) -> str:
    """Replace the names of people that deduce finds, from the end so that places keep their meaning."""
    found = names.deidentify(text, disabled=OFF).annotations
    for one in sorted(found, key=lambda one: one.start_char, reverse=True):
        if is_place(one.text) or (one.tag in KEPT and not HOUSE_NUMBER.search(one.text)):
            continue
        if "[" in one.text or "]" in one.text:
            continue
        label = "[adres]" if one.tag in KEPT else "[naam]"
        text = f"{text[: one.start_char]}{label}{text[one.end_char :]}"
    return text
