"""找错 of an account: how each stands, and the same for the file of one's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from zwgk.foundation.visitors.models import Visitor
from zwgk.foundation.visitors.queries import codes_of
from zwgk.matters.sites.models import CORRECTION, Correction
from zwgk.matters.sites.queries import corrections


@dataclass(frozen=True, slots=True)
class Report:
    """One report as its writer reads it."""

    title: str
    on: date
    now: str
    next: str
    tone: str


def reports_of(visitor: Visitor) -> list[Report]:
    """The newest first."""
    return [_report(row) for row in corrections.by_codes(codes_of(visitor, CORRECTION))]


def _report(row: Correction) -> Report:
    said = row.answer or f"{row.organ.label}正在办理，答复后显示在这里。"
    return Report(f"{row.get_kind_display()}：{row.page}", localdate(row.arrived_at), row.get_state_display(), said, "" if row.is_open else "done")


def told_of(visitor: Visitor) -> list[dict[str, Any]]:
    """For the file."""
    return [
        {
            "编号": row.number, "查询码": row.code, "网页": row.page, "类型": row.get_kind_display(), "内容": row.text, "联系方式": row.contact,
            "提交日期": f"{localdate(row.arrived_at)}", "状态": row.get_state_display(), "答复": row.answer,
        }
        for row in corrections.by_codes(codes_of(visitor, CORRECTION))
    ]  # fmt: skip
