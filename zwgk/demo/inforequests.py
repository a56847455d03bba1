"""Requests of a year, each through the verbs: from the counter, the post, the portal to the archive, some of them under way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from zwgk.domain.workdays import Calendar
from zwgk.foundation.files import actions as files
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.inforequests import actions, queries
from zwgk.matters.inforequests.models import Case, Consultation

from .desk import Desk, at_hour
from .paper import attachment
from .reading import SETUP, day, load

FILED_UNTIL = 2  # what came in by February lies in the archive
CONFIRMED = ("online", "email", "fax", "post", "platform")  # channels for which both sides confirm (Art. 31)
SECTIONS = ("办公室", "政策法规股", "综合股")
# The fact that the text of a `done` step fills, by decision.
TEXT = {
    "D01": "channel", "D02": "supplied", "D13": "danger", "D14": "public_interest", "D15": "inner_matter", "D16": "process_matter", "D17": "enforcement_file",
    "D18": "special_law", "D31": "right_channel", "D32": "earlier_reply", "D33": "channel", "D35": "earlier_reply",
}  # fmt: skip
NOT_TAKEN = "逐页核对，能够区分的部分已经提供或者公开；其余部分隐去后没有实际内容。"


def make_inforequests(desk: Desk) -> int:
    """Every request of the file, in the order of its day; how many there are."""
    rows = [_Row(desk, row) for row in load("inforequests.yaml")["requests"]]
    for name in sorted({each.row["organ"] for each in rows}):
        _set_letters(desk, name)
    for row in sorted(rows, key=lambda each: each.received):
        row.play()
    return len(rows)


def _set_letters(desk: Desk, name: str) -> None:
    """What the letters of this organ say of courts, payment and contact."""
    organ, officer, at = desk.organ(name), desk.drafter(name), at_hour(date(desk.cast.today.year, 1, 4), 9)
    contact = f"{organ.name}办公室，{organ.address}，{organ.phone}".replace("，，", "，").strip("，")
    said = {"court": "和光县人民法院", "internet": "https://fuyi.heguang.example/", "contact": contact, "pay": "凭通知书到县政务服务中心非税窗口缴纳，或者扫描通知书所附缴款码"}
    actions.set_details(organ, said, actor=officer, at=at)


class _Row:
    """One request of the file and the people who handle it."""

    def __init__(self, desk: Desk, row: dict[str, Any]) -> None:
        self.row, self.calendar = row, rulebook.calendar()
        self.organ, self.officer, self.head = desk.organ(row["organ"]), desk.drafter(row["organ"]), desk.leader(row["organ"])
        self.received = day(row["received"]) if "received" in row else _back(self.calendar, desk.cast.today, row["ago"])
        self.case: Case

    def play(self) -> None:
        """Take it in, hand it out, do its steps."""
        self.case = self._arrive()
        if self.row.get("unconfirmed"):
            return
        steps = self.row.get("then", [])
        if steps and steps[0][1] != "assign":
            self._assign(SECTIONS[len(self.row["title"]) % len(SECTIONS)], at_hour(self.received, 15))
        for after, verb, *given in steps:
            on = self.calendar.add(self.received, after) if after else self.received
            _STEPS[verb](self, on, at_hour(on, 16), *given)
        if self.row.get("tags"):
            actions.tag(self._now(), self.row["tags"], actor=self.officer, at=at_hour(self.received, 17))

    def _arrive(self) -> Case:
        row, at = self.row, at_hour(self.received, self.row.get("hour", 9))
        number = sum(map(ord, row["name"])) % 10_000
        asker = actions.Asker(kind=row["kind"], name=row["name"], phone=f"0989-600{number:04}", address=f"和光县朝阳大道{number % 300 + 1}号")
        confirmed = None if row.get("unconfirmed") or row["channel"] not in CONFIRMED else self.received
        new = actions.NewCase(
            self.organ, row["channel"], asker, row["title"], description=row.get("description", ""), confirmed_on=confirmed,
            external_number=row.get("external", ""), delivery="post" if row["channel"].startswith("post") else "online",
        )  # fmt: skip
        return actions.receive(new, actor=self.officer, at=at)

    def _now(self) -> Case:
        return Case.objects.get(pk=self.case.pk)

    def _assign(self, section: str, at: datetime) -> None:
        actions.assign(self._now(), section, None, actor=self.officer, at=at)

    def _consult(self, kind: str, on: date, at: datetime, name: str, about: str) -> None:
        actions.consult(self._now(), actions.Asked(kind, name, about, on), actor=self.officer, at=at)

    def _hear(self, on: date, at: datetime, agrees: bool, answer: str) -> None:
        asked = Consultation.objects.filter(case=self.case).latest("id")
        actions.hear(asked, actions.Heard(agrees, answer, on), actor=self.officer, at=at)

    def _draft(self, on: date, at: datetime, *parts: actions.PartDraft) -> None:
        if any(part.outcome in ("D21", "D23") for part in parts):
            search = actions.Search("局档案室、办公自动化系统", "按题名和文号检索，询问经办股室", self.row["title"][:40], "没有检索到所申请的信息", on)
            actions.note_search(self._now(), search, actor=self.officer, at=at)
        actions.draft_reply(self._now(), actions.Draft(parts), actor=self.officer, at=at)

    def _part(self, outcome: str, text: str, covers: str = "") -> actions.PartDraft:
        facts = {TEXT.get(outcome, "reasons"): text, "reasons": text}
        if outcome == "D18":
            facts |= {"channel": "县政务服务中心登记窗口", "reasons": "法律、行政法规对查询有特别规定"}
        return actions.PartDraft(outcome, facts, covers, "" if outcome in ("D01", "D02") else NOT_TAKEN)

    def _answer(self, on: date, at: datetime, *parts: actions.PartDraft) -> None:
        self._draft(on, at, *parts)
        actions.approve_reply(self._now(), actor=self.head, at=at)
        actions.answer(self._now(), on, number=_number(self.case), actor=self.officer, at=at)

    def _finish(self, on: date, at: datetime, *parts: actions.PartDraft) -> None:
        self._answer(on, at, *parts)
        counter = self.row["channel"] == "counter"
        way = "direct" if counter else "post" if self.row["channel"].startswith("post") else "online"
        served = actions.Served(way, on, tracking=f"XA{on:%y%m%d}00199" if way == "post" else "", signed_by=self.row["name"] if counter else "")
        actions.serve(self._now(), served, actor=self.officer, at=at)
        if self.received.month <= FILED_UNTIL:
            self._file(at + timedelta(hours=1))

    def _file(self, at: datetime) -> None:
        """The papers of an office that writes by hand: scanned, closed, archived."""
        for name in queries.papers_missing(self._now()):
            scan = files.keep(attachment("scan.pdf", name, [[self.case.number, self.organ.name]]), f"{name[:20]}.pdf", actor=self.officer, at=at)
            actions.add_paper(self._now(), "scan", f"{name.removesuffix('（已起草，没有印发）')}（扫描件）", scan, actor=self.officer, at=at)
        actions.close(self._now(), actor=self.officer, at=at)
        actions.archive(self._now(), f"{self.received.year}-依申请-{self.case.pk:04}", actor=self.officer, at=at)


def _number(case: Case) -> str:
    """An answer that was issued on paper: 县财政局公复〔2026〕3号."""
    done = Case.objects.filter(organ=case.organ, finished_on__isnull=False).count()
    return f"{case.organ.label.removeprefix('县')}公复〔{case.received_on:%Y}〕{done + 1}号"


def _back(calendar: Calendar, today: date, count: int) -> date:
    """The working day so many before."""
    current = today
    while count or not calendar.is_working(current):
        current -= timedelta(1)
        count -= calendar.is_working(current)
    return current


def _done(row: _Row, on: date, at: datetime, outcome: str, text: str) -> None:
    row._finish(on, at, row._part(outcome, text))


def _split_answer(row: _Row, on: date, at: datetime, given: str, kept: str) -> None:
    third = Consultation.objects.filter(case=row.case, kind=Consultation.Kind.THIRD_PARTY).exists()
    row._finish(on, at, row._part("D02", f"{given}复印件1份", given), row._part("D14" if third else "D16", f"{kept}，公开会造成损害或者尚在研究", kept))


def _fee(row: _Row, on: date, at: datetime, pages: int, reason: str) -> None:
    actions.notify_fee(row._now(), actions.Charge("by-page", reason, on, pages), actor=row.officer, at=at)


def _clarify(row: _Row, on: date, at: datetime, points: str, length: int) -> None:
    asked = actions.Clarification(points, row.calendar.add(on, length), on)
    actions.clarify(row._now(), asked, actor=row.officer, at=at)


def _legal(row: _Row, on: date, at: datetime, question: str, opinion: str | None) -> None:
    asked = actions.ask_legal(row._now(), question, actor=row.officer, at=at)
    if opinion:
        actions.give_legal(asked, opinion, actor=SETUP, at=at + timedelta(hours=1))


def _extend(row: _Row, on: date, at: datetime, days: int, reason: str) -> None:
    actions.extend(row._now(), actions.Extension(days, reason, row.head.name, on), actor=row.officer, at=at)


def _approved(row: _Row, on: date, at: datetime, outcome: str, text: str) -> None:
    row._draft(on, at, row._part(outcome, text))
    actions.approve_reply(row._now(), actor=row.head, at=at)


_STEPS: dict[str, Callable[..., Any]] = {
    "assign": lambda row, on, at, section: row._assign(section, at),
    "clarify": _clarify,
    "corrected": lambda row, on, at, text: actions.supply_correction(row._now(), text, on, actor=row.officer, at=at),
    "lapse": lambda row, on, at, reason: actions.lapse_correction(row._now(), reason, on, actor=row.officer, at=at),
    "third": lambda row, on, at, name, about: row._consult("third_party", on, at, name, about),
    "organ": lambda row, on, at, name, about: row._consult("other_organ", on, at, name, about),
    "heard": lambda row, on, at, agrees, answer: row._hear(on, at, agrees in ("yes", True), answer),
    "organ_heard": lambda row, on, at, agrees, answer: row._hear(on, at, agrees in ("yes", True), answer),
    "extend": _extend,
    "fee": _fee,
    "paid": lambda row, on, at, receipt: actions.pay_fee(row._now(), on, receipt, actor=row.officer, at=at),
    "fee_lapse": lambda row, on, at: actions.lapse_fee(row._now(), on, actor=row.officer, at=at),
    "legal": _legal,
    "withdraw": lambda row, on, at, said: actions.withdraw(row._now(), said, on, actor=row.officer, at=at),
    "draft": lambda row, on, at, outcome, text: row._draft(on, at, row._part(outcome, text)),
    "approved": _approved,
    "answered": lambda row, on, at, outcome, text: row._answer(on, at, row._part(outcome, text)),
    "done": _done,
    "split_answer": _split_answer,
}  # fmt: skip
