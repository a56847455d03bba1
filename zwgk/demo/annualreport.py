"""年度报告 of 和光县: 2024 and 2025 from files, some of them published through the review; those of this year begun, their figures live."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from zwgk.domain.annualreports import Report as Paper
from zwgk.domain.annualreports import as_json
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.annualreport import actions, queries
from zwgk.matters.annualreport.models import Report
from zwgk.matters.annualreport.queries import faces, intake

from .desk import Desk, at_hour
from .reading import SETUP, load

KINDS = ("natural", "business", "research", "welfare", "legal_service", "other")
IMPORTED = date(2026, 4, 8)  # a working day after the platform came into use
BEGUN = date(2026, 11, 20)


def make_annual_reports(desk: Desk) -> int:
    """How many reports there are."""
    told = load("annualreports.yaml")
    for slug, years in told["units"].items():
        left: dict[str, int] = {}
        for year, row in years.items():
            paper, left = _paper(desk.organ(slug).name, year, row, left, told["texts"])
            report = _import(desk, slug, paper)
            if row.get("published"):
                _publish(desk, told["publishers"][slug], report)
    for slug in told["begun"]:
        actions.begin(desk.organ(slug), BEGUN.year, actor=SETUP, at=at_hour(BEGUN))
    return Report.objects.count()


def _paper(name: str, year: int, row: dict[str, Any], left: dict[str, int], texts: dict[str, str]) -> tuple[Paper, dict[str, int]]:
    """A report whose sums hold: what was left last year is carried in, what is not finished is carried on."""
    form = rulebook.law().annual_forms["2021"]
    found: dict[str, Any] = {f"R2:{kind}": left.get(kind, 0) for kind in KINDS}
    for ident, values in row["requests"].items():
        found |= {f"{ident}:{kind}": value for kind, value in zip(KINDS, values, strict=False)}
    for block, values in row.get("appeals", {}).items():
        found |= {f"{block}:{result}": value for result, value in zip(("upheld", "corrected", "other", "pending"), values, strict=True)}
    found |= row["disclosure"]
    cells = queries.totalled(found, form)
    left = {kind: int(cells[f"R1:{kind}"] + cells[f"R2:{kind}"] - cells[f"R3.7:{kind}"]) for kind in KINDS}
    cells = queries.totalled({**cells, **{f"R4:{kind}": value for kind, value in left.items()}}, form)
    words = {section: text.replace("{单位}", name).replace("{年}", str(year)).replace("{明年}", str(year + 1)) for section, text in texts.items()}
    told = {section: _counted(text, cells) for section, text in words.items()}
    return Paper("2021", year, name, f"{name}{year}年政府信息公开工作年度报告", cells, texts=told), left


def _counted(text: str, cells: dict[str, Any]) -> str:
    """The figures in the text as the tables have them."""
    for name, addends in queries.SUMS.items():
        text = text.replace(f"{{{name}}}", str(sum(cells[cell] for cell in addends)))
    return text


def _import(desk: Desk, slug: str, paper: Paper) -> Report:
    data = json.dumps(as_json(paper, rulebook.law().annual_forms["2021"]), ensure_ascii=False, indent=1).encode()
    name = f"{paper.title}.json"
    return actions.import_report(desk.organ(slug), intake.read(data, name), data, name, actor=SETUP, at=at_hour(IMPORTED))


def _publish(desk: Desk, slug: str, report: Report) -> None:
    """The way of every record: a draft, its judges, out."""
    form, paper = queries.form_of(report), queries.paper(report)
    files = {f"{report.title}.docx": faces.docx(paper, form), f"{report.title}.pdf": faces.pdf(paper, form)}
    record = actions.hand_over(report, faces.html(paper, form), files, actor=desk.drafter(slug), at=at_hour(IMPORTED, 11))
    desk.judge(slug, [record], record.title, at_hour(IMPORTED, 14))
    desk.settle(slug, [record], at_hour(date(2026, 4, 9)))
