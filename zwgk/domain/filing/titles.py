"""A title as the rules read it: without number, organ in brackets or wrapping."""

from __future__ import annotations

import re
import unicodedata

_INNER = re.compile(r"(?:印发|发布|公布|公开|转发|下发)[^《]{0,60}《(?P<name>[^》]+)》")
_PLAIN = re.compile(r"关于(?:印发|公布|发布|公开)(?P<name>.{4,80}?)的(?:通知|公告|通告|函)$")
_ABOUT = re.compile(r"的(?:通知|函|批复|复函|请示|意见|决定|提示|公开信)$")
_TAIL = re.compile(r"[\[【(（〔][^\]】)）〕]{0,20}[\]】)）〕]$")
_SUFFIX = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|ofd|html?)$", re.IGNORECASE)


def plain(title: str) -> str:
    """Full width made half width for letters and digits, blanks dropped."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", title)).replace("(", "（").replace(")", "）")


def core(title: str) -> str:
    """What the paper itself is called; "" for a notice about a paper, which is another paper."""
    text = _SUFFIX.sub("", plain(title))
    while (cut := _TAIL.sub("", text)) != text and len(cut) > 6:
        text = cut
    found = _INNER.search(text) or _PLAIN.search(text)
    if found:
        return found["name"]
    if text.startswith("《") and text.endswith("》"):
        return text[1:-1]
    return "" if _ABOUT.search(text) else text
