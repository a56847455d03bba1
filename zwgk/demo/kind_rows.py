"""Rows of every kind for 和光县, made from short lists of words: the same ones each time. `ROWS[kind]() → list of values`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from .reading import load

Values = dict[str, Any]
LISTS = "kinds/words.yaml"
SHICHANG, CAIZHENG, FAGAI, YINGJI = "和光县市场监督管理局", "和光县财政局", "和光县发展和改革局", "和光县应急管理局"
MONTHS = [f"2026-{month:02}" for month in range(7, 11)]
QUARTERS = ("2026Q1", "2026Q2", "2026Q3")


def _words(name: str) -> list[Any]:
    return list(load(LISTS)[name])


def _firm(n: int) -> str:
    first, second, trades = (_words(name) for name in ("first", "second", "trades"))
    return f"{first[n % len(first)]}{second[n * 7 % len(second)]}{trades[n * 3 % len(trades)]}"


def _person(n: int) -> str:
    families, givens = _words("families"), _words("givens")
    return f"{families[n % len(families)]}{givens[n * 3 % len(givens)]}"


def _day(start: str, n: int) -> str:
    return (date.fromisoformat(start) + timedelta(n)).isoformat()


def _party(n: int) -> Values:
    if n % 7 == 3:
        return {"party_kind": "自然人", "party": _person(n)}
    return {"party_kind": "个体工商户" if n % 3 == 1 else "法人及非法人组织", "party": _firm(n)}


def penalties() -> list[Values]:
    kinds = _words("penalties")
    out = []
    for n in range(60):
        case, facts, basis, category, fine = kinds[n * 5 % len(kinds)]
        fine = fine + fine * (n % 4) // 4
        decided = _day("2026-06-02", n * 165 // 60)
        out.append({
            "number": f"和市监处罚〔2026〕{101 + n}号", **_party(n), "case": case, "facts": facts, "basis": basis, "category": category,
            "content": f"罚款{fine}元" if fine else "警告，责令改正", **({"fine": fine} if fine else {}), "decided_on": decided, "served_on": _day(decided, 2), "organ": SHICHANG,
        })  # fmt: skip
    return out


def licences() -> list[Values]:
    kinds = _words("licences")
    out = []
    for n in range(40):
        name, content, category = kinds[n % len(kinds)]
        decided = _day("2026-07-06", n * 110 // 40)
        party = _party(n + 50)
        out.append({
            "number": f"和市监许准〔2026〕{201 + n}号", "name": name, "category": category, **party, "content": content, "certificate": f"JY9999{n + 1:05}", "decided_on": decided,
            "valid_from": decided, "valid_until": _day(decided, 1826), "organ": SHICHANG, "state": "有效",
        })  # fmt: skip
    return out


def coercions() -> list[Values]:
    measures = _words("coercions")
    return [{
        "number": f"和市监强制〔2026〕{n + 1}号", **_party(n + 20), "sort": "行政强制措施", "measure": measures[n % 3], "reason": "涉嫌经营不符合食品安全标准的食品，防止证据灭失。",
        "basis": "《中华人民共和国行政强制法》《中华人民共和国食品安全法》", "decided_on": _day("2026-03-03", n * 11), "ended_on": _day("2026-03-03", n * 11 + 25), "organ": SHICHANG,
        "conclusion": "经调查已立案处理，强制措施按期解除。",
    } for n in range(20)]  # fmt: skip


def _field(item: str) -> str:
    found = {"食品": "食品药品", "药品": "食品药品", "商标": "知识产权", "特种设备": "安全生产", "产品质量": "产品质量", "计量": "产品质量", "检验检测": "产品质量"}
    return next((field for word, field in found.items() if word in item), "其他领域")


def inspections() -> list[Values]:
    base = [{
        "organ": SHICHANG, "item": item, "field": _field(item), "standard": f"按{basis}和本级检查表逐项检查。", "procedure": "抽取对象和人员、出示证件、现场检查、当事人签字、录入结果、公示。", "category": "重点检查事项" if n < 3 else "一般检查事项", "basis": basis, "object": target, "content": content,
        "way": "实地核查、抽样检测" if n % 3 == 0 else "实地核查、书面检查", "share": 3 + n % 5, "frequency": "每年一次" if n % 2 else "每年两次",
    } for n, (item, target, basis, content) in enumerate(_words("inspections"))]  # fmt: skip
    return base + [{**each, "item": f"{each['item']}（部门联合）", "frequency": "每年一次"} for each in base[:8]]


def results() -> list[Values]:
    items, found = _words("inspections"), _words("results")
    return [{
        "task": f"HG-SJ-2026-{n // 10 + 1:02}", "item": items[n // 10][0], "field": _field(items[n // 10][0]), "object": _firm(n * 2 + 1), "finished_on": _day("2026-05-08", n * 3), "result": found[n * 5 % len(found)],
        "handling": "已责令限期改正并复查" if found[n * 5 % len(found)].startswith("发现") else "", "organ": SHICHANG,
    } for n in range(50)]  # fmt: skip


def powers() -> list[Values]:
    return [{
        "organ": SHICHANG, "code": f"9999{n + 1:04}", "category": category, "name": name, "basis": basis, "duties": "受理或者立案、审查调查、决定、送达、事后监管。", "duty_basis": basis,
        "accountability": "不依法履行或者违法履行职责的，依法追究责任。", "section": "综合科" if n % 2 else "执法科", "change": "保留" if n % 6 else "修改",
        **({"change_reason": "法律法规修订", "changed_on": "2026-03-20"} if n % 6 == 0 else {}),
    } for n, (name, category, basis) in enumerate(_words("powers"))]  # fmt: skip


def services() -> list[Values]:
    licences_, out = _words("licences"), []
    for n in range(20):
        name = f"{licences_[n % 5][0]}{('新办', '变更', '延续', '注销')[n // 5]}"
        out.append({
            "organ": SHICHANG, "code": f"9999FW{n + 1:03}", "name": name, "category": "行政许可", "object": "自然人、法人、其他组织", "conditions": "有固定场所，符合相应条件。",
            "materials": "申请书、身份证明、场所使用证明。", "steps": "申请、受理、审查、决定、发证。", "legal_days": 20, "promised_days": 3 + n % 5, "charged": False,
            "place": "和光县朝阳大道9号县政务服务中心二楼", "hours": "周一至周五 8:30—18:00", "phone": "0989-6008101", "complaint": "0989-6004001",
        })  # fmt: skip
    return out


def projects() -> list[Values]:
    return [{
        "code": f"2026-999901-{n + 1:03}", "name": name, "field": field, "place": place, "unit": "和光县重点工程建设中心", "content": f"{name}的主体工程、配套设施和附属工程。",
        "investment": money, "listed_on": "2026-02-10", "starts_on": _day("2026-01-15", n * 9), "ends_on": _day("2027-03-31", n * 20), "progress": progress, "state": state,
    } for n, (name, field, place, money, state, progress) in enumerate(_words("projects"))]  # fmt: skip


def information() -> list[Values]:
    stages = ("批准服务信息", "批准结果信息", "招标投标信息", "征收土地信息", "重大设计变更信息", "施工有关信息", "质量安全监督信息", "竣工有关信息")
    out = []
    for n, (name, _, _, _, state, _) in enumerate(_words("projects")):
        reached = {"前期": 2, "在建": 7, "停工": 6, "竣工": 8}[state]
        for at, (stage, title) in enumerate(zip(stages, _words("information"), strict=True)):
            if at < reached and (at, n % 3) not in ((4, 0), (4, 1), (3, 2)):
                out.append({
                    "project": f"2026-999901-{n + 1:03}", "stage": stage, "title": f"{name}{title}", "organ": FAGAI, "formed_on": _day("2026-01-20", at * 31 + n * 2),
                    "number": f"和发改〔2026〕{n * 8 + at + 1}号", "content": f"{name}：{title}的主要内容。",
                })  # fmt: skip
    return out


def investments() -> list[Values]:
    fields = {"铁路", "公路", "水利", "市政", "教育", "卫生", "文化"}
    return [{
        "code": f"2026-999901-{n + 1:03}", "name": name, "field": field if field in fields else "其他", "stage": stage, "organ": FAGAI, "number": f"和发改投〔2026〕{n * 2 + at + 1}号",
        "investment": money, "funds": "上级补助和县级财政资金", "content": f"{name}{stage}情况。", "formed_on": _day("2026-02-02", n * 12 + at * 30),
    } for n, (name, field, _, money, _, _) in enumerate(_words("projects")) for at, stage in enumerate(("审批", "年度计划"))]  # fmt: skip


def plans() -> list[Values]:
    rows = [{
        "name": name, "category": category, "generation": span, "from_year": first, "to_year": last, "organ": FAGAI, "number": f"和政发〔{first}〕{n + 3}号",
        "approved_on": f"{first}-0{n % 5 + 1}-18", "summary": "总体要求、主要目标、重点任务和保障措施。", "state": "已到期" if last < 2026 else "正在执行",
    } for n, (name, category, span, first, last) in enumerate(_words("plans"))]  # fmt: skip
    more = [{
        **rows[9], "name": f"和光县“十四五”{area}规划", "category": "专项规划", "generation": "“十四五”", "from_year": 2021, "to_year": 2025, "approved_on": "2021-09-16",
        "number": f"和政办发〔2021〕{n + 30}号", "state": "已到期",
    } for n, area in enumerate(("生态环境保护", "应急管理体系", "文化旅游发展", "数字政府建设", "水安全保障", "教育发展", "卫生健康", "养老服务体系"))]  # fmt: skip
    return rows + more


def emergencies() -> list[Values]:
    return [{
        "name": name, "category": category, "organ": YINGJI, "number": f"和政办发〔2026〕{n + 5}号", "issued_on": _day("2026-01-12", n * 9), "edition": "简本" if category == "社会安全事件" else "全文",
        "summary": "适用范围、组织指挥、预防预警、应急响应、后期处置和保障措施。", "levels": "Ⅰ级、Ⅱ级、Ⅲ级、Ⅳ级", "drill_on": _day("2026-04-10", n * 8), "next_review": "2029-01-31",
    } for n, (name, category) in enumerate(_words("emergencies"))]  # fmt: skip


def budgets() -> list[Values]:
    out = []
    for n, organ in enumerate(_words("budgets")):
        for year, stage in ((2024, "决算"), (2025, "预算"), (2025, "决算"), (2026, "预算")):
            people, goods = 300 + 60 * n + (year - 2024) * 8 + (4 if stage == "决算" else 0), 40 + 5 * n
            project = 120 + 30 * n
            basic = people + goods
            cars, reception = 3 + n % 2, 2 - (year - 2024) * 0.4
            out.append({
                "organ": organ, "level": "部门预决算" if n == 0 else "单位预决算", "year": year, "stage": stage, "approved_on": f"{year + 1}-09-10" if stage == "决算" else f"{year}-02-12",
                "duties": "贯彻财政方针政策，组织预算执行，管理财政资金。", "income": basic + project, "spending": basic + project, "basic": basic, "project": project,
                "functions": [{"code": "2010601", "name": "行政运行", "amount": basic}, {"code": "2010699", "name": "其他财政事务支出", "amount": project}],
                "economic": [{"code": "30101", "name": "基本工资", "amount": people}, {"code": "30201", "name": "办公费", "amount": goods}],
                "running": goods, "three": round(cars + reception, 1), "abroad": 0, "cars": cars, "reception": round(reception, 1), "procurement": 18 + n, "performance": "年度绩效目标全部设定，自评等次为良好以上。",
            })  # fmt: skip
    return out


def debts() -> list[Values]:
    return [{
        "period": period, "sort": sort, "variety": variety, "limit": limit + n * 3000, "balance": limit + n * 3000 - 4200, "issued": issued, "term": term, "rate": rate,
        "repayment": "按年付息，到期还本，纳入年度预算安排。", "source": "一般公共预算收入" if sort == "一般债务" else "政府性基金收入和专项收入", "formed_on": day,
    } for n, (period, day) in enumerate((("2023", "2024-01-31"), ("2024", "2025-01-31"), ("2025", "2026-01-31"), ("2026Q1", "2026-04-20"), ("2026Q2", "2026-07-20")))
      for sort, variety, limit, issued, term, rate in (("一般债务", "新增债券", 86000, 5000, "10年", 2.45), ("一般债务", "再融资债券", 86000, 3000, "7年", 2.31),
                                                      ("专项债务", "新增债券", 142000, 12000, "20年", 2.78), ("专项债务", "再融资债券", 142000, 6000, "10年", 2.52))]  # fmt: skip


def funds() -> list[Values]:
    return [{
        "number": f"和财预〔2026〕{n * 4 + at + 11}号", "name": name, "source": ("中央", "省级")[n % 2], "target": town, "allotted": 60 + n * 12 + at * 7, "paid": 50 + n * 9 + at * 5,
        "issued_on": _day("2026-03-05", n * 20 + at), "usage": "已按进度支付到补助对象或者项目单位，纳入直达资金监控。",
    } for n, name in enumerate(_words("funds")) for at, town in enumerate(_words("towns")[:4])]  # fmt: skip


def fees() -> list[Values]:
    return [{
        "category": category, "organ": CAIZHENG, "name": name, "basis": "按省级以上批准设立的文件执行，详见目录清单。", "standard": standard, "scope": "全县", "object": target,
        "business": "企业" in target or "单位" in target, "since": "2024-01-01",
    } for name, category, standard, target in _words("fees")]  # fmt: skip


def purchases() -> list[Values]:
    out = []
    for n, name in enumerate(_words("purchases")):
        base = {"number": f"HGZC2026-{n + 1:03}", "project": name, "organ": CAIZHENG, "way": _words("ways")[n % 4], "budget": 180000 + n * 43000}
        out.append({**base, "stage": "采购意向", "fixed_on": _day("2026-02-20", n * 9), "content": f"拟采购{name}。"})
        out.append({**base, "stage": "采购公告", "fixed_on": _day("2026-04-02", n * 9), "content": f"{name}采购公告。"})
        out.append({**base, "stage": "中标（成交）结果", "supplier": _firm(n * 4), "amount": 172500 + n * 41000, "fixed_on": _day("2026-04-27", n * 9), "content": f"{name}成交结果。"})
    return out


def assistance() -> list[Values]:
    out = []
    for m, month in enumerate(MONTHS):
        for n, town in enumerate(_words("towns")[:7]):
            for scheme, standard in (("农村低保", 620), ("临时救助", 0)):
                persons = (180 + n * 13 - m) if standard else 6 + (n + m) % 5
                out.append({
                    "period": month, "place": town, "scheme": scheme, "households": persons * 3 // 5, "persons": persons, **({"standard": standard, "level": 430 + n} if standard else {}),
                    "spent": persons * (430 + n if standard else 1200),
                })  # fmt: skip
    return out


def water() -> list[Values]:
    out = []
    for q, quarter in enumerate(QUARTERS):
        for n, town in enumerate(_words("towns")):
            if (q, n) in ((2, 7), (2, 8), (1, 8)):
                continue  # these still owe it
            passed = 8 - ((n + q) % 9 == 0)
            out.append({
                "period": quarter, "place": town, "point": "用户水龙头水质", "samples": 8, "passed": passed, "rate": passed * 12.5, "items": "常规指标", "organ": "和光县疾病预防控制中心",
                **({"failed": "一份水样游离氯偏低，已督促供水单位整改并复测合格。"} if passed < 8 else {}),
            })  # fmt: skip
    return out


def villages() -> list[Values]:
    out = []
    for n, village in enumerate(_words("villages")):
        for at, (category, matter, amount) in enumerate(_words("affairs")):
            if (n + at) % 2:
                continue
            decided = _day("2026-03-04", n * 15 + at * 6)
            done = at < 5
            out.append({
                "village": village, "category": category, "matter": matter, "decided_on": decided, "meeting": "居民代表会议" if village.endswith("社区") else "村民代表会议",
                "resolution": f"会议同意{matter}方案，由村务监督委员会全程监督。", "resolution_public_on": _day(decided, 3), **({"amount": amount} if amount else {}),
                **({"result": "已按方案完成，收支清楚，无异议。", "result_public_on": _day(decided, 60)} if done else {}),
            })  # fmt: skip
    return out


ROWS: dict[str, Callable[[], list[Values]]] = {
    "power-item": powers, "service-item": services, "administrative-licence": licences, "administrative-penalty": penalties, "administrative-coercion": coercions,
    "random-inspection-item": inspections, "random-inspection-result": results, "major-project": projects, "major-project-information": information,
    "government-investment": investments, "planning": plans, "emergency-plan": emergencies, "budget-table": budgets, "local-debt": debts, "direct-funds": funds, "fee-list": fees,
    "procurement": purchases, "social-assistance": assistance, "drinking-water": water, "village-affair": villages,
}  # fmt: skip
