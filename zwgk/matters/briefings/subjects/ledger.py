"""台账: tasks handed out, items due, done, late; reports, evidence, extensions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from zwgk.matters.briefings.counting import Ask, Row, Subject, Way
from zwgk.matters.ledger import queries as ledger

PARTS = {"lead": "牵头", "responsible": "责任", "common": "共性"}
DUE = "以每个单位的每一件办理事项为一件（一项任务分给几个单位、分几期上报的，按单位、按期分别计）；取办理期限落在时段内的事项，期限以统计时刻已批准的为准"
DONE = "“已完成”指统计时刻以前主管部门已确认完成"
OUT = "没有写明期限的、统计时刻以前已终止或取消的事项不计"


def _due(ask: Ask) -> Iterable[ledger.Then]:
    return ledger.items_then(ask.at, *ask.days, ask.organs)


def _state(each: ledger.Then) -> str:
    if each.done:
        return "按期完成" if each.in_time else "逾期完成"
    return "逾期未完成" if each.late else "办理中"


def _row(each: ledger.Then, counts: bool) -> Row:
    return Row(f"ledger.item:{each.item}", each.organ, _state(each), counts)


def due(ask: Ask) -> Iterable[Row]:
    return (_row(each, True) for each in _due(ask))


def done(ask: Ask) -> Iterable[Row]:
    return (_row(each, each.done) for each in _due(ask))


def in_time(ask: Ask) -> Iterable[Row]:
    return (_row(each, each.in_time) for each in _due(ask))


def late(ask: Ask) -> Iterable[Row]:
    return (_row(each, True) for each in _due(ask) if each.late)


def handed_out(ask: Ask) -> Iterable[Row]:
    return (Row(f"ledger.duty:{pk}", organ, "已下发", sort=PARTS[part]) for pk, organ, part in ledger.duties_then(ask.at, *ask.days, ask.organs))


def reports(ask: Ask) -> Iterable[Row]:
    found = ledger.reports_then(ask.at, *ask.days, ask.organs).order_by()
    rows = found.values_list("pk", "item__duty__organ_id", "finished")
    return (Row(f"ledger.report:{pk}", organ, "申请办结" if end else "进展") for pk, organ, end in rows)


def evidence(ask: Ask) -> Iterable[Row]:
    found = ledger.evidence_then(ask.at, *ask.days, ask.organs).order_by()
    rows = found.values_list("pk", "item__duty__organ_id", "url")
    return (Row(f"ledger.evidence:{pk}", organ, "已添加", sort="网页" if url else "文件") for pk, organ, url in rows)


def extensions(ask: Ask) -> Iterable[Row]:
    found = ledger.extensions_then(ask.at, *ask.days, ask.organs).order_by()
    for pk, organ, state, decided in found.values_list("pk", "item__duty__organ_id", "state", "decided_at"):
        known = state if decided and decided <= ask.at else "asked"
        yield Row(f"ledger.extension:{pk}", organ, {"granted": "同意", "refused": "不同意"}.get(known, "待批"), known == "granted")


def item_labels(numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    found = ledger.item_titles(numbers)
    return {pk: (f"{words} · {plan}", f"/office/ledger/items/{pk}/") for pk, (words, plan) in found.items()}


def duty_labels(numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return {pk: (words, f"/office/ledger/tasks/{task}/") for pk, (words, task) in ledger.duty_titles(numbers).items()}


def _through_item(pairs: Iterable[tuple[int, int]]) -> Mapping[int, tuple[str, str]]:
    known = dict(pairs)
    labels = item_labels([*set(known.values())])
    return {pk: labels[item] for pk, item in known.items() if item in labels}


def report_labels(numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return _through_item(ledger.items_of("report", numbers))


def evidence_labels(numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return _through_item(ledger.items_of("evidence", numbers))


def extension_labels(numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return _through_item(ledger.items_of("extension", numbers))


SUBJECTS = (
    Subject("ledger.done", "到期任务完成数", "件", f"{DUE}。{DONE}。{OUT}；时段内到期而尚未确认的列在明细中，不计入本数。", done, item_labels,
            sentence="{moment}，{units}{period}应完成的政务公开任务 {total} 件，已完成 {counted} 件，完成率 {rate}。"),
    Subject("ledger.due", "到期任务数", "件", f"{DUE}，不论是否完成。{OUT}。", due, item_labels, good=0,
            sentence="{moment}，{units}{period}到期的政务公开任务共 {counted} 件。"),
    Subject("ledger.rate", "任务完成率", "%", f"到期任务完成数除以到期任务数。{DUE}。{DONE}。{OUT}。", done, item_labels, way=Way.RATE,
            sentence="{moment}，{units}{period}政务公开任务完成率 {value}（{counted}/{total} 件）。"),
    Subject("ledger.in_time", "按期完成数", "件", f"{DUE}。{DONE}，且单位申请办结的日期不晚于期限；逾期完成的不计。{OUT}。", in_time, item_labels),
    Subject("ledger.in_time_rate", "按期完成率", "%", f"按期完成数除以到期任务数。{DUE}。单位申请办结的日期不晚于期限并经确认的为按期。{OUT}。", in_time, item_labels, way=Way.RATE),
    Subject("ledger.late", "逾期未完成数", "件", f"{DUE}；统计时刻期限已过而主管部门没有确认完成的计入，已申请办结、等待审核的也计入。{OUT}。", late, item_labels, good=-1,
            sentence="{moment}，{units}{period}到期的政务公开任务中，逾期未完成 {counted} 件。"),
    Subject("ledger.handed_out", "下发任务数", "项", "以任务分到每一个单位为一项（单位任务）；取工作计划在时段内下发、统计时刻仍在执行的；统计时刻以前已终止的不计，以后因更正件新增的不计。", handed_out, duty_labels, good=0),
    Subject("ledger.reports", "上报进展数", "条", "取时段内、统计时刻以前各单位上报的进展，退回的也计入（单位确实报过）。", reports, report_labels),
    Subject("ledger.evidence", "佐证材料数", "份", "取时段内、统计时刻以前添加的佐证文件和网页，不论所在事项是否完成。", evidence, evidence_labels),
    Subject("ledger.extensions", "同意延期数", "件", "取时段内提出、统计时刻以前已批准的延期申请；待批和不同意的列在明细中，不计入本数。", extensions, extension_labels, good=0),
)  # fmt: skip
