"""A paper is drafted from kept figures, revised by a person, finished with its issue number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.files import actions as files
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ

from .. import docx_out, drafting
from ..models import Briefing, Figure, Kind, Question, Version
from ..periods import Period
from ..queries import Counted, context, pdf_of, template_bytes, too_long
from ..queries.papers import texts
from .figures import Asked, keep
from .support import locked, tell

LONGEST = 600  # characters of one paragraph


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be drafted."""

    kind: str  # value of Kind
    organ: Organ
    period: Period
    as_of: datetime  # the figures as known at that moment
    key: str | None = None  # a second paper with this key is not drafted


def draft(paper: Paper, *, actor: Actor, at: datetime) -> Briefing:
    """Count, keep every figure, write the text. With a key that exists, the paper that has it comes back unchanged."""
    actor.require("briefings.write", paper.organ.pk)
    if paper.kind not in Kind.values:
        raise BadInput("请选择文种。", field="kind")
    if paper.as_of > at:
        raise BadInput("统计时刻晚于现在。", field="as_of")
    with transaction.atomic():
        if paper.key and (made := Briefing.objects.filter(key=paper.key).select_related("organ").first()):
            return made
        written = drafting.write(paper.kind, paper.period, paper.as_of)
        made = Briefing.objects.create(
            kind=paper.kind, organ=paper.organ, key=paper.key, first=paper.period.first, last=paper.period.last, period=paper.period.label, as_of=paper.as_of,
            title=written.title, drafted_at=at, drafted_by=actor.name,
        )  # fmt: skip
        made.generated = _generated(made, written, actor, at)
        made.save(update_fields=["generated"])
        Question.objects.bulk_create(Question(briefing=made, paragraph=each.paragraph, text=each.text.rstrip("："), options=each.options) for each in written.questions)
        tell(made, "write", f"起草{made.get_kind_display()}：{made.title}", actor=actor, at=at)
    return made


def _generated(made: Briefing, written: drafting.Draft, actor: Actor, at: datetime) -> list[dict[str, object]]:
    """The paragraphs; each different figure is kept once."""
    kept: dict[tuple[object, ...], Figure] = {}

    def number(counted: Counted) -> int:
        scope = counted.scope.organs
        key = (counted.subject.id, counted.period.first, counted.period.last, scope, counted.at)
        if key not in kept:
            kept[key] = keep(counted, Asked(Figure.Asker.PAPER, asked_by=made.get_kind_display(), note=made.title), actor=actor, at=at)
        return kept[key].pk

    made_of = [{"id": each.id, "head": each.head, "text": each.text, "marks": [[word, number(counted)] for word, counted in each.marks]} for each in written.said]
    made.figures.set(kept.values())
    return made_of


@transaction.atomic
def revise(briefing: Briefing, typed: Mapping[str, str], *, actor: Actor, at: datetime) -> Briefing:
    """Save the person's text as a new version; the generated text stays beside it."""
    actor.require("briefings.write", briefing.organ_id)
    briefing = locked(briefing, "修改", Briefing.State.DRAFT)
    known, now = {each["id"] for each in briefing.generated}, texts(briefing)
    if unknown := set(typed) - known:
        raise BadInput(f"没有段落{'、'.join(sorted(unknown))}。")
    for name, text in typed.items():
        if len(text) > LONGEST:
            raise BadInput(f"这一段有 {len(text)} 字，超过 {LONGEST} 字。", field=name, remedy="请压缩。")
    wanted = now | {name: " ".join(text.split()) for name, text in typed.items()}
    if not any(wanted.values()):
        raise BadInput("全文是空的。", remedy="至少保留一段。")
    if wanted != now:
        _save(briefing, wanted, f"修改{briefing.get_kind_display()}", actor, at)
    return briefing


@transaction.atomic
def restore(briefing: Briefing, paragraph: str, *, actor: Actor, at: datetime) -> Briefing:
    """恢复原文: the generated words of one paragraph, or of all ("")."""
    actor.require("briefings.write", briefing.organ_id)
    briefing = locked(briefing, "恢复原文", Briefing.State.DRAFT)
    original = {each["id"]: each["text"] for each in briefing.generated}
    if paragraph and paragraph not in original:
        raise BadInput("没有这一段。")
    wanted = original if not paragraph else texts(briefing) | {paragraph: original[paragraph]}
    _save(briefing, wanted, "恢复原文", actor, at)
    return briefing


def _save(briefing: Briefing, wanted: Mapping[str, str], words: str, actor: Actor, at: datetime) -> None:
    last = briefing.versions.aggregate(last=Max("number"))["last"] or 0
    Version.objects.create(briefing=briefing, number=last + 1, texts=dict(wanted), saved_at=at, saved_by=actor.name)
    tell(briefing, "write", f"{words}：{briefing.title}（第{last + 1}版）", actor=actor, at=at)


def finish(briefing: Briefing, *, actor: Actor, at: datetime) -> Briefing:
    """Render outside the transaction, refuse what is longer than a page, take the next issue number of the year, tell the leaders."""
    actor.require("briefings.write", briefing.organ_id)
    day, before = localdate(at), texts(briefing)
    trial = Briefing.objects.select_related("organ").get(pk=briefing.pk)
    if trial.state != Briefing.State.DRAFT:
        raise Conflict(f"《{trial.title}》已经印发。")
    trial.year, trial.issue = day.year, _next_issue(trial.kind, day.year)
    docx = docx_out.render(template_bytes(trial.kind), context(trial, day))
    pdf = pdf_of(trial, day)
    if pdf and (said := too_long(trial, pdf)):
        raise BadInput(said, remedy="改短后再印发。")
    with transaction.atomic():
        done = locked(briefing, "印发", Briefing.State.DRAFT)
        if texts(done) != before or _next_issue(done.kind, day.year) != trial.issue:
            raise Conflict("这期间内容或期号有变化。", remedy="请再点一次“印发”。")
        done.year, done.issue, done.state, done.finished_at, done.finished_by = day.year, trial.issue, Briefing.State.FINISHED, at, actor.name
        name = f"{done.get_kind_display()}{done.year}年第{done.issue}期"
        done.docx = files.keep(docx, f"{name}.docx", actor=actor, at=at)
        done.pdf = files.keep(pdf, f"{name}.pdf", actor=actor, at=at) if pdf else None
        done.save()
        tell(done, "write", f"印发{name}（docx {done.docx.sha256[:12]}）", actor=actor, at=at)
        _tell_leaders(done, name, actor, at)
    return done


def _tell_leaders(done: Briefing, name: str, actor: Actor, at: datetime) -> None:
    """The leaders in charge at the office and at the government."""
    government = organs.government()
    for organ in {organ.pk: organ for organ in (done.organ, government) if organ}.values():
        note = inbox.Note(f"{name}请阅", done.title, done.url, kind="briefings", key=f"briefings.finish:{done.pk}:{organ.pk}")
        inbox.send_to_organ(note, organ=organ, role=Role.LEADER, actor=actor, at=at)


def _next_issue(kind: str, year: int) -> int:
    return (Briefing.objects.filter(kind=kind, year=year).aggregate(last=Max("issue"))["last"] or 0) + 1
