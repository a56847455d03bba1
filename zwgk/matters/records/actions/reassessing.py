"""年度评估 of what is withheld (ATT-07), and 失效信息清理 (ATT-08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ
from zwgk.matters.records.models import (
    Attribute,
    CleanUp,
    CleanUpLine,
    Publication,
    Reassessment,
    Record,
    Round,
    State,
)

from .classifying import Proposal, check, classify
from .drafting import NewRecord, draft
from .ending import Ending, amend, lapse, withdraw
from .support import FOI, tell

ROUND = "records.round"
ARTICLE_18 = f"{FOI}第十八条"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one withheld record is from now on."""

    attribute: str
    ground: str
    reason: str


@transaction.atomic
def reassess(organ: Organ, year: int, due_on: date, *, actor: Actor, at: datetime) -> Round:
    """Begin the yearly round of an organ: everything that is kept unpublished, as it stands now."""
    # Art. 18: what is not public is assessed regularly; what may be public by change of circumstances is made public.
    actor.require("records.reassess", organ.pk)
    if Round.objects.filter(organ=organ, year=year).exists():
        raise Conflict(f"{organ.label}{year}年度的评估已经开始。")
    if due_on < localdate(at):
        raise BadInput("完成期限不能早于今天。", field="due_on")
    made = Round.objects.create(organ=organ, year=year, due_on=due_on, opened_at=at, opened_by=actor.name)
    kept = Record.objects.filter(organ=organ, state=State.KEPT)
    Reassessment.objects.bulk_create(Reassessment(round=made, record=record, attribute_before=record.attribute) for record in kept)
    about = _about(made)
    clocks.start_fixed(about, organ=organ, due_on=due_on, title=f"{year}年度不予公开信息评估", grounds={"words": ARTICLE_18}, actor=actor, at=at)
    note = inbox.Note(title=about.title, body=f"共{made.lines.count()}件，请于{due_on}前逐件评估。", url=about.url, kind="records")
    inbox.send_to_organ(note, organ=organ, actor=actor, at=at)
    _told(made, "records.reassess", f"开始{year}年度评估，共{made.lines.count()}件", actor=actor, at=at)
    return made


@transaction.atomic
def decide_line(line: Reassessment, verdict: Verdict, *, actor: Actor, at: datetime) -> Reassessment:
    """Keep it with a reason, or let it become a draft for publication: nothing gets out without its own review."""
    actor.require("records.reassess", line.round.organ_id)
    if line.round.closed_at:
        raise Conflict("这一年度的评估已经完成。")
    if len(verdict.reason.strip()) < 4:
        raise BadInput("请写明评估理由。", field="reason", basis=ARTICLE_18)
    check(verdict.attribute, verdict.ground, verdict.reason)
    line.attribute, line.reason, line.decided_at, line.decided_by = verdict.attribute, verdict.reason.strip()[:500], at, actor.name
    line.save()
    record = line.record
    tell(record, "records.reassess", f"年度评估：{line.get_attribute_display()}，{line.reason[:100]}", actor=actor, at=at, basis=ARTICLE_18)
    if verdict.attribute != record.attribute:
        amend(record, f"{line.round.year}年度评估，改为{line.get_attribute_display()}", actor=actor, at=at)
        classify(record, Proposal(verdict.attribute, verdict.ground, verdict.reason), actor=actor, at=at)
    return line


@transaction.atomic
def close_round(made: Round, *, actor: Actor, at: datetime) -> Round:
    """Every line has its decision."""
    actor.require("records.reassess", made.organ_id)
    left = made.lines.filter(attribute="").count()
    if left:
        raise Conflict(f"还有{left}件没有评估。", remedy="每一件都要有结论和理由。")
    made.closed_at, made.closed_by = at, actor.name
    made.save(update_fields=["closed_at", "closed_by"])
    for clock in running.open_of(ROUND, made.pk):
        clocks.meet(clock, actor=actor, at=at)
    changed = sum(line.attribute != line.attribute_before for line in made.lines.all())
    _told(made, "records.reassess", f"{made.year}年度评估完成，其中{changed}件改变公开属性", actor=actor, at=at)
    return made


