"""A batch goes out without anybody waiting: the numbers are taken at once, the worker renders and issues.

Reads: letters that are reserved and queued. Writes: what `issuing` writes. kill −9 loses nothing: the lease of what was in
hand ends, and `jobs.resume` wakes the worker. What fails is named on the letter and waits for a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor, system_actor
from zwgk.foundation.files import actions as files
from zwgk.matters.letters import kinds, rendering
from zwgk.matters.letters.models import Letter, State

from .issuing import finish, note_failure, reserve
from .support import Upload, tell

AT_ONCE = 25  # letters in hand: one run of LibreOffice
LEASE = timedelta(minutes=4)


@dataclass(frozen=True, slots=True)
class Approval:
    """Who said that it may go out, and when; the signed sheet as a scan, if there is one."""

    by: str
    on: date
    scan: Upload | None = None


@transaction.atomic
def approve(letters: Iterable[Letter], approval: Approval, *, actor: Actor, at: datetime) -> int:
    """Note the approval of one letter or of a whole batch; returns of how many."""
    if not approval.by.strip():
        raise BadInput("请写明批准人。", field="approved_by")
    if approval.on > timezone.localdate(at):
        raise BadInput("批准日期不能晚于今天。", field="approved_on")
    found = [letter for letter in letters if letter.state in (State.DRAFT, State.RESERVED)]
    if not found:
        raise BadInput("没有等待批准的文书。", field="approved_by", remedy="已印发、已作废的不再登记批准。")
    for letter in found:
        actor.require(kinds.kind(letter.kind).right("issue"), letter.organ_id)
    kept = files.keep(approval.scan.data, approval.scan.name, actor=actor, at=at) if approval.scan else None
    for letter in found:
        letter.approved_by, letter.approved_on, letter.approval = approval.by.strip()[:80], approval.on, kept
        letter.save(update_fields=["approved_by", "approved_on", "approval"])
        said = f"登记批准：{letter.approved_by}，{letter.approved_on}{f'，签批单“{kept.name}”' if kept else ''}"
        tell(letter, "issue", said, actor=actor, at=at)
    return len(found)


@transaction.atomic
def issue_later(letters: Iterable[Letter], *, dated: date | None = None, actor: Actor, at: datetime) -> list[Letter]:
    """Take the numbers in order and hand the letters to the worker; those that failed before are tried again."""
    day = dated or timezone.localdate(at)
    taken = [reserve(letter, day, actor, at) for letter in letters]
    if not taken:
        raise BadInput("没有可以印发的文书。", remedy="这一批已经全部印发或作废。")
    Letter.objects.filter(pk__in=[letter.pk for letter in taken]).update(queued_at=at, leased_until=None, failure="")
    transaction.on_commit(wake)
    return taken


def wake() -> None:
    """Tell the worker that letters wait."""
    render_queued.enqueue()


@task()
def render_queued() -> int:
    """What the worker runs: batch after batch until nothing waits; returns how many letters were in hand."""
    count = 0
    while done := render_waiting(at=timezone.now()):
        count += done
    return count


def render_waiting(*, at: datetime) -> int:
    """Render and issue the next few letters; returns how many were in hand."""
    actor = system_actor("文书生成")
    mine = _claimed(at)
    for start, stop in _cuts(mine):
        part = mine[start:stop]
        for letter, made in zip(part, rendering.rendered(part), strict=True):
            if isinstance(made, Exception):
                note_failure(letter, made, actor, at)
            else:
                _finish(letter, made, actor, at)
    return len(mine)


def waiting(at: datetime) -> QuerySet[Letter]:
    """Letters handed over that nobody has in hand."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=at)
    return Letter.objects.filter(free, state=State.RESERVED, queued_at__isnull=False, failure="")


def _claimed(at: datetime) -> list[Letter]:
    """Take a few into our hands; two workers never get the same one."""
    ids = list(waiting(at).order_by("queued_at", "id").values_list("pk", flat=True)[:AT_ONCE])
    mine = [pk for pk in ids if waiting(at).filter(pk=pk).update(leased_until=at + LEASE)]
    return list(Letter.objects.filter(pk__in=mine).select_related("organ", "addressee_organ", "template__file", "seal__file").order_by("id"))


def _cuts(letters: list[Letter]) -> list[tuple[int, int]]:
    """One by one, so that the progress moves; together when a template of the county needs LibreOffice."""
    if any(letter.template_id for letter in letters):
        return [(0, len(letters))]
    return [(n, n + 1) for n in range(len(letters))]


def _finish(letter: Letter, made: rendering.Files, actor: Actor, at: datetime) -> None:
    try:
        finish(letter, *made, actor, at)
    except Exception as error:  # voided meanwhile, or the disk is full: the others go on
        note_failure(letter, error, actor, at)
