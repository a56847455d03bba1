"""单位频道 in the office: the list, the plan in one form, opening and closing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.records.queries import showing as records

from .. import actions, queries
from ..forms import ChannelForm, ReasonForm
from ..models import Block, OrganChannel
from ..queries.channels import columns_of
from .frame import CRUMBS, done, show_form, tabs

HERE = [*CRUMBS, ("单位频道", "/office/sites/channels/")]


@staff("sites.see")
def channels(request: StaffRequest) -> HttpResponse:
    """Every organ that may have one, with its state."""
    made = {each.organ_id: each for each in queries.every_channel()}
    reach = organs.reach(request.actor, "sites.plan_channel")
    state = request.GET.get("state", "")
    groups = [
        (name, [(organ, made.get(organ.pk), reach is None or organ.pk in reach) for organ in rows if organ.kind != "government" and _is(made.get(organ.pk), state)])
        for name, rows in queries.directory(request.day)
    ]  # fmt: skip
    count = {state: sum(each.state == state for each in made.values()) for state in OrganChannel.State.values}
    return render(request, "sites/channels.html", {"title": "单位频道", "crumbs": CRUMBS, "tabs": tabs(request, "channels"), "groups": [each for each in groups if each[1]], "count": count, "only": dict(OrganChannel.State.choices).get(state, "")})


def _is(channel: OrganChannel | None, state: str) -> bool:
    """In this state; without one, every organ with and without a channel."""
    return state not in OrganChannel.State.values or (channel is not None and channel.state == state)


@staff("sites.plan_channel")
def plan(request: StaffRequest, organ: int) -> HttpResponse:
    """The whole channel in one form; making one and changing one are the same page."""
    shown = _organ(request, organ)
    row = queries.channel_of(shown)
    columns = columns_of(shown, request.moment)
    chosen = {f"column-{part.column_id}" if part.column_id else part.block: part.order for part in row.parts.all()} if row else {each.value: n for n, each in enumerate(Block, 1) if each is not Block.COLUMN}
    form = ChannelForm(request.POST or None, instance=row or OrganChannel(name=shown.name), columns=columns, chosen=chosen, counts=records.states_of([each.pk for each in columns]))
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in form.Meta.fields}
        wanted = actions.Plan(**told, parts=form.parts())
        if attempt(form, lambda: actions.save_channel(shown, wanted, actor=request.actor, at=request.moment)):
            return done(request, "频道设置已保存。", f"/office/sites/channels/{shown.pk}/")
    return render(request, "sites/channel.html", {
        "title": f"单位频道：{shown.label}", "crumbs": HERE, "form": form, "organ": shown, "channel": row, "opening": queries.opening_of(shown),
        "may_open": request.actor.may("sites.open_channel", shown.pk), "facts": journal.of_subject("sites.channel", row.pk)[:20] if row else [],
    })  # fmt: skip


@staff("sites.open_channel")
@require_POST
def open_it(request: StaffRequest, organ: int) -> HttpResponse:
    row = get_object_or_404(queries.every_channel(), organ_id=organ)
    actions.open_channel(row, actor=request.actor, at=request.moment)
    return done(request, f"频道已开通：{row.url}", row.office_url)


@staff("sites.open_channel")
def close(request: StaffRequest, organ: int) -> HttpResponse:
    row = get_object_or_404(queries.every_channel(), organ_id=organ)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.close_channel(row, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        return done(request, "频道已关闭。", row.office_url)
    return show_form(request, form, f"关闭频道：{row.name}", row.office_url, submit="关闭频道", danger=True)


def _organ(request: StaffRequest, pk: int) -> Organ:
    found = get_object_or_404(organs.existing(), pk=pk)
    request.actor.require("sites.plan_channel", found.pk)
    return found
