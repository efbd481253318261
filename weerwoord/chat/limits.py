"""How often a teen, or everybody behind one network, may call the chat. No address is stored.

Wide enough that nobody who needs help meets them: a whole school often shares one address.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
import time
from enum import Enum

from limits import RateLimitItem, RateLimitItemPerMinute, strategies
from limits.storage import MemoryStorage

from weerwoord.db import now
from weerwoord.problems import Problem


class Rule(Enum):
    """What is counted: the limit, and what is said beyond it."""

    CONVERSATIONS = (
        RateLimitItemPerMinute(120, 10),
        "Er beginnen nu heel veel gesprekken tegelijk. Probeer het zo weer.",
    )
    MESSAGES = (RateLimitItemPerMinute(30), "Je stuurt heel veel berichten. Wacht even. Wat je typte, blijft staan.")
    CALLS = (RateLimitItemPerMinute(300), "Dit gaat te snel. Wacht even.")
    CODES = (RateLimitItemPerMinute(10, 10), "Je hebt te vaak een code geprobeerd. Wacht even.")

    @property
    def limit(self) -> RateLimitItem:
        """How often, and in how long."""
        return self.value[0]


class Limits:
    """Counts in this process's memory.

    Args:
        secret_key: keys the hash of network addresses.
    """

    def __init__(self, secret_key: str) -> None:
        self._key = secret_key.encode()
        self._window = strategies.MovingWindowRateLimiter(MemoryStorage())

    def count(self, rule: Rule, who: str) -> None:
        """Count one call.

        Args:
            rule: what is called.
            who: a conversation, or what `network` gives.

        Raises:
            Problem: there were too many (429).
        """
        limit, refusal = rule.value
        if not self._window.hit(limit, rule.name, who):
            free_at = self._window.get_window_stats(limit, rule.name, who).reset_time
            raise Problem(429, refusal, retry_after=max(1, math.ceil(free_at - time.time())))

    def network(self, address: str | None) -> str:
        """A name for a network that tells nothing of it: a keyed hash of its address, another one each day.

        An IPv6 network is the first 64 bits: one home has them all.
        """
        try:
            parsed = ipaddress.ip_address(address or "")
        except ValueError:
            network = "unknown"  # a socket without an address, as in tests
        else:
            network = str(ipaddress.ip_network(f"{parsed}/{64 if parsed.version == 6 else 32}", strict=False))
        return hmac.new(self._key, f"{now():%Y-%m-%d} {network}".encode(), hashlib.sha256).hexdigest()
