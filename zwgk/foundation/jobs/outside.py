"""Which addresses outside the program may be asked: nobody may use the server to look into the inner network."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings


def refuse_private(url: str) -> None:
    """ValueError when the host lies in the inner network, OSError when there is no such host."""
    host = urlsplit(url).hostname or ""
    for found in socket.getaddrinfo(host, None):
        address = ipaddress.ip_address(str(found[4][0]).partition("%")[0])
        address = getattr(address, "ipv4_mapped", None) or address
        if not address.is_global or address.is_multicast:
            raise ValueError("内网地址不能使用")


def check_robot(url: str) -> None:
    """A robot's address: https to a public host; with ZWGK_REACH_PRIVATE=1 also the gateway of the inner network."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise ValueError(f"地址“{parts.hostname or url[:40]}”不是网址")
    if settings.REACH_PRIVATE:
        return
    if parts.scheme != "https":
        raise ValueError("地址必须以 https:// 开头")
    refuse_private(url)


def check_page(url: str) -> None:
    """A page that somebody wants looked at: http or https to a public host; with ZWGK_FETCH_PRIVATE=1 also one of the inner network."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise ValueError(f"“{url[:60]}”不是网页地址")
    if not settings.FETCH_PRIVATE:
        refuse_private(url)


def is_public(address: str) -> bool:
    """Whether an address lies outside the inner network."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or found
    return bool(mapped.is_global and not mapped.is_multicast)
