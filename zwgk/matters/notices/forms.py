"""What people typed → clean values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from zwgk.domain.errors import BadInput

from .models import Notice


class UploadForm(forms.Form):
    """The notice that came this morning."""

    file = forms.FileField(label="来文文件", help_text="可以是 .docx .doc .wps .pdf .ofd .xlsx .et .html .txt，或扫描图片；不超过 50 MB。")


class RecordForm(forms.ModelForm):
    """The record, field by field; empty means: the document does not say."""

    class Meta:
        model = Notice
        fields = [
            "title", "annex_title", "doc_number", "issuing_organ", "signed_date", "published_date", "printed_date", "plan_year",
            "index_number", "theme", "validity", "publicity", "source_site", "editor", "author", "approval",
        ]  # fmt: skip
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("signed_date", "published_date", "printed_date")
        } | {"title": forms.Textarea(attrs={"rows": 2}), "annex_title": forms.Textarea(attrs={"rows": 2})}


class ApprovalForm(forms.Form):
    """Who approved the document."""

    level = forms.CharField(label="批准机关", max_length=120)
    approved_on = forms.DateField(label="批准日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    by = forms.CharField(label="批准人或会议", max_length=120, help_text="如：县政府第 12 次常务会议")
    file = forms.FileField(label="批准件", required=False)


class ClauseForm(forms.Form):
    """One leaf: words, units, deadlines."""

    is_task = forms.BooleanField(label="列为任务", required=False)
    heading = forms.CharField(label="标题", required=False, max_length=300)
    text = forms.CharField(label="任务内容", widget=forms.Textarea(attrs={"rows": 6}))
    lead_units = forms.CharField(label="牵头单位", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="多个单位用顿号隔开；括号内的顿号不拆分。")
    responsible_units = forms.CharField(label="责任单位", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="多个单位用顿号隔开；括号内的顿号不拆分。")

    def values(self) -> dict[str, Any]:
        """Clean values as the verb wants them."""
        data = self.cleaned_data
        return {
            "is_task": data["is_task"],
            "heading": data["heading"].strip(),
            "text": data["text"].strip(),
            "lead_units": split_units(data["lead_units"]),
            "responsible_units": split_units(data["responsible_units"]),
        }


def split_units(text: str) -> list[str]:
    """`各乡镇（街道）、县财政局` → two names; nothing inside brackets is split."""
    names, depth, current = [], 0, ""
    for char in text:
        depth += (char in "（(") - (char in "）)")
        if depth <= 0 and char in "、，,;；\n":
            names.append(current.strip())
            current = ""
        else:
            current += char
    return [name for name in [*names, current.strip()] if name]


KINDS = {"date": "截止日期", "relative": "自事件起", "recurrence": "定期", "start": "起始日期", "conditional": "待条件具备", "vague": "未写明周期", "annual_product": "年度工作"}
UNITS = {"working_day": "个工作日", "calendar_day": "日", "hour": "小时", "month": "个月", "year": "年"}
FREQUENCIES = {"": "—", "weekly": "每周", "monthly": "每月", "quarterly": "每季度", "half_yearly": "每半年", "yearly": "每年"}


def deadlines_from(post: Mapping[str, str], old: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the deadlines table as typed; a row without words is dropped, a new one may be added at the end."""
    rows = [row for number in range(len(old) + 1) if (row := _deadline(post, number, old[number] if number < len(old) else {}))]
    return rows


def _deadline(post: Mapping[str, str], number: int, old: Mapping[str, Any]) -> dict[str, Any] | None:
    text = post.get(f"d{number}_text", "").strip()
    if not text:
        return None
    kind = post.get(f"d{number}_kind", "date")
    if kind not in KINDS:
        raise BadInput(f"第 {number + 1} 条时限的类型不对。", field=f"d{number}_kind")
    row = dict(old) | {"text": text, "kind": kind, "core": kind in ("date", "relative", "recurrence")}
    row["date"] = _day(post.get(f"d{number}_date", ""), number) if kind not in ("relative",) else None
    amount = post.get(f"d{number}_amount", "").strip()
    if amount and not re.fullmatch(r"\d{1,4}", amount):
        raise BadInput(f"第 {number + 1} 条时限的数量“{amount}”不是数字。", field=f"d{number}_amount")
    row["amount"] = int(amount) if amount and kind == "relative" else None
    row["unit"] = post.get(f"d{number}_unit") if row["amount"] else None
    row["frequency"] = post.get(f"d{number}_frequency") or None
    row["anchor"] = post.get(f"d{number}_anchor", "").strip() or old.get("anchor")
    if kind == "date" and not row["date"]:
        raise BadInput(f"第 {number + 1} 条时限“{text}”还没有日期。", field=f"d{number}_date", remedy="请填写截止日期，或改选其他类型。")
    return row


def _day(text: str, number: int) -> str | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise BadInput(f"第 {number + 1} 条时限的日期“{text}”不是有效日期。", field=f"d{number}_date", remedy="请按 2026-11-23 的样式填写。")
