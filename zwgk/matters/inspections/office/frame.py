"""What the pages share: crumbs and tabs."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

CRUMBS = [("栏目检查", "/office/inspections/")]
TABS = (("list", "问题"), ("columns", "各单位栏目"), ("plan", "栏目设置"), ("keepers", "栏目责任人"), ("runs", "检查记录"), ("report", "月报"))


def tabs(current: str) -> list[tuple[str, str, bool]]:
    """The pages of the slice."""
    return [(label, reverse(f"inspections:{name}"), name == current) for name, label in TABS]


def number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def handed(data: bytes, name: str) -> HttpResponse:
    """A file to keep."""
    kind = "spreadsheetml.sheet" if name.endswith(".xlsx") else "wordprocessingml.document"
    answer = HttpResponse(data, content_type=f"application/vnd.openxmlformats-officedocument.{kind}")
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer
