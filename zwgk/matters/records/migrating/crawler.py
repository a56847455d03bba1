"""A polite crawler of one old site: the same host only, robots.txt obeyed, one page at a time with a pause, resumable at any moment.

What was fetched lies in the folder; `crawl.jsonl` holds a line per address. Begun again, it reads that and goes on where it was:
links are taken from the pages on disk, so nothing else has to be remembered.
"""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import json
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import aiohttp
from selectolax.lexbor import LexborHTMLParser

from zwgk.foundation.jobs.actions import is_public
from zwgk.foundation.jobs.resolving import GuardedResolver

from .crawled import LOG, rows_of
from .page import ATTACHED, decoded

AGENT = "zwgk-migration/1.0"
PAGE_BYTES = 10 * 1024**2
FILE_BYTES = 100 * 1024**2
HOPS = 5
TIMEOUT = aiohttp.ClientTimeout(total=60, connect=15)
REFUSED = (".css", ".js", ".ico", ".woff", ".woff2", ".ttf", ".svg", ".mp4", ".avi", ".exe", ".apk")


class Unreachable(Exception):
    """The site cannot be read."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to behave."""

    pause: float = 0.5  # seconds between two requests
    most: int = 100_000  # pages
    seconds: float = 40.0  # then it stops, to go on later
    private: bool = False  # a site of the inner network, by the setting of the county


class Crawl:
    """One site."""

    def __init__(self, start: str, folder: Path, manner: Manner) -> None:
        self.start, self.folder, self.manner = start, folder, manner
        self.host = urlsplit(start).netloc.lower()
        self.seen: set[str] = set()
        self.waiting: deque[str] = deque()
        self.robots = RobotFileParser()
        self.pages = 0
        self.pause = manner.pause

    async def run(self) -> bool:
        """True when the whole site was read, False when time ran out."""
        self._check_start()
        self._remember()
        ends = time.monotonic() + self.manner.seconds
        connector = aiohttp.TCPConnector(resolver=GuardedResolver(self.manner.private), limit=1)
        async with aiohttp.ClientSession(connector=connector, timeout=TIMEOUT, headers={"User-Agent": AGENT}, trust_env=False) as session:
            await self._ask_robots(session)
            while self.waiting and self.pages < self.manner.most:
                if time.monotonic() > ends:
                    return False
                url = self.waiting.popleft()
                if url in self.seen:
                    continue
                self.seen.add(url)
                await self._take(session, url)
                await asyncio.sleep(self.pause)
        return True

    def _check_start(self) -> None:
        parts = urlsplit(self.start)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise Unreachable(f"“{self.start[:80]}”不是网址。")
        try:
            literal = ipaddress.ip_address(parts.hostname)
        except ValueError:
            return
        if not self.manner.private and not is_public(str(literal)):
            raise Unreachable("内网地址不能抓取；确需抓取的，由系统管理员设置 ZWGK_FETCH_PRIVATE=1。")

    def _remember(self) -> None:
        """What earlier runs have fetched; their links wait again."""
        self.waiting.append(self._plain(self.start))
        for row in rows_of(self.folder):
            self.seen.add(row["url"])
            self.pages += row.get("kind") == "page"
            if row.get("kind") == "page":
                self._links(row["url"], (self.folder / row["file"]).read_bytes())
        self.waiting = deque(url for url in dict.fromkeys(self.waiting) if url not in self.seen)

    async def _ask_robots(self, session: aiohttp.ClientSession) -> None:
        parts = urlsplit(self.start)
        try:
            async with session.get(f"{parts.scheme}://{parts.netloc}/robots.txt", allow_redirects=False) as answer:
                text = (await answer.content.read(512 * 1024)).decode("utf-8", "replace") if answer.status == 200 else ""
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise Unreachable(f"网站打不开：{error}。") from error
        self.robots.parse(text.splitlines())
        delay = self.robots.crawl_delay(AGENT)
        self.pause = max(self.manner.pause, min(float(delay), 30)) if delay else self.manner.pause

    async def _take(self, session: aiohttp.ClientSession, url: str) -> None:
        if not self.robots.can_fetch(AGENT, url):
            return self._note(url, kind="refused", why="网站的 robots.txt 不允许抓取")
        try:
            data, kind, landed = await self._fetch(session, url)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            return self._note(url, kind="refused", why=f"没有读到：{error}"[:200])
        page = "html" in kind
        if not page and not ATTACHED.search(urlsplit(url).path) and not kind.startswith("image/"):
            return self._note(url, kind="other", why=kind[:60])
        name = self._keep(url, data)
        if page:
            self.pages += 1
            self._links(landed, data)
        return self._note(url, kind="page" if page else "file", file=name)

    async def _fetch(self, session: aiohttp.ClientSession, url: str) -> tuple[bytes, str, str]:
        """Bytes, type, and where it came from at last; never away from the host."""
        for _ in range(HOPS):
            async with session.get(url, allow_redirects=False) as answer:
                if answer.status in (301, 302, 303, 307, 308) and answer.headers.get("Location"):
                    url = urljoin(url, answer.headers["Location"])
                    if urlsplit(url).netloc.lower() != self.host:
                        raise ValueError("转到了别的网站")
                    continue
                if answer.status != 200:
                    raise ValueError(f"网站回复 {answer.status}")
                kind = answer.content_type or ""
                most = PAGE_BYTES if "html" in kind else FILE_BYTES
                data = b"".join([part async for part in _limited(answer, most)])
                return data, kind, url
        raise ValueError("转了太多次")

    def _keep(self, url: str, data: bytes) -> str:
        name = hashlib.sha256(url.encode()).hexdigest()
        target = self.folder / "fetched" / name[:2] / (name + Path(urlsplit(url).path).suffix[:10].lower())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return target.relative_to(self.folder).as_posix()

    def _links(self, url: str, data: bytes) -> None:
        for node in LexborHTMLParser(decoded(data)).css("a[href], iframe[src], img[src]"):
            found = self._plain(urljoin(url, (node.attributes.get("href") or node.attributes.get("src") or "").strip()))
            parts = urlsplit(found) if found else None
            ours = parts and parts.scheme in ("http", "https") and parts.netloc.lower() == self.host and not parts.path.lower().endswith(REFUSED)
            if ours and found not in self.seen:
                self.waiting.append(found)

    @staticmethod
    def _plain(url: str) -> str:
        try:
            return urldefrag(url)[0]
        except ValueError:
            return ""

    def _note(self, url: str, **said: Any) -> None:
        with (self.folder / LOG).open("a", encoding="utf-8") as out:
            out.write(json.dumps({"url": url, **said}, ensure_ascii=False) + "\n")


async def _limited(answer: aiohttp.ClientResponse, most: int) -> Any:
    taken = 0
    async for part in answer.content.iter_chunked(64 * 1024):
        taken += len(part)
        if taken > most:
            raise ValueError(f"超过 {most // 1024**2} MB")
        yield part


def crawl(start: str, folder: Path, manner: Manner) -> bool:
    """Fetch on for a while; True when the site is read to its end. Raises Unreachable."""
    with ThreadPoolExecutor(1) as thread:  # of its own: the caller may stand in an event loop already
        return thread.submit(asyncio.run, Crawl(start, folder, manner).run()).result()
