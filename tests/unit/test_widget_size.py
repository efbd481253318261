"""The widget stays small: a phone on a poor network has it at once."""

import gzip
from pathlib import Path

LARGEST = 60_000
"""Bytes, compressed, of all that a website loads for the chat."""


def test_the_whole_widget_is_one_small_file(root: Path) -> None:
    # scripts/build.py notes in a hidden file what it built.
    files = [one for one in (root / "widget/dist").rglob("*") if one.is_file() and not one.name.startswith(".")]
    assert [one.name for one in files] == ["weerwoord.js"]
    assert len(gzip.compress(files[0].read_bytes())) <= LARGEST
