"""Text with placeholders that stay in step with the figures: “全年收到申请{新收}件”."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from zwgk.domain.annualreports import shown
from zwgk.domain.errors import BadInput
from zwgk.matters.inforequests import queries as requests
from zwgk.matters.ledger import queries as ledger

from ..models import Report

_PLACE = re.compile(r"\{([^{}\n]{1,40})\}")
SUMS: Mapping[str, tuple[str, ...]] = {
    "新收": ("R1:total",), "上年结转": ("R2:total",), "办结": ("R3.7:total",), "结转下年": ("R4:total",), "自然人": ("R1:natural",),
    "法人": ("R1:business", "R1:research", "R1:welfare", "R1:legal_service", "R1:other"),
    "予以公开": ("R3.1:total",), "部分公开": ("R3.2:total",), "不予公开": tuple(f"R3.3.{n}:total" for n in range(1, 9)),
    "无法提供": tuple(f"R3.4.{n}:total" for n in range(1, 4)), "不予处理": tuple(f"R3.5.{n}:total" for n in range(1, 6)),
    "其他处理": tuple(f"R3.6.{n}:total" for n in range(1, 4)), "复议": ("review:total",), "诉讼": ("direct:total", "after:total"),
    "制发规范性文件": ("normative:made",), "废止规范性文件": ("normative:repealed",), "现行有效规范性文件": ("normative:valid",),
    "行政许可": ("licence:decided",), "行政处罚": ("penalty:decided",), "行政强制": ("coercion:decided",),
}  # fmt: skip
WRITTEN = ("信息处理费", "计划落实", "年度", "下一年度", "单位")  # put in as words


def filled(text: str, cells: Mapping[str, int | Decimal], report: Report, organ_ids: Collection[int], at: datetime | None = None) -> str:
    """The text as it is read."""

    def said(match: re.Match[str]) -> str:
        name = match[1].strip()
        if name in SUMS:
            return shown(sum((cells.get(cell, 0) for cell in SUMS[name]), 0))
        if name in cells:
            return shown(cells[name])
        return _words(name, report, organ_ids, at) if name in WRITTEN else match[0]

    return _PLACE.sub(said, text)


def _words(name: str, report: Report, organ_ids: Collection[int], at: datetime | None) -> str:
    match name:
        case "信息处理费":
            return fee_words(organ_ids, report.year)
        case "计划落实":
            return plan_words(organ_ids, report.year, at or timezone.now())
        case "下一年度":
            return str(report.year + 1)
        case "单位":
            return report.organ.name
        case _:
            return str(report.year)


def fee_words(organ_ids: Collection[int], year: int) -> str:
    """Section 六 must say it, also when nothing was charged."""
    paid = requests.fees_of(organ_ids, year).filter(paid_on__isnull=False).aggregate(Sum("amount"))["amount__sum"]
    return f"{year}年实际收取信息处理费共计{shown(Decimal(paid))}元。" if paid else f"{year}年没有收取信息处理费。"


def plan_words(organ_ids: Collection[int], year: int, at: datetime) -> str:
    """What the ledger says of the plans of the year."""
    return "".join(section.text for section in ledger.annual_sections(year, organ_ids, at) if section.rows)


def check_places(text: str, cells: Collection[str]) -> None:
    """Refuse a placeholder that nobody can fill."""
    unknown = [match[1] for match in _PLACE.finditer(text) if match[1].strip() not in SUMS and match[1].strip() not in WRITTEN and match[1].strip() not in cells]
    if unknown:
        known = "、".join(f"{{{name}}}" for name in (*SUMS, *WRITTEN))
        raise BadInput(f"没有这样的占位符：{'、'.join('{' + each + '}' for each in unknown)}。", field="text", remedy=f"可以用的有：{known}。")
