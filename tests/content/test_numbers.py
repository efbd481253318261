"""No phone number stands anywhere but in the directory: a number that changes is then changed in one place."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from weerwoord.content.library import Library

DIRECTORY = "data/organisations.yml"
SKIPPED = re.compile(r"\.lock$|package-lock\.json$|/vendor/|^tests/content/test_numbers\.py$")
"""What packages bring along, and the examples below."""
ALLOWED = {
    "08000000": "stands for any help line in the widget's tests; belongs to nobody",
    "0612345678": "a teen's number that must be masked; given out to nobody",
    "31612345678": "the same, as from abroad",
    "310612345678": "the same, with the zero in brackets",
    "0031612345678": "the same, with two zeros",
    "0687654321": "a second one that must be masked",
    "0201234567": "a home number that must be masked; given out to nobody",
    "32470123456": "a Belgian number that must be masked; given out to nobody",
    "010464554": "a BSN of the published test set, which must be masked",
    "116111": "the European number for children, which must not be masked",
    "08001315": "a free number that is not in the directory, which must not be masked",
}
"""Made-up or odd input of tests, by its digits, and why it is there."""

NOT_A_NUMBER = re.compile(
    r"\b[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}\b"  # a bank account
    r"|\b\d{1,2}-\d{1,2}-\d{4}\b",  # a date
    re.IGNORECASE,
)
LONG = re.compile(
    r"(?<![\w.,:/#-])(?:"
    r"(?:\+|00)3[12][ -]?(?:\(0\))?[ -]?\d(?:[ -]?\d){7,8}"  # from abroad
    r"|\(?0[1-9]\d{0,3}\)?(?:[ -]?\d){4,8}"  # with an area code, mobile, 0800 and 0900
    r"|14 ?0\d{2,3}"  # a town hall
    r"|11[26][ -]?\d{3})"  # 116 000 and its like
    r"(?![-.]?\w)"
)
SHORT = re.compile(
    r"(?:(?:[Bb]el(?:t|len|de)?|\b[Cc]all)(?: \w+){0,2} |\b[Cc]all: |\btel:|[\"'])"
    r"(112|113|101|102|131|918|1712|1813|14\d{2})\b"
)
"""Short numbers, when somebody is told to call them."""


def digits(number: str) -> str:
    """A number without what stands between its digits."""
    return re.sub(r"\D", "", number)


def numbers(text: str) -> list[str]:
    """The phone numbers in a text, as digits."""
    text = NOT_A_NUMBER.sub("", text)
    return [digits(found) for found in [*LONG.findall(text), *SHORT.findall(text)]]


def files(root: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every file that belongs to the project."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        content = (root / name).read_bytes() if (root / name).is_file() else b"\0"
        if b"\0" not in content and not SKIPPED.search(name) and name != DIRECTORY:
            yield name, content.decode("utf-8")


@pytest.fixture(scope="module")
def known(root: Path) -> set[str]:
    """All numbers of the directory, as digits."""
    organisations = Library(root / "data").directory.by_id.values()
    facts = [one.facts[name] for one in organisations for name in one.facts if name in PHONES]
    return {digits(fact.value) for fact in facts}


PHONES = {"phone", "phone_alternative", "whatsapp"}


def test_every_number_in_any_file_is_one_of_the_directory(root: Path, known: set[str]) -> None:
    seen = list(files(root))
    assert len(seen) > 100
    unknown = [(name, one) for name, text in seen for one in numbers(text) if one not in known | ALLOWED.keys()]
    assert unknown == []


def test_made_up_numbers_stay_in_tests(root: Path, known: set[str]) -> None:
    used = {one: name for name, text in files(root) for one in numbers(text) if one not in known}
    assert used.keys() == ALLOWED.keys()  # and none is allowed that nobody uses
    assert [name for name in used.values() if not re.search(r"(^|/)tests/", name)] == []


def test_no_text_for_teens_holds_a_long_number_at_all(root: Path) -> None:
    """Not even a right one: it would not change with the directory."""
    for name, text in files(root):
        if name.startswith(("data/faq/", "data/first_aid/", "data/texts/")):
            assert LONG.findall(NOT_A_NUMBER.sub("", text)) == [], name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bel 0800-0432.", ["08000432"]), ("0900 1450", ["09001450"]), ("088-786 73 72", ["0887867372"]),
        ("(020) 123 45 67", ["0201234567"]), ("+31 6 12345678", ["31612345678"]), ("+32 2 123 45 67", ["3221234567"]),
        ("0471 12 34 56", ["0471123456"]), ("116 000", ["116000"]), ("bel 14 020", ["14020"]),
        ("Bel nu 112 als het moet", ["112"]), ("bel dan meteen 113", ["113"]), ('href="tel:1813"', ["1813"]),
        ('call: "102"', ["102"]), ("belt 1712", ["1712"]), ('"phone": "0800-2000"', ["08002000"]),
        ("call 102", ["102"]), ("call: 131", ["131"]),
    ],
)  # fmt: skip
def test_numbers_are_found_however_they_are_written(text: str, found: list[str]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "112 keer", "in 1712", "op 12-03-2026", "01-01-2010", "2026-11-24T09:00:00", "NL91 ABNA 0417 1643 00",
        "BE71096123456769", "v0.10.20304050", "sha256:0123456789", "port 5005", "0.12345678", "#0123456", "1500 euro",
        "bel hen", "recall 102", "h012345", "{telefoon:113}",
    ],
)  # fmt: skip
def test_what_is_no_number_is_left_alone(text: str) -> None:
    assert numbers(text) == []
