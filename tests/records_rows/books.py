"""Workbooks of penalties as a bureau sends them; everything in them is invented."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, timedelta

import openpyxl

HEAD = (
    "序号", "行政处罚决定书文号", "当事人", "相对人类别", "违法行为类型", "违法事实", "处罚依据", "处罚类别", "处罚内容", "罚款金额（元）", "处罚决定日期", "处罚机关",
)  # fmt: skip


def penalty(number: int, **changed: object) -> dict[str, object]:
    """One line, by its heads."""
    line: dict[str, object] = dict(zip(HEAD, (
        number, f"和光财罚〔2026〕{number}号", f"和光县第{number}商贸有限公司", "法人及非法人组织", "未按规定保管会计资料", "检查时未能提供上一年度会计账簿。",
        "《中华人民共和国会计法》第四十条", "罚款", f"罚款{1000 + number}元", 1000 + number, (date(2026, 1, 5) + timedelta(number % 300)).isoformat(), "和光县财政局",
    ), strict=True))  # fmt: skip
    return {**line, **changed}


def book(lines: Sequence[dict[str, object]], head: Sequence[str] = HEAD) -> bytes:
    made = openpyxl.Workbook()
    made.active.append(["和光县财政局行政处罚公示表"])
    made.active.append(list(head))
    for line in lines:
        made.active.append([line.get(word) for word in head])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
