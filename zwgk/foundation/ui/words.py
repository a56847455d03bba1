"""How dates, sizes and lights are said. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.utils import timezone

LIGHTS: Mapping[str, str] = {
    "late": "逾期",
    "today": "今天到期",
    "soon": "临近到期",
    "later": "未到期",
    "waiting": "等待期满",
    "over": "已期满",
    "met": "已办结",
    "met_late": "逾期办结",
    "suspended": "中止计时",
    "void": "已取消",
    "none": "无期限",
}
KINDS: Mapping[str, str] = {
    "pdf": "PDF", "ofd": "OFD", "doc": "Word", "docx": "Word", "wps": "WPS", "xls": "Excel", "xlsx": "Excel", "et": "WPS 表格",
    "csv": "CSV", "txt": "文本", "html": "网页", "htm": "网页", "zip": "压缩包", "jpg": "图片", "jpeg": "图片", "png": "图片",
    "ppt": "演示文稿", "pptx": "演示文稿", "mp3": "音频", "mp4": "视频",
}  # fmt: skip


def cn_date(value: date | datetime | str | None) -> str:
    """2026年11月23日; nothing for nothing."""
    day = _day(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def cn_day(value: date | datetime | str | None) -> str:
    """11月26日."""
    day = _day(value)
    return f"{day.month}月{day.day}日" if day else ""


def cn_moment(value: datetime | None) -> str:
    """2026-11-23 09:30, the form that 国办发〔2017〕47号 asks for."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else ""


def _day(value: date | datetime | str | None) -> date | None:
    if not value:
        return None
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return timezone.localtime(value).date() if isinstance(value, datetime) and timezone.is_aware(value) else value


def file_size(count: int | None) -> str:
    """326 KB, 1.4 MB."""
    if count is None or count == "":
        return ""
    if count < 1024:
        return f"{count} 字节"
    size = count / 1024
    for unit in ("KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if size >= 10 else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GB"


def file_kind(name: str) -> str:
    """Word, PDF, …, from the ending."""
    ending = PurePath(str(name)).suffix.lstrip(".").lower()
    return KINDS.get(ending, ending.upper())


def item(thing: Any, key: str) -> Any:
    """A key of a mapping, or an attribute of anything else; "" when it is not there."""
    return thing.get(key, "") if isinstance(thing, Mapping) else getattr(thing, key, "")


def heat_cell(column: int, cell: Any) -> dict[str, Any]:
    """Number, address and depth of colour (0–4) of a cell."""
    count, url = cell if isinstance(cell, tuple) else (cell, "")
    depth = next(level for level, most in enumerate((0, 2, 5, 10, float("inf"))) if count <= most)
    return {"count": count, "url": url, "class": f"{'heat-late' if column == 0 else 'heat'}-{depth}"}
