"""公开事项清单: derived, decided one by one, with the exclusion register; the negative list with its versions."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.domain.errors import Refusal
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.catalogue import actions, forms, queries
from zwgk.matters.catalogue.models import Attribute, Matter, NegativeItem

from .frame import CRUMBS, book, in_reach, number, show_form, tabs

PER_PAGE = 50
ATTRIBUTES = (("", "全部"), ("none", "待认定"), *((str(value), str(label)) for value, label in Attribute.choices))


@staff("catalogue.see")
def matters(request: StaffRequest) -> HttpResponse:
    given = request.GET
    organ, attribute, text = number(request, "organ"), given.get("attribute", ""), given.get("q", "").strip()
    page = Paginator(queries.matters(organ, attribute, text), PER_PAGE).get_page(given.get("page"))
    counts = queries.counts_by_organ()
    query = given.copy()
    query.pop("page", None)
    choices = []
    for value, label in ATTRIBUTES:
        query["attribute"] = value
        choices.append((label, f"?{query.urlencode()}", attribute == value))
    reach = in_reach(request, "catalogue.propose")
    units = [unit for unit in queries.obliged(request.day) if reach is None or unit.pk in reach]
    return render(request, "catalogue/matters.html", {
        "title": "公开事项清单", "crumbs": CRUMBS, "tabs": tabs("matters"), "page": page, "rows": [(row, queries.proposal(row)) for row in page], "choices": choices,
        "organ": organ, "text": text, "attribute": attribute, "units": units, "total": sum(each.total for each in counts.values()),
        "undecided": sum(each.undecided for each in counts.values()), "withheld": sum(each.withheld for each in counts.values()),
        "unlisted": queries.unlisted().count(), "form": forms.DecisionForm(), "may_decide": request.actor.may("catalogue.propose"),
    })  # fmt: skip


@staff("catalogue.propose")
def derive(request: StaffRequest) -> HttpResponse:
    """From the powers and services of one organ."""
    if request.method == "POST":
        pk = request.POST.get("organ", "")
        unit = get_object_or_404(organs.every_organ(), pk=int(pk) if pk.isdecimal() else 0)
        try:
            done = actions.derive_matters(unit, actor=request.actor, at=request.moment)
            messages.success(request, f"由权责清单和服务事项梳理出 {done} 项，请逐项认定公开属性。")
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        return redirect(f"{reverse('catalogue:matters')}?organ={unit.pk}")
    return redirect("catalogue:matters")


@staff("catalogue.propose")
def decide(request: StaffRequest) -> HttpResponse:
    """The selected items, or each by what its link suggests."""
    if request.method != "POST":
        return redirect("catalogue:matters")
    rows = list(Matter.objects.filter(pk__in=[pk for pk in request.POST.getlist("matter") if pk.isdecimal()]))
    form = forms.DecisionForm(request.POST)
    back = request.POST.get("back", "")
    where = back if back.startswith("/office/catalogue/matters/") else reverse("catalogue:matters")
    if not rows:
        messages.error(request, "请先选择要认定的信息事项。")
    elif form.is_valid():
        done = attempt(form, lambda: actions.decide_matters(rows, actions.Decision(**form.cleaned_data), actor=request.actor, at=request.moment))
        if done:
            messages.success(request, f"已认定 {done} 项为{Attribute(form.cleaned_data['attribute']).label}。")
            return redirect(where)
    if form.errors:
        messages.error(request, " ".join(text for found in form.errors.values() for text in found))
    return redirect(where)


@staff("catalogue.see")
def exclusions(request: StaffRequest) -> HttpResponse:
    """The exclusion register as a workbook (CAT-03)."""
    heads = [("单位", 18), ("来源", 30), ("环节", 8), ("信息事项", 34), ("理由", 34), ("依据", 34), ("认定人", 12), ("认定时间", 16)]
    rows = ([row.organ.label, row.source_name, row.link, row.name, row.get_ground_display(), row.basis, row.decided_by, row.decided_at] for row in queries.excluded())
    return book(files.workbook("不予公开事项登记表", heads, rows, f"截至{request.day}"), f"不予公开事项登记表{request.day}.xlsx")


@staff("catalogue.see")
def negative(request: StaffRequest) -> HttpResponse:
    return render(request, "catalogue/negative.html", {
        "title": "负面清单", "crumbs": CRUMBS, "tabs": tabs("negative"), "rows": queries.negative(request.day), "versions": queries.negative_versions(),
        "may_edit": request.actor.may("catalogue.edit"), "may_release": request.actor.may("catalogue.release"),
    })  # fmt: skip


@staff("catalogue.edit")
def negative_new(request: StaffRequest) -> HttpResponse:
    form = forms.NegativeForm(request.POST or None)
    if form.is_valid():
        wanted = actions.NewNegative(**form.cleaned_data)
        if attempt(form, lambda: actions.add_negative(wanted, actor=request.actor, at=request.moment)):
            return redirect("catalogue:negative")
    return show_form(request, form, "列入负面清单", reverse("catalogue:negative"), submit="列入")


@staff("catalogue.edit")
def negative_end(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(NegativeItem, pk=pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.end_negative(shown, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        return redirect("catalogue:negative")
    return show_form(request, form, f"移出负面清单：{shown.title}", reverse("catalogue:negative"), submit="移出")


@staff("catalogue.release")
def negative_release(request: StaffRequest) -> HttpResponse:
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.release_negative(form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        messages.success(request, "已发布新一版负面清单。")
        return redirect("catalogue:negative")
    return show_form(request, form, "发布负面清单", reverse("catalogue:negative"), submit="发布")
