"""Title, breadcrumb, garbled text, and what the foot of a page must say."""

from __future__ import annotations

import re
from datetime import date

from .fault import Fault, place, several
from .model import Kind, Line, Page
from .tagging import CODE

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_PINYIN = re.compile(rf"[㐀-鿿][(（][a-zü]{{0,5}}[{_TONED}][a-z{_TONED}]{{0,5}}[)）]")
_PLAIN_PINYIN = re.compile(r"[㐀-鿿][(（](?:de|le|guan|ying|bao|wu|jian|ji|zhi|shi|xiang|qu|xian)[)）]")
_BROKEN = re.compile(r"\ufffd|锟斤拷|烫烫烫|屯屯屯|[\ue000-\uf8ff]{2,}|(?:[ÃÂåæçèéäï][\u0080-\u00bf“”‘’€™œž¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿]{1,2}){3,}")
_ENTITY = re.compile(r"&(?:ldquo|rdquo|nbsp|mdash|middot|hellip|emsp|ensp|lt|gt|amp);")
_CODE_SAID = re.compile(r"标识码\s*[:：]?\s*(?P<code>[0-9A-Za-z]{4,20})")
FOOT = (
    ("主办单位", re.compile(r"主\s*办|主管")), ("联系方式", re.compile(r"联系|电话|热线|邮箱")), ("网站标识码", re.compile(r"标识码")), ("ICP备案号", re.compile(r"ICP\s*备", re.IGNORECASE)),
    ("公安备案号", re.compile(r"公网安备")),
)  # fmt: skip
LEAST = 3  # broken places before a text is called garbled


def check(page: Page, day: date | None = None) -> list[Fault]:
    return [*_title(page), *_crumbs(page), *_garbled(page), *_foot(page)]


def _title(page: Page) -> list[Fault]:
    if page.is_html and page.has_head and not page.window and not page.title:
        return [Fault("title-missing", "既没有 <title>，也没有标题", "整页")]
    if page.kind is not Kind.CONTENT or len(page.title) < 6:
        return []
    wanted = _bare(page.title)
    same = [line for line in page.lines if line.own and _bare(line.text) == wanted]
    if len(same) < 2:
        return []
    return [Fault("title-twice", f"标题在页面上出现 {len(same)} 次", several([place(line.number, line.text) for line in same]))]


def _crumbs(page: Page) -> list[Fault]:
    whole = page.has_head or (not page.is_html and any(line.text.startswith(("首页", "今天是", "无障碍")) for line in page.lines[:10]))
    if page.has_crumbs or not whole or page.kind not in (Kind.LIST, Kind.CONTENT):
        return []
    return [Fault("crumb-missing", "页面上没有“当前位置”", "标题上方")]


def _garbled(page: Page) -> list[Fault]:
    found = []
    for said, pattern, least in (
        ("文字后面夹有拼音", _PINYIN, LEAST), ("文字后面夹有拼音", _PLAIN_PINYIN, 2 * LEAST), ("有乱码", _BROKEN, 1), ("有没转换的网页符号", _ENTITY, LEAST),
    ):  # fmt: skip
        hits = [(line, match) for line in page.lines for match in pattern.finditer(line.text)]
        if len(hits) >= least:
            places = [place(line.number, _around(line, match)) for line, match in hits]
            found.append(Fault("text-garbled", f"{said} {len(hits)} 处", several(places)))
    return found[:2] if len(found) > 1 and found[0].what[:8] != found[1].what[:8] else found[:1]


def _foot(page: Page) -> list[Fault]:
    found = []
    said = _CODE_SAID.search(page.foot) or next((match for line in page.lines[-25:] if (match := _CODE_SAID.search(line.text))), None)
    if said and not CODE.fullmatch(said["code"]):
        found.append(Fault("id-code", f"页脚的标识码“{said['code']}”是 {len(said['code'])} 位，应为10位数字，或者 bm 加8位数字", "页脚"))
    if not page.has_head or not any(not line.own for line in page.lines):
        return found
    missing = [name for name, pattern in FOOT if not pattern.search(page.foot)]
    everywhere = page.foot + " ".join(link.text for link in page.links) + " ".join(each.alt or "" for each in page.resources) + " ".join(each.address for each in page.resources)
    if "找错" not in everywhere and "jiucuo" not in everywhere.lower():
        missing.append("“我为政府网站找错”")
    if missing:
        found.append(Fault("foot-missing", f"页脚没有{'、'.join(missing)}", "页脚"))
    return found


def _bare(text: str) -> str:
    return re.sub(r"[\s\ufffc]", "", text)


def _around(line: Line, match: re.Match[str]) -> str:
    return line.text[max(0, match.start() - 8) : match.end() + 8]
