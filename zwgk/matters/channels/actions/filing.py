"""分级备案: an account is opened, changed, closed, cancelled with a 登记表 and the answer of the unit in charge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.organs.models import Organ
from zwgk.matters.channels.models import LIVE, Channel, Filing, FilingState, FilingStep, Kind, Standing

from .registering import refuse_open, refuse_second
from .support import not_later, of_channel, page_address, tell, words

BASIS = "国办发〔2018〕123号"
FROM: dict[str, tuple[str, ...]] = {
    FilingStep.OPEN: (Standing.PROPOSED, Standing.OPEN, Standing.FOUND), FilingStep.CHANGE: (Standing.OPEN,),
    FilingStep.CLOSE: LIVE, FilingStep.CANCEL: (*LIVE, Standing.CLOSED, Standing.PROPOSED),
}  # fmt: skip
TO: dict[str, str] = {FilingStep.OPEN: Standing.OPEN, FilingStep.CLOSE: Standing.CLOSED, FilingStep.CANCEL: Standing.CANCELLED}


@dataclass(frozen=True, slots=True)
class NewFiling:
    """What is filed; the last four are what it is to be after a change."""

    step: str
    reason: str
    filed_with: str
    filed_on: date
    name: str = ""
    organ: Organ | None = None
    account: str = ""
    certified_as: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the unit in charge said."""

    agreed: bool
    answered_on: date
    number: str = ""
    answer: str = ""
    announced: str = ""  # where closing or the change of owner was announced


@transaction.atomic
def file_account(row: Channel, new: NewFiling, *, actor: Actor, at: datetime) -> Filing:
    """Hand in a 登记表. The sheet keeps how the account stood that day."""
    actor.require("channels.keep", row.organ_id)
    row = Channel.objects.select_for_update(of=("self",)).select_related("organ", "keeper").get(pk=row.pk)
    if row.kind != Kind.ACCOUNT:
        raise Conflict(f"{row.get_kind_display()}不需要备案。")
    if new.step not in FROM or row.state not in FROM[new.step]:
        raise Conflict(f"“{row.name}”{row.get_state_display()}，不能办理这项备案。", field="step")
    if row.filings.filter(state=FilingState.FILED).exists():
        raise Conflict("这个账号还有一份备案没有答复。", remedy="请先登记答复。")
    reason, receiver = words(new.reason, "理由", "reason"), words(new.filed_with, "备案单位", "filed_with")
    not_later(new.filed_on, at, "filed_on")
    if new.step == FilingStep.OPEN:
        refuse_second(row.kind, row.organ, row.platform, but=row.pk)
    made = Filing.objects.create(
        channel=row, step=new.step, reason=reason, filed_with=receiver[:120], filed_on=new.filed_on, filed_by=actor.name, sheet=_sheet(row, new)
    )  # fmt: skip
    tell(of_channel(row), row.organ, "file_account", f"{made.get_step_display()}备案：报{made.filed_with}", actor=actor, at=at, basis=BASIS)
    return made


@transaction.atomic
def answer_filing(filing: Filing, given: Answer, *, actor: Actor, at: datetime) -> Filing:
    """The answer takes effect: the account opens, changes, closes or is cancelled; or the sheet comes back."""
    actor.require("channels.edit", filing.channel.organ_id)
    filing = Filing.objects.select_for_update().get(pk=filing.pk)
    row = Channel.objects.select_for_update(of=("self",)).select_related("organ", "keeper").get(pk=filing.channel_id)
    if filing.state != FilingState.FILED:
        raise Conflict(f"这份备案{filing.get_state_display()}。")
    not_later(given.answered_on, at, "answered_on")
    if given.answered_on < filing.filed_on:
        raise BadInput("答复日期早于报备日期。", field="answered_on")
    if not given.agreed:
        words(given.answer, "退回意见", "answer")
    elif _to_announce(filing) and not given.announced.strip():
        raise BadInput("请填写公告地址。", field="announced", basis=BASIS, remedy="关停、注销或者变更主办单位，须向社会公告。")
    filing.state = FilingState.DONE if given.agreed else FilingState.RETURNED
    filing.number, filing.answer, filing.announced = given.number.strip()[:80], given.answer.strip()[:300], page_address(given.announced, "announced")
    filing.answered_on, filing.answered_by = given.answered_on, actor.name
    filing.save()
    if given.agreed:
        _take_effect(row, filing, at)
    said = f"{filing.get_step_display()}备案{filing.get_state_display()}" + (f"，备案号{filing.number}" if filing.number else "")
    tell(of_channel(row), row.organ, "answer_filing", said, actor=actor, at=at, basis=BASIS)
    note = inbox.Note(f"“{row.name}”{said}"[:200], filing.answer, row.url, kind="channels", key=f"channels.filing:{filing.pk}")
    inbox.send_to_organ(note, organ=row.organ, actor=actor, at=at)
    return filing


def _to_announce(filing: Filing) -> bool:
    """Closing, cancelling and a change of owner are told to the public."""
    return filing.step in (FilingStep.CLOSE, FilingStep.CANCEL) or "organ" in filing.sheet.get("to", {})


def _take_effect(row: Channel, filing: Filing, at: datetime) -> None:
    match filing.step:
        case FilingStep.CHANGE:
            for name, value in filing.sheet.get("to", {}).items():
                setattr(row, "organ_id" if name == "organ" else name, value)
            refuse_second(row.kind, row.organ, row.platform, but=row.pk)
        case FilingStep.OPEN:
            refuse_second(row.kind, row.organ, row.platform, but=row.pk)
            row.opened_on = row.opened_on or timezone.localdate(at)
        case _:
            refuse_open(row)
            row.ended_on = row.ended_on or filing.answered_on
    row.state = TO.get(filing.step, row.state)
    row.save()


def _sheet(row: Channel, new: NewFiling) -> dict[str, object]:
    shown = {
        "账号名称": row.name, "平台": row.platform, "账号": row.account, "主办单位": row.organ.name, "认证主体": row.certified_as,
        "管理人": row.keeper.name if row.keeper else "", "联系电话": row.phone, "开设日期": row.opened_on.isoformat() if row.opened_on else "",
    }  # fmt: skip
    if new.step != FilingStep.CHANGE:
        return {"now": shown}
    to: dict[str, object] = {name: getattr(new, name).strip() for name in ("name", "account", "certified_as") if getattr(new, name).strip()}
    if new.organ and new.organ.pk != row.organ_id:
        to["organ"] = new.organ.pk
    if not to:
        raise BadInput("请填写变更后的内容。", field="name")
    labels = {"name": "账号名称", "account": "账号", "certified_as": "认证主体"}
    told = {labels[name]: value for name, value in to.items() if name in labels} | ({"主办单位": new.organ.name} if "organ" in to and new.organ else {})
    return {"now": shown, "to": to, "changed": told}
