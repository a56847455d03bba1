"""Labels with nothing behind them, and dates that are written otherwise than they should be."""

from __future__ import annotations

import re
from datetime import date

from .fault import Fault, place, several
from .lines import FILLED
from .model import Line, Page

NAMES = (
    "来源", "信息来源", "文章来源", "稿件来源", "稿源", "作者", "编辑", "责任编辑", "责编", "发布机构", "发布单位", "发文机关", "发文机构", "发文单位", "公开主体", "制发机关",
    "发布时间", "发布日期", "成文日期", "发文日期", "生成日期", "发文字号", "文号", "索引号", "主题分类", "主题词", "有效性", "公开方式", "公开属性", "信息名称", "名称", "供稿", "供稿单位", "审核",
    "联系电话", "联系方式", "主办单位", "承办单位", "网站标识码", "ICP备案号",
)  # fmt: skip
DATED = ("发布时间", "发布日期", "时间", "日期", "发文日期", "更新时间")
_LETTERS = {name: r"\s*".join(name) for name in NAMES}
_LABEL = re.compile(rf"(?:^|(?<=[\s•·|｜\t;；，、【\[]))(?P<name>{'|'.join(sorted(_LETTERS.values(), key=len, reverse=True))})\s*[:：](?P<rest>[^\n]*)")
_ANY_LABEL = re.compile(r"^[•·\s【\[]*[一-鿿A-Z][一-鿿A-Z\s]{0,11}[:：]")
_NEXT = re.compile(r"^\s*(?:[|｜/]\s*)?(?:[【\[]?\s*(?:[一-鿿]{2,8}|[一-鿿](?:\s+[一-鿿]){1,4})\s*[:：]|[|｜]|$)")
_BARE = re.compile(r"^[•·\s]*[一-鿿A-Z][一-鿿A-Z\s]{0,9}[:：]\s*$")
_DATE = re.compile(rf"(?:^|[\s•·|｜\t【\[])(?P<name>{'|'.join(DATED)})\s*[:：]\s*(?P<said>(?:19|20)\d\d\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}\s*日?(?:\s+\d{{1,2}}[:：时]\d{{1,2}}(?:[:：分]\d{{1,2}}秒?)?)?)")
_GOOD = re.compile(r"\d{4}-\d{2}-\d{2}(?: ([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?")
HEAD = 200  # lines: the head of a page stands among the first
ANSWER = 40  # characters: what stands alone on the line below a label and is so short is its content


def check(page: Page, day: date | None = None) -> list[Fault]:
    return [*_empty(page), *_dates(page, day)]


def _empty(page: Page) -> list[Fault]:
    """One fault a page, naming all of them: they come from one template."""
    names: dict[str, Line] = {}
    lines = page.lines
    for n, line in enumerate(lines):
        after = lines[n + 1].text if n + 1 < len(lines) else ""
        for name in empty_labels(line.text, after):
            names.setdefault(name, line)
    if not names:
        return []
    first = next(iter(names.values()))
    said = "、".join(f"“{name}：”" for name in names)
    where = several([place(line.number, line.text) for line in dict.fromkeys(names.values())]) if len(set(names.values())) > 1 else place(first.number, first.text)
    return [Fault("label-empty", f"{said}后面没有内容", where)]


def empty_labels(text: str, after: str) -> list[str]:
    """Names of the labels of a line with nothing behind them; `after` is the next line."""
    found, rest = [], text
    while match := _LABEL.search(rest):
        value = match["rest"]
        name = re.sub(r"\s", "", match["name"])
        if value.strip():
            if not value.lstrip(" \t").startswith(FILLED) and _NEXT.match(value) and not name.startswith("联系"):  # 联系方式：电话：…
                found.append(name)
        elif not _answered(text, after):
            found.append(name)
        rest = value
    return found


def _answered(text: str, after: str) -> bool:
    """Whether the next line is the content of a label that ends this one."""
    if not after or text.endswith("\t") or _ANY_LABEL.match(after) or _BARE.match(after):
        return False
    if not _BARE.match(text):
        return FILLED in after[:2]
    return not after.startswith(("•", "·")) and (len(after) <= ANSWER or FILLED in after)


def _dates(page: Page, day: date | None) -> list[Fault]:
    found = []
    for line in page.lines[:HEAD]:
        for match in _DATE.finditer(line.text):
            said = match["said"].strip()
            told = _day(said)
            if told is None:
                found.append(Fault("date-impossible", f"{match['name']}“{said}”不是日历上的日子", place(line.number, line.text)))
            elif day and told > day:
                found.append(Fault("date-impossible", f"{match['name']}“{said}”在今天之后", place(line.number, line.text)))
            elif not _GOOD.fullmatch(said) and match["name"] != "发文日期":
                found.append(Fault("date-format", f"{match['name']}写成了“{said}”", place(line.number), f"改成 {told:%Y-%m-%d} 加上时和分。"))
    return found


def _day(text: str) -> date | None:
    year, month, number = (int(part) for part in re.findall(r"\d+", text)[:3])
    try:
        return date(year, month, number)
    except ValueError:
        return None
