"""One review: the frozen rendition, what changed, what was found, the course, and the decision."""

from __future__ import annotations

from typing import Any

import nh3
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs.pages import StaffRequest, attempt, second_factor, second_factor_due, staff
from zwgk.matters.reviews import actions, forms, queries
from zwgk.matters.reviews.changes import changes
from zwgk.matters.reviews.models import SUBJECT, Review, State

from .shared import CRUMBS, crumbs_of, done, form_page, safe, visible, way_back

LISTED = 200  # things of a batch on the page
FRAME = "default-src 'none'; style-src 'unsafe-inline' 'self'; img-src 'self' data:; sandbox allow-same-origin"


@staff("reviews.see")
def review(request: StaffRequest, pk: int) -> HttpResponse:
    return _page(request, visible(request, pk), None)


def _page(request: StaffRequest, shown: Review, form: forms.DecideForm | None) -> HttpResponse:
    items, draw = queries.rest_of(shown), _number(request.GET.get("draw"))
    earlier = queries.before(shown)
    clock = clocks.of_subject(SUBJECT, shown.pk).filter(state="running").order_by("due_at").first()
    step = queries.next_step(shown)
    may = queries.may_decide(shown, request.actor)
    asked = request.GET.get("v", "")
    return render(request, "reviews/review.html", {
        "title": shown.title, "crumbs": CRUMBS, "review": shown, "course": queries.course(shown), "step": step, "may_decide": may, "factor_due": second_factor_due(request),
        "why_not": "" if may or step is None else _why_not(request, shown), "form": form or forms.DecideForm(initial={"seen_hash": shown.hash}),
        "clock": clock, "light": clocks.light(clock, request.moment) if clock else None, "earlier": earlier,
        "changes": changes(earlier.rendition, shown.rendition) if earlier and shown.rendition else [],
        "items": items[:LISTED], "item_count": len(items), "taken_out": [item for item in shown.items.all() if item.withdrawn],
        "sample": queries.sample(items, shown, draw=draw) if len(items) > 5 else [], "draw": draw + 1, "facts": journal.of_subject(SUBJECT, pk_of(shown))[:100],
        "old_sheet": asked if asked and asked != shown.code else "", "tools": _tools(request, shown), "next_url": request.GET.get("next", ""),
        "may_take_out": shown.state == State.OPEN and len(items) > 1 and (may or request.actor.may("reviews.open", shown.organ_id)),
        "returned": [each for each in shown.steps.all() if each.outcome == each.Outcome.RETURNED],
    })  # fmt: skip


def pk_of(shown: Review) -> int:
    return int(shown.pk)


def _why_not(request: StaffRequest, shown: Review) -> str:
    if not request.actor.may("reviews.decide", shown.organ_id):
        return ""
    return queries.why_not_now(shown, request.actor)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 4 else 1


def _tools(request: StaffRequest, shown: Review) -> list[tuple[str, str]]:
    """What else one may do with an open review."""
    if shown.state != State.OPEN:
        return [("打印审批表", reverse("reviews:sheet", args=[shown.pk, "pdf"]))]
    tools = [("打印审批表", reverse("reviews:sheet", args=[shown.pk, "pdf"])), ("审批表 Word", reverse("reviews:sheet", args=[shown.pk, "docx"]))]
    if request.actor.may("reviews.register_paper", shown.organ_id):
        tools.append(("登记线下签批", reverse("reviews:register_paper", args=[shown.pk])))
    if request.actor.may("reviews.allow_emergency", shown.organ_id) and not shown.emergency_at:
        tools.append(("紧急发布", reverse("reviews:emergency", args=[shown.pk])))
    if request.actor.may("reviews.open", shown.organ_id):
        tools.append(("撤回送审", reverse("reviews:take_back", args=[shown.pk])))
    return tools


@staff("reviews.see")
def rendition(request: StaffRequest, pk: int) -> HttpResponse:
    """The frozen text in a page that can run nothing and fetch nothing from outside."""
    shown = visible(request, pk)
    response = render(request, "reviews/_rendition.html", {"review": shown, "body": nh3.clean(shown.rendition)})
    response["Content-Security-Policy"] = FRAME
    return response


@staff("reviews.decide")
@require_POST
@second_factor
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Pass or return; what was written stays when it is refused."""
    shown = visible(request, pk)
    form = forms.DecideForm(request.POST)
    if form.is_valid():
        passed = request.POST.get("passed") == "yes"
        decision = actions.Decision(passed, form.cleaned_data["seen_hash"], form.cleaned_data["opinion"])
        after = attempt(form, lambda: actions.decide(shown, decision, actor=request.actor, at=request.moment))
        if after:
            return done(request, _told(after, passed), way_back(request, _onward(request)))
    fresh = visible(request, pk)
    form.data = form.data.copy()
    form.data["seen_hash"] = fresh.hash  # after a conflict the page shows the newest version: it may be judged now
    return _page(request, fresh, form)


def _told(after: Review, passed: bool) -> str:
    if not passed:
        return f"已退回《{after.title}》，已告知起草人。"
    return f"《{after.title}》审核完成，可以发布。" if after.state == State.COMPLETED else f"已通过《{after.title}》，转下一环节。"


def _onward(request: StaffRequest) -> str:
    """The oldest that still waits for this person, or the queue."""
    rest = queries.waiting_for(request.actor)
    return rest[0].address if rest and request.POST.get("onward") else reverse("reviews:queue")


@staff("reviews.decide")
@second_factor
def verify(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask for the second factor before anything is typed."""
    return redirect(safe(request.GET.get("back", ""), visible(request, pk).address))


@staff("reviews.see")
def take_out(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """One thing leaves the batch; the rest goes on."""
    shown = visible(request, pk)
    row = get_object_or_404(shown.items, pk=item)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        verb = lambda: actions.withdraw_item(shown, row, form.cleaned_data["reason"], actor=request.actor, at=request.moment)  # noqa: E731
        if attempt(form, verb):
            return done(request, f"已移出“{row.title}”，其余继续审核，版本码已变。", shown.address)
    return form_page(request, form, shown, f"移出：{row.title}", "移出", lead="移出的内容须单独送审；其余内容的审核继续，已打印的审批表作废。")


@staff("reviews.open")
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    shown = visible(request, pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.lapse(shown, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        return done(request, "已撤回送审。", way_back(request, shown.address))
    return form_page(request, form, shown, f"撤回送审：{shown.title}", "撤回", lead="撤回后已办理的环节作废，再送审时从头开始。")


@staff("reviews.allow_emergency")
@second_factor
def emergency(request: StaffRequest, pk: int) -> HttpResponse:
    """A leader lets it out now; the label and the debt stay with it."""
    shown = visible(request, pk)
    form = forms.EmergencyForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.allow_emergency(shown, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        return done(request, "已批准紧急发布；审核须在 1 个工作日内补齐。", shown.address)
    values: dict[str, Any] = {"title": f"紧急发布：{shown.title}", "crumbs": crumbs_of(shown), "review": shown, "form": form, "course": queries.course(shown)}
    return render(request, "reviews/emergency.html", values)
