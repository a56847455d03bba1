"""A text longer than a robot takes goes out in several messages, cut at the ends of lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .connectors.webhook import LONGEST

ROOM = 200  # bytes kept free for the keyword of a robot


def pieces(channel: str, options: Mapping[str, Any], subject: str, body: str) -> list[str]:
    """The bodies to send; the subject goes with the first one."""
    longest = LONGEST.get(str(options.get("shape", ""))) if channel == "webhook" else None
    if longest is None or len(f"{subject}\n{body}".encode()) <= longest - ROOM:
        return [body]
    return list(_cut(body, longest - ROOM, longest - ROOM - len(subject.encode()) - 1))


def _cut(body: str, longest: int, first: int) -> Iterator[str]:
    room, held = first, ""
    for line in _lines(body, min(longest, first)):
        if held and len(f"{held}\n{line}".encode()) > room:
            yield held
            room, held = longest, line
        else:
            held = f"{held}\n{line}" if held else line
    yield held


def _lines(body: str, longest: int) -> Iterator[str]:
    """The lines; one that is itself too long is cut between characters."""
    for line in body.split("\n"):
        while len(line.encode()) > longest:
            head = line.encode()[:longest].decode("utf-8", "ignore")
            yield head
            line = line[len(head) :]
        yield line
