"""Names with telephone numbers: found so that somebody confirms or masks them before release (DOC-12)."""

from __future__ import annotations

import re

from .lines import Line
from .model import Contact

_NAME = re.compile(r"(?:联\s?系\s?人|联络员|经办人)\s?[:：]?\s{0,3}(?P<name>[㐀-鿿]{2,4}(?:、(?!联系|电话)[㐀-鿿]{2,4}){0,2})(?=[\s，,；;、（(:：。]|联|电|$)")
_PHONE = re.compile(r"(?P<label>联系电话(?:[（(]传真[)）])?|联系方式|咨询电话|办公电话|手\s?机|传\s?真|电\s?话)?\s?[:：]?\s?(?<!\d)(?P<phone>1[3-9]\d{9}|0\d{2,3}\s?[-—－]\s?\d{7,8}(?:[-转]\d{1,5})?|(?<=[:：])\s?[2-8]\d{6,7})(?!\d)")
_MAIL = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{2,20}){1,3}")


def contacts_of(lines: list[Line]) -> tuple[Contact, ...]:
    """Each number with the name before it on the same line."""
    found: list[Contact] = []
    for line in lines:
        if not re.search(r"电\s?话|联\s?系|手机|传真|联络", line.text) or "备案" in line.text or "版权" in line.text:
            continue
        names = list(_NAME.finditer(line.text))
        mail = _MAIL.search(line.text)
        for hit in _PHONE.finditer(line.text):
            before = [name for name in names if name.start() < hit.start()]
            phone = re.sub(r"\s", "", hit["phone"])
            mobile = bool(re.fullmatch(r"1[3-9]\d{9}", phone))
            found.append(Contact(before[-1]["name"] if before else None, phone, (hit["label"] or "").strip(), mobile, mail.group(0) if mail else None, line.no, line.text[:80]))
    return tuple(found)
