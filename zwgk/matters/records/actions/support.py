"""What all verbs of a record share: the lock, the version, the clock, the journal."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localdate

from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.records import cells
from zwgk.matters.records.content import canonical, hash_of
from zwgk.matters.records.models import DOCUMENT, SUBJECT, Attribute, Record, State, Version

FOI = "《中华人民共和国政府信息公开条例》"
ARTICLE_26 = f"{FOI}第二十六条"
EDITABLE = (State.DRAFT, State.IN_REVIEW, State.APPROVED)
PUBLISH = "主动公开"


def locked(record: Record, verb: str, *states: State) -> Record:
    """The row as it is now; refused unless it is in one of the states."""
    record = Record.objects.select_for_update(of=("self",)).select_related("organ", "drafter").get(pk=record.pk)
    if states and record.state not in states:
        raise Conflict(f"《{record.title}》{record.get_state_display()}，不能{verb}。", remedy="请刷新页面查看最新情况。")
    return record


def subject(record: Record) -> Subject:
    return Subject(SUBJECT, record.pk, record.title, record.url)


def tell(record: Record, verb: str, sentence: str, *, actor: Actor, at: datetime, basis: str = "") -> None:
    """Write it into the journal, under the organ of the record."""
    told = Told(verb, sentence, basis=basis, organ_id=record.organ_id, organ_name=record.organ.label)
    journal.record(subject(record), told, actor=actor, at=at)


def announce(record: Record, title: str, body: str = "", *, actor: Actor, at: datetime) -> None:
    """A message to the drafter, or to the liaison of the organ when the drafter has gone."""
    note = inbox.Note(title=title[:200], body=body, url=record.url, kind="records")
    if record.drafter and record.drafter.is_active:
        inbox.send(note, person=record.drafter, actor=actor, at=at)
    else:
        inbox.send_to_organ(note, organ=record.organ, actor=actor, at=at)


def freeze(record: Record, note: str, *, actor: Actor, at: datetime) -> Version:
    """Keep what is typed now as the newest version, with its hash. The record is saved."""
    content = canonical(record)
    record.hash, record.changed_at, record.changed_by = hash_of(content), at, actor.name
    record.save()
    cells.keep([record])
    return Version.objects.create(record=record, number=record.number, content=content, hash=record.hash, made_at=at, made_by=actor.name, note=note[:200])


def retime(record: Record, *, actor: Actor, at: datetime) -> None:
    """The limit for publication follows attribute, kind and dates; what came from an old site has none."""
    # Art. 26: within 20 working days from the day on which it came about or changed, unless laws say otherwise.
    wanted = limit_of(record)
    open_ones = [clock for clock in running.open_of(SUBJECT, record.pk) if clock.title == PUBLISH]
    for clock in open_ones:
        moved = wanted is not None and record.live_id is None and clock.started_on != wanted[1]
        if wanted is None or clock.rule != wanted[0] or moved:
            clocks.void(clock, reason="公开属性、类型或者日期已改", actor=actor, at=at)
        else:
            wanted = None
    if wanted is not None:
        rule, first = wanted
        clocks.start(subject(record), organ=record.organ, spec=rule, started_on=first, title=PUBLISH, person=record.drafter, actor=actor, at=at)


def limit_of(record: Record) -> tuple[str, date] | None:
    """Rule and first day; None when nothing is due."""
    if record.attribute not in ("", Attribute.PUBLIC) or record.origin == Record.Origin.MIGRATED or record.state not in EDITABLE:
        return None
    rule, first = "publication/publish", record.formed_on
    kind = rulebook.law().kinds.get(record.kind) if record.kind != DOCUMENT else None
    if kind is not None and kind.deadline and kind.starts in record.values:
        rule, first = kind.deadline, date.fromisoformat(record.values[kind.starts])
    if record.live_id is not None:  # a change of what is public already runs from the change
        first = localdate(record.changed_at)
    return None if first is None or record.attribute == "" or not is_known(rule, first) else (rule, first)


def is_known(rule: str, first: date) -> bool:
    """Whether the rulebook says what the limit was on that day; what is older has none that could be reckoned."""
    found = rulebook.law().deadlines.get(rule)
    return found is not None and min(value.since for value in found.values) <= first


def stop_clocks(record: Record, reason: str = "", *, actor: Actor, at: datetime) -> None:
    """Met at publication; void with a reason when there is nothing to publish."""
    for clock in running.open_of(SUBJECT, record.pk):
        if reason:
            clocks.void(clock, reason=reason, actor=actor, at=at)
        else:
            clocks.meet(clock, actor=actor, at=at)
