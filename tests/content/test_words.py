"""Every word that a teen can read keeps to the house rules: calm, plain, without blame."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from weerwoord.content.first_aid import FirstAid
from weerwoord.content.library import Library

LONGEST_SENTENCE = 14
"""Words."""

FORBIDDEN = {
    "loverboy": re.compile(r"lover ?boy", re.IGNORECASE),
    "a question for a reason": re.compile(r"waarom (?:heb|had|deed|ging|stuurde|zei|doe) (?:je|jij)\b", re.IGNORECASE),
    "an exclamation mark": re.compile(r"[!¡]"),
    "an emoji": re.compile("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f]"),
    "u for je": re.compile(r"\b(?:u|uw|uzelf)\b", re.IGNORECASE),
    "blame": re.compile(r"eigen schuld|had je (?:maar|beter)|je had (?:niet )?moeten|dom van je", re.IGNORECASE),
    "a promise of secrecy": re.compile(r"niemand (?:komt|zal) het (?:ooit )?te weten|blijft geheim", re.IGNORECASE),
}
ABBREVIATION = re.compile(r"\b(?:bijv|bv|o\.a|t/m|m\.b\.v|enz)\.", re.IGNORECASE)
QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|“[^”\n]*”")
"""What a teen could say or what somebody else says; the sentence around it is what the bot says."""

Said = list[tuple[str, str]]


def strings(value: Any) -> Iterator[str]:
    """All texts inside some content."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


def literals(node: ast.AST) -> Iterator[str]:
    """The texts that an expression can become: of an f-string its fixed parts, with 7 where a value comes."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(part.value if isinstance(part, ast.Constant) else "7" for part in parts)  # type: ignore[misc]
        case ast.IfExp(body=first, orelse=second):
            yield from literals(first)
            yield from literals(second)
        case ast.BinOp(left=first, right=second) | ast.BoolOp(values=[first, second]):
            yield from literals(first)
            yield from literals(second)


def said_by_code(path: Path) -> Iterator[str]:
    """What an action says: the texts and button titles in its code."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="utter_message"), args=arguments, keywords=keywords):
                for value in [*arguments, *(one.value for one in keywords if one.arg == "text")]:
                    yield from literals(value)
            case ast.keyword(arg="text", value=value):
                yield from literals(value)
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    if isinstance(key, ast.Constant) and key.value in {"text", "title"}:
                        yield from literals(value)
            case ast.Assign(targets=[ast.Name(id="text")], value=value):
                yield from literals(value)


