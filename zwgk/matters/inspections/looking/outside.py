"""Links to other sites: asked one after the other per site, few at a time, briefly, never in the inner network."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from re import DOTALL, IGNORECASE, compile
from urllib.parse import urljoin, urlsplit

import aiohttp
from django.conf import settings

from zwgk.domain.webpages import decoded
from zwgk.foundation.jobs.actions import GuardedResolver, is_public

AGENT = "Mozilla/5.0 (compatible; zwgk-linkcheck/1.0)"
TIMEOUT = aiohttp.ClientTimeout(total=20, connect=10)
AT_ONCE, PER_SITE, PAUSE = 6, 1, 0.3
HOPS = 5
HEAD_BYTES = 128 * 1024  # enough for the title
REFUSED = -1  # an address that we may not ask
_TITLE = compile(r"<title[^>]*>(.*?)</title>", IGNORECASE | DOTALL)


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
    with ThreadPoolExecutor(1) as thread:  # of its own: the caller may stand in an event loop already
        return thread.submit(asyncio.run, _ask_all(wanted, seconds)).result()


async def _ask_all(wanted: list[str], seconds: float) -> dict[str, Heard]:
    ends, answers, gate = time.monotonic() + seconds, {}, asyncio.Semaphore(AT_ONCE)
    sites: dict[str, list[str]] = {}
    for address in wanted:
        sites.setdefault(urlsplit(address).netloc.lower(), []).append(address)
    connector = aiohttp.TCPConnector(resolver=GuardedResolver(settings.FETCH_PRIVATE), limit=AT_ONCE, limit_per_host=PER_SITE)
    async with aiohttp.ClientSession(connector=connector, timeout=TIMEOUT, headers={"User-Agent": AGENT}, trust_env=False) as session:

        async def one_site(addresses: list[str]) -> None:
            for address in addresses:
                async with gate:
                    if time.monotonic() > ends:
                        return
                    answers[address] = await _ask(session, address)
                await asyncio.sleep(PAUSE)

        await asyncio.gather(*(one_site(addresses) for addresses in sites.values()))
    return answers


async def _ask(session: aiohttp.ClientSession, address: str) -> Heard:
    """Never raises for what the other side does."""
    try:
        for _ in range(HOPS):
            if refused := _refused(address):
                return Heard(REFUSED, refused)
            async with session.get(address, allow_redirects=False) as answer:
                if answer.status in (301, 302, 303, 307, 308) and answer.headers.get("Location"):
                    address = urljoin(address, answer.headers["Location"])
                    continue
                page = "html" in (answer.content_type or "")
                title = _title(await answer.content.read(HEAD_BYTES)) if page and answer.status == 200 else ""
                return Heard(answer.status, "" if answer.status < 400 else f"网站回复 {answer.status}", title)
        return Heard(0, "转了太多次")
    except TimeoutError:
        return Heard(0, "20 秒内没有响应")
    except (aiohttp.ClientError, OSError, ValueError) as error:
        if "内网" in str(error):
            return Heard(REFUSED, "内网地址，没有检查")
        return Heard(0, f"无法连接：{type(error).__name__}")


def _refused(address: str) -> str:
    """Why it may not be asked; "" when it may."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        return "不是网页地址，没有检查"
    try:
        literal = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return "" if settings.FETCH_PRIVATE or parts.hostname != "localhost" else "内网地址，没有检查"
    return "" if settings.FETCH_PRIVATE or is_public(str(literal)) else "内网地址，没有检查"


def _title(data: bytes) -> str:
    found = _TITLE.search(decoded(data))
    return " ".join(unescape(found[1]).split())[:300] if found else ""
