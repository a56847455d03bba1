"""Licences, penalties, coercion, random inspections, powers and services of the bureaus that enforce and serve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from ..reading import load
from .batches import (
    Batch,
    Maker,
    Values,
    chance,
    days_back,
    decided,
    firm,
    month_back,
    party,
    sessions,
    spoken,
    words,
    workday,
)

OFTEN, SELDOM = {"shichangju": 1, "chengguanju": 4}, 6  # months between two sessions
WAITING = 2  # steps taken of the newest batch of penalties
CALLING = "受理、审查、决定、送达、事后监管。"


def name_of(unit: str) -> str:
    found = next(row for row in load("organs.yaml")["organs"] if row["slug"] == unit)
    return str(found["name"])


def penalties(today: date) -> Iterator[Batch]:
    draw, numbers = chance("处罚"), Counter[tuple[str, int]]()
    for place, (unit, told) in enumerate(words("enforcement")["penalties"].items()):
        for session in sessions(today, OFTEN.get(unit, SELDOM), 11 - place % 6):
            rows = []
            for _ in range(draw.randint(3, 4) if unit == "shichangju" else draw.randint(4, 6)):
                case, facts, basis, category, base = draw.choice(told["cases"])
                day = decided(session, draw)
                numbers[unit, day.year] += 1
                fine = round(base * draw.choice((0.6, 0.8, 1, 1, 1.5, 2.4)) / 100) * 100
                rows.append({
                    "number": spoken(day.year, numbers[unit, day.year], told["letters"]), **party(draw, told["trades"]), "case": case, "facts": facts, "basis": basis,
                    "category": category, "content": f"责令改正，罚款{fine}元。" if fine else "警告，责令限期改正。", **({"fine": fine} if fine else {}),
                    "decided_on": str(day), "served_on": str(day + timedelta(days=2)), "organ": name_of(unit),
                })  # fmt: skip
            yield Batch(unit, session + timedelta(days=3), rows)
    rows = []
    for number in range(1, 5):
        told = words("enforcement")["penalties"]["shichangju"]
        case, facts, basis, category, fine = told["cases"][number]
        day = days_back(today, 4)
        rows.append({
            "number": spoken(day.year, numbers["shichangju", day.year] + number, told["letters"]), **party(draw, told["trades"]), "case": case, "facts": facts, "basis": basis, "category": category,
            "content": f"责令改正，罚款{fine}元。" if fine else "警告，责令限期改正。", "decided_on": str(day), "organ": name_of("shichangju"),
        })  # fmt: skip
    yield Batch("shichangju", days_back(today, 2), rows, WAITING)


def licences(today: date) -> Iterator[Batch]:
    draw, numbers = chance("许可"), Counter[tuple[str, int]]()
    for place, (unit, told) in enumerate(words("enforcement")["licences"].items()):
        for session in sessions(today, 2 if unit == "shichangju" else SELDOM, 11 - place % 6):
            rows = []
            for _ in range(draw.randint(4, 7)):
                name, content, category = draw.choice(told["items"])
                day = decided(session, draw)
                numbers[unit, day.year] += 1
                number = numbers[unit, day.year]
                rows.append({
                    "number": spoken(day.year, number, told["letters"]), "name": name, "category": category, "party_kind": "法人及非法人组织", "party": firm(draw, told["trades"]),
                    "content": content, "certificate": f"HG{day.year}{number:04}", "decided_on": str(day), "valid_from": str(day),
                    "valid_until": str(day.replace(day=min(day.day, 28), year=day.year + draw.choice((3, 4, 5)))), "organ": name_of(unit), "state": "有效",
                })  # fmt: skip
                if not rows[-1]["party"].endswith("公司"):
                    rows[-1]["party_kind"] = "个体工商户"
            yield Batch(unit, session + timedelta(days=2), rows)


def coercions(today: date) -> Iterator[Batch]:
    draw = chance("强制")
    ends, numbers = words("enforcement")["conclusions"], Counter[tuple[str, int]]()
    for unit, told in words("enforcement")["coercions"].items():
        for session in sessions(today, 3 if unit == "shichangju" else SELDOM):
            rows = []
            for _ in range(4 if unit == "shichangju" else 3):
                measure, reason, basis = draw.choice(told["measures"])
                day = decided(session, draw)
                numbers[unit, day.year] += 1
                over = day + timedelta(days=draw.randint(7, 25))
                done = {"ended_on": str(over), "conclusion": draw.choice(ends)} if over < today - timedelta(days=5) else {}
                rows.append({
                    "number": spoken(day.year, numbers[unit, day.year], told["letters"]), **party(draw, told["trades"]), "sort": "行政强制措施", "measure": measure, "reason": reason,
                    "basis": f"《中华人民共和国行政强制法》{basis}", "decided_on": str(day), "organ": name_of(unit), **done,
                })  # fmt: skip
            yield Batch(unit, session + timedelta(days=6), rows)


def inspections(today: date) -> Iterator[Batch]:
    for place, (unit, items) in enumerate(words("enforcement")["inspections"].items()):
        yield Batch(unit, workday(month_back(today, 11).replace(day=12 + place)), [{
            "organ": name_of(unit), "item": item, "field": field, "category": "重点检查事项" if n < 2 else "一般检查事项", "basis": basis, "object": target, "content": content,
            "standard": f"按{basis}和本级检查表逐项检查。", "procedure": "抽取对象和人员、出示证件、现场检查、当事人签字、录入结果、公示。",
            "way": "抽样检测" if "抽查" in item else "实地核查", "share": 3 + n % 5, "frequency": ("每年两次", "每年一次", "每季度一次")[n % 3],
        } for n, (item, field, target, basis, content) in enumerate(items)])  # fmt: skip


def results(today: date) -> Iterator[Batch]:
    draw, told = chance("抽查"), words("enforcement")
    for place, (unit, at, back, trade, count) in enumerate(told["rounds"], 1):
        item, field = told["inspections"][unit][at][:2]
        first = workday(month_back(today, back).replace(day=6))
        rows: dict[str, Values] = {}
        while len(rows) < count:
            target, found = firm(draw, [trade]), draw.choice(told["findings"])
            handling = "已责令限期改正，复查合格。" if found.startswith("发现问题已") else "已转后续调查。" if "待后续" in found else ""
            rows[target] = {
                "task": f"和光随机{first.year}第{place:02}号", "item": item, "field": field, "object": target, "finished_on": str(workday(first + timedelta(days=draw.randrange(5)))),
                "result": found, "handling": handling, "organ": name_of(unit),
            }  # fmt: skip
        yield Batch(unit, first + timedelta(days=11), list(rows.values()))


def powers(today: date) -> Iterator[Batch]:
    for place, (unit, items) in enumerate(words("enforcement")["powers"].items()):
        changed = str(month_back(today, 8).replace(day=20))
        yield Batch(unit, workday(month_back(today, 7).replace(day=9 + place)), [{
            "organ": name_of(unit), "code": f"9999{place + 1:02}{n:03}", "category": category, "name": name, "basis": basis,
            "duties": {"行政许可": CALLING, "行政处罚": "立案、调查、审查、告知、决定、送达、执行。", "行政检查": "制定计划、实施检查、处理、公开结果。"}.get(category, "受理或者启动、审核、决定、送达、监督。"),
            "duty_basis": basis, "accountability": "不依法履行或者违法履行职责的，依法追究责任。", "section": {"行政许可": "行政审批股", "行政处罚": "综合执法大队"}.get(category, "业务股"),
            **({"change": "修改", "change_reason": "法律法规修订", "changed_on": changed} if n % 7 == 3 else {"change": "保留"}),
        } for n, (name, category, basis) in enumerate(items, 1)])  # fmt: skip


def services(today: date) -> Iterator[Batch]:
    for place, (unit, items) in enumerate(words("services").items()):
        rows = []
        for n, (name, category, target, conditions, materials, legal, promised, *fee) in enumerate(items, 1):
            rows.append({
                "organ": name_of(unit), "code": f"9999FW{place + 1:02}{n:02}", "name": name, "category": category, "object": target, "conditions": conditions, "materials": materials,
                "steps": "申请、受理、审查、决定、送达。", "legal_days": legal, "promised_days": promised, "charged": bool(fee), **({"fee": fee[0]} if fee else {}),
                "place": "和光县朝阳大道9号县政务服务中心二楼", "hours": "周一至周五 8:30—18:00，周六 9:00—12:00", "phone": "0989-6008101", "complaint": "0989-6008102",
            })  # fmt: skip
        yield Batch(unit, workday(month_back(today, 6).replace(day=10 + place)), rows)


ENFORCEMENT: dict[str, Maker] = {
    "administrative-licence": licences, "administrative-penalty": penalties, "administrative-coercion": coercions, "random-inspection-item": inspections,
    "random-inspection-result": results, "power-item": powers, "service-item": services,
}  # fmt: skip
