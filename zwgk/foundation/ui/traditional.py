"""A public page in traditional characters: by phrases, as OpenCC segments them, and by the words of government that it does not know.

What people typed stays (textarea, values of fields); what is sent stays too: an option without a value of its own keeps the simplified one.
"""

from __future__ import annotations

import re
from functools import cache

import opencc

# OpenCC takes these for other words. Simplified → traditional, longest first where one contains another.
OWN_WORDS = {
    "行政复议": "行政復議", "复议": "復議", "批复": "批覆", "复核": "復核", "复查": "復查", "秘书": "秘書", "台账": "臺賬", "公布": "公布", "发布": "發布", "布置": "布置",
    "面粉": "麵粉", "签名": "簽名", "占用": "占用", "占地": "占地", "公告栏": "公告欄", "采购": "採購", "几率": "幾率", "了解": "瞭解",
}  # fmt: skip
_TAGS = re.compile(r"(<(?:script|style|textarea)\b.*?</(?:script|style|textarea)>|<option\b[^>]*>[^<]*</option>|<!--.*?-->|<[^>]*>)", re.DOTALL)
_OPTION = re.compile(r"<option\b([^>]*)>([^<]*)</option>")
_SAID = re.compile(r'\b(title|alt|placeholder|aria-label|label|data-label|data-said|data-share)="([^"]*)"')
_PRESSED = re.compile(r'<input\b[^>]*\btype="(?:submit|button|reset)"')
_VALUE = re.compile(r'\bvalue="([^"]*)"')
_WORDS = re.compile("|".join(sorted(OWN_WORDS, key=len, reverse=True)))


def page(html: str) -> str:
    """All words of a page, and the attributes that are shown or read aloud."""
    parts = _TAGS.split(html.replace('lang="zh-CN"', 'lang="zh-Hant"', 1))
    return "".join(_tag(part) if n % 2 else words(part) for n, part in enumerate(parts))


def words(text: str) -> str:
    """One piece of text."""
    if text.isascii():
        return text
    found, at = [], 0
    for own in _WORDS.finditer(text):
        found += [_converter().convert(text[at : own.start()]), OWN_WORDS[own[0]]]
        at = own.end()
    return "".join([*found, _converter().convert(text[at:])])


def _tag(tag: str) -> str:
    if tag.isascii() or tag.startswith(("<script", "<style", "<textarea", "<!--")):
        return tag
    if option := _OPTION.fullmatch(tag):
        inside, shown = option.groups()
        sent = inside if "value=" in inside else f'{inside} value="{shown.strip()}"'
        return f"<option{_attributes(sent)}>{words(shown)}</option>"
    if _PRESSED.match(tag):
        tag = _VALUE.sub(lambda found: words(found[0]), tag)
    return _attributes(tag)


def _attributes(tag: str) -> str:
    return _SAID.sub(lambda found: f'{found[1]}="{words(found[2])}"', tag)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")
