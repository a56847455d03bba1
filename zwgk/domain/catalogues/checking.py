"""What must hold in a row of the catalogue, and over a whole field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .limits import read_limit
from .row import LABELS, Row

SOURCE = "国办发〔2019〕54号和各领域标准指引的目录格式"
_PROCESS = re.compile(r"指南|流程|程序|条件|受理|申请|过程|方案|计划")
_RESULT = re.compile(r"结果|决定|名单|批复|审批信息|处罚|分配|完成|情况|公告")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a row: where, what, how to mend it."""

    field: str  # of Row
    what: str
    mend: str
    rule: str  # a short name; an exception may be recorded under it
    blocks: bool = True  # False: to be looked at

    @property
    def sentence(self) -> str:
        return f"{LABELS.get(self.field, self.field)}：{self.what}{self.mend}"


def check_row(row: Row) -> list[Finding]:
    """All of it; a rule with a recorded exception is only shown."""
    found = [*_texts(row), *_choices(row), *_channels(row)]
    return [each if each.rule not in row.exceptions else _excused(each, row) for each in found]


def check_field(rows: Sequence[Row]) -> list[Finding]:
    """Over all rows of a field: doubles, and whether process and result are both there (CAT-04)."""
    found = []
    for path, times in Counter(row.path for row in rows).items():
        if times > 1:
            name = " / ".join(part for part in path if part)
            found.append(Finding("level2", f"“{name}”有{times}项。", "合并，或者写出区别。", "double", blocks=False))
    words = " ".join(f"{row.level1}{row.level2}{row.level3}{row.content}" for row in rows)
    if rows and not _PROCESS.search(words):
        found.append(Finding("content", "没有办事指南、条件、流程等过程信息。", "补充过程环节的事项。", "process", blocks=False))
    if rows and not _RESULT.search(words):
        found.append(Finding("content", "没有决定、名单、结果等结果信息。", "补充结果环节的事项。", "result", blocks=False))
    return found


def _texts(row: Row) -> Iterable[Finding]:
    for name in ("level1", "content", "basis", "limit", "publisher"):
        if not getattr(row, name).strip():
            yield Finding(name, "没有填写。", "补上这一栏。", f"empty-{name}")
    if row.level3 and not row.level2:
        yield Finding("level2", "有三级事项，没有二级事项。", "补上二级事项。", "levels")
    if row.limit and not read_limit(row.limit).certain:
        yield Finding("limit", "看不出多少天。", "写明从何时起多少个工作日内公开。", "limit", blocks=False)


def _choices(row: Row) -> Iterable[Finding]:
    if row.to_all and row.to_some:
        yield Finding("to_all", "同时选了全社会和特定群体。", "通常只选一项；确需两项的（如义务教育、就业），请写明原因。", "audience")
    if not row.to_all and not row.to_some:
        yield Finding("to_all", "没有选公开对象。", "在全社会、特定群体中选一项。", "audience")
    if row.active and row.on_request:
        yield Finding("active", "同时选了主动和依申请。", "只能选一项；内容不同的拆成两个事项。", "way")
    if not row.active and not row.on_request:
        yield Finding("active", "没有选公开方式。", "在主动、依申请中选一项。", "way")
    if not row.tiers:
        yield Finding("tiers", "没有选公开层级。", "至少选一级。", "tiers")


def _channels(row: Row) -> Iterable[Finding]:
    if not any(each.required for each in row.channels):
        what = "只有可选渠道（□）。" if row.channels else "没有填写。"
        yield Finding("channels", what, "至少标明一个必选渠道（■）。", "channels")
    names = Counter(each.name for each in row.channels)
    for name in (name for name, times in names.items() if times > 1):
        yield Finding("channels", f"“{name}”既是必选又是可选。", "只留一个。", "channel-twice")


def _excused(each: Finding, row: Row) -> Finding:
    return Finding(each.field, f"{each.what}已说明：{row.exceptions[each.rule]}", "", each.rule, blocks=False)
