"""What a column asks: its path of labels, and the kind guessed from validation, format, example and words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from .grid import Grid


class Kind(StrEnum):
    """What may be typed into a cell."""

    TEXT = "text"
    LONG = "long"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    YESNO = "yesno"
    PHONE = "phone"
    FILE = "file"
    FORMULA = "formula"  # the workbook reckons it: not asked


KIND_NAMES = {
    Kind.TEXT: "文字", Kind.LONG: "长文字", Kind.INTEGER: "整数", Kind.DECIMAL: "小数", Kind.PERCENT: "百分比", Kind.MONEY: "金额",
    Kind.DATE: "日期", Kind.CHOICE: "选项", Kind.YESNO: "是否", Kind.PHONE: "电话", Kind.FILE: "文件或照片", Kind.FORMULA: "公式（不用填）",
}  # fmt: skip
NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.PERCENT, Kind.MONEY)


@dataclass(frozen=True, slots=True)
class Column:
    """One question. In a fixed form `row` says which cell; in a table it is 0."""

    column: int
    path: tuple[str, ...]  # 处理结果 / 予以公开 / 数量
    kind: Kind = Kind.TEXT
    required: bool = True
    choices: tuple[str, ...] = ()
    help: str = ""
    role: str = ""  # serial, unit, person, phone, date: the platform knows it
    row: int = 0

    @property
    def label(self) -> str:
        return " / ".join(self.path)

    @property
    def asked(self) -> bool:
        """Whether a person types it."""
        return self.kind is not Kind.FORMULA and self.role != "serial"


_ROLES = (
    ("serial", re.compile(r"^(序号|编号|序)$")),
    ("unit", re.compile(r"^(填报|报送|责任|所属|上报)?(单位|部门|机关|机构)(名称|全称)?$|^(乡镇|街道|乡镇（街道）|部门（单位）|单位（部门）)(名称)?$")),
    ("person", re.compile(r"^(填报人|填表人|联系人|联络员|经办人)(姓名)?$")),
    ("phone", re.compile(r"^(联系电话|联系方式|办公电话|手机号?码?|电话)$")),
    ("date", re.compile(r"^(填报|填表|报送)(日期|时间)$")),
)
_KINDS = (
    (Kind.PHONE, re.compile(r"电话|手机|联系方式")),
    (Kind.YESNO, re.compile(r"^(是否|有无)|[（(]是[/／、或]否[）)]")),
    (Kind.FILE, re.compile(r"照片|截图|扫描件|佐证材料$")),
    (Kind.PERCENT, re.compile(r"占比|比例|百分比|[^频效]率$|率[（(]|[（(][%％][）)]")),
    (Kind.MONEY, re.compile(r"金额|经费|资金|收入|支出|[（(](万|亿)?元[）)]")),
    (Kind.DATE, re.compile(r"日期$|时间$|[（(]年月日[）)]|时限$")),
    (Kind.INTEGER, re.compile(r"数量|[^参]数$|[件次个人条项份户场篇期宗]数|总数|[（(][件次个人条项份户场篇期宗][）)]|合计|小计|^(受理|办结|新收|结转)")),
    (Kind.LONG, re.compile(r"情况|内容|说明|措施|做法|原因|简介|建议|问题|成效")),
)
_OPTIONAL = re.compile(r"备注|说明|^其他|^其它|照片|截图|附件")
_STAR = re.compile(r"[*＊]|[（(]必填[）)]")
_SLASHED = re.compile(r"[（(]([^（）()]{1,12}(?:[/／、][^（）()/／、]{1,12}){1,7})[）)]$")


def path_of(grid: Grid, column: int, head: tuple[int, int]) -> tuple[str, ...]:
    """The labels above a column, top level first; a merged label counts once."""
    path: list[str] = []
    last = None
    for row in range(head[0], head[1] + 1):
        place, text = grid.master(row, column), grid.text(row, column)
        if text and place != last:
            path.append(re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", text))
            last = place
    return tuple(path)


def column_from(grid: Grid, number: int, path: tuple[str, ...], rows: tuple[int, int], example: str, unit: str) -> Column:
    """The column with everything guessed."""
    own, row = path[-1], rows[0]
    cell = grid.cell(row, number)
    help_text = "；".join(part for part in (unit.strip("（）()"), f"例：{example}" if example else "") if part)
    column = Column(number, path, required=not _OPTIONAL.search(own), help=help_text)
    if _STAR.search(own):
        column = replace(column, required=True)
    role = next((name for name, pattern in _ROLES if pattern.match(re.sub(r"[\s*＊]", "", own))), "")
    if cell.formula and not role:
        return replace(column, kind=Kind.FORMULA, required=False)
    kind, choices = _kind(grid, number, rows, own, cell.format, "".join(path) + unit)
    if role in ("phone", "date"):
        kind = Kind.PHONE if role == "phone" else Kind.DATE
    return replace(column, kind=kind, choices=choices, role=role)


def _kind(grid: Grid, number: int, rows: tuple[int, int], own: str, style: str, words: str) -> tuple[Kind, tuple[str, ...]]:
    for rule in grid.choices:
        if rule.box.left <= number <= rule.box.right and rule.box.top <= rows[1] and rule.box.bottom >= rows[0]:
            if rule.words:
                return (Kind.YESNO, ()) if set(rule.words) == {"是", "否"} else (Kind.CHOICE, rule.words)
            named = {"whole": Kind.INTEGER, "decimal": Kind.DECIMAL, "date": Kind.DATE}.get(rule.kind)
            if named:
                return named, ()
    for kind, pattern in _KINDS[:2]:
        if pattern.search(own):
            return kind, ()
    if slashed := _SLASHED.search(own):
        return Kind.CHOICE, tuple(re.split(r"[/／、]", slashed[1]))
    guessed = _by_format(style) or next((kind for kind, pattern in _KINDS if pattern.search(own)), _by_words(words))
    return (Kind.INTEGER if guessed in (Kind.TEXT, Kind.LONG) and (rows[0], number) in grid.counted else guessed), ()


def _by_format(style: str) -> Kind | None:
    if "%" in style:
        return Kind.PERCENT
    if re.search(r"y.*m|m.*d|年", style, re.I):
        return Kind.DATE
    if re.search(r"0\.0", style):
        return Kind.DECIMAL
    return Kind.INTEGER if re.fullmatch(r"#?,?#*0(_\s*)?", style) else None


def _by_words(words: str) -> Kind:
    """The upper levels decide when the lowest says nothing: 申请数量 / 自然人."""
    return Kind.INTEGER if re.search(r"数量|[^参]数$|[件次个人条]数|[（(][件次个人条项份][）)]", words) else Kind.TEXT
