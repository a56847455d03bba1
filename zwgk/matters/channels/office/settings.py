"""Which platform is the main one, per function; the fields of the superior's form."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.channels import actions, forms
from zwgk.matters.channels.models import Kind
from zwgk.matters.channels.queries import modes as reading
from zwgk.matters.channels.queries import places

from .frame import CRUMBS, channel_or_404, done, show_form, tabs


@staff("channels.see")
def modes(request: StaffRequest) -> HttpResponse:
    platforms = places.visible_to(request.actor).filter(kind=Kind.SUPERIOR)
    return render(request, "channels/modes.html", {
        "title": "平台方式", "crumbs": CRUMBS, "tabs": tabs("modes"), "rows": reading.modes_now(request.day), "history": reading.history()[:50],
        "may_edit": request.actor.may("channels.edit"), "portal_off": settings.PORTAL_OFF, "platforms": platforms,
    })  # fmt: skip


@staff("channels.edit")
def set_mode(request: StaffRequest) -> HttpResponse:
    form = forms.ModeForm(request.POST or None, initial={"since": request.day, "function": request.GET.get("function")})
    if form.is_valid() and attempt(form, lambda: actions.set_mode(**form.cleaned_data, actor=request.actor, at=request.moment)):
        return done(request, "已登记，自起始日起执行。", reverse("channels:modes"))
    lead = "本平台为主：在本平台发布，其他平台引用。上级平台为主：审核通过后生成报送包，由经办人在上级平台发布，粘贴回地址核对。双轨：两边都发布，每天核对。"
    return show_form(request, form, "设定平台方式", reverse("channels:modes"), lead=lead)


@staff("channels.edit")
def columns(request: StaffRequest, pk: int) -> HttpResponse:
    """The mapping, row by row; an emptied name takes the row away."""
    row = channel_or_404(pk)
    initial = [{"label": each.label, "source": each.source, "fixed": each.fixed} for each in row.columns.all()]
    rows = forms.ColumnSet(request.POST or None, initial=initial)
    problem = forms.NothingForm({})  # only carries what the verb refuses
    if rows.is_valid() and problem.is_valid():
        wanted = [actions.Column(**{name: each.get(name, "") for name in ("label", "source", "fixed")}) for each in rows.cleaned_data if each.get("label")]
        if attempt(problem, lambda: actions.set_columns(row, wanted, actor=request.actor, at=request.moment)) is not None:
            return done(request, "已保存栏目对照。", row.url)
    return render(request, "channels/columns.html", {
        "title": f"栏目对照：{row.name}", "crumbs": [*CRUMBS, (row.name, row.url)], "rows": rows, "back": row.url, "problems": problem.non_field_errors(),
    })  # fmt: skip
