"""文号: recognise, repair as a proposal, write in the standard form 机关代字〔年份〕序号号 (DOC-02)."""

from __future__ import annotations

import re

_WORD = r"[㐀-鿿（）()]{1,24}"
NUMBER = re.compile(
    rf"(?P<word>{_WORD}?)\s?[〔\[［（(【]\s?(?P<year>(?:19|20)\d{{2}})\s?[〕\]］）)】]\s?(?P<kind>第|字第)?\s?(?P<serial>\d{{1,5}}(?:[-—]\d{{1,3}})?)\s?号"
)
_DAMAGED = re.compile(
    rf"(?P<word>{_WORD}?)\s?[〔\[［（(【]?\s?(?P<year>(?:19|20)\d{{2}})\s?[〕\]］）)】]?\s?第?\s?(?P<serial>\d{{1,4}})\s?号?"
)
_ORDER = re.compile(r"(?:[㐀-鿿]{2,20}令)?\s?第?\s?\d{1,4}\s?号")


def standard(found: re.Match[str]) -> str:
    """The number with 〔〕 and without blanks."""
    kind = (found.groupdict().get("kind") or "").replace("字", "字")
    return re.sub(r"\s", "", f"{found['word']}〔{found['year']}〕{kind}{found['serial']}号")


def whole_number(text: str) -> tuple[str, bool] | None:
    """(standard form, damaged?) when the text is nothing but a document number."""
    bare = re.sub(r"\s+", " ", text).strip(" （）()*_-:：《")
    if len(bare) > 48:
        return None
    found = NUMBER.fullmatch(bare + ("" if not text.rstrip().endswith(")") else ""))
    if found and 1 <= len(found["word"].strip()) <= 24:
        return standard(found), False
    broken = _DAMAGED.fullmatch(bare)
    if broken and 2 <= len(broken["word"]) <= 14 and re.search(r"[〔\[［（(【〕\]］）)】]|号$", bare) and re.search(r"[发字函办政府令电通规告议文党]$|[发函办字规]$", broken["word"]):
        return standard(broken), True
    return None


def leading_number(text: str) -> tuple[str, int] | None:
    """A number at the beginning of a longer line, and where it ends."""
    found = NUMBER.match(text)
    return (standard(found), found.end()) if found and len(found["word"]) >= 2 else None


def field_number(value: str) -> tuple[str, bool] | None:
    """The number of a head field: 无 and empty give None; an order (令第3号) is kept as it is."""
    bare = value.strip()
    if not bare or bare in ("无", "-", "—", "/", "暂无", "无文号"):
        return None
    found = NUMBER.search(bare)
    if found:
        return standard(found), False
    whole = whole_number(bare)
    if whole:
        return whole
    return (re.sub(r"\s", "", bare), False) if _ORDER.search(bare) or re.search(r"\d", bare) else None
