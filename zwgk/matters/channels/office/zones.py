"""Zones: the overview, the check list on a phone, inventory and staff."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.channels import actions, forms
from zwgk.matters.channels.models import ZONE_KINDS, Channel, ZoneCheck
from zwgk.matters.channels.queries import zones as reading
from zwgk.matters.channels.zones import LINES
from zwgk.matters.findings import queries as findings

from .frame import CRUMBS, channel_or_404, done, kept, show_form, tabs


@staff("channels.see")
def zones(request: StaffRequest) -> HttpResponse:
    rows = reading.zones()
    return render(request, "channels/zones.html", {
        "title": "政务公开专区和查阅场所", "crumbs": CRUMBS, "tabs": tabs("zones"), "rows": rows, "looked": sum(row.check is not None for row in rows),
        "may_keep": request.actor.may("channels.keep"), "kept": {row.channel.organ_id for row in rows if request.actor.may("channels.keep", row.channel.organ_id)},
        "findings": findings.openable((row.check.finding for row in rows if row.check), request.actor),
    })  # fmt: skip


@staff("channels.keep")
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """The check list, on a phone: big buttons, a photo per line, sent in pieces over a poor line."""
    row = _zone(pk)
    request.actor.require("channels.keep", row.organ_id)
    form = forms.LookForm(request.POST or None, request.FILES or None, initial={"day": request.day, "key": secrets.token_hex(16)})
    if form.is_valid():
        photos = {line.key: form.cleaned_data[f"photo_{line.key}"].take(actor=request.actor, at=request.moment) for line in LINES if line.photo}
        data = form.cleaned_data
        look = actions.Look(data["day"], form.fits(), form.notes(), data["note"], data["key"])
        made = attempt(form, lambda: actions.check_zone(row, look, photos=photos, actor=request.actor, at=request.moment))
        if made:
            return done(request, f"已登记检查，不符合 {len(made.missing)} 项。", f"/office/channels/checks/{made.pk}/")
    return render(request, "channels/check_form.html", {"title": f"检查：{row.name}", "channel": row, "form": form, "parts": form.parts()})


@staff("channels.see")
def seen(request: StaffRequest, pk: int) -> HttpResponse:
    """One look as it was kept, with its photos."""
    made = _check(pk)
    photos: dict[str, list[Any]] = {}
    for photo in made.photos.all():
        photos.setdefault(photo.line, []).append(photo)
    return render(request, "channels/check.html", {
        "title": f"{made.channel.name}检查", "crumbs": [*CRUMBS, (made.channel.name, made.channel.url)], "check": made,
        "lines": [(line, photos.get(line["key"], [])) for line in made.lines], "may_raise": request.actor.may("findings.raise") and made.missing and not made.finding,
        "findings": findings.openable([made.finding], request.actor),
    })  # fmt: skip


@staff("findings.raise")
@require_POST
def raise_zone(request: StaffRequest, pk: int) -> HttpResponse:
    made = actions.raise_zone(_check(pk), actor=request.actor, at=request.moment)
    return done(request, f"已登记问题{made.number}，请交办整改。", made.url)


@staff("channels.keep")
def equip(request: StaffRequest, pk: int) -> HttpResponse:
    row = _zone(pk)
    form = forms.EquipmentForm(request.POST or None, initial={"count": 1, "since": request.day})
    if form.is_valid() and attempt(form, lambda: actions.equip(row, **form.cleaned_data, actor=request.actor, at=request.moment)):
        return done(request, "已登记设备。", row.url)
    return show_form(request, form, f"设备清单：{row.name}", row.url, lead="名称和编号相同的，更新原来的一行。")


@staff("channels.keep")
def name_staff(request: StaffRequest, pk: int) -> HttpResponse:
    row = _zone(pk)
    form = forms.StaffForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.name_staff(row, **form.cleaned_data, actor=request.actor, at=request.moment)):
        return done(request, "已登记人员。", row.url)
    return show_form(request, form, f"专区人员：{row.name}", row.url)


@staff("channels.see")
def photo(request: StaffRequest, pk: int) -> Any:
    found = reading.photo_of(pk)
    if found is None:
        raise Http404
    return kept(found.file)


def _zone(pk: int) -> Channel:
    row = channel_or_404(pk)
    if row.kind not in ZONE_KINDS:
        raise Http404
    return row


def _check(pk: int) -> ZoneCheck:
    if found := reading.check_of(pk):
        return found
    raise Http404
