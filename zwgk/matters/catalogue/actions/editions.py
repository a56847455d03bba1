"""编制 → 对口部门审核 → 发布: an edition of a field. Released is exactly what was judged."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from zwgk.domain import catalogues
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files.models import StoredFile
from zwgk.matters.catalogue.models import Edition, EditionState, Entry, EntryState, Field, Opinion, Revision, Verdict
from zwgk.matters.catalogue.models.fields import EDITING
from zwgk.matters.catalogue.queries.entries import row_of

from .support import BASIS_54, notify, say_why, tell_field, values_of


@dataclass(frozen=True, slots=True)
class NewOpinion:
    """What the superior line department said."""

    verdict: str
    text: str
    given_by: str
    given_on: date
    entry: Entry | None = None  # none: on the whole
    file: StoredFile | None = None


@transaction.atomic
def open_edition(field: Field, reason: str, *, actor: Actor, at: datetime) -> Edition:
    """Begin the next edition; one at a time."""
    actor.require("catalogue.edit")
    why = say_why(reason)
    field = Field.objects.select_for_update().get(pk=field.pk)
    open_one = field.editions.filter(state__in=(*EDITING, EditionState.IN_REVIEW, EditionState.CLEARED)).first()
    if open_one:
        raise Conflict(f"{open_one}{open_one.get_state_display()}。", remedy="先发布这一版，再编制下一版。")
    number = (field.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    edition = Edition.objects.create(field=field, number=number, reason=why[:300], opened_at=at, opened_by=actor.name)
    tell_field(field, "edit", f"开始编制第{number}版目录：{why}", actor=actor, at=at)
    return edition


@transaction.atomic
def send_for_review(edition: Edition, to: str, *, actor: Actor, at: datetime) -> Edition:
    """Hand it to the superior line department; rows with mistakes are named and must be mended first (CAT-04, CAT-06)."""
    actor.require("catalogue.release")
    edition = _locked(edition, "送审", *EDITING)
    if not to.strip():
        raise BadInput("请填写审核部门。", field="to", remedy="填写上级对口部门的名称。")
    entries = _entries(edition.field)
    if not entries:
        raise Conflict("目录里还没有事项。", remedy="从标准指引取用，或者导入目录表。")
    wrong = [(entry, found) for entry in entries for found in catalogues.check_row(row_of(entry)) if found.blocks]
    if wrong:
        entry, found = wrong[0]
        raise Conflict(f"有{len({each.pk for each, _ in wrong})}个事项还有缺项，例如“{entry.title}”：{found.sentence}", remedy="在领域页“核对”一栏逐项改正。")
    edition.state, edition.sent_at, edition.sent_to, edition.sent_hash = EditionState.IN_REVIEW, at, to.strip()[:120], content_hash(entries)
    edition.save()
    tell_field(edition.field, "release", f"第{edition.number}版目录{len(entries)}项送{edition.sent_to}审核", actor=actor, at=at, basis=BASIS_54)
    return edition


@transaction.atomic
def record_opinion(edition: Edition, new: NewOpinion, *, actor: Actor, at: datetime) -> Opinion:
    """Write down what came back, by letter or in the workbook; on the whole or on one entry."""
    actor.require("catalogue.release")
    edition = _locked(edition, "登记审核意见", EditionState.IN_REVIEW)
    today = timezone.localdate(at)
    if new.verdict not in Verdict.values:
        raise BadInput("请选择审核意见。", field="verdict")
    if new.verdict != Verdict.AGREED and not new.text.strip():
        raise BadInput("请写明具体意见。", field="text")
    if not new.given_by.strip():
        raise BadInput("请填写审核部门（人）。", field="given_by")
    sent_on = timezone.localdate(edition.sent_at) if edition.sent_at else today
    if not sent_on <= new.given_on <= today:
        raise BadInput(f"审核日期应在送审日（{sent_on.year}年{sent_on.month}月{sent_on.day}日）和今天之间。", field="given_on")
    if new.entry and new.entry.field_id != edition.field_id:
        raise BadInput("这个事项不属于本领域。", field="entry")
    row = Opinion.objects.create(
        edition=edition, entry=new.entry, verdict=new.verdict, text=new.text.strip(), given_by=new.given_by.strip(), given_on=new.given_on, file=new.file,
        registered_at=at, registered_by=actor.name,
    )  # fmt: skip
    about = f"（{new.entry.title}）" if new.entry else ""
    tell_field(edition.field, "release", f"{row.given_by}对第{edition.number}版的意见{about}：{row.get_verdict_display()}", actor=actor, at=at)
    return row


@transaction.atomic
def answer_opinion(opinion: Opinion, answer: str, *, actor: Actor, at: datetime) -> Opinion:
    """What was done about it: adopted, or why not."""
    actor.require("catalogue.edit")
    opinion = Opinion.objects.select_for_update(of=("self",)).select_related("edition__field").get(pk=opinion.pk)
    opinion.answer, opinion.answered_by, opinion.answered_at = say_why(answer, "answer"), actor.name, at
    opinion.save(update_fields=["answer", "answered_by", "answered_at"])
    tell_field(opinion.edition.field, "edit", f"审核意见采纳情况：{opinion.answer[:100]}", actor=actor, at=at)
    return opinion


@transaction.atomic
def conclude_review(edition: Edition, *, actor: Actor, at: datetime) -> Edition:
    """The opinions are in: 已审核 when the whole was agreed and nothing is open; otherwise 退回修改."""
    actor.require("catalogue.release")
    edition = _locked(edition, "结束审核", EditionState.IN_REVIEW)
    opinions = list(edition.opinions.filter(registered_at__gte=edition.sent_at))
    whole = [each for each in opinions if each.entry_id is None]
    if not whole:
        raise Conflict("还没有对整个目录的审核意见。", remedy="收到上级对口部门的意见后先登记。")
    open_ones = [each for each in opinions if each.verdict != Verdict.AGREED and not each.answer]
    if whole[-1].verdict == Verdict.AGREED and open_ones:
        raise Conflict(f"有{len(open_ones)}条意见没有写采纳情况。", remedy="逐条写明采纳情况，或者退回修改。")
    agreed = whole[-1].verdict == Verdict.AGREED
    edition.state = EditionState.CLEARED if agreed else EditionState.RETURNED
    edition.save(update_fields=["state"])
    said = "审核通过" if agreed else "按审核意见退回修改"
    tell_field(edition.field, "release", f"第{edition.number}版目录{said}", actor=actor, at=at, basis=BASIS_54)
    return edition


@transaction.atomic
def release(edition: Edition, *, actor: Actor, at: datetime) -> Edition:
    """Out to the public: exactly the content that was judged; the former edition is replaced."""
    actor.require("catalogue.release")
    edition = _locked(edition, "发布", EditionState.CLEARED)
    entries = _entries(edition.field)
    if content_hash(entries) != edition.sent_hash:
        raise Conflict("送审以后目录有改动，和审核过的内容不一致。", basis=BASIS_54, remedy="请把这一版退回修改后重新送审。")
    newest = {row.entry_id: row for row in Revision.objects.filter(entry__in=entries).order_by("entry_id", "number")}
    for entry in entries:
        entry.released = newest[entry.pk]
    Entry.objects.bulk_update(entries, ["released"], batch_size=200)
    Entry.objects.filter(field=edition.field).exclude(state=EntryState.LIVE).update(released=None)
    Revision.objects.filter(pk__in=[row.pk for row in newest.values()], released_at__isnull=True).update(released_at=at)
    edition.field.editions.filter(state=EditionState.RELEASED).update(state=EditionState.REPLACED)
    edition.state, edition.released_at, edition.released_by = EditionState.RELEASED, at, actor.name
    edition.revisions = sorted(row.pk for row in newest.values())
    edition.save()
    tell_field(edition.field, "release", f"发布第{edition.number}版目录，共{len(entries)}项", actor=actor, at=at, basis=BASIS_54)
    _tell_publishers(edition, actor, at)
    return edition


@transaction.atomic
def take_back(edition: Edition, reason: str, *, actor: Actor, at: datetime) -> Edition:
    """Back to editing: something has to be changed after it was sent or judged."""
    actor.require("catalogue.release")
    why = say_why(reason)
    edition = _locked(edition, "退回修改", EditionState.IN_REVIEW, EditionState.CLEARED)
    edition.state = EditionState.RETURNED
    edition.save(update_fields=["state"])
    tell_field(edition.field, "release", f"第{edition.number}版目录退回修改：{why}", actor=actor, at=at)
    return edition


def content_hash(entries: list[Entry]) -> str:
    """sha256 over the columns of all entries, in their order."""
    told = [[entry.pk, values_of(entry)] for entry in sorted(entries, key=lambda each: each.pk)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _entries(field: Field) -> list[Entry]:
    return list(Entry.objects.filter(field=field, state=EntryState.LIVE).order_by("order", "pk"))


def _locked(edition: Edition, verb: str, *states: EditionState) -> Edition:
    edition = Edition.objects.select_for_update(of=("self",)).select_related("field").get(pk=edition.pk)
    if edition.state not in states:
        raise Conflict(f"{edition}{edition.get_state_display()}，不能{verb}。", remedy="请刷新页面查看最新情况。")
    return edition


def _tell_publishers(edition: Edition, actor: Actor, at: datetime) -> None:
    """The units that publish under its entries, and the line department."""
    live = Entry.objects.filter(field=edition.field, state=EntryState.LIVE)
    organs = {organ for entry in live.prefetch_related("publishers") for organ in entry.publishers.all()}
    organs |= {edition.field.department} if edition.field.department else set()
    for organ in sorted(organs, key=lambda each: each.pk):
        title = f"{edition.field.name}领域目录第{edition.number}版已发布"
        notify(organ, title, "请按新目录公开，并核对栏目。", edition.field.url, key=f"catalogue.edition:{edition.pk}:{organ.pk}", actor=actor, at=at)
