"""Budgets whose sums hold, debt, direct funds, fees, procurement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from .batches import Batch, Maker, Values, chance, days_back, firm, month_back, words, workday

KEPT = 4  # budgets and accounts of a unit that are shown


def budgets(today: date) -> Iterator[Batch]:
    """The newest of each unit: the budget in February, the account of the year before in September."""
    told = words("money")["budgets"]
    years = range(today.year - 3, today.year + 1)
    due = [(date(year, 2, 12), year, "预算") for year in years] + [(date(year + 1, 9, 8), year, "决算") for year in years]
    for approved, year, stage in sorted(each for each in due if each[0] < today - timedelta(days=12))[-KEPT:]:
        for unit, lines in groupby(told, key=lambda line: line[0]):
            rows = [_budget(line, year, stage, workday(approved), today.year) for line in lines]
            yield Batch(unit, workday(approved) + timedelta(days=6), rows)


def _budget(line: list[object], year: int, stage: str, approved: date, newest: int) -> Values:
    _, organ, level, people, goods, project, functions = line
    assert isinstance(people, int) and isinstance(goods, int) and isinstance(project, int) and isinstance(functions, list)
    factor = 1 - 0.043 * (newest - year) + (0.017 if stage == "决算" else 0)
    wages, allowance, office = round(people * factor * 0.72, 2), round(people * factor * 0.28, 2), round(goods * factor, 2)
    works = round(project * factor * (0.96 if stage == "决算" else 1), 2)
    basic = round(wages + allowance + office, 2)
    cars = round(goods * (0.05 + 0.004 * (newest - year)) * (0.93 if stage == "决算" else 1), 2)
    reception = round(goods * (0.02 + 0.006 * (newest - year)) * (0.81 if stage == "决算" else 1), 2)
    return {
        "organ": organ, "level": level, "year": year, "stage": stage, "approved_on": str(approved), "duties": "职责和机构设置见本单位三定规定和机关简介。", "income": round(basic + works, 2),
        "spending": round(basic + works, 2), "basic": basic, "project": works,
        "functions": [{"code": code, "name": name, "amount": amount} for (code, name), amount in zip(functions, (basic, works), strict=True)],
        "economic": [{"code": "30101", "name": "基本工资", "amount": wages}, {"code": "30102", "name": "津贴补贴", "amount": allowance}, {"code": "30201", "name": "办公费", "amount": office}],
        "running": office, "three": round(cars + reception, 2), "abroad": 0, "cars": cars, "reception": reception, "procurement": round(works * 0.18, 2),
        "performance": "项目绩效目标全部设定，年度自评等次为良好以上。" if stage == "决算" else "项目绩效目标随预算同步设定。",
    }  # fmt: skip


def debts(today: date) -> Iterator[Batch]:
    """Three years, then the three quarters that were over last."""
    quarters = [(f"{year}Q{n}", month_back(date(year, n * 3, 1), -1).replace(day=15)) for year in (today.year - 1, today.year) for n in range(1, 5)]
    ends = [(f"{year}", date(year + 1, 1, 20)) for year in range(today.year - 4, today.year)]
    told = [each for each in ends if each[1] < today - timedelta(days=6)][-3:] + [each for each in quarters if each[1] < today - timedelta(days=6)][-3:]
    ends = sorted(told, key=lambda each: each[1])
    for place, (period, formed) in enumerate(ends):
        rows = []
        for sort, variety, term, rate, limit, balance, issued in words("money")["debts"]:
            share = 0.25 if "Q" in period else 1
            rows.append({
                "period": period, "sort": sort, "variety": variety, "limit": limit - (len(ends) - place) * 2400, "balance": balance - (len(ends) - place) * 2100, "issued": round(issued * share * (0.8 + place % 3 * 0.15)),
                "term": term, "rate": round(rate - place * 0.04, 2), "repayment": "按年付息，到期还本，纳入年度预算安排。",
                "source": "一般公共预算收入" if sort == "一般债务" else "政府性基金收入和专项收入", "formed_on": str(workday(formed)),
            })  # fmt: skip
        yield Batch("caizhengju", workday(max(formed, month_back(today, 18)) + timedelta(days=5)), rows)


def funds(today: date) -> Iterator[Batch]:
    draw, number = chance("直达资金"), 10
    due = sorted((_last(line[2], today), line) for line in words("money")["funds"])
    for _, lines in groupby(due, key=lambda each: (each[0].year, (each[0].month - 1) // 3)):
        rows, last = [], today
        for day, (name, source, _, total, targets) in lines:
            number, last = number + 1, day
            shares = [draw.uniform(0.6, 1.4) for _ in targets]
            left = float(total)
            for at, (target, share) in enumerate(zip(targets, shares, strict=True), 1):
                allotted = round(left if at == len(targets) else total * share / sum(shares), 2)
                left = round(left - allotted, 2)
                paid = round(allotted * min(1, (today - day).days / 260 * draw.uniform(0.85, 1.1)), 2)
                rows.append({
                    "number": f"和财预〔{day.year}〕{number}号", "name": name, "source": source, "target": target, "allotted": allotted, "paid": min(paid, allotted), "issued_on": str(workday(day)),
                    "usage": "纳入直达资金监控，按进度支付到补助对象或者项目单位。",
                })  # fmt: skip
        yield Batch("caizhengju", last + timedelta(days=6), rows)


def _last(month: int, today: date) -> date:
    """The sixteenth of that month, this year or the last."""
    day = date(today.year, month, 16)
    return day if day < today - timedelta(days=10) else date(today.year - 1, month, 16)


def fees(today: date) -> Iterator[Batch]:
    yield Batch("fagaiju", days_back(today, 160), [{
        "category": category, "organ": organ, "name": name, "basis": basis, "standard": standard, "scope": "全县", "object": target, "business": business, "since": f"{today.year - 2}-01-01",
    } for name, category, organ, basis, standard, target, business in words("money")["fees"]])  # fmt: skip


def purchases(today: date) -> Iterator[Batch]:
    """Intention, notice, result, contract, acceptance: as far as each has come; rows of one day go out together."""
    told, draw = words("money"), chance("采购")
    by_day: dict[date, list[Values]] = {}
    for place, ((name, organ, way, budget, back), trade) in enumerate(zip(told["purchases"], told["suppliers"], strict=True), 1):
        amount = round(budget * draw.uniform(0.88, 0.985) / 100) * 100
        supplier = firm(draw, [trade])
        base = {"number": f"HGZC{month_back(today, back).year}-{place:03}", "project": name, "organ": organ, "way": way, "budget": budget}
        stages = [
            ("采购意向", back + 1, 6, {"content": f"拟采购{name}，预计下月发布采购公告。"}),
            ("单一来源公示" if way == "单一来源" else "采购公告", back, 12, {"content": f"{name}采购需求、资格条件和评审办法见公告附件。"}),
            ("中标（成交）结果", back - 1, 6, {"supplier": supplier, "amount": amount, "content": f"{name}评审结束，确定{supplier}为供应商。"}),
            ("采购合同", back - 1, 20, {"supplier": supplier, "amount": amount, "content": f"{name}采购合同已签订并备案。"}),
            ("履约验收", back - 3, 12, {"supplier": supplier, "content": f"{name}按合同验收合格。"}),
        ]  # fmt: skip
        for stage, months, of_month, values in stages:
            day = workday(month_back(today, months).replace(day=of_month))
            if day < today - timedelta(days=3):
                by_day.setdefault(day, []).append({**base, **values, "stage": stage, "fixed_on": str(day)})
    for _, days in groupby(sorted(by_day), key=lambda day: (day.year, (day.month - 1) // 2)):
        taken = list(days)
        yield Batch("caizhengju", taken[-1] + timedelta(days=1), [row for day in taken for row in by_day[day]])


MONEY: dict[str, Maker] = {"budget-table": budgets, "local-debt": debts, "direct-funds": funds, "fee-list": fees, "procurement": purchases}
