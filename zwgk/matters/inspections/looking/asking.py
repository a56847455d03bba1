"""Asking other sites: one address after the other per site, few at a time, briefly, never in the inner network."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from html import unescape
from re import DOTALL, IGNORECASE, compile
from urllib.parse import urljoin, urlsplit

import aiohttp
from django.conf import settings

from zwgk.domain.webpages import decoded
from zwgk.foundation.jobs.actions import is_public
from zwgk.foundation.jobs.resolving import GuardedResolver

from .outside import REFUSED, Heard

AGENT = "Mozilla/5.0 (compatible; zwgk-linkcheck/1.0)"
TIMEOUT = aiohttp.ClientTimeout(total=20, connect=10)
AT_ONCE, PER_SITE, PAUSE = 6, 1, 0.3
HOPS = 5
HEAD_BYTES = 128 * 1024  # enough for the title
_TITLE = compile(r"<title[^>]*>(.*?)</title>", IGNORECASE | DOTALL)


async def ask(wanted: list[str], seconds: float) -> dict[str, Heard]:
    """Answers of those for whom there was time."""
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
