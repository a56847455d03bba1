"""我为政府网站找错: taken once, accepted, handed to whoever keeps the page, answered within the time of the rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor, Role, system_actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.gate import actions as gate
from zwgk.foundation.gate.queries import Limit, new_code
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.jobs import actions as jobs
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Organ
from zwgk.matters.findings import actions as findings

from ..models import CORRECTION, Correction
from ..queries.corrections import RULE, clock_of, keeper_of_site
from .support import need, tell

READER = system_actor("网民")  # never a name: the journal keeps no personal data
FROM_HERE = Limit("site_correction", 10, timedelta(hours=1), "这个网络地址一小时内提交的找错已达10件，请稍后再试。", "着急的，可以直接拨打页面底部的联系电话。")
MISSED = Limit("site_correction_missed", 20, timedelta(minutes=30), "半小时内查询不成功的次数太多，请过半小时再试。")
State = Correction.State


@dataclass(frozen=True, slots=True)
class NewCorrection:
    """What a reader says."""

    page: str
    kind: str
    text: str
    token: str
    contact: str = ""
    files: Sequence[StoredFile] = ()


@transaction.atomic
def report(new: NewCorrection, address: str, *, at: datetime) -> Correction:
    """Taken once; the clock begins, and the keeper of the site hears of it."""
    known = Correction.objects.filter(token=new.token).first()
    if known is not None:
        return known
    gate.refuse_over(FROM_HERE, address, at=at)
    gate.note(FROM_HERE, address, at=at)
    keeper = keeper_of_site()
    if keeper is None:
        raise Conflict("本站还没有登记主办单位，暂时不能接收。", remedy="请拨打 12345 热线反映。")
    made = Correction.objects.create(
        code=new_code(), token=new.token, page=need(new.page, "page", "网页地址")[:500], kind=new.kind, text=need(new.text, "text", "问题描述"),
        contact=new.contact.strip(), organ=keeper, arrived_at=at,
    )  # fmt: skip
    made.files.set(new.files)
    clocks.start(_subject(made), organ=keeper, spec=RULE, started_on=localdate(at), title="办理网站找错", actor=READER, at=at)
    tell(_subject(made), "sites.report", f"收到{made.number}：{made.get_kind_display()}", organ=keeper, actor=READER, at=at)
    _note(made, f"{made.number}待受理", made.get_kind_display(), Role.OFFICE, READER, at)
    return made


@transaction.atomic
def accept(correction: Correction, *, actor: Actor, at: datetime) -> Correction:
    """受理."""
    actor.require("sites.accept", correction.organ_id)
    row = _locked(correction, "受理", State.ARRIVED)
    row.state, row.accepted_at = State.ACCEPTED, at
    row.save(update_fields=["state", "accepted_at"])
    tell(_subject(row), "sites.accept", f"受理{row.number}", organ=row.organ, actor=actor, at=at)
    return row


@transaction.atomic
def pass_to(correction: Correction, organ: Organ, said: str, *, actor: Actor, at: datetime) -> Correction:
    """转办: whoever keeps the page mends it and answers; the time limit goes on running, for them."""
    actor.require("sites.accept", correction.organ_id)
    row = _locked(correction, "转办", State.ARRIVED, State.ACCEPTED, State.PASSED)
    if organ.kind == "higher":
        raise BadInput("不能转给上级机关。", field="organ", remedy="属于上级网站的，请答复网民向该网站反映。")
    row.state, row.organ, row.pass_note, row.passed_at = State.PASSED, organ, said.strip(), at
    row.accepted_at = row.accepted_at or at
    row.save(update_fields=["state", "organ", "pass_note", "passed_at", "accepted_at"])
    if clock := clock_of(row):
        clocks.assign(clock, organ=organ, actor=actor, at=at)
    tell(_subject(row), "sites.pass_to", f"转办{row.number}：{organ.label}", organ=organ, actor=actor, at=at)
    _note(row, f"网站找错转您单位办理：{row.get_kind_display()}", said.strip() or row.page, Role.LIAISON, actor, at)
    return row


@transaction.atomic
def answer(correction: Correction, text: str, *, as_finding: bool = False, actor: Actor, at: datetime) -> Correction:
    """属实: what was mended, in words for whoever wrote. With `as_finding` it is kept as a problem until it is proved mended."""
    row = _end(correction, State.ANSWERED, text, actor, at)
    if as_finding:
        source = Subject(CORRECTION, row.pk, row.number, row.url)
        new = findings.NewFinding(f"{row.get_kind_display()}：{row.page}\n{row.answer}", row.organ, basis="国办秘函〔2019〕19号 网站检查指标", source=source)
        row.finding = findings.raise_finding(new, actor=actor, at=at)
        row.save(update_fields=["finding"])
    return row


@transaction.atomic
def reject(correction: Correction, text: str, *, actor: Actor, at: datetime) -> Correction:
    """不属实, with the reason."""
    return _end(correction, State.UNFOUNDED, text, actor, at)


@transaction.atomic
def remind(correction: Correction, due: str, *, actor: Actor, at: datetime) -> None:
    """One message a day to whoever has it, when its time is over or nearly so."""
    _note(correction, f"{correction.number}应当在{due}前答复", correction.get_kind_display(), Role.LIAISON if correction.state == State.PASSED else Role.OFFICE, actor, at, f":{localdate(at)}")


def _end(correction: Correction, state: State, text: str, actor: Actor, at: datetime) -> Correction:
    actor.require("sites.answer", correction.organ_id)
    row = _locked(correction, "答复", State.ARRIVED, State.ACCEPTED, State.PASSED)
    row.state, row.answer = state, need(text, "text", "答复")
    row.accepted_at, row.answered_at, row.answered_by = row.accepted_at or at, at, actor.name
    row.save(update_fields=["state", "answer", "accepted_at", "answered_at", "answered_by"])
    if clock := clock_of(row):
        clocks.meet(clock, actor=actor, at=at)
    tell(_subject(row), "sites.answer", f"答复{row.number}：{row.get_state_display()}", organ=row.organ, actor=actor, at=at)
    _write_to_reader(row, at)
    return row


def _write_to_reader(row: Correction, at: datetime) -> None:
    """Who left a mailbox gets the answer; who left a telephone number, or nothing, has the code."""
    if "@" not in row.contact:
        return
    body = f"您反映的网页问题已经办理，结果：{row.get_state_display()}。\n{row.answer}\n凭查询码查看：{settings.SITE_URL}/corrections/result/"
    jobs.queue(jobs.Parcel(key=f"sites:correction:{row.pk}", body=body, recipient=row.number, channel="smtp", address=row.contact, subject="网站找错办理结果"), at=at)


def _locked(correction: Correction, doing: str, *states: State) -> Correction:
    row = Correction.objects.select_for_update(of=("self",)).select_related("organ").get(pk=correction.pk)
    if row.state not in states:
        raise Conflict(f"{row.number}{row.get_state_display()}，不能{doing}。", remedy="请刷新页面查看。")
    return row


def _subject(row: Correction) -> Subject:
    return Subject(CORRECTION, row.pk, row.number, row.url)


def _note(row: Correction, title: str, body: str, role: Role, actor: Actor, at: datetime, mark: str = "") -> None:
    key = f"sites:correction:{row.pk}{mark}" if mark else None
    inbox.send_to_organ(inbox.Note(title, body, row.url, kind="sites.correction", key=key), organ=row.organ, role=role, actor=actor, at=at)
