"""What is judged and published of a record, in one canonical form, and its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from .models import Record

DATES = ("formed_on", "written_on", "effective_on", "lapses_on", "shown_until")
WORDS = ("title", "summary", "doc_number", "genre", "theme", "keywords", "source")
JUDGED = (*WORDS, *DATES, "body", "values", "attribute", "ground", "ground_note")
LABELS: Mapping[str, str] = {
    "title": "标题", "summary": "内容概述", "doc_number": "文号", "genre": "体裁分类", "theme": "主题分类", "keywords": "主题词", "source": "信息来源",
    "formed_on": "生成日期", "written_on": "成文日期", "effective_on": "生效日期", "lapses_on": "失效日期", "shown_until": "公示期截止", "body": "正文",
    "values": "字段", "attribute": "公开属性", "ground": "理由", "ground_note": "理由说明", "attachments": "附件", "entries": "目录事项", "columns": "栏目",
}  # fmt: skip


def canonical(record: Record) -> dict[str, Any]:
    """Plain values that fit into JSON; files kept inside are not among them."""
    found: dict[str, Any] = {"organ": record.organ_id, "kind": record.kind}
    for name in JUDGED:
        value = getattr(record, name)
        found[name] = value.isoformat() if isinstance(value, date) else value
    found["attachments"] = [{"title": each.title, "sha256": each.file.sha256} for each in record.attachments.select_related("file") if not each.inner]
    found["entries"] = sorted(record.entries.values_list("pk", flat=True))
    found["columns"] = sorted(record.columns.values_list("pk", flat=True))
    return found


def hash_of(content: Mapping[str, Any]) -> str:
    """One hash over all of it."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def body_hash(title: str, body: str, values: Mapping[str, Any]) -> str:
    """Over what the public reads: the same for the certificate, the capture and the comparison with other platforms."""
    return hash_of({"title": title, "body": body, "values": dict(values)})
