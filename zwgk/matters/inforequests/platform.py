"""The superior platform's list of requests as a workbook: rows read by their heads, problems row by row; results written the same way.

Under 上级平台为主 requests are received there; the number given there is the one that counts, and no row is taken twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from zwgk.domain.errors import BadInput
from zwgk.foundation.files import readers
from zwgk.foundation.files.queries import workbook

from .models import ApplicantKind, Case, Delivery, Form

MOST_ROWS = 2000
SEARCHED = 10  # lines in which the heads are looked for
# What a column may be called; the first is the one we write.
HEADS: Mapping[str, tuple[str, ...]] = {
    "number": ("申请编号", "编号", "受理编号", "申请单号", "流水号"),
    "organ": ("受理机关", "受理单位", "承办单位", "申请机关", "被申请机关"),
    "kind": ("申请人类别", "申请人类型", "申请人性质"),
    "name": ("申请人", "申请人姓名", "姓名或名称", "申请人名称", "姓名"),
    "phone": ("联系电话", "手机", "手机号", "电话"),
    "email": ("电子邮箱", "邮箱", "电子邮件"),
    "address": ("通信地址", "联系地址", "地址"),
    "postcode": ("邮政编码", "邮编"),
    "title": ("所需信息", "申请内容", "申请公开的内容", "所需政府信息", "信息名称", "申请事项"),
    "description": ("特征描述", "其他特征", "内容描述", "说明"),
    "hint": ("文号",),
    "form": ("提供形式", "信息提供形式", "介质"),
    "delivery": ("获取方式", "信息获取方式", "领取方式"),
    "arrived": ("申请时间", "提交时间", "申请日期", "提交日期"),
    "confirmed": ("收到申请之日", "确认日期", "受理日期", "受理时间", "确认时间"),
}
NEEDED = ("number", "name", "title", "arrived")
KINDS = {
    "公民": ApplicantKind.NATURAL, "自然人": ApplicantKind.NATURAL, "个人": ApplicantKind.NATURAL, "企业": ApplicantKind.BUSINESS, "商业": ApplicantKind.BUSINESS,
    "科研": ApplicantKind.RESEARCH, "公益": ApplicantKind.WELFARE, "法律": ApplicantKind.LEGAL_SERVICE, "律师": ApplicantKind.LEGAL_SERVICE,
}  # fmt: skip
FORMS = {"纸": Form.PAPER, "电子": Form.ELECTRONIC, "光盘": Form.ELECTRONIC, "查阅": Form.INSPECT, "抄录": Form.INSPECT}
WAYS = {"邮件": Delivery.EMAIL, "邮箱": Delivery.EMAIL, "邮寄": Delivery.POST, "网上": Delivery.ONLINE, "在线": Delivery.ONLINE, "领取": Delivery.PICKUP, "当面": Delivery.PICKUP, "传真": Delivery.FAX}
RESULTS = (
    ("申请编号", 20), ("受理机关", 22), ("本平台编号", 16), ("收到申请之日", 14), ("办理状态", 12), ("最迟答复日", 14), ("答复日期", 14), ("答复类型", 34), ("答复书文号", 24),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list as it was read."""

    line: int  # as the workbook counts
    values: Mapping[str, str] = field(default_factory=dict)
    arrived: date | None = None
    confirmed: date | None = None
    problems: tuple[str, ...] = ()

    def said(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def kind(self) -> str:
        return next((kind.value for word, kind in KINDS.items() if word in self.said("kind")), ApplicantKind.OTHER if self.said("kind") else ApplicantKind.NATURAL)

    @property
    def form(self) -> str:
        return next((form.value for word, form in FORMS.items() if word in self.said("form")), Form.ELECTRONIC)

    @property
    def delivery(self) -> str:
        return next((way.value for word, way in WAYS.items() if word in self.said("delivery")), Delivery.ONLINE)


def read(data: bytes, filename: str) -> list[Row]:
    """Every row with its problems; BadInput when the file is no such list."""
    for lines in readers.lines(data, filename).sheets.values():
        for at, line in enumerate(lines[:SEARCHED]):
            columns = _columns(line)
            if all(name in columns for name in NEEDED):
                return _rows(lines[at + 1 :], at + 2, columns)
    wanted = "、".join(HEADS[name][0] for name in NEEDED)
    raise BadInput("没有找到申请列表的表头。", field="file", remedy=f"表里要有这些列：{wanted}；请从上级平台重新导出后上传。")


def _columns(line: Sequence[object]) -> dict[str, int]:
    """Field → position, by the words of the head."""
    found: dict[str, int] = {}
    for at, value in enumerate(line):
        word = re.sub(r"[\s*（(].*$|\s", "", str(value or "").strip())
        name = next((name for name, words in HEADS.items() if word in words), "")
        if name and name not in found:
            found[name] = at
    return found


def _rows(lines: Sequence[Sequence[object]], first: int, columns: Mapping[str, int]) -> list[Row]:
    filled = [(n, line) for n, line in enumerate(lines, first) if any(str(value or "").strip() for value in line)]
    if len(filled) > MOST_ROWS:
        raise BadInput(f"一次最多导入 {MOST_ROWS} 行，表里有 {len(filled)} 行。", field="file", remedy="请按时间分几次导出。")
    seen: dict[str, int] = {}
    found = []
    for n, line in filled:
        row = _row(n, line, columns)
        number = row.said("number")
        if number and number in seen:
            row = Row(n, row.values, row.arrived, row.confirmed, (*row.problems, f"申请编号与第{seen[number]}行相同"))
        seen.setdefault(number, n)
        found.append(row)
    return found


def _row(n: int, line: Sequence[object], columns: Mapping[str, int]) -> Row:
    raw = {name: line[at] if at < len(line) else None for name, at in columns.items()}
    values = {name: _text(value) for name, value in raw.items()}
    problems = [f"没有{HEADS[name][0]}" for name in NEEDED if not values[name]]
    days: dict[str, date | None] = {}
    for name in ("arrived", "confirmed"):
        days[name] = _day(raw.get(name))
        if values.get(name) and days[name] is None:
            problems.append(f"{HEADS[name][0]}“{values[name]}”不是日期")
    if days["arrived"] and days["confirmed"] and days["confirmed"] < days["arrived"]:
        problems.append("收到申请之日早于申请时间")
    if formula := next((HEADS[name][0] for name, value in values.items() if value.startswith("=")), ""):
        problems.append(f"{formula}是公式，请改成文字")
    return Row(n, values, days["arrived"], days["confirmed"], tuple(problems))


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value if value is not None else "").split())[:3000]


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = re.match(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})", str(value or "").strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def results(lines: Iterable[tuple[Case, date | None, str, str]]) -> bytes:
    """Case, last day, kind of answer, number of the answer → the workbook for the superior platform."""
    rows = (
        (case.external_number, case.organ.name, case.number, case.received_on, case.get_state_display(), due, case.finished_on, outcome, number)
        for case, due, outcome, number in lines
    )
    return workbook("政府信息公开申请办理结果", RESULTS, rows, note="按上级平台的申请编号对应，供回填。")
