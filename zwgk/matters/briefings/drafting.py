"""What a paper says: three facts with comparison, three risks with date and unit, decisions asked for with options.

Every number is a figure counted by `queries.figure`; `Draft.figures` are kept by the verb, and each mark leads to one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from zwgk.domain.deadlines.counting import month_end
from zwgk.foundation.organs import queries as organs
from zwgk.matters.governance import queries as governance
from zwgk.matters.governance.models import MeetingKind
from zwgk.matters.ledger import queries as ledger

from .models import Kind
from .periods import Period, end_of, own
from .queries.figures import Counted, Scope, everywhere, figure

FACTS, RISKS, ASKS = "一、工作进展", "二、风险提示", "三、请示事项"
DONE, PROBLEMS, PROPOSALS, RESOLUTION = "一、工作开展情况", "二、存在问题", "三、工作建议", "四、建议会议议定事项"
FEW = 3


@dataclass(slots=True)
class Said:
    """One paragraph; a mark is a word of the text and the figure it comes from."""

    id: str
    head: str
    text: str
    marks: list[tuple[str, Counted]] = field(default_factory=list)


@dataclass(slots=True)
class Asking:
    """A decision asked for."""

    paragraph: str
    text: str
    options: list[str]


@dataclass(slots=True)
class Draft:
    """Everything the verb writes."""

    title: str
    said: list[Said] = field(default_factory=list)
    questions: list[Asking] = field(default_factory=list)


@dataclass(slots=True)
class Facts:
    """The figures of one paper: this year to the end of the period, and the period itself, each beside its comparison."""

    period: Period
    at: datetime
    year: Period = field(init=False)
    done: Counted = field(init=False)
    late: Counted = field(init=False)

    def __post_init__(self) -> None:
        last = self.period.last
        self.year = own(date(last.year, 1, 1), last)
        self.year = Period(self.year.first, last, f"{last.year}年1—{last.month}月" if last.month > 1 else f"{last.year}年1月")
        self.done = figure("ledger.rate", self.year, everywhere(), self.at)
        self.late = figure("ledger.late", self.year, everywhere(), self.at)

    @property
    def days(self) -> tuple[date, date]:
        return self.year.first, self.year.last

    def before(self, subject: str) -> Counted:
        """The same, as it stood at the end of the period before."""
        last = self.period.first - timedelta(1)
        first = date(last.year, 1, 1)
        return figure(subject, Period(first, last, f"{last.year}年1—{last.month}月"), everywhere(), end_of(last))

    def year_before(self, subject: str) -> Counted:
        """The same span of last year, as it stood then."""
        last = month_end(self.period.last.year - 1, self.period.last.month)
        return figure(subject, Period(date(last.year, 1, 1), last, f"{last.year}年1—{last.month}月"), everywhere(), end_of(last))


def write(kind: str, period: Period, at: datetime) -> Draft:
    """The generated text of one paper."""
    facts = Facts(period, at)
    if kind == Kind.MEETING:
        return _meeting_paper(facts)
    said, questions = [*_facts(facts, FACTS)], [*_questions(facts)]
    said += [*_risks(facts, RISKS)][:FEW]
    for n, asking in enumerate(questions[:FEW], 1):
        asking.paragraph = f"d{n}"
        said.append(Said(f"d{n}", ASKS, f"{n}．{asking.text}{'　'.join(f'□{option}' for option in asking.options)}", _marks_of(asking, facts)))
    if not questions:
        said.append(Said("d1", ASKS, "本期无请示事项。"))
    return Draft(f"{period.label}政务公开工作情况", said, questions[:FEW])


def _facts(facts: Facts, head: str) -> Iterator[Said]:
    done, month = facts.done, facts.period
    text = f"1．任务完成。{facts.year.label}到期任务 {done.total} 件，已完成 {done.counted} 件，完成率 {done.shown}，"
    marks = [(f"{done.total} 件", done), (f"{done.counted} 件", done), (done.shown, done)]
    yield _compared("f1", head, text, marks, done, facts.before("ledger.rate"), facts.year_before("ledger.rate"))
    reports = figure("ledger.reports", month, everywhere(), facts.at)
    text = f"2．进展上报。{month.label}各单位上报进展 {reports.shown}，"
    yield _compared("f2", head, text, [(reports.shown, reports)], reports, *_same(facts, "ledger.reports"))
    found = figure("findings.rate", facts.year, everywhere(), facts.at)
    text = f"3．问题整改。{facts.year.label}发现问题 {found.total} 个，销号 {found.counted} 个，整改率 {found.shown}，"
    marks = [(f"{found.total} 个", found), (f"{found.counted} 个", found), (found.shown, found)]
    yield _compared("f3", head, text, marks, found, facts.before("findings.rate"), facts.year_before("findings.rate"))


def _same(facts: Facts, subject: str) -> tuple[Counted, Counted]:
    before, year = facts.period.before(), facts.period.year_before()
    return figure(subject, before, everywhere(), end_of(before.last)), figure(subject, year, everywhere(), end_of(year.last))


def _compared(name: str, head: str, text: str, marks: list[tuple[str, Counted]], now: Counted, before: Counted, year: Counted) -> Said:
    """The comparison with the period before and with the year before, each said openly where there is nothing to compare."""
    for words, other in (("上期", before), ("上年同期", year)):
        if other.total and other.value is not None:
            change = round((now.value or 0) - other.value, 1)
            points = " 个百分点" if now.subject.unit == "%" else f" {now.subject.unit}"
            moved = "持平" if not change else f"{'增加' if change > 0 else '减少'} {abs(change):g}{points}"
            text += f"较{words}（{other.shown}）{moved}，"
            marks.append((f"（{other.shown}）", other))
        else:
            text += f"{words}没有数据，"
    return Said(name, head, text.removesuffix("，") + "。", [pair for pair in marks if pair[1].value is not None])


def _risks(facts: Facts, head: str) -> Iterator[Said]:
    """The gravest first: late units, the meeting, overdue corrections, what is due next."""
    candidates = [*_late_units(facts, 1), *_unheard(facts), *_overdue(facts), *_late_units(facts, 2)[1:], *_next(facts), *_gaps(facts)]
    for n, (text, marks) in enumerate(candidates, 1):
        yield Said(f"r{n}", head, f"{n}．{text}", marks)


Risk = tuple[str, list[tuple[str, Counted]]]


def _late_units(facts: Facts, most: int) -> list[Risk]:
    made: list[Risk] = []
    for organ, _, _, _ in sorted((line for line in facts.late.by_organ() if line[0]), key=lambda line: -line[1])[:most]:
        assert organ is not None
        counted = figure("ledger.late", facts.year, Scope(organ.label, frozenset([organ.pk])), facts.at)
        labels = counted.subject.labels([row.number for row in counted.rows])
        days = {each.item: each.due for each in ledger.items_then(facts.at, *facts.days, counted.scope.organs)}
        first = min(counted.rows, key=lambda row: days.get(row.number, facts.period.last))
        due, words = days.get(first.number, facts.period.last), labels.get(first.number, ("", ""))[0].partition(" · ")[0]
        made.append((f"{organ.label}逾期未完成 {counted.shown}，最早的“{words}”应于{_day(due)}办结。", [(counted.shown, counted)]))
    return made


def _unheard(facts: Facts) -> list[Risk]:
    """ORG-05: the executive meeting hears the work at least once a year."""
    short = _short(facts)
    if short is None:
        return []
    organ = short.organ
    whole = Period(date(facts.period.last.year, 1, 1), facts.period.last, facts.year.label)
    heard = figure("governance.heard", whole, Scope(organ.label, frozenset([organ.pk])), facts.at)
    text = f"{organ.label}常务会议{facts.period.last.year}年已听取政务公开工作汇报 {heard.shown}，要求不少于 {short.target.times} 次，应于12月31日前补上。"
    return [(text, [(heard.shown, heard)])]


def _short(facts: Facts) -> governance.Hearing | None:
    found = governance.hearings(facts.period.last.year, localdate(facts.at))
    return next((row for row in found if row.target.kind == MeetingKind.EXECUTIVE and row.lacking), None)


def _overdue(facts: Facts) -> list[Risk]:
    counted = figure("findings.overdue", facts.year, everywhere(), facts.at)
    if not counted.rows:
        return []
    names = {organ.pk: organ.label for organ in organs.every_organ().filter(pk__in=[row.organ for row in counted.rows])}
    units = "、".join(dict.fromkeys(names.get(row.organ or 0, "") for row in counted.rows))
    return [(f"{units}有 {counted.shown}问题整改逾期，{counted.rows[0].state}。", [(counted.shown, counted)])]


def _next(facts: Facts) -> list[Risk]:
    first = facts.period.last + timedelta(1)
    last = month_end(first.year, first.month)
    period = Period(first, last, f"{first.year}年{first.month}月")
    counted = figure("ledger.due", period, everywhere(), facts.at)
    if not counted.rows:
        return []
    most = max((line for line in counted.by_organ() if line[0]), key=lambda line: line[2])
    return [(f"{period.label}到期 {counted.shown}，{most[0].label}最多，最迟{_day(last)}办结。", [(counted.shown, counted)])]


def _gaps(facts: Facts) -> list[Risk]:
    counted = figure("governance.gaps", facts.year, everywhere(), facts.at)
    return [(f"{counted.shown}单位机构、人员或经费有缺口，应于{_day(date(facts.period.last.year, 12, 31))}前补齐。", [(counted.shown, counted)])] if counted.rows else []


def _questions(facts: Facts) -> Iterator[Asking]:
    if facts.late.rows:
        units = len({row.organ for row in facts.late.rows})
        yield Asking("", f"对逾期未完成任务的 {units} 个单位（{facts.late.shown}）是否通报：", ["同意通报", "先约谈提醒", "暂不通报"])
    waiting = _waiting(facts)
    if waiting:
        yield Asking("", f"各单位申请延期、尚未批复的有 {waiting} 件：", ["同意延期", "不同意", "逐件研究"])
    if _short(facts) is not None:
        yield Asking("", "提请常务会议听取政务公开工作汇报：", ["同意，列入下次会议", "另行安排"])
    gaps = figure("governance.gaps", facts.year, everywhere(), facts.at)
    if gaps.rows:
        yield Asking("", f"{gaps.shown}单位人员或经费有缺口：", ["责成限期配齐", "先摸底再议"])


def _waiting(facts: Facts) -> int:
    return sum(row.state == "待批" for row in figure("ledger.extensions", facts.year, everywhere(), facts.at).rows)


def _marks_of(asking: Asking, facts: Facts) -> list[tuple[str, Counted]]:
    """The figure behind a question, where its words show one."""
    known = (facts.late, figure("governance.gaps", facts.year, everywhere(), facts.at))
    marks = [(each.shown, each) for each in known if each.rows and each.shown in asking.text]
    if "申请延期" in asking.text:
        marks.append((f"{_waiting(facts)} 件", figure("ledger.extensions", facts.year, everywhere(), facts.at)))
    return marks


def _meeting_paper(facts: Facts) -> Draft:
    """常务会议汇报材料: work done, problems, proposals, the text of a resolution."""
    said, year = [*_facts(facts, DONE)], facts.period.last.year
    more = [figure(name, facts.year, everywhere(), facts.at) for name in ("notices.received", "ledger.handed_out", "ledger.evidence", "governance.guidance")]
    words = "，".join(f"{each.subject.title.removesuffix('数')} {each.shown}" for each in more)
    said.append(Said("f4", DONE, f"4．日常工作。{facts.year.label}{words}。", [(each.shown, each) for each in more]))
    said += _risks(facts, PROBLEMS)
    for n, asking in enumerate(_questions(facts), 1):
        text = asking.text.removesuffix("：")
        said.append(Said(f"p{n}", PROPOSALS, f"{n}．{text}，建议{asking.options[0]}。", _marks_of(asking, facts)))
    said.append(Said("s1", RESOLUTION, f"会议听取了{year}年政务公开工作情况汇报，肯定已取得的进展。"))
    said.append(Said("s2", RESOLUTION, f"会议要求，有逾期任务的单位于{_day(date(year, 12, 31))}前全部办结；各单位主要负责同志亲自管，分管负责同志负责抓，明确专人具体做。"))
    return Draft(f"关于{year}年政务公开工作情况的汇报", said)


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
