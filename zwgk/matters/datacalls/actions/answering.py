"""A unit answers: opens, types, sends, corrects; its leader signs; the office may type for it or send it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.files import actions as files
from zwgk.foundation.organs import actions as organs
from zwgk.matters.datacalls.checking import check_all, is_empty, tidy
from zwgk.matters.datacalls.models import SUBJECT, Paper, Return, Revision, State

from .support import locked, note, tell


@dataclass(frozen=True, slots=True)
class Sending:
    """What is sent."""

    rows: dict[str, Any]
    zero: bool = False
    note: str = ""  # why a return that was sent already is changed
    on_paper: bool = False  # typed by the office from a stamped sheet


@transaction.atomic
def see(given: Return, *, actor: Actor, at: datetime) -> Return:
    """The unit has opened it, for the first time."""
    if given.seen_at is None and actor.organ_id == given.organ_id:
        Return.objects.filter(pk=given.pk, seen_at__isnull=True).update(seen_at=at, seen_by=actor.name)
    return given


@transaction.atomic
def save_draft(given: Return, rows: dict[str, Any], *, actor: Actor, at: datetime) -> Return:
    """Keep what has been typed so far, right or wrong."""
    actor.require("datacalls.answer", given.organ_id)
    given = locked(given, "填写")
    given.draft, given.draft_at, given.draft_by = tidy(given.call.spec, rows), at, actor.name
    given.save(update_fields=["draft", "draft_at", "draft_by"])
    return given


@transaction.atomic
def send(given: Return, wanted: Sending, *, actor: Actor, at: datetime) -> Return:
    """Send, or correct what was sent; every version is kept. Where the leader signs, it waits for that."""
    actor.require("datacalls.answer", given.organ_id)
    given = locked(given, "报送")
    checked = check_all(given.call.spec, {} if wanted.zero else wanted.rows)
    if checked.wrong:
        more = f"（另有 {len(checked.wrong) - 1} 处）" if len(checked.wrong) > 1 else ""
        raise BadInput(checked.wrong[0].message + more, field="rows")
    if is_empty(checked.rows) and not wanted.zero:
        raise BadInput("还没有填写内容。", field="rows", remedy="本单位确实没有的，请选“零报告”。")
    again = given.revisions.exists() and given.state == State.SENT
    if again and not wanted.note.strip():
        raise BadInput("已经报送过，更正请写明原因。", field="note", remedy="例如：上午漏报1件。")
    if wanted.on_paper:
        actor.require("datacalls.merge")
        if not given.papers.exists():
            raise BadInput("代录须附盖章原件的扫描件或照片。", field="paper")
    _keep(given, wanted, checked.rows, actor, at)
    how = "零报告" if wanted.zero else f"{sum(map(len, checked.rows.values()))} 行"
    verb = "更正报送" if again else "代录报送" if wanted.on_paper else "报送"
    tell(given, "datacalls.answer", f"{verb}：{how}" + (f"，{wanted.note.strip()[:100]}" if wanted.note else ""), actor=actor, at=at)
    organs.spend_pass(actor=actor, at=at)
    return given


def _keep(given: Return, wanted: Sending, rows: dict[str, Any], actor: Actor, at: datetime) -> None:
    waits = given.call.needs_sign and not wanted.on_paper
    given.values, given.zero, given.on_paper = rows, wanted.zero, wanted.on_paper
    given.draft, given.draft_at = {}, None
    given.state = State.SIGNING if waits else State.SENT
    given.sent_at, given.sent_by, given.sent_by_id, given.signed_by, given.reason = at, actor.name, actor.person_id, "", ""
    given.save()
    Revision.objects.create(
        given=given, values=rows, zero=wanted.zero, on_paper=wanted.on_paper, sent_at=at, sent_by=actor.name, note=wanted.note.strip()[:300]
    )
    _meet(given, actor, at) if not waits else _run(given, "更正后待签发", actor, at)


def _meet(given: Return, actor: Actor, at: datetime) -> None:
    for clock in running.open_of(SUBJECT, given.pk):
        clocks.meet(clock, actor=actor, at=at)


def _run(given: Return, reason: str, actor: Actor, at: datetime) -> None:
    clock = running.of_subject(SUBJECT, given.pk).order_by("-id").first()
    if clock is not None and clock.met_at is not None:
        clocks.reopen(clock, reason=reason, actor=actor, at=at)


@transaction.atomic
def sign(given: Return, *, actor: Actor, at: datetime) -> Return:
    """The leader of the unit has looked at it: now it counts."""
    actor.require("datacalls.sign", given.organ_id)
    given = locked(given, "签发")
    if given.state != State.SIGNING:
        raise Conflict(f"本单位的报表{given.get_state_display()}，不需要签发。")
    if actor.person_id is not None and actor.person_id == given.sent_by_id:
        raise Conflict("填报人不能为自己签发。", remedy="请由本单位负责同志签发。")
    given.state, given.signed_by = State.SENT, actor.name
    given.save(update_fields=["state", "signed_by"])
    _meet(given, actor, at)
    tell(given, "datacalls.sign", "签发报送", actor=actor, at=at)
    return given


@transaction.atomic
def give_back(given: Return, reason: str, *, actor: Actor, at: datetime) -> Return:
    """It does not do: the unit sees why and its time runs on. What it typed stays in its form."""
    actor.require("datacalls.merge")
    given = locked(given, "退回")
    if given.state not in (State.SENT, State.SIGNING):
        raise Conflict(f"“{given.organ.label}”{given.get_state_display()}，没有可以退回的内容。")
    if not reason.strip():
        raise BadInput("请写明退回原因。", field="reason", remedy="写清哪一项、应当怎样改。")
    given.state, given.reason, given.signed_by = State.RETURNED, reason.strip(), ""
    given.save(update_fields=["state", "reason", "signed_by"])
    _run(given, "退回重报", actor, at)
    tell(given, "datacalls.give_back", f"退回：{reason.strip()[:100]}", actor=actor, at=at)
    note(given, f"采集表被退回：{given.call.title}", reason.strip(), actor=actor, at=at)
    return given


def keep_paper(given: Return, data: bytes, name: str, *, actor: Actor, at: datetime) -> Paper:
    """Hang a file on the return: the stamped sheet, a photo."""
    actor.require("datacalls.answer", given.organ_id)
    file = files.keep(data, name, actor=actor, at=at)
    with transaction.atomic():
        made = Paper.objects.create(given=locked(given, "添加附件"), file=file)
        tell(made.given, "datacalls.answer", f"添加附件：{file.name}", actor=actor, at=at)
    return made
