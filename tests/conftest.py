"""What tests of several rooms share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.running import Stack

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--pictures` makes the pictures of README and docs anew."""
    parser.addoption("--pictures", action="store_true", help="write screenshots to docs/pictures")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole stack, started once for all tests that need it."""
    from tests.running import running_stack  # noqa: PLC0415 – tests in Rasa's environment cannot import it

    with running_stack(tmp_path_factory.mktemp("stack")) as running:
        yield running
