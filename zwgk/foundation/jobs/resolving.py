"""Names of other sites, for those who fetch many pages with aiohttp; loaded with it, when something is fetched."""

from __future__ import annotations

import socket

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from .outside import is_public


class GuardedResolver(AbstractResolver):
    """Answers with public addresses only, at the moment of the connection: no name is first public and then inside."""

    def __init__(self, private: bool) -> None:
        self.private, self.inner = private, ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        found = await self.inner.resolve(host, port, family)
        if not self.private and any(not is_public(each["host"]) for each in found):
            raise OSError("内网地址不能抓取")
        return found

    async def close(self) -> None:
        await self.inner.close()
