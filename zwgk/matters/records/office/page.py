"""The page of one record: where it stands, what is missing, what was found, who judges, what the public sees, what can be done next."""

from __future__ import annotations

from datetime import datetime

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from zwgk.domain.rights import system_actor
from zwgk.domain.screening.model import KIND_NAMES, Kind
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files import queries as files
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs.pages import StaffRequest, staff
from zwgk.matters.channels import queries as channels
from zwgk.matters.records import actions, lists, queries, rendering
from zwgk.matters.records.models import DOCUMENT, SUBJECT, Hit, Record, State
from zwgk.matters.reviews import queries as reviews

from .support import CRUMBS, visible

STEPS = ("起草", "筛查", "审核", "发布", "渠道")


@staff("records.see")
def record(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything about it, and the next lawful steps."""
    shown = _on_its_desk(visible(request, pk), request.moment)
    editable = shown.state in (State.DRAFT, State.IN_REVIEW, State.APPROVED)
    clock = queries.clocks_of([shown]).get(shown.pk)
    hits = [(hit, KIND_NAMES[Kind(hit.kind)]) for hit in shown.hits.all()]
    return render(request, "records/record.html", {
        "title": shown.title, "crumbs": CRUMBS, "record": shown, "steps": STEPS, "step": _step(shown), "missing": queries.missing(shown) if shown.state == State.DRAFT else [],
        "belongs": queries.belongs(shown) if shown.state == State.DRAFT else "",
        "clock": clock, "light": clocks.light(clock, request.moment), "explained": clocks.explain(clock) if clock else [],
        "open_hits": [pair for pair in hits if pair[0].decision == Hit.Decision.OPEN], "done_hits": [pair for pair in hits if pair[0].decision != Hit.Decision.OPEN],
        "attachments": shown.attachments.select_related("file"), "head": list(rendering.head_of(shown)), "fields": rendering.shown_fields(shown),
        "is_document": shown.kind == DOCUMENT, "facts": journal.of_subject(SUBJECT, pk)[:40], "buttons": _buttons(request, shown), "editable": editable,
        "classifications": shown.classifications.all(), "publications": shown.publications.order_by("-number"), "versions": shown.versions.count(),
        "entries": shown.entries.select_related("field"), "columns": shown.columns.all(), "incident": shown.incidents.first(),
        "releases": channels.of_publication(SUBJECT, shown.pk), "may_take_down": shown.is_online and request.actor.may("records.take_down", shown.organ_id),
        "may_edit": editable and request.actor.may("records.draft", shown.organ_id), "may_override": editable and request.actor.may("records.override_finding", shown.organ_id),
        "end_reason": lists.title_of("reasons", shown.end_reason) if shown.end_reason else "", "certificates": shown.certificates.all()[:5],
        "unsaved": queries.unsaved_of(shown, request.actor), "review_shown": not (shown.state == State.DRAFT and _was_cleared(shown)),
    })  # fmt: skip


def _on_its_desk(record: Record, at: datetime) -> Record:
    """A returned record can be mended at once, not only when the job has come round."""
    ended = record.state == State.IN_REVIEW and reviews.open_of(SUBJECT, record.pk) is None
    if not ended or reviews.cleared(SUBJECT, record.pk, record.hash):
        return record
    return actions.settle(record, actor=system_actor("信息发布"), at=at)


def _was_cleared(record: Record) -> bool:
    """The newest review cleared an earlier version: it says nothing of what is being typed."""
    review = reviews.of_subject(SUBJECT, record.pk).first()
    return review is not None and review.state == "completed"


def _step(record: Record) -> int:
    """Which of the five is the one of now, counted from 1."""
    match record.state:
        case State.DRAFT:
            return 2 if record.hits.exists() else 1
        case State.IN_REVIEW:
            return 3
        case State.APPROVED:
            return 4
        case State.PUBLISHED:
            return 5
        case _:
            return 6


def _buttons(request: StaffRequest, record: Record) -> list[tuple[str, str, bool]]:
    """(label, address, is the main one): the verbs that state and right allow."""
    def may(right: str) -> bool:
        return request.actor.may(right, record.organ_id)

    base = record.url
    found: list[tuple[str, str, bool]] = []
    if record.state == State.DRAFT:
        found += [("继续编辑", f"{base}edit/", False)] if may("records.draft") else []
        found += [("送审", f"{base}submit/", True)] if may("records.submit") else []
    if record.state in (State.IN_REVIEW, State.APPROVED):
        ready = reviews.cleared(SUBJECT, record.pk, record.hash) is not None
        found += [("发布", f"{base}publish/", True)] if ready and may("records.publish") and record.attribute == "public" else []
        found += [("定时发布", f"{base}schedule/", False)] if may("records.publish") and record.attribute == "public" else []
    if record.state in (State.PUBLISHED, State.KEPT, State.WITHDRAWN, State.LAPSED) and may("records.draft"):
        found.append(("修订", f"{base}amend/", False))
    if record.is_online and may("records.withdraw"):
        found += [] if record.state == State.REPEALED else [("标注失效", f"{base}lapse/", False), ("标注废止", f"{base}repeal/", False)]
        found.append(("撤下", f"{base}withdraw/", False))
    return found


@staff("records.see")
def versions(request: StaffRequest, pk: int) -> HttpResponse:
    """Two versions side by side, line by line; the two newest when nothing is asked."""
    shown = visible(request, pk)
    every = list(shown.versions.all())
    by_number = {str(each.number): each for each in every}
    new = by_number.get(request.GET.get("new", ""), every[0])
    old = by_number.get(request.GET.get("old", ""), every[1] if len(every) > 1 else every[0])
    return render(request, "records/versions.html", {
        "title": "版本对比", "crumbs": [*CRUMBS, (shown.title[:30], shown.url)], "record": shown, "versions": every, "old": old, "new": new,
        "differences": queries.changes_between(old, new),
    })  # fmt: skip


@staff("records.see")
def file(request: StaffRequest, pk: int, file: int) -> HttpResponse:
    """An attachment, as a download."""
    found = get_object_or_404(visible(request, pk).attachments.select_related("file"), pk=file)
    answer = FileResponse(files.location(found.file).open("rb"), content_type=found.file.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, found.file.name)
    return answer