def said_by_widget(text: str) -> Iterator[str]:
    """The texts of the widget, without its comments; a value that is filled in stands as 7."""
    code = re.sub(r"/\*.*?\*/|^\s*//.*$", "", text, flags=re.DOTALL | re.MULTILINE)
    for double, tick in re.findall(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`', code):
        yield re.sub(r"\$\{[^}]*\}", "7", double or tick)


def spoken(aid: FirstAid) -> list[Any]:
    """What is said about a topic; what somebody could say to a help organisation is not the bot's voice."""
    situations = [[one.levels, list(one.steps)] for one in aid.situations.values()]
    return [aid.levels, aid.steps, aid.listen, aid.check, situations]


@pytest.fixture(scope="module")
def said(root: Path) -> Said:
    """Everything that a teen can read, with where it stands. Names and numbers are filled in."""
    library = Library(root / "data")
    found: Said = [(f"texts: {key}", text) for key, value in library.texts.items() for text in strings(value)]
    for aid in library.first_aid.values():
        found += [(f"first aid: {aid.topic}", text) for text in (aid.title, *strings(spoken(aid)))]
    for follow_up in library.follow_ups.values():
        found += [(f"follow-up: {follow_up.id}", text) for text in strings(follow_up.for_actions()) if " " in text]
    found += [(f"talk: {name}", text) for name, variants in library.talk.items() for text in variants]
    for entry in library.faq.values():
        found += [(f"faq: {entry.id}", text) for text in (entry.title, entry.answer, entry.easier)]
    for one in library.directory.by_id.values():
        found += [(f"organisation: {one.id}", one.does)]
    for path in sorted((root / "actions").glob("*.py")):
        found += [(f"actions/{path.name}", text) for text in said_by_code(path)]
    widget = (root / "widget/src/texts.ts").read_text("utf-8")
    found += [("widget", text) for text in said_by_widget(widget)]
    found += [("desk", text) for group in library.desk["suggestions"] for text in group["texts"]]
    return found


@pytest.fixture(scope="module")
def first_aid(root: Path) -> Said:
    """Every message of first aid."""
    library = Library(root / "data")
    return [(aid.topic, text) for aid in library.first_aid.values() for text in strings(spoken(aid))]


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line is at least one."""
    plain = ABBREVIATION.sub(lambda found: found[0].replace(".", ""), text)
    parts = re.split(r"(?<=[.?!])['\"”]?\s+|\n+", plain)
    return [part.strip() for part in parts if part.strip()]


def test_every_place_with_words_was_read(said: Said) -> None:
    places = {where.split(":")[0] for where, _text in said}
    assert {"texts", "first aid", "follow-up", "talk", "faq", "organisation", "widget", "desk"} <= places
    assert {"actions/base.py", "actions/asking.py"} <= places
    words = [text for _where, text in said]
    for known in ("Zal ik verder gaan?", "Met een mens praten", "Snel weg", "Bedoel je een van deze?",
                  "Er gaat iets mis bij mij.", "Bel nu {call}."):  # fmt: skip
        assert any(known in one for one in words), known


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_nothing_against_the_house_rules_is_said(rule: str, said: Said) -> None:
    assert [(where, text) for where, text in said if FORBIDDEN[rule].search(text)] == []


def test_sentences_are_short(said: Said) -> None:
    long = [
        (where, len(sentence.split()), sentence)
        for where, text in said
        if not where.startswith("organisation")
        for sentence in sentences(text)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert long == []


def test_a_message_of_first_aid_asks_at_most_one_thing(first_aid: Said) -> None:
    assert [(topic, text) for topic, text in first_aid if QUOTED.sub("", text).count("?") > 1] == []


def test_a_text_ends_as_a_sentence_does(first_aid: Said) -> None:
    assert [(topic, text) for topic, text in first_aid if len(text.split()) > 1 and text[-1] not in ".?'"] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Een. Twee? Drie", 3),
        ("Zeg: 'Ik wil dit niet.' Dan weg.", 2),
        ("een\ntwee", 2),
        ("bel 0800-0432.", 1),
        ("ma t/m vr 9.00 uur", 1),
        ("", 0),
    ],
)
def test_sentences_are_told_apart(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("loverboy", "een Lover boy", "een vriend"),
        ("a question for a reason", "Waarom heb je dat gestuurd?", "Heb je iets gestuurd?"),
        ("an exclamation mark", "Goed zo!", "Goed zo."),
        ("an emoji", "Goed 💛", "Goed ▸"),
        ("an emoji", "Let op ⚠", "Let op →"),
        ("u for je", "Kunt u dat?", "Kun je dat nu? 9 uur"),
        ("u for je", "Uw naam", "ruw"),
        ("blame", "Dat is je eigen schuld", "Het is niet jouw schuld"),
    ],
)
def test_a_rule_catches_what_it_should_and_no_more(rule: str, wrong: str, right: str) -> None:
    assert FORBIDDEN[rule].search(wrong)
    assert not FORBIDDEN[rule].search(right)


def test_words_in_code_are_found(tmp_path: Path) -> None:
    code = tmp_path / "x.py"
    code.write_text(
        'd.utter_message("een", text=f"twee {x}", buttons=[{"title": "drie"}])\n'
        'text = "vier" if x else "vijf"\nsay(text="zes" + y)\nd["niet"] = "niet"\n'
    )
    assert set(said_by_code(code)) == {"een", "twee 7", "drie", "vier", "vijf", "zes"}
