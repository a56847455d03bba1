"""What is public changes or ends: amend, lapse, repeal with a successor, withdraw with a reason of the list; periods run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.search import actions as search
from zwgk.matters.channels import actions as channels
from zwgk.matters.records import lists
from zwgk.matters.records.models import PUBLICATION, SUBJECT, Publication, Record, State

from .drafting import send_back
from .publishing import capture, end, name_successor
from .support import freeze, locked, retime, stop_clocks, tell

ONLINE = (State.PUBLISHED, State.LAPSED, State.REPEALED)


@dataclass(frozen=True, slots=True)
class Ending:
    """Why, from the list of reasons, with a note where the list is not enough."""

    reason: str
    note: str = ""
    day: date | None = None  # of the lapse or repeal; today when empty


@transaction.atomic
def amend(record: Record, note: str, *, actor: Actor, at: datetime) -> Record:
    """Begin a new version of what is public or kept; the old one stays online until the new one is reviewed and published."""
    actor.require("records.draft", record.organ_id)
    record = locked(record, "修订", State.PUBLISHED, State.WITHDRAWN, State.KEPT, State.LAPSED, State.DISCARDED)
    if not note.strip():
        raise BadInput("请写明修订的原因。", field="note")
    record.state, record.number = State.DRAFT, record.number + 1
    record.attribute_confirmed_by, record.attribute_confirmed_at = "", None
    freeze(record, f"修订：{note.strip()}", actor=actor, at=at)
    retime(record, actor=actor, at=at)
    tell(record, "records.amend", f"开始修订《{record.title}》：{note.strip()[:100]}", actor=actor, at=at)
    return record


@transaction.atomic
def lapse(record: Record, ending: Ending, *, actor: Actor, at: datetime) -> Record:
    """失效: it stays online and says so."""
    return _label(record, ending, State.LAPSED, Publication.Standing.LAPSED, "lapse", actor=actor, at=at)


@transaction.atomic
def repeal(record: Record, ending: Ending, successor: Record | None = None, *, actor: Actor, at: datetime) -> Record:
    """废止: it stays online, says so loudly, and names what stands in its place."""
    if successor is not None:
        if successor.pk == record.pk:
            raise BadInput("不能由自身替代。", field="successor")
        if successor.live is None:
            raise BadInput(f"替代文件《{successor.title}》还没有公开。", field="successor", remedy="请先发布替代文件。")
        record.successor = successor
    elif ending.reason == "replaced":
        raise BadInput("请选择替代它的文件。", field="successor")
    return _label(record, ending, State.REPEALED, Publication.Standing.REPEALED, "repeal", successor=successor, actor=actor, at=at)


def _label(
    record: Record, ending: Ending, state: State, standing: Publication.Standing, use: str, *, successor: Record | None = None, actor: Actor, at: datetime,
) -> Record:  # fmt: skip
    actor.require("records.withdraw", record.organ_id)
    line = _reason(ending, use)
    record = locked(record, "标注失效或废止")
    publication = _live(record)
    send_back(record, "信息已标注失效或废止。", actor=actor, at=at)
    since = _since(ending, at)
    if successor is not None and successor.live is not None:
        record.successor, publication.successor_slug = successor, successor.slug or ""
        publication.successor_title = successor.live.title  # as it was reviewed, not as it is being typed
    end(publication, standing, line.id, ending.note.strip(), since, shown=True)
    record.state, record.lapses_on = state, localdate(since)
    record.end_reason, record.end_note = line.id, ending.note.strip()[:500]
    record.save()
    stop_clocks(record, state.label, actor=actor, at=at)
    capture(publication, "lapsed" if state == State.LAPSED else "repealed", actor=actor, at=at)
    into = f"，由《{publication.successor_title}》替代" if successor else ""
    channels.label(SUBJECT, record.pk, f"本文件已于{localdate(since):%Y年%-m月%-d日}{state.label.removeprefix('已')}{into}", actor=actor, at=at)
    tell(record, f"records.{use}", f"《{record.title}》{state.label}：{line.title}{into}", actor=actor, at=at, basis=line.article)
    return record


@transaction.atomic
def withdraw(record: Record, ending: Ending, *, actor: Actor, at: datetime) -> Record:
    """撤下: the address tells that it was withdrawn and why; the version is kept. Outside places are asked to remove it."""
    actor.require("records.withdraw", record.organ_id)
    line = _reason(ending, "withdraw")
    record = locked(record, "撤下")
    publication = _live(record)
    send_back(record, "信息已撤下。", actor=actor, at=at)
    _take_off(record, publication, line, ending.note, actor=actor, at=at)
    tell(record, "records.withdraw", f"撤下《{record.title}》：{line.title}{'，' + ending.note.strip()[:100] if ending.note.strip() else ''}", actor=actor, at=at, basis=line.article)
    return record


def _take_off(record: Record, publication: Publication, line: lists.Line, note: str, *, actor: Actor, at: datetime) -> None:
    reason = line.id
    end(publication, Publication.Standing.WITHDRAWN, reason, note.strip(), at)
    older = record.publications.filter(standing=Publication.Standing.REPLACED)
    search.withdraw(PUBLICATION, older.values_list("pk", flat=True))
    older.update(standing=Publication.Standing.WITHDRAWN, end_reason=reason, ended_at=at)
    name_successor(publication.slug, "", at)
    record.state, record.live, record.end_reason, record.end_note = State.WITHDRAWN, None, reason, note.strip()[:500]
    record.save()
    stop_clocks(record, "已撤下", actor=actor, at=at)
    capture(publication, "withdrawn", actor=actor, at=at)
    channels.recall(SUBJECT, record.pk, line.title, actor=actor, at=at)


@transaction.atomic
def expire(record: Record, *, actor: Actor, at: datetime) -> Record:
    """The publicity period of a row with personal data is over: it leaves page, export and index."""
    actor.require("records.withdraw", record.organ_id)
    record = locked(record, "结束公示")
    publication = _live(record)
    if publication.shown_until is None or publication.shown_until >= localdate(at):
        raise Conflict(f"《{record.title}》的公示期还没有结束。")
    _take_off(record, publication, lists.line("reasons", "period_over", "withdraw"), "", actor=actor, at=at)
    tell(record, "records.expire", f"《{record.title}》公示期满（{publication.shown_until}），已撤下", actor=actor, at=at)
    return record


def _since(ending: Ending, at: datetime) -> datetime:
    """The moment from which it is not in force: what the public reads."""
    today = localdate(at)
    if ending.day is None or ending.day == today:
        return at
    if ending.day > today:
        raise BadInput("起始日期不能晚于今天：标注后页面立即写明不再执行。", field="day", remedy="请在那一天到来时标注。")
    return make_aware(datetime.combine(ending.day, time.min))


def _reason(ending: Ending, use: str) -> lists.Line:
    line = lists.line("reasons", ending.reason, use)
    if line.id == "other" and len(ending.note.strip()) < 4:
        raise BadInput("选择“其他”须写明原因。", field="note")
    return line


def _live(record: Record) -> Publication:
    if record.live_id is None:
        raise Conflict(f"《{record.title}》现在没有公开。", remedy="请刷新页面查看最新情况。")
    return Publication.objects.select_related("organ").get(pk=record.live_id)
