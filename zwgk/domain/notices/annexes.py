"""Where an annex begins: its label (附件2), its title over several lines, its title glued to its text.

Reads: a few lines. Writes: how much of them is label or title.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from .columns import header_roles, header_run
from .dates import whole_date
from .lines import Grid, Line
from .markers import leading
from .organs import addressee_line, organ_line
from .titles import annex_title_like

_LABEL = re.compile(r"[（(【]?附\s{0,4}[件表录]\s{0,2}(?P<n>\d{1,2}(?=\D|$)|[一二三四五六七八九十]{1,2}(?![、㐀-鿿]))?[】）)]?\s{0,2}[:：]?\s{0,4}")
_TABLE_TITLE = re.compile(r"(?:小组|名单|表|表格|成员)$")


def label_end(text: str, expected: int) -> int:
    """Where the label 附件N ends, 0 without label; N is the next number, further digits belong to the title."""
    label = _LABEL.match(text)
    if not label:
        return 0
    glued = re.match(rf"附件{expected}(?=\d{{1,2}}[个项])|附件(?=(?:19|20)\d{{2}}年)", text)
    return glued.end() if glued else label.end()


def glued_title(text: str, end: int, expected: int) -> tuple[str, str] | None:
    """(title, text) of an annex whose label, title and text stand in one line, parted by blanks."""
    if len(text) < 40 or not re.match(rf"附件\s?{expected}(?=[\s:：]|\d{{1,2}}[个项]|[㐀-鿿])", text):
        return None
    words = text[end:].split(" ")
    title = ""
    for count, word in enumerate(words[:6], 1):
        title += word
        if len(title) > 90 or re.search("[。；]", title):
            return None
        if annex_title_like(title) or _TABLE_TITLE.search(title):
            return title, " ".join(words[count:]).strip()
    return None


def title_lines(items: Sequence[Line | Grid], printed: Collection[str], open_place: bool, head_lines: Collection[int]) -> int:
    """How many of the items form the title of an annex; 0 for none.

    A title that the notice prints in 《》 is known anywhere; another one only in an `open_place`: behind a label or signature.
    """
    joined = ""
    for count, item in enumerate(items, 1):
        if isinstance(item, Grid) or id(item) in head_lines or not _may_be_title(item.text):
            return 0
        joined += re.sub(r"\s", "", item.text).strip("《》")
        if joined in printed:
            return count
        longer = any(title != joined and title.startswith(joined) for title in printed)
        if open_place and annex_title_like(joined) and not longer:
            return count
    return 0


def _may_be_title(text: str) -> bool:
    if len(text) > 80 or leading(text) or re.search(r"[。；：:]$", text):
        return False
    if header_roles(text.split("\t")) or header_run(text) or addressee_line(text):
        return False
    return not (organ_line(text) and whole_date(text)[1])