@transaction.atomic
def clean_up(organ: Organ, title: str, *, actor: Actor, at: datetime) -> CleanUp:
    """Begin a clean-up: everything online whose last day has passed, or that has no last day and is ten years old."""
    actor.require("records.withdraw", organ.pk)
    today = localdate(at)
    made = CleanUp.objects.create(organ=organ, title=title.strip()[:200] or f"{today.year}年失效信息清理", opened_at=at, opened_by=actor.name)
    ten = today.replace(year=today.year - 10, day=min(today.day, 28))
    due = Q(lapses_on__lt=today) | Q(shown_until__lt=today) | Q(formed_on__lt=ten)
    found = Publication.objects.filter(due, organ=organ, shown=True, standing=Publication.Standing.VALID).select_related("record")
    CleanUpLine.objects.bulk_create(CleanUpLine(clean_up=made, record=each.record, why=_why(each, today)) for each in found)
    _told(made, "records.clean_up", f"开始清理失效信息，线索{made.lines.count()}条", actor=actor, at=at)
    return made


def _why(each: Publication, today: date) -> str:
    if each.lapses_on and each.lapses_on < today:
        return f"失效日期{each.lapses_on}已过"
    if each.shown_until and each.shown_until < today:
        return f"公示期{each.shown_until}已满"
    return f"生成于{each.formed_on}，已满十年"


@transaction.atomic
def clean_line(line: CleanUpLine, outcome: str, note: str = "", *, actor: Actor, at: datetime) -> CleanUpLine:
    """Still valid, labelled as lapsed, or withdrawn."""
    actor.require("records.withdraw", line.clean_up.organ_id)
    if line.clean_up.closed_at:
        raise Conflict("这次清理已经完成。")
    if outcome not in ("keep", "label", "withdraw"):
        raise BadInput("请选择处理方式。", field="outcome")
    if outcome == "keep" and len(note.strip()) < 4:
        raise BadInput("继续有效的，请写明理由。", field="note")
    if outcome == "label":
        lapse(line.record, Ending("cleaned", note), actor=actor, at=at)
    elif outcome == "withdraw":
        withdraw(line.record, Ending("cleaned", note), actor=actor, at=at)
    line.outcome, line.note, line.done_at, line.done_by = outcome, note.strip()[:300], at, actor.name
    line.save()
    return line


@transaction.atomic
def finish_clean_up(made: CleanUp, *, actor: Actor, at: datetime) -> Record:
    """The result becomes a draft of its own, to be reviewed and published like everything else."""
    actor.require("records.withdraw", made.organ_id)
    lines: Sequence[CleanUpLine] = list(made.lines.select_related("record"))
    if made.closed_at:
        raise Conflict("这次清理已经完成。")
    if any(not line.outcome for line in lines):
        raise Conflict("还有线索没有处理。", remedy="逐条选择继续有效、标注失效或者撤下。")
    body = "".join(f"<tr><td>{place}</td><td>{escape(line.record.title)}</td><td>{escape(line.record.doc_number)}</td><td>{line.get_outcome_display()}</td></tr>" for place, line in enumerate(lines, 1))
    today = localdate(at)
    table = f"<p>经清理，现将结果公布如下。</p><table><tr><th>序号</th><th>名称</th><th>文号</th><th>处理结果</th></tr>{body}</table>"
    said = {"formed_on": today, "genre": "公告", "attribute": Attribute.PUBLIC, "ground": "statutory"}
    made.result = draft(NewRecord(organ=made.organ, title=f"{made.organ.name}{made.title}结果", body=table, said=said), actor=actor, at=at)
    made.closed_at, made.closed_by = at, actor.name
    made.save()
    _told(made, "records.clean_up", f"失效信息清理完成，共{len(lines)}条", actor=actor, at=at)
    return made.result


def _about(made: Round) -> Subject:
    return Subject(ROUND, made.pk, f"{made.organ.label}{made.year}年度不予公开信息评估", f"/office/records/rounds/{made.pk}/")


def _told(made: Round | CleanUp, verb: str, sentence: str, *, actor: Actor, at: datetime) -> None:
    about = _about(made) if isinstance(made, Round) else Subject("records.cleanup", made.pk, made.title, f"/office/records/clean-ups/{made.pk}/")
    journal.record(about, Told(verb, sentence, basis=ARTICLE_18 if isinstance(made, Round) else "", organ_id=made.organ_id, organ_name=made.organ.label), actor=actor, at=at)
