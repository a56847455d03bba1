"""A reading as a Chinese text for people: record, parts, tasks with units and dates, what to look at."""

from __future__ import annotations

import unicodedata

from .model import Deadline, Field, Metadata, PartKind, Reading, Task

_NAMES = (
    ("title", "标题"), ("doc_number", "文号"), ("issuing_organ", "发文机关"), ("signed_date", "成文日期"), ("published_date", "发布日期"), ("printed_date", "印发日期"),
    ("index_number", "索引号"), ("theme", "主题分类"), ("validity", "有效性"), ("publicity", "公开属性"), ("plan_year", "计划年度"), ("approval", "批准"), ("annex_title", "附件标题"),
)  # fmt: skip
_PARTS = {PartKind.COVER: "通知", PartKind.ANNEX: "附件", PartKind.BODY: "正文"}
_ASK = {
    "title": "标题", "doc_number": "文号", "issuing_organ": "发文机关", "signed_date": "成文日期", "published_date": "发布日期", "addressees": "主送机关",
    "publicity": "公开属性", "index_number": "索引号", "validity": "有效性",
}  # fmt: skip


def report(reading: Reading) -> str:
    """The whole report."""
    lines = ["【元数据】", *_record(reading.metadata)]
    missing = [_ASK.get(name, name.removeprefix("head:")) for name in reading.to_ask if not name.startswith("head:")]
    if missing:
        lines.append(f"  待补充：{'、'.join(missing)}")
    lines += ["", "【结构】"]
    for part in reading.parts:
        lines.append(f"  {_PARTS[part.kind]}　{part.title or '（无标题）'}　第{part.lines[0]}—{part.lines[1]}行")
    lines += ["", f"【任务】共 {len(reading.tasks)} 项", *_tasks(reading)]
    if reading.basis:
        lines += ["", f"【依据文件】共 {len(reading.basis)} 件"]
        lines += [f"  {'《' + one.title + '》' if one.title else ''}{one.number or ''}{'（简称《' + one.alias + '》）' if one.alias else ''}" for one in reading.basis]
    if reading.repairs:
        lines += ["", f"【修复建议】共 {len(reading.repairs)} 处（原文不变，待确认）"]
        lines += [f"  第{one.line}行　{one.reason}：{one.raw[:40]} → {one.proposed[:40]}" for one in reading.repairs[:60]]
    if reading.warnings:
        lines += ["", f"【需要核对】共 {len(reading.warnings)} 条"]
        lines += [f"  {f'第{one.line}行　' if one.line else ''}{one.message}" for one in reading.warnings]
    lines += [f"  说明：{note}" for note in reading.notes]
    return "\n".join(lines)


def _record(data: Metadata) -> list[str]:
    rows: list[tuple[str, str]] = []
    for name, label in _NAMES:
        one: Field | None = getattr(data, name)
        if one is not None:
            where = f"　（{one.place or '第' + str(one.line) + '行'}，{one.how}）" if one.how else ""
            rows.append((label, one.value + where))
    if data.addressees:
        rows.append(("主送", "；".join(data.addressees)))
    if data.cc:
        rows.append(("抄送", "；".join(data.cc)))
    rows += [("联系人", f"{one.name or '（未写姓名）'} {one.phone}") for one in data.contacts]
    return [f"  {_pad(label, 10)}{value}" for label, value in rows]


def _pad(text: str, width: int) -> str:
    used = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
    return text + " " * max(1, width - used)


def _tasks(reading: Reading) -> list[str]:
    lines: list[str] = []
    shown: tuple[int, tuple[str, ...]] = (-1, ())
    for number, task in enumerate(reading.tasks, 1):
        if (task.part_index, task.ancestor_headings) != shown:
            shown = (task.part_index, task.ancestor_headings)
            lines.append(f"  〔{_PARTS[task.part]}〕{' › '.join(task.ancestor_headings)}")
        lines += _one(number, task)
    return lines


def _one(number: int, task: Task) -> list[str]:
    text = (task.heading + "：" if task.heading and not task.text.startswith(task.heading) else "") + task.text
    lines = [f"  {number:>3}. [{' '.join(task.path)}] {text.replace(chr(10), ' ')[:76]}{'…' if len(text) > 76 else ''}"]
    if task.lead_units:
        lines.append(f"       牵头：{'、'.join(task.lead_units)}")
    if task.responsible_units:
        lines.append(f"       责任：{'、'.join(task.responsible_units)}")
    dated = [one for one in task.deadlines if one.core]
    if dated:
        lines.append("       时限：" + "；".join(_due(one) for one in dated))
    return lines


def _due(one: Deadline) -> str:
    return f"{one.text}（{one.date}）" if one.date and one.date not in one.text else one.text
