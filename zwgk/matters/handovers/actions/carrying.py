"""The act: everything moves at once, the account ends, the list is frozen. And the way back while nothing was changed."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.held import Held, numbers
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.actions import Note
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import actions as organs_do
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Person
from zwgk.matters.governance import queries as governance

from .. import papers
from ..models import Confirmation, Handover, KeptObject, State
from ..providers import PROVIDERS
from ..queries import content_of, everything, missing_parts, undo_until
from .support import empowered, locked, subject, tell


@transaction.atomic
def carry_out(handover: Handover, *, actor: Actor, at: datetime) -> Handover:
    """Move it all. Before its day, or unconfirmed, it is refused; done already, nothing happens."""
    row = Handover.objects.select_for_update(of=("self",)).select_related("leaving", "successor", "organ").get(pk=handover.pk)
    actor.require("handovers.hand_over", row.organ_id)
    if row.state == State.DONE:
        return row
    row = _ready(row, at)
    content, digest = content_of(row, at)
    held = everything(row.leaving, at)
    who = _recipients(row, held)
    pairs = _move(row, held, who, empowered(actor), at)
    row.content = content | {"digest_of_lines": digest, "confirmed": [_signature(each) for each in row.confirmations.all()]}
    row.digest = digest
    row.moved = {"to": {key: person.pk for key, person in who.items()}, "holdings": pairs, "active": row.leaving.is_active}
    row.state, row.done_at, row.done_by = State.DONE, at, actor.name
    row.save()
    if row.ends_account and row.leaving.is_active:
        organs_do.end_account(row.leaving, reason=f"工作已移交{row.successor.name}", actor=empowered(actor), at=at)
    tell(row, "hand_over", f"工作交接完成：{row.leaving.name}移交{row.successor.name}，共 {len(held)} 项", actor=actor, at=at, sha256=digest)
    _announce(row, held, who, actor, at)
    return row


def print_list(handover: Handover, *, actor: Actor, at: datetime) -> Handover:
    """Render the frozen list as .docx and PDF, once; outside any transaction, for rendering takes its time."""
    actor.require("handovers.see", handover.organ_id)
    if handover.state != State.DONE or (handover.docx_id and handover.pdf_id):
        return handover
    name = f"工作交接清单-{handover.organ.label}-{handover.leaving.name}"
    handover.docx = files.keep(papers.docx(handover, at), f"{name}.docx", actor=actor, at=at)
    handover.pdf = files.keep(papers.pdf(handover, at), f"{name}.pdf", actor=actor, at=at)
    handover.save(update_fields=["docx", "pdf"])
    return handover


@transaction.atomic
def undo(handover: Handover, reason: str, *, actor: Actor, at: datetime) -> Handover:
    """撤回: within the days, by the office, while the successor has done nothing here and all is where it went."""
    actor.require("handovers.hand_over_for", handover.organ_id)
    row = locked(handover, "撤回", State.DONE)
    if not reason.strip():
        raise BadInput("请写明撤回原因。", field="reason")
    until = undo_until(row)
    if until is None or at > until:
        raise Conflict("交接已经超过可以撤回的时间。", remedy="请反过来再办一次交接。")
    _refuse_changed(row)
    _move_back(row, empowered(actor), at)
    if row.moved.get("active") and not row.leaving.is_active:
        organs_do.reopen_account(row.leaving, actor=empowered(actor), at=at)
    row.state, row.ended_at, row.ended_by, row.ended_reason = State.UNDONE, at, actor.name, reason.strip()
    row.save(update_fields=["state", "ended_at", "ended_by", "ended_reason"])
    tell(row, "hand_over_for", f"撤回工作交接：{reason.strip()[:200]}", actor=actor, at=at)
    for person in (row.leaving, row.successor):
        inbox.send(Note(f"工作交接已撤回：{row}", reason.strip(), row.url, kind="handovers.undo"), person=person, actor=actor, at=at)
    return row


def _ready(row: Handover, at: datetime) -> Handover:
    if row.state not in (State.PREPARING, State.AGREED):
        raise Conflict(f"这次交接{row.get_state_display()}，不能办理。")
    if missing := missing_parts(row):
        raise Conflict("还没有全部确认：" + "、".join(part.label for part in missing) + "。", remedy="可以在线确认，也可以登记签字的纸质清单。")
    if row.on > timezone.localdate(at):
        raise Conflict(f"交接日期是{row.on}，还没有到。", remedy="到那一天会自动办理，不需要再点。")
    if not row.successor.is_active:
        raise Conflict(f"接收人“{row.successor.name}”的账号已停用。", remedy="请取消后另选接收人。")
    return row


def _recipients(row: Handover, held: list[Held]) -> dict[str, Person]:
    """Key → who gets it."""
    elsewhere = {said.key: said.to for said in row.arrangements.select_related("to") if said.to}
    return {each.key: elsewhere.get(each.key, row.successor) for each in held if not each.by_post}


def _move(row: Handover, held: list[Held], who: dict[str, Person], actor: Actor, at: datetime) -> list[list[int]]:
    """Everything that stands in his name; what hangs on a post follows the post. Pairs of holdings come back."""
    pairs: list[list[int]] = []
    by_person: dict[int, list[str]] = defaultdict(list)
    people = {person.pk: person for person in who.values()}
    for each in held:
        if not each.by_post:
            by_person[who[each.key].pk].append(each.key)
    for number, keys in by_person.items():
        person = people[number]
        for provider in PROVIDERS:
            own = [key for key in keys if key.startswith(f"{provider.name}.")]
            if own and provider.pass_on:
                provider.pass_on(own, row.leaving, person, actor=actor, at=at)
        _move_objects(row, keys, person, at)
        pairs += [list(pair) for pair in organs_do.pass_on(keys, row.leaving, person, actor=actor, at=at)]
    return pairs


def _move_objects(row: Handover, keys: list[str], person: Person, at: datetime) -> None:
    today = timezone.localdate(at)
    missing = set(numbers(row.arrangements.filter(missing=True).values_list("key", flat=True), "handovers.object"))
    for kept in KeptObject.objects.filter(pk__in=numbers(keys, "handovers.object"), keeper=row.leaving):
        kept.keeper, kept.since = person, today
        kept.missing_since = today if kept.pk in missing else kept.missing_since
        kept.save(update_fields=["keeper", "since", "missing_since"])


def _refuse_changed(row: Handover) -> None:
    done = journal.latest(row.organ_id).filter(actor_id=row.successor_id, at__gt=row.done_at).exclude(subject_type=subject(row).type)
    if fact := done.first():
        raise Conflict(f"“{row.successor.name}”接手后已经办过事：{fact.sentence[:80]}", remedy="不能撤回；请反过来再办一次交接。")


def _move_back(row: Handover, actor: Actor, at: datetime) -> None:
    """Each thing from whoever got it; the registers and posts as they were."""
    by_person: dict[int, list[str]] = defaultdict(list)
    for key, number in row.moved["to"].items():
        by_person[number].append(key)
    for number, keys in by_person.items():
        person = organs.person_of(number)
        if person is None:
            continue
        if any(key.startswith("governance.") for key in keys):  # a register made new rows in his name
            keys = [key for key in keys if not key.startswith("governance.")]
            keys += [each.key for each in governance.registered(person.name, [row.organ_id])]
        for provider in PROVIDERS:
            own = [key for key in keys if key.startswith(f"{provider.name}.")]
            if own and provider.pass_on:
                provider.pass_on(own, person, row.leaving, actor=actor, at=at)
        KeptObject.objects.filter(pk__in=numbers(keys, "handovers.object"), keeper_id=number).update(keeper=row.leaving, missing_since=None)
    organs_do.take_back([(ended, begun) for ended, begun in row.moved["holdings"]], actor=actor, at=at)


def _signature(each: Confirmation) -> dict[str, object]:
    return {
        "part": each.get_part_display(), "name": each.name, "at": timezone.localtime(each.at).strftime("%Y-%m-%d %H:%M"),
        "paper": bool(each.paper_id), "lines": each.lines,
    }  # fmt: skip


def _announce(row: Handover, held: list[Held], who: dict[str, Person], actor: Actor, at: datetime) -> None:
    """The successor, everybody who got something, and the unit."""
    soon = sum(each.due is not None and each.due <= row.on + timedelta(days=30) for each in held)
    people = {row.successor.pk: row.successor, **{person.pk: person for person in who.values()}}
    for person in people.values():
        note = Note(f"您已接手{row.leaving.name}的工作", f"交接清单共 {len(held)} 项，30 天内到期 {soon} 项，请先看到期的。", row.url, kind="handovers.done")
        inbox.send(note, person=person, actor=actor, at=at)
    _copy_up(row, {row.leaving_id, *people}, actor, at)
    told = Note(f"工作交接完成：{row.leaving.name}移交{row.successor.name}", f"自{row.on}起由{row.successor.name}负责。", row.url, kind="handovers.done")
    inbox.send_to_organ(told, organ=row.organ, actor=actor, at=at)


def _copy_up(row: Handover, told: set[int], actor: Actor, at: datetime) -> None:
    """具体做、负责抓、亲自管: those who answer at this organ and have an account get a copy."""
    for link in governance.chain(row.organ, timezone.localdate(at)).ladder:
        if link.account and link.account.pk not in told:
            note = Note(f"抄送：{row.leaving.name}的工作已移交{row.successor.name}", f"{link.said}的{link.name}同志：自{row.on}起请找{row.successor.name}。", row.url, kind="handovers.copy")
            inbox.send(note, person=link.account, actor=actor, at=at)
