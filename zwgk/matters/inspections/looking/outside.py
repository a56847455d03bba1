"""Links to other sites: what they said, and how many of them are asked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

REFUSED = -1  # an address that we may not ask


@dataclass(frozen=True, slots=True)
class Heard:
    """What another site said."""

    status: int  # 0: no answer
    said: str = ""
    title: str = ""

    @property
    def works(self) -> bool:
        """Also when it asks for a password or is tired of machines: a person gets in."""
        return 200 <= self.status < 400 or self.status in (401, 403, 405, 406, 412, 418, 421, 429, 451, 521) or self.status == REFUSED

    @property
    def gone(self) -> bool:
        return self.status in (404, 410)


def ask_all(addresses: Iterable[str], seconds: float) -> dict[str, Heard]:
    """Answers of as many as fit into the time; the rest is asked next time."""
    wanted = list(addresses)
    if not wanted:
        return {}
    from .asking import ask  # with aiohttp, which nothing else of a page needs

    with ThreadPoolExecutor(1) as thread:  # of its own: the caller may stand in an event loop already
        return thread.submit(asyncio.run, ask(wanted, seconds)).result()
