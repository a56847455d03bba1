"""Filing the leader and the contact with the competent department: call, file, receipt, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.clocks.actions import Fixed, Timed
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.matters.governance.models import ITEM, Filing, FilingCall, FilingState
from zwgk.matters.governance.queries import NEEDED, responsible_of, snapshot


@dataclass(frozen=True, slots=True)
class Call:
    """Who is to file with whom until when, and which document says so."""

    title: str
    receiver: Organ
    due_on: date
    organs: Sequence[Organ]
    words: str = ""
    source_title: str = ""
    source_url: str = ""


@transaction.atomic
def open_call(new: Call, *, actor: Actor, at: datetime) -> FilingCall:
    """Ask the organs to file: one clock and one message for each."""
    actor.require("governance.call")
    if not new.title.strip():
        raise BadInput("请填写标题。", field="title")
    if not new.organs:
        raise BadInput("请选择需要报备的单位。", field="organs")
    if abs(new.due_on.year - timezone.localdate(at).year) > 5:
        raise BadInput(f"截止日期{new.due_on}的年份可能填错了。", field="due_on")
    call = FilingCall.objects.create(
        title=new.title.strip(), receiver=new.receiver, due_on=new.due_on, words=new.words.strip(), source_title=new.source_title.strip(),
        source_url=new.source_url, called_at=at, called_by=actor.name,
    )  # fmt: skip
    filings = Filing.objects.bulk_create([Filing(call=call, organ=organ, filed_with=_addressee(call, organ)) for organ in new.organs])
    day = timezone.localdate(at)
    source = {"title": call.source_title, "words": call.words} if call.source_title else None
    clocks.start_many(
        [Timed(_subject(f), "报备负责同志和联系人", f.organ_id, Fixed(call.due_on, call.words), day, source=source) for f in filings],
        actor=actor, at=at,
    )  # fmt: skip
    _record(call, "call", f"发起报备“{call.title}”，{len(filings)} 个单位，{call.due_on}前报{call.receiver.label}", call.receiver, actor, at)
    for filing in filings:
        _send(filing, f"请报备负责同志和联系人：{call.title}", f"请于{call.due_on}前报{filing.filed_with}。", actor, at)
    return call


@transaction.atomic
def file_people(filing: Filing, *, actor: Actor, at: datetime) -> Filing:
    """The organ files the people it has registered; the receipt is issued at once. Filing again after a change is allowed."""
    actor.require("governance.file", filing.organ_id)
    filing = _locked(filing, "报备", *(set(FilingState) - {FilingState.EXEMPT}))
    lacks = [duty.label for duty in NEEDED if responsible_of(filing.organ, duty) is None]
    if lacks:
        raise Conflict(f"还没有登记{'、'.join(lacks)}，不能报备。", remedy="请先在“负责同志和联系人”中登记，各明确一名。")
    people = snapshot(filing.organ)
    if filing.state in (FilingState.FILED, FilingState.CONFIRMED) and people == filing.people:
        raise Conflict("报备之后人员没有变动，不需要重新报备。")
    again = filing.filed_at is not None
    filing.people, filing.state, filing.filed_at, filing.filed_by = people, FilingState.FILED, at, actor.name
    filing.receipt = filing.receipt or f"备{timezone.localdate(at):%Y}-{filing.call_id:03d}-{filing.pk:05d}"
    filing.reason, filing.confirmed_at, filing.confirmed_by = "", None, ""
    filing.save()
    for clock in running.open_of(ITEM, filing.pk):
        clocks.meet(clock, actor=actor, at=at)
    names = "、".join(f"{each['label']}{each['name']}" for each in people)
    _record(filing.call, "file", f"{'重新' if again else ''}报备：{names}（回执 {filing.receipt}）", filing.organ, actor, at, filing)
    return filing


@transaction.atomic
def confirm_filing(filing: Filing, *, actor: Actor, at: datetime) -> Filing:
    """The competent department takes the filing on record."""
    actor.require("governance.confirm")
    filing = _locked(filing, "备案", FilingState.FILED)
    filing.state, filing.confirmed_at, filing.confirmed_by = FilingState.CONFIRMED, at, actor.name
    filing.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    _record(filing.call, "confirm", f"予以备案（回执 {filing.receipt}）", filing.organ, actor, at, filing)
    return filing


@transaction.atomic
def return_filing(filing: Filing, reason: str, *, actor: Actor, at: datetime) -> Filing:
    """Something is wrong with it: the clock runs on, and the organ stands on the list of missing units again."""
    actor.require("governance.confirm")
    filing = _locked(filing, "退回", FilingState.FILED, FilingState.CONFIRMED)
    if not reason.strip():
        raise BadInput("请写明退回原因。", field="reason")
    filing.state, filing.reason = FilingState.RETURNED, reason.strip()
    filing.save(update_fields=["state", "reason"])
    for clock in running.of_subject(ITEM, filing.pk).filter(state=running.State.MET):
        clocks.reopen(clock, reason="报备退回", actor=actor, at=at)
    _record(filing.call, "confirm", f"退回报备：{filing.reason}", filing.organ, actor, at, filing)
    _send(filing, f"报备被退回：{filing.call.title}", filing.reason, actor, at)
    return filing


@transaction.atomic
def exempt_filing(filing: Filing, reason: str, *, actor: Actor, at: datetime) -> Filing:
    """This organ need not file here, e.g. it is led vertically and has filed with its own superior."""
    actor.require("governance.confirm")
    filing = _locked(filing, "免报", FilingState.WAITING, FilingState.RETURNED)
    if not reason.strip():
        raise BadInput("请写明不需报备的原因。", field="reason")
    filing.state, filing.reason = FilingState.EXEMPT, reason.strip()
    filing.save(update_fields=["state", "reason"])
    for clock in running.open_of(ITEM, filing.pk):
        clocks.void(clock, reason=filing.reason, actor=actor, at=at)
    _record(filing.call, "confirm", f"不需报备：{filing.reason}", filing.organ, actor, at, filing)
    return filing


def _addressee(call: FilingCall, organ: Organ) -> str:
    """Bodies under vertical management file with the office of the department that leads them."""
    return "上级主管部门办公室" if organ.kind == OrganKind.DISPATCHED else call.receiver.label


def _locked(filing: Filing, verb: str, *states: FilingState) -> Filing:
    filing = Filing.objects.select_for_update().get(pk=filing.pk)
    if filing.state not in states:
        raise Conflict(f"“{filing.organ.label}”{filing.get_state_display()}，不能{verb}。")
    return filing


def _subject(filing: Filing) -> Subject:
    return Subject(ITEM, filing.pk, f"{filing.organ.label}：{filing.call.title}", filing.url)


def _record(
    call: FilingCall, verb: str, sentence: str, organ: Organ, actor: Actor, at: datetime, filing: Filing | None = None
) -> None:  # fmt: skip
    subject = _subject(filing) if filing else Subject("governance.call", call.pk, call.title, f"/office/governance/calls/{call.pk}/")
    told = Told(f"governance.{verb}", sentence, basis=call.source_title, organ_id=organ.pk, organ_name=organ.label)
    journal.record(subject, told, actor=actor, at=at)


def _send(filing: Filing, title: str, body: str, actor: Actor, at: datetime) -> None:
    note = inbox.Note(title=title, body=body, url=filing.url, kind="governance")
    inbox.send_to_organ(note, organ=filing.organ, actor=actor, at=at)
