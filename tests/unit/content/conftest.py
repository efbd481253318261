"""The content itself: reading it is quick, so these tests use the real files."""

from __future__ import annotations

from pathlib import Path

import pytest

from weerwoord.content.library import Library


@pytest.fixture(scope="session")
def library(root: Path) -> Library:
    """All content as the front door reads it."""
    return Library(root / "data")
