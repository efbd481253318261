"""Work that is done again and again, also after it failed."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest

from weerwoord.repeating import repeat


def test_a_failure_is_told_and_does_not_end_the_work(caplog: pytest.LogCaptureFixture) -> None:
    times: list[int] = []

    def work() -> None:
        times.append(len(times))
        if len(times) == 1:
            raise RuntimeError

    async def for_a_while() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(repeat(work, timedelta(0), "it failed"), 0.5)

    with caplog.at_level(logging.ERROR):
        asyncio.run(for_a_while())
    assert len(times) > 1
    assert caplog.messages == ["it failed"]
