"""A person corrects what was read. The reader's value and its source stay in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told

from ..models import Clause, Notice
from ..queries import number_taken
from ..subjects import subject
from .store import DATE_FIELDS, TEXT_FIELDS

FIELD_NAMES = {
    "title": "标题", "doc_number": "发文字号", "issuing_organ": "发文机关", "index_number": "索引号", "theme": "主题分类", "validity": "有效性",
    "publicity": "公开属性", "source_site": "来源", "editor": "编辑", "author": "作者", "seal": "印章", "approval": "批准表述", "annex_title": "附件标题",
    "published_time": "发布时间", "issue_timestamp": "网页发文日期", "signed_date": "成文日期", "published_date": "发布日期", "printed_date": "印发日期",
    "plan_year": "计划年度",
}  # fmt: skip
CLAUSE_FIELDS = ("text", "heading", "lead_units", "responsible_units", "deadlines", "targets", "is_task")


def correct_field(notice: Notice, name: str, value: str, *, actor: Actor, at: datetime) -> None:
    """Set one field of the record by hand; an empty value means: the document does not say."""
    actor.require("notices.correct")
    _still_open(notice)
    old = getattr(notice, name)
    clean = _clean(notice, name, value.strip())
    if clean == old:
        return
    with transaction.atomic():
        setattr(notice, name, clean)
        notice.fields[name] = {"value": str(clean or ""), "raw": "", "line": 0, "place": "", "how": "人工填写", "by": actor.name}
        notice.to_ask = [item for item in notice.to_ask if item != name]
        notice.save()
        told = Told("notices.correct", f"更正{FIELD_NAMES[name]}：{old or '（空）'} → {clean or '（空）'}", data={"field": name, "old": str(old or ""), "new": str(clean or "")})
        journal.record(subject(notice), told, actor=actor, at=at)


def change_clause(clause: Clause, values: Mapping[str, Any], *, seen: str = "", actor: Actor, at: datetime) -> None:
    """Set text, units, deadlines or targets of one leaf, or take it out of the tasks.

    `seen` is the `mark` of the leaf that the person had before the eyes; another one means that somebody was faster.
    """
    actor.require("notices.correct")
    if seen and seen != clause.mark:
        raise Conflict(f"第 {clause.path} 条刚刚被{clause.edited_by or '别人'}修改过。", remedy="您填写的内容仍在下面；请对照现在的内容再保存。")
    notice = clause.notice
    _still_open(notice)
    changed = {name: values[name] for name in CLAUSE_FIELDS if name in values and values[name] != getattr(clause, name)}
    if not changed:
        return
    if not str(changed.get("text", clause.text)).strip():
        raise BadInput("任务内容不能为空。", field="text", remedy="如果这一条不是任务，请取消勾选“列为任务”。")
    with transaction.atomic():
        before = {name: getattr(clause, name) for name in changed}
        for name, value in changed.items():
            setattr(clause, name, value)
        clause.edited_by = actor.name
        clause.save()
        told = Told("notices.correct", f"修改第 {clause.path} 条", data={"path": clause.path, "before": before, "after": changed})
        journal.record(subject(notice), told, actor=actor, at=at)


def accept_repair(notice: Notice, index: int, *, actor: Actor, at: datetime) -> None:
    """Agree with a proposed repair: fields that still hold the raw text take the proposal."""
    repair = _decide(notice, index, "accepted", actor=actor)
    with transaction.atomic():
        for name in TEXT_FIELDS:
            if repair["raw"] and getattr(notice, name) == repair["raw"]:
                setattr(notice, name, repair["proposed"])
                notice.fields[name] = {**notice.fields.get(name, {}), "value": repair["proposed"], "by": actor.name}
        notice.save()
        told = Told("notices.correct", f"同意修复：{repair['raw'][:60]} → {repair['proposed'][:60]}")
        journal.record(subject(notice), told, actor=actor, at=at)


def refuse_repair(notice: Notice, index: int, *, actor: Actor, at: datetime) -> None:
    """Keep the raw text."""
    repair = _decide(notice, index, "refused", actor=actor)
    with transaction.atomic():
        notice.save()
        journal.record(subject(notice), Told("notices.correct", f"保留原文：{repair['raw'][:80]}"), actor=actor, at=at)


def _decide(notice: Notice, index: int, state: str, *, actor: Actor) -> dict[str, Any]:
    actor.require("notices.correct")
    _still_open(notice)
    if not 0 <= index < len(notice.repairs):
        raise BadInput("没有这条修复建议。", remedy="请刷新页面后重试。")
    repair: dict[str, Any] = notice.repairs[index]
    if repair["state"] != "proposed":
        raise Conflict("这条修复建议已经处理过。")
    repair["state"], repair["by"] = state, actor.name
    return repair


def _still_open(notice: Notice) -> None:
    if notice.state == Notice.State.SUPERSEDED:
        raise Conflict("这份来文已被更正件替换，不能再修改。", remedy="请在更正件上修改。")


def _clean(notice: Notice, name: str, value: str) -> Any:
    if name in DATE_FIELDS:
        return _date(name, value)
    if name == "plan_year":
        return _year(value)
    if name not in TEXT_FIELDS:
        raise BadInput(f"没有“{name}”这个项目。")
    limit = Notice._meta.get_field(name).max_length or 0
    if len(value) > limit:
        raise BadInput(f"{FIELD_NAMES[name]}不能超过 {limit} 个字。", field=name)
    if name in ("doc_number", "index_number") and value and (taken := number_taken(notice, name, value)):
        raise Conflict(f"{FIELD_NAMES[name]}“{value}”已用于“{taken.label}”。", field=name, remedy="请核对原件；同一机关同一年度的文号不能重复。")
    return value


def _date(name: str, value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadInput(f"{FIELD_NAMES[name]}“{value}”不是有效日期。", field=name, remedy="请按 2026-11-23 的样式填写。")


def _year(value: str) -> int | None:
    if not value:
        return None
    if not value.isdecimal() or not 1980 <= int(value) <= 2100:
        raise BadInput(f"计划年度“{value}”不是有效年份。", field="plan_year", remedy="请填写四位数字，如 2026。")
    return int(value)
