"""The queue of Art. 44, and 关联申请 across units."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .. import queries
from ..actions import converting, relating
from ..forms import after as forms
from ..models import OPEN, Case, Conversion
from ..queries import after
from ..queries import related as across

PER_PAGE = 50
CRUMBS = [("依申请公开", "/office/requests/")]
HERE = [*CRUMBS, ("转主动公开", "/office/requests/conversions/")]


@staff("inforequests.convert")
def conversions(request: StaffRequest) -> HttpResponse:
    """What waits, what several people asked for, what was decided."""
    found = after.conversions_visible(request.actor)
    state = request.GET.get("state", Conversion.State.PROPOSED)
    page = Paginator(found if state == "all" else found.filter(state=state), PER_PAGE).get_page(request.GET.get("page"))
    tabs = [(label, f"?state={value}", state == value, None) for value, label in [*Conversion.State.choices, ("all", "全部")]]
    often = after.often_asked(request.actor, request.day) if state == Conversion.State.PROPOSED else []
    return render(request, "inforequests/conversions.html", {"title": "转主动公开", "crumbs": CRUMBS, "page": page, "tabs": tabs, "often": often})


@staff("inforequests.convert")
def suggest(request: StaffRequest, pk: int) -> HttpResponse:
    """From a case into the queue."""
    case = _case(request, pk)
    form = forms.SuggestForm(request.POST or None, initial={"text": case.title, "by": request.GET.get("by", "申请人建议")})
    if form.is_valid():
        wanted = converting.Suggestion(case.organ, form.cleaned_data["text"], form.cleaned_data["by"], case)
        made = attempt(form, lambda: converting.suggest_conversion(wanted, actor=request.actor, at=request.moment))
        if made:
            messages.success(request, "已列入转主动公开清单。")
            return redirect(made.url)
    return _form(request, form, f"建议主动公开：{case.number}", case.url, "列入清单", lead=case.title)


@staff("inforequests.convert")
def conversion(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it over into a draft record, or refuse with a reason: both forms on one page."""
    shown = get_object_or_404(after.conversions_visible(request.actor), pk=pk)
    taking = request.POST if request.POST.get("act") == "take" else None
    refusing = request.POST if request.POST.get("act") == "refuse" else None
    take = forms.TakeForm(taking, initial={"title": shown.text, "body": after.supplied_text(shown.case) if shown.case else ""})
    refuse = forms.RefuseForm(refusing)
    if taking is not None and take.is_valid():
        said = take.cleaned_data
        done = attempt(take, lambda: converting.take_conversion(shown, said["title"], said["body"], actor=request.actor, at=request.moment))
        if done:
            messages.success(request, "已起草，请补全内容后送发布审核。")
            return redirect(done.record.url)
    if refusing is not None and refuse.is_valid():
        reason = refuse.cleaned_data["reason"]
        if attempt(refuse, lambda: converting.refuse_conversion(shown, reason, actor=request.actor, at=request.moment)):
            messages.success(request, "已登记不转的理由。")
            return redirect(reverse("inforequests:conversions"))
    return render(request, "inforequests/conversion.html", {"title": shown.text, "crumbs": HERE, "conversion": shown, "take": take, "refuse": refuse})


@staff("inforequests.relate")
def related(request: StaffRequest, pk: int) -> HttpResponse:
    """Like matters across units: dates, outcomes, reviews, contradictions, counts; a common draft to those still answering."""
    case = get_object_or_404(Case.objects.select_related("organ"), pk=pk)
    rows = across.related(case, request.actor)
    waiting = [row.case for row in rows if row.case.state in OPEN] + ([case] if case.state in OPEN else [])
    form = forms.CommonForm([(str(each.pk), f"{each.organ.label}　{each.number}") for each in waiting], request.POST or None)
    if form.is_valid():
        chosen = [each for each in waiting if str(each.pk) in form.cleaned_data["cases"]]
        sent = attempt(form, lambda: relating.offer_common_draft(chosen, form.cleaned_data["text"], actor=request.actor, at=request.moment))
        if sent:
            messages.success(request, f"已发给{sent}件申请的受理机关参考。")
            return redirect(request.path)
    if request.method == "GET":
        relating.look_at_related(case, len(rows), actor=request.actor, at=request.moment)
    return render(request, "inforequests/related.html", {
        "title": f"关联申请：{case.number}", "crumbs": CRUMBS, "case": case, "rows": rows, "contrary": any(row.contrary for row in rows),
        "counted": across.counted(case, request.actor, request.day), "form": form if waiting else None,
    })  # fmt: skip


def _case(request: StaffRequest, pk: int) -> Case:
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def _form(request: StaffRequest, form: Any, title: str, back: str, submit: str, **more: Any) -> HttpResponse:
    return render(request, "organs/form.html", {"title": title, "crumbs": HERE, "form": form, "back": back, "submit": submit, **more})
