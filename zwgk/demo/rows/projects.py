"""Major projects with what each stage has told, government investment, plans, emergency plans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from .batches import Batch, Maker, Values, chance, days_back, month_back, words, workday

LISTED = 320  # days back: the list of the year
GAPS = {("重大设计变更信息", 1), ("重大设计变更信息", 2), ("征收土地信息", 2)}  # stage, place of the project modulo 3: did not arise
INVESTED = {"铁路", "公路", "水利", "市政", "教育", "卫生", "文化"}


def _code(today: date, number: int) -> str:
    return f"{today.year}-999901-{number:03}"


def projects(today: date) -> Iterator[Batch]:
    rows = []
    for n, (name, field, place, _, money, back, span, state, content) in enumerate(words("projects")["projects"], 1):
        begin = month_back(today, back) if back else month_back(today, -3)
        done = 100 if state == "竣工" else 0 if state == "前期" else min(95, round(back / span * 100) + n % 4 * 3) // (2 if state == "停工" else 1)
        rows.append({
            "code": _code(today, n), "name": name, "field": field, "place": place, "unit": "和光县重点工程建设中心", "content": content, "investment": money,
            "listed_on": str(days_back(today, LISTED)), "starts_on": str(begin), "ends_on": str(month_back(begin, -span)), "progress": done, "state": state,
        })  # fmt: skip
    yield Batch("fagaiju", days_back(today, LISTED - 9), rows)


def information(today: date) -> Iterator[Batch]:
    """Each stage by the unit that makes it, a year at a time; the stages to come are gaps that the page tells."""
    told = words("projects")
    found: dict[tuple[str, int], list[Values]] = {}
    for n, (name, _, _, industry, _, back, _, state, _) in enumerate(told["projects"], 1):
        for stage, title, publisher, after in told["stages"]:
            day = workday(month_back(today, (back or -3) - after).replace(day=4 + n % 20))
            old = stage == "竣工有关信息" and state != "竣工"
            if day > today - timedelta(days=8) or old or (stage, n % 3) in GAPS or (state == "前期" and after > -3):
                continue
            unit = industry if publisher == "industry" else publisher
            found.setdefault((unit, day.year), []).append({
                "project": _code(today, n), "stage": stage, "title": f"{name}{title}", "organ": unit, "formed_on": str(day), "number": f"和项目〔{day.year}〕{n * 8 + after + 7}号",
                "content": f"{title}：{told['told'][stage]}",
            })  # fmt: skip
    for (unit, _), rows in sorted(found.items()):
        last = max(date.fromisoformat(row["formed_on"]) for row in rows)
        yield Batch(unit, last + timedelta(days=5), rows)


def investments(today: date) -> Iterator[Batch]:
    draw, found = chance("投资"), {}
    for n, (name, field, _, _, money, back, _, state, _) in enumerate(words("projects")["projects"], 1):
        if field == "产业":
            continue
        for stage, months in (("审批", back + 4), ("年度计划", min(back, 9)), ("实施", max(1, back - 4)), ("检查", max(0, back - 7))):
            day = workday(month_back(today, months).replace(day=3 + n % 18))
            if (stage in ("实施", "检查") and (state == "前期" or draw.random() < 0.5)) or day > today - timedelta(days=8):
                continue
            found.setdefault((day.year, day.month > 6), []).append({
                "code": _code(today, n), "name": name, "field": field if field in INVESTED else "其他", "stage": stage, "organ": "和光县发展和改革局", "number": f"和发改投〔{day.year}〕{n * 4 + months}号",
                "investment": money, "funds": draw.choice(("上级补助和县级财政资金", "专项债券和县级财政资金", "中央预算内投资和县级配套")), "content": f"{name}{stage}情况：{_said(stage)}", "formed_on": str(day),
            })  # fmt: skip
    for rows in found.values():
        last = max(date.fromisoformat(row["formed_on"]) for row in rows)
        yield Batch("fagaiju", last + timedelta(days=4), rows)


def _said(stage: str) -> str:
    return {
        "审批": "批复项目建议书和可行性研究报告，明确规模、投资和资金来源。", "年度计划": "列入年度政府投资计划，明确年度投资额和形象进度。",
        "实施": "完成招标并开工建设，按月报送进度。", "检查": "开展稽察，发现的问题已经督促整改。",
    }[stage]  # fmt: skip


def plans(today: date) -> Iterator[Batch]:
    rows = []
    for n, (name, category, span, first, last, organ) in enumerate(words("projects")["plans"]):
        approved = min(date(first, n % 6 + 1, 18), days_back(today, 30))
        rows.append({
            "name": name, "category": category, "generation": span, "from_year": first, "to_year": last, "organ": organ, "number": f"和政发〔{approved.year}〕{n + 3}号", "approved_on": str(workday(approved)),
            "summary": "现状和形势、总体要求、主要目标、重点任务、重大项目和保障措施。", "state": "已到期" if last < today.year else "正在执行",
        })  # fmt: skip
    yield Batch("fagaiju", days_back(today, 150), rows)


def emergencies(today: date) -> Iterator[Batch]:
    yield Batch("yingjiju", days_back(today, 205), [{
        "name": name, "category": category, "organ": organ, "number": f"和政办发〔{days_back(today, 222).year}〕{n + 5}号", "issued_on": str(days_back(today, 222 - n % 6)),
        "edition": "简本" if category == "社会安全事件" else "全文", "summary": "适用范围、组织指挥、预防预警、应急响应、后期处置和保障措施。", "levels": "Ⅰ级、Ⅱ级、Ⅲ级、Ⅳ级",
        "drill_on": str(days_back(today, 216 + n * 9)), "trained_on": str(days_back(today, 230 + n * 4)), "next_review": str(month_back(today, -28 - n % 5)),
    } for n, (name, category, organ) in enumerate(words("projects")["emergencies"])])  # fmt: skip


PROJECTS: dict[str, Maker] = {
    "major-project": projects, "major-project-information": information, "government-investment": investments, "planning": plans, "emergency-plan": emergencies,
}  # fmt: skip
