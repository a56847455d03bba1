"""Old addresses as they are compared: the host in small letters, path and query decoded, exactly as they stood."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit


def parts_of(url: str) -> tuple[str, str]:
    """(host, path with query); ("", "") for what is no address."""
    try:
        found = urlsplit(url.strip())
        host = (found.hostname or "").lower()
    except ValueError:
        return "", ""
    if found.scheme not in ("http", "https", "") or not found.path.startswith("/"):
        return (host, "/") if host else ("", "")
    path = unquote(found.path) + (f"?{unquote(found.query)}" if found.query else "")
    return host[:120], path.replace("\x00", "")[:400]
