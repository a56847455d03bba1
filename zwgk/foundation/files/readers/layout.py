"""From lines with positions (PDF, OFD, recognised images) back to paragraphs.

Reads: `Line`s of all pages in reading order. Writes: `Paragraph`s.
Rule: a line goes on in the next one when it reaches the right margin and the next one starts at the left margin.
Page numbers and repeated running heads are taken out first. Units do not matter; one document uses one unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from zwgk.domain.documents import Paragraph

_PAGE_NUMBER = re.compile(r"[\s—－–\-―_·•~]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*共\s*\d{1,4}\s*页|\s*/\s*\d{1,4})?[\s—－–\-―_·•~]*")
_MARKER = re.compile(r"[（(]?[一二三四五六七八九十百]{1,4}[）)、．.]|第[一二三四五六七八九十百零\d]{1,5}[章节条]|[（(]?\d{1,3}[）)、．](?!\d)|[①-⑳]|附件|[一二三四五六七八九十]是")
_SENTENCE_END = re.compile(r"[。；：！？:;]$")
_HAN = re.compile(r"[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef“”‘’—…]")
_HAN_SET = r"\u2e80-\u9fff\u3000-\u303f\uff00-\uffef“”—…"
_TYPESET_BLANK = re.compile(rf"(?:(?<=[{_HAN_SET}]) +(?=\S)|(?<=\S) +(?=[{_HAN_SET}]))(?!(?:[\u4e00-\u9fff][ \u3000]{{0,4}}){{2,8}}[:：])")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float  # height of its characters
    page: int  # 1-based


@dataclass(frozen=True, slots=True)
class Frame:
    """The text area of a document: where full lines begin and end."""

    left: float
    right: float
    size: float  # usual character height
    pitch: float  # usual distance from line to line


def frame(lines: Sequence[Line], width: float = 0.0) -> Frame:
    """Margins by vote of the long lines; with few of them the right margin is taken to equal the left one."""
    size = _commonest([line.size for line in lines], 0.5) or 1.0
    widest = max(line.right - line.left for line in lines)
    long = [line for line in lines if line.right - line.left > 0.7 * widest]
    right = _edge([line.right for line in long], size, high=True)
    left = _edge([line.left for line in long], size, high=False)
    agreed = sum(1 for line in long if abs(line.right - right) < size)
    if width and agreed < 5 and right < width - left - 3 * size:
        right = width - left
    gaps = [b.top - a.top for a, b in zip(lines, lines[1:], strict=False) if a.page == b.page and 0 < b.top - a.top < 6 * size]
    return Frame(left, right, size, _commonest(gaps, size / 4) or size * 1.5)


def _commonest(values: list[float], step: float) -> float:
    votes = Counter(round(value / step) for value in values) if step else Counter[int]()
    return votes.most_common(1)[0][0] * step if votes else 0.0


def _edge(values: list[float], size: float, *, high: bool) -> float:
    """Outermost edge that several lines share (a tenth of them), so that one overhanging line does not count."""
    ordered = sorted(values, reverse=high)
    at = min(len(ordered) - 1, len(ordered) // 10)
    return ordered[at] if ordered else 0.0


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> tuple[list[list[Line]], list[str]]:
    """Pages without page numbers and running heads; notes name the heads that were dropped."""
    repeated = _running_heads(pages, heights)
    kept = []
    for lines, height in zip(pages, heights, strict=True):
        edge = [line for line in lines if line.top < 0.12 * height or line.bottom > 0.85 * height]
        drop = {id(line) for line in edge if _PAGE_NUMBER.fullmatch(line.text) or _head_key(line, height) in repeated}
        kept.append([line for line in lines if id(line) not in drop])
    shown = sorted({text for text, _ in repeated})
    return kept, [f"每页重复的页眉页脚未列入正文：{'；'.join(shown)[:200]}"] if shown else []


def _head_key(line: Line, height: float) -> tuple[str, int]:
    return re.sub(r"\d+", "", line.text).strip(), round(line.top / height * 50)


def _running_heads(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[tuple[str, int]]:
    votes: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        edge = {_head_key(line, height) for line in lines if line.top < 0.1 * height or line.bottom > 0.9 * height}
        votes.update(key for key in edge if len(re.sub(r"[\W_]", "", key[0])) >= 2)
    return {key for key, count in votes.items() if count >= 3 and count > len(pages) / 2}


def paragraphs(lines: Sequence[Line], area: Frame | None = None) -> list[Paragraph]:
    """Lines joined to paragraphs, each with the page on which it begins."""
    if not lines:
        return []
    area = area or frame(lines)
    found: list[Paragraph] = []
    text, first, style = lines[0].text, lines[0], hint(lines[0], area)
    for previous, line in zip(lines, lines[1:], strict=False):
        if continues(previous, line, area):
            text = join(text, line.text)
            style = style if style == hint(line, area) else ""
            continue
        found.append(Paragraph(text, f"第{first.page}页", style))
        text, first, style = line.text, line, hint(line, area)
    found.append(Paragraph(text, f"第{first.page}页", style))
    return found


def continues(line: Line, following: Line, area: Frame) -> bool:
    """True when the following line belongs to the same paragraph."""
    em = area.size
    if "|" in line.text or "|" in following.text:  # recognised rows of a table
        return False
    if abs(line.size - following.size) > 0.3 * em or line.right < area.right - 1.7 * em:
        return False
    if following.left > area.left + 1.2 * em or (line.page == following.page and following.top - line.top > 2.2 * area.pitch):
        return False
    return not (_SENTENCE_END.search(line.text) and _MARKER.match(following.text))


def join(before: str, after: str) -> str:
    """Without a blank where Chinese meets anything; with one between Latin words."""
    if before.endswith("-") and before[-2:-1].isascii() and before[-2:-1].isalpha() and after[:1].islower():
        return before[:-1] + after
    glue = "" if _HAN.match(before[-1:]) or _HAN.match(after[:1]) or (before[-1:].isdigit() and after[:1].isdigit()) else " "
    return before + glue + after


def hint(line: Line, area: Frame) -> str:
    """"title" for a large centred line on the first page, "center", "right", or nothing."""
    em = area.size
    gap_left, gap_right = line.left - area.left, area.right - line.right
    if abs(gap_left - gap_right) < 1.5 * em:
        if line.page == 1 and line.size > 1.2 * em:
            return "title"
        if gap_left > 1.5 * em and gap_right > em:
            return "center"
    width = area.right - area.left
    if gap_left > 0.4 * width and gap_right < 0.3 * width and gap_left > 1.5 * gap_right:
        return "right"
    return ""


def tidy(text: str) -> str:
    """Remove the blanks that typesetting puts between Chinese and figures (“〔2026〕 8 号”), not those before a label (“ 文号：”)."""
    return _TYPESET_BLANK.sub("", text).strip(" ")
