"""The supervisor of `make run`, with small stand-ins for the parts."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import free_ports
from weerwoord import stack
from weerwoord.stack import Part, PartFailed


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stack, "LOGS", tmp_path)


@pytest.fixture
def part() -> Iterator[Part]:
    """A part that serves files: it answers on /."""
    (port,) = free_ports(1)
    serving = Part("stand-in", [sys.executable, "-m", "http.server", str(port), "-b", "127.0.0.1"],
                   "127.0.0.1", port, "/")  # fmt: skip
    yield serving
    serving.stop()


def dying(words: str) -> Part:
    """A part that says something and ends."""
    (port,) = free_ports(1)
    return Part("poor part", [sys.executable, "-c", f"print({words!r})"], "127.0.0.1", port, "/")


def test_a_part_starts_answers_and_stops(part: Part) -> None:
    assert part.port_is_free()
    stack.start([part])
    assert part.answers()
    assert not part.port_is_free()
    part.stop()
    assert not part.answers()
    assert part.port_is_free()


def test_a_part_that_does_not_start_is_named_with_its_last_words() -> None:
    with pytest.raises(PartFailed, match=r"(?s)poor part did not start.*geen model"):
        stack.start([dying("geen model")])


def test_a_taken_port_is_named_before_anything_starts(part: Part) -> None:
    with socket.create_server(("127.0.0.1", part.port)), pytest.raises(PartFailed, match=f"Port {part.port} is taken"):
        stack.start([part])
    assert part.process is None


def test_a_part_that_keeps_dying_ends_the_watch() -> None:
    poor = dying("weer mis")
    poor.start()
    with pytest.raises(PartFailed, match=r"(?s)keeps stopping.*weer mis"):
        stack.watch([poor])
    assert poor.restarts == stack.RESTARTS + 1


def test_a_part_that_dies_once_is_started_again(part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    stack.start([part])
    assert part.process is not None
    first = part.process.pid
    part.process.kill()
    part.process.wait()

    def no_second_round(_seconds: float) -> None:
        raise InterruptedError

    with monkeypatch.context() as patched:
        patched.setattr(stack.time, "sleep", no_second_round)
        with pytest.raises(InterruptedError):
            stack.watch([part])
    assert part.process.pid != first
