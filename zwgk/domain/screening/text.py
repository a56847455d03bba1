"""The text as the patterns read it: half-width letters and digits, character by character, so that offsets stay."""

from __future__ import annotations

_WIDE: dict[int, str | int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SAME: dict[int, str | int] = {ord("〇"): "0", ord("　"): " ", ord("－"): "-", ord("—"): "-", ord("–"): "-", ord("‐"): "-", ord("‑"): "-", 0xA0: " ", 0x2002: " ", 0x2003: " "}
_TABLE: dict[int, str | int] = {**_WIDE, **_SAME}


def plain(text: str) -> str:
    """Full-width characters made half-width; the same length as `text`."""
    return text.translate(_TABLE)


def digits(text: str) -> str:
    """Only digits and a final X, upper case."""
    return "".join(each for each in text.upper() if each.isdigit() or each == "X")


def around(text: str, start: int, end: int, before: int = 16, after: int = 8) -> tuple[str, str]:
    """What stands before and after, within the line."""
    left = text[max(0, start - before) : start].rsplit("\n", 1)[-1]
    right = text[end : end + after].split("\n", 1)[0]
    return left, right
