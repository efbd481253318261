"""Work that the front door does by itself, again and again, beside the requests."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

log = logging.getLogger(__name__)


async def repeat(work: Callable[[], object], period: timedelta, failed: str) -> None:
    """Do it now and after every period, in a thread, for as long as the front door runs.

    Args:
        work: what to do.
        period: how long to rest between two times.
        failed: what the log says when it did not work; a locked database must not end it for good.
    """
    while True:
        try:
            await asyncio.to_thread(work)
        except Exception:
            log.exception(failed)
        await asyncio.sleep(period.total_seconds())
