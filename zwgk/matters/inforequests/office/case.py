"""One request: what is asked, how the clock stands day by day, what may follow, what has happened."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from zwgk.domain.inforequests import Standing, Step
from zwgk.domain.workdays import weekday
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.pages import StaffRequest, attempt, second_factor, staff
from zwgk.foundation.ui.templatetags.ui import url_or_none

from .. import actions, queries
from ..forms.case import MORE, ChooseForm, DraftForm
from ..forms.step import StepForm
from ..forms.steps import FORMS
from ..models import SUBJECT, Case, Channel, Consultation, Event, Reply
from . import after_links

CRUMBS = [("依申请公开", "/office/requests/")]
ELSEWHERE = {"draft_reply": "inforequests:draft", "forward": "inforequests:forward", "split": "inforequests:split"}  # acts with a page of their own
GIVEN = ("D01", "D02", "D03", "D04")  # decisions that disclose
# What usually follows, in this order; the rest stands under “其他可以办的”.
FIRST = (
    "confirm", "register", "assign", "third_party_answered", "co_maker_answered", "organ_answered", "supply_correction", "lapse_correction", "pay_fee",
    "lapse_fee", "give_legal", "draft_reply", "approve_reply", "return_reply", "answer", "serve", "close", "archive", "clarify", "consult_third_party", "extend",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """One lawful step as the page offers it: with its form in place, or with the page where it is done."""

    step: Step
    form: StepForm | None
    url: str
    open: bool = False

    @property
    def usual(self) -> bool:
        return self.open or self.step.verb in FIRST


@staff("inforequests.see")
def case(request: StaffRequest, pk: int) -> HttpResponse:
    """Head, steps, matter, clock, timeline."""
    return _page(request, _visible(request, pk))


@staff("inforequests.see")
def step(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """One act, from its form on the page; what was typed is never lost. The verb asks for its own right."""
    if verb == "approve_reply" or (verb not in FORMS and verb not in MORE):
        raise Http404
    return _act(request, pk, verb)


@staff("inforequests.approve")
@second_factor
def approve(request: StaffRequest, pk: int) -> HttpResponse:
    """批准: with the second factor."""
    return _act(request, pk, "approve_reply")


@staff("inforequests.draft")
def draft(request: StaffRequest, pk: int) -> HttpResponse:
    """First which decisions, then what each of them must state."""
    shown = _visible(request, pk)
    choices = queries.outcomes(request.day)
    given = request.POST if request.method == "POST" else request.GET
    wanted = given.getlist("outcome")
    chosen = [each for each in choices if each.id in wanted]
    values = {"title": f"拟答复：{shown.number}", "crumbs": [*CRUMBS, (shown.number, shown.url)], "case": shown, "chosen": chosen}
    if not chosen:
        return render(request, "inforequests/choose.html", {**values, "form": ChooseForm(choices)})
    form = DraftForm(shown, chosen, request.day, request.POST or None, use_required_attribute=False)
    if form.is_valid() and attempt(form, lambda: form.run(actor=request.actor, at=request.moment)):
        messages.success(request, "已拟答复，送负责人批准。")
        return redirect(shown.url)
    return render(request, "inforequests/draft.html", {**values, "form": form})


@staff("inforequests.see")
def paper(request: StaffRequest, pk: int, paper: int) -> FileResponse:
    """A paper of the case, for whoever may see the case."""
    row = get_object_or_404(_visible(request, pk).papers.select_related("file"), pk=paper)
    response = FileResponse(files.location(row.file).open("rb"), content_type=row.file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, row.file.name)
    return response


@staff("inforequests.see_identity")
@second_factor
def identity(request: StaffRequest, pk: int) -> HttpResponse:
    """The identity paper, opened for this once; the look is on record."""
    shown = _visible(request, pk)
    data = actions.look_at_identity(shown, actor=request.actor, at=request.moment)
    if shown.identity_file is None or data is None:
        raise Http404
    response = HttpResponse(data, content_type=shown.identity_file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, shown.identity_file.name)
    return response


def _act(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    shown = _visible(request, pk)
    form = _form(verb, shown, request, bound=request.method == "POST")
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: form.run(actor=request.actor, at=request.moment))
        if done is not None:
            messages.success(request, form.done)
            new = done if isinstance(done, Case) else shown
            return redirect(new.url)
    return _page(request, shown, failed={verb: form})


def _form(verb: str, shown: Case, request: StaffRequest, *, bound: bool = False) -> StepForm:
    made = {**FORMS, **MORE}[verb]
    given = (request.POST, request.FILES) if bound else (None, None)
    return made(shown, request.day, request.actor, *given, auto_id=f"{verb}-%s")


def _page(request: StaffRequest, shown: Case, failed: dict[str, StepForm] | None = None) -> HttpResponse:
    failed = failed or {}
    found = queries.standing(shown, request.day)
    reply = queries.current_reply(shown)
    offers, barred = _offers(request, shown, failed)
    clock = clocks.of_subject(SUBJECT, shown.pk).first()
    more = {verb: failed.get(verb) or _form(verb, shown, request) for verb in MORE}
    return render(request, "inforequests/case.html", {
        "title": shown.title, "crumbs": [*CRUMBS, (shown.number, "")], "case": shown, "found": found, "light": clocks.light(clock, request.moment),
        "offers": [each for each in offers if each.usual], "others": [each for each in offers if not each.usual], "barred": barred, "reply": reply, "replies": [row for row in shown.replies.all() if reply is None or row.pk != reply.pk],
        "letters": queries.letters_of(shown), "served_ids": {row.letter_id for row in shown.services.all()},
        "may_write": request.actor.may("inforequests.letters", shown.organ_id), "may_serve": request.actor.may("inforequests.serve", shown.organ_id), "may_redact": request.actor.may("inforequests.draft", shown.organ_id),
        "lines": _lines(found), "points": queries.compliance(shown, found, reply), "events": list(reversed(shown.events.all())), "more": more,
        "alike": queries.alike(shown) if shown.is_open else [], "related": _related(shown), "opened": next(iter(failed), ""), "outcomes": {each.id: each for each in queries.outcomes(request.day)},
        "may_see_identity": request.actor.may("inforequests.see_identity", shown.organ_id), "after": after_links.of_case(request.actor, shown),
        "objected": _objected(shown, reply),
    })  # fmt: skip


def _offers(request: StaffRequest, shown: Case, failed: dict[str, StepForm]) -> tuple[list[Offer], list[Step]]:
    """What may follow, the usual first; what may not, with its reason. Only what this person may do."""
    offers, barred = [], []
    for each in queries.steps(shown, request.day, queries.papers_missing(shown)):
        if not request.actor.may(each.right, shown.organ_id) or (each.verb == "forward" and shown.channel != Channel.ZONE):
            continue  # what was sent to this organ it answers itself (Art. 36(5)); only the common counter hands on
        if not each.allowed:
            barred.append(each)
        elif each.verb in ELSEWHERE:
            if url := url_or_none(ELSEWHERE[each.verb], shown.pk):
                offers.append(Offer(each, None, url))
        elif each.verb in FORMS:
            form = failed.get(each.verb) or _form(each.verb, shown, request)
            name = "approve" if each.verb == "approve_reply" else f"steps/{each.verb}"
            offers.append(Offer(each, form, f"{shown.url}{name}/", each.verb in failed))
    offers.sort(key=lambda offer: FIRST.index(offer.step.verb) if offer.step.verb in FIRST else len(FIRST))
    return offers, barred


def _objected(shown: Case, reply: Reply | None) -> list[Consultation]:
    """Art. 32: third parties that said no and have to be told, since something is disclosed."""
    if reply is None or not any(part.outcome in GIVEN for part in reply.parts.all()):
        return []
    return [row for row in shown.consultations.all() if row.agrees is False and row.told_on is None and row.kind == Consultation.Kind.THIRD_PARTY]


def _related(shown: Case) -> list[tuple[Case, str]]:
    """Where it came from and what became of it."""
    came = [(shown.split_from, "由此拆分"), (shown.forwarded_from, "由此转来"), (shown.reopened_from, "责令重新处理")]
    went = [(shown.parts, "拆分为"), (shown.forwards, "转送为"), (shown.reopenings, "重新处理为")]
    return [(case, said) for case, said in came if case] + [(case, said) for rows, said in went for case in rows.all()]


def _lines(found: Standing | None) -> list[clocks.Line]:
    """The clock line by line: every ground, then every day, counted or not, with its reason."""
    if found is None:
        return []
    grounds = [clocks.Line(f"{each.text}（{each.article}）", basis=each.article) for each in found.grounds]
    return grounds + [clocks.Line(f"{note.day} {weekday(note.day)} {note.reason}", note.day, note.counted, note.number, note.basis) for note in found.lines]


def _visible(request: StaffRequest, pk: int) -> Case:
    rows = queries.visible_to(request.actor).prefetch_related(
        Prefetch("events", Event.objects.select_related("letter", "file")), "consultations", "searches", "opinions", "fees", "services", "papers__file", "parts", "forwards", "reopenings",
        Prefetch("replies", Reply.objects.prefetch_related("parts").order_by("-id")),
    )  # fmt: skip
    return get_object_or_404(rows.select_related("identity_file", "split_from", "forwarded_from", "reopened_from"), pk=pk)

