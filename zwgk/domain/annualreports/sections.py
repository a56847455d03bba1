"""The six sections in running text, found by their headings."""

from __future__ import annotations

import re

_HEADINGS = (
    ("overview", r"[一1][、.．]\s*总体情况"),
    ("disclosure", r"[二2][、.．]\s*(?:行政机关)?主动公开政府信息(?:的)?情况"),
    ("requests", r"[三3][、.．]\s*(?:行政机关)?收到和处理政府信息公开申请(?:的)?情况"),
    ("appeals", r"[四4][、.．]\s*(?:因)?政府信息公开(?:工作)?(?:被申请)?行政复议"),
    ("problems", r"[五5][、.．]\s*(?:政府信息公开工作)?存在的?(?:主要)?问题"),
    ("others", r"[六6][、.．]\s*(?:其他|其它|需要)(?:需要)?报告的?(?:其他)?(?:事项|情况)"),
)  # fmt: skip


def sections(text: str) -> dict[str, str]:
    """Section id → its text; text without headings stands under "". Of a heading that stands twice (contents) the longer text counts."""
    places = sorted((match.start(), match.end(), ident) for ident, pattern in _HEADINGS for match in re.finditer(pattern, text))
    if not places:
        return {"": text}
    found = {"": text[: places[0][0]]}
    for at, (_, end, ident) in enumerate(places):
        piece = text[end : places[at + 1][0] if at + 1 < len(places) else None].strip("及改进情况 \n")
        if len(piece) >= len(found.get(ident, "")):
            found[ident] = piece
    return found


WRITTEN = ("", "overview", "problems", "others")  # the other sections are tables
