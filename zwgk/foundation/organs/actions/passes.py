"""手机链接: granted for one person and one thing, opened once, bound to that browser, ended by anybody concerned."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import PASS_RIGHTS, Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ, Pass, Person
from zwgk.foundation.organs.queries import actor_of, digest, narrowed, why_ended

VALID = timedelta(hours=72)
ASK_AGAIN_AFTER = timedelta(minutes=30)
PASS = "organs.pass"


@dataclass(frozen=True, slots=True)
class PassFor:
    """Who may do what, with which one thing."""

    person: Person
    organ: Organ  # for which the person acts
    subject: Subject  # what it is about, as the journal names it: Subject("ledger.item", 12, "…")
    address: str  # path of the page that it opens, ending in “/”: "/office/ledger/items/12/phone/"
    rights: Sequence[str]  # some of PASS_RIGHTS


@transaction.atomic
def grant_pass(wanted: PassFor, *, actor: Actor, at: datetime) -> tuple[Pass, str]:
    """Make a link, valid for 72 hours. Row and address come back; the token is in the address and nowhere else."""
    if actor.person_id != wanted.person.pk or actor.only is not None:
        actor.require("organs.grant_pass", wanted.organ.pk)
    _check(wanted, at)
    token = secrets.token_urlsafe(24)  # 192 bits
    row = Pass.objects.create(
        person=wanted.person,
        organ=wanted.organ,
        subject_type=wanted.subject.type,
        subject_id=str(wanted.subject.id),
        title=wanted.subject.title[:300],
        address=wanted.address,
        rights=sorted(set(wanted.rights)),
        token_hash=digest(token),
        stamp=wanted.person.get_session_auth_hash(),
        granted_at=at,
        granted_by=actor.name,
        granted_by_id=actor.person_id,
        valid_until=at + VALID,
    )
    _tell(row, "organs.grant_pass", f"向“{wanted.person.name}”发放手机链接，72 小时内有效：{row.title}", actor, at)
    return row, f"{settings.SITE_URL}/p/{token}/"


@transaction.atomic
def open_pass(token: str, browser: str, *, device: str = "", at: datetime) -> Pass:
    """Use the link up: from now on it belongs to this browser (`browser` is the secret mark kept in its cookie).

    Calling it again from the same browser changes nothing, so that a lost answer on a bad line locks nobody out.
    """
    row = Pass.objects.select_for_update(of=("self",)).select_related("person", "organ").filter(token_hash=digest(token)).first()
    if row is None:
        raise BadInput("没有这个手机链接。", remedy="请核对链接是否复制完整。")
    if len(browser) < 20:
        raise BadInput("浏览器没有保存办理标记。", remedy="请允许本网站使用 Cookie 后再点“打开”。")
    if ended := why_ended(row, at):
        raise Conflict(ended, remedy="请向发送人申请重发。")
    if row.opened_at is None:
        row.opened_at, row.browser_hash, row.device = at, digest(browser), device[:200]
        row.save(update_fields=["opened_at", "browser_hash", "device"])
        _tell(row, "organs.open_pass", f"打开手机链接：{row.title}", narrowed(row, at), at)
    elif not secrets.compare_digest(row.browser_hash, digest(browser)):
        raise Conflict("这个链接已在另一台手机（或另一个浏览器）打开。", remedy="请在原来的手机上继续，或申请重发。")
    return row


@transaction.atomic
def revoke_pass(row: Pass, reason: str, *, actor: Actor, at: datetime) -> Pass:
    """Take the link back; it ends at once. By the office, the security administrator, its holder or who granted it."""
    if actor.only is not None or actor.person_id is None or actor.person_id not in (row.person_id, row.granted_by_id):
        actor.require("organs.revoke_pass", row.organ_id)
    if row.revoked_at is not None:
        raise Conflict("这个手机链接已经收回。")
    if not reason.strip():
        raise BadInput("请写明收回的原因。", field="reason")
    row.revoked_at, row.revoked_by, row.reason = at, actor.name, reason.strip()[:200]
    row.save(update_fields=["revoked_at", "revoked_by", "reason"])
    _tell(row, "organs.revoke_pass", f"收回“{row.person.name}”的手机链接：{row.title}（{row.reason}）", actor, at)
    return row


@transaction.atomic
def end_passes(kind: str, number: int | str, reason: str, *, actor: Actor, at: datetime) -> int:
    """The thing is done or gone: all its links end at once. Called by the verb that ends the thing, under its right."""
    rows = Pass.objects.select_for_update().filter(subject_type=kind, subject_id=str(number), revoked_at__isnull=True, valid_until__gt=at)
    count = 0
    for row in rows.select_related("organ", "person"):
        row.revoked_at, row.revoked_by, row.reason = at, actor.name, reason[:200]
        row.save(update_fields=["revoked_at", "revoked_by", "reason"])
        _tell(row, "organs.revoke_pass", f"手机链接终止：{row.title}（{reason}）", actor, at)
        count += 1
    return count


@transaction.atomic
def spend_pass(*, actor: Actor, at: datetime) -> None:
    """What the link was for has been handed in: it still shows the receipt, but changes nothing any more."""
    if actor.pass_id is None:
        return
    Pass.objects.filter(pk=actor.pass_id, spent_at__isnull=True).update(spent_at=at)


@transaction.atomic
def ask_again(row: Pass, *, at: datetime) -> Pass:
    """Whoever holds an ended or lost link asks for another; at most every half an hour."""
    row = Pass.objects.select_for_update(of=("self",)).select_related("person", "organ").get(pk=row.pk)
    if row.asked_at is not None and at - row.asked_at < ASK_AGAIN_AFTER:
        raise Conflict("刚刚已经申请过重发。", remedy="请半小时后再试，或直接电话联系发送人。")
    row.asked_at = at
    row.save(update_fields=["asked_at"])
    _tell(row, "organs.ask_again", f"申请重发手机链接：{row.title}", narrowed(row, at), at)
    return row


def _check(wanted: PassFor, at: datetime) -> None:
    if forbidden := set(wanted.rights) - PASS_RIGHTS:
        raise NotAllowed(f"手机链接不能用于：{'、'.join(sorted(forbidden))}。", remedy="审批、公布等操作须登录办理。")
    if not wanted.rights:
        raise BadInput("手机链接没有写明可办的事。", field="rights")
    if not (wanted.address.startswith("/office/") and wanted.address.endswith("/")):
        raise BadInput("手机链接只能打开本平台的页面。", field="address")
    if not wanted.person.is_active:
        raise Conflict(f"“{wanted.person.name}”的账号已停用，不能发放手机链接。")
    own = replace(actor_of(wanted.person, localdate(at)), system=False)
    if missing := [right for right in wanted.rights if not own.may(right, wanted.organ.pk)]:
        raise NotAllowed(f"“{wanted.person.name}”本人没有这项权限（{'、'.join(missing)}），不能发放手机链接。", remedy="请先任命岗位。")


def _tell(row: Pass, verb: str, sentence: str, actor: Actor, at: datetime) -> None:
    subject = Subject(PASS, row.pk, row.title, "/office/passes/")
    told = Told(verb, sentence, organ_id=row.organ_id, organ_name=row.organ.label, data={"subject": f"{row.subject_type}:{row.subject_id}"})
    journal.record(subject, told, actor=actor, at=at)
