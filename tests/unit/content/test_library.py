"""Texts are checked and filled on their way in; a broken one stops the front door at its start."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from weerwoord.content.library import Library


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """A copy of the content, to break."""
    for name in ("faq", "first_aid", "follow_ups", "texts"):
        shutil.copytree(root / "data" / name, tmp_path / name)
    shutil.copy(root / "data" / "organisations.yml", tmp_path)
    return tmp_path


def put(path: Path, old: str, new: str) -> None:
    """Replace a piece of a file that must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_no_placeholder_for_the_directory_is_left_in_any_text(library: Library) -> None:
    everything = repr([library.faq, library.first_aid, library.follow_ups, library.talk, library.texts])
    assert not re.findall(r"\{(?:telefoon|naam)[^}]*\}", everything)


def test_numbers_and_names_come_from_the_directory(library: Library) -> None:
    static = library.text("engine_down")
    assert "Bel 112" in static
    assert library.directory.phone("kindertelefoon") in static
    assert "Helpwanted" in library.first_aid["sextortion"].levels["urgent"]["say"]


def test_texts_have_no_white_space_around_them(library: Library) -> None:
    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif value is not None:
            for inner in value.values() if isinstance(value, dict) else value:
                yield from texts(inner)

    for aid in library.first_aid.values():
        for text in texts(aid.for_actions(library.directory.phone)):
            assert text == text.strip() != ""
    for follow_up in library.follow_ups.values():
        for text in texts(follow_up.for_actions()):
            assert text == text.strip() != ""


def test_names_are_filled_in_while_running(library: Library) -> None:
    assert library.text("claimed", name="Noor").startswith("Noor is er nu bij.")


def test_a_text_that_needs_a_name_cannot_go_out_without(library: Library) -> None:
    with pytest.raises(KeyError):
        library.text("claimed")


def test_an_unknown_text_is_refused(library: Library) -> None:
    with pytest.raises(KeyError):
        library.text("bestaat_niet")


@pytest.mark.parametrize("placeholder", ["{telefoon:bestaat_niet}", "{naam:bestaat_niet}"])
@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("texts/chat.yml", "Je bericht is wel bewaard."),
        ("first_aid/sextortion.yml", "Betaal niets en stuur niets meer."),
        ("faq/sextortion.yml", "Betaal niets en stuur niets meer."),
    ],
)
def test_a_text_that_names_an_unknown_organisation_is_refused(
    file: str, old: str, placeholder: str, data: Path
) -> None:
    put(data / file, old, placeholder)
    with pytest.raises(KeyError):
        Library(data)


@pytest.mark.parametrize("organisation", ["helpwanted", "stop_it_now", "meisa", "safe_space_club"])
def test_a_number_that_may_not_be_shown_cannot_be_in_a_text(organisation: str, data: Path) -> None:
    put(data / "texts" / "chat.yml", "{telefoon:kindertelefoon}", f"{{telefoon:{organisation}}}")
    with pytest.raises(KeyError):
        Library(data)


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("faq/sextortion.yml", "next"),
        ("faq/sextortion.yml", "organisations"),
        ("first_aid/suicide.yml", "organisations"),
    ],
)
def test_a_reference_to_nothing_is_refused(file: str, key: str, data: Path) -> None:
    content = yaml.safe_load((data / file).read_text("utf-8"))
    (content[0] if isinstance(content, list) else content)[key].append("bestaat_niet")
    (data / file).write_text(yaml.safe_dump(content), "utf-8")
    with pytest.raises(KeyError):
        Library(data)


def test_a_first_aid_number_to_call_is_one_that_may_be_shown(library: Library) -> None:
    called = {texts["call"] for aid in library.first_aid.values() for texts in aid.levels.values() if "call" in texts}
    assert {library.directory.phone(one) for one in called} == {"112", "113"}
