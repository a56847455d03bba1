"""接收设置 and 群机器人: by which way a person is written to, which robots the county has."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages as told
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zwgk.foundation.inbox import actions, queries
from zwgk.foundation.inbox.models import Way
from zwgk.foundation.jobs import queries as jobs
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .reaching_forms import RobotForm, WayForm, WishForm

CRUMBS = [("站内消息", "/office/inbox/")]


@staff("inbox.see")
def settings_page(request: StaffRequest) -> HttpResponse:
    """One's own ways and wishes."""
    return _settings(request, WayForm(), None)


@staff("inbox.see")
@require_POST
def add(request: StaffRequest) -> HttpResponse:
    """A new way of one's own; it is used from now on."""
    form = WayForm(request.POST)
    if form.is_valid() and attempt(form, lambda: actions.set_way(form.new(), person=request.user, actor=request.actor, at=request.moment)):
        told.success(request, "已保存，今后用这一种方式发给您。请点“发一条试试”。")
        return redirect("office:reaching")
    return _settings(request, form, None)


@staff("inbox.see")
@require_POST
def wish(request: StaffRequest) -> HttpResponse:
    """Quiet hours, days of rest, kinds."""
    form = WishForm(request.POST)
    if form.is_valid():
        values = form.cleaned_data
        quiet = (values["quiet_from"], values["quiet_until"])
        done = attempt(form, lambda: actions.set_wish(request.user, quiet=quiet, rest_days=values["rest_days"], lowered=values["lowered"], actor=request.actor, at=request.moment))
        if done:
            told.success(request, "已保存。")
            return redirect("office:reaching")
    return _settings(request, WayForm(), form)


def _settings(request: StaffRequest, form: WayForm, wishes: WishForm | None) -> HttpResponse:
    reach = queries.reaches([request.user])[request.user.pk]
    kept = reach.wish
    wishes = wishes or WishForm(initial={"quiet_from": kept.quiet_from, "quiet_until": kept.quiet_until, "rest_days": kept.rest_days, "lowered": kept.lowered})
    return render(request, "office/reaching.html", {
        "title": "接收设置", "crumbs": [*CRUMBS, ("接收设置", "")], "ways": queries.ways_of(request.user.pk), "used": reach.way, "form": form, "wishes": wishes,
        "kinds": queries.kinds().values(), "digest_at": settings.DIGEST_AT, "tomorrow_at": settings.TOMORROW_AT,
    })  # fmt: skip


@staff("inbox.set_robots")
def robots(request: StaffRequest) -> HttpResponse:
    """Group robots of the county and of units."""
    form = RobotForm(request.POST or None)
    living = list(organs.living(request.day))
    chosen = next((organ for organ in living if str(organ.pk) == request.POST.get("organ")), None) or next((organ for organ in living if organ.pk == request.actor.organ_id), None)
    if request.method == "POST" and form.is_valid() and chosen and attempt(form, lambda: actions.set_way(form.new(), organ=chosen, actor=request.actor, at=request.moment)):
        told.success(request, "已保存。请点“发一条试试”。")
        return redirect("office:robots")
    return render(request, "office/robots.html", {
        "title": "群机器人", "crumbs": [*CRUMBS, ("群机器人", "")], "ways": queries.robots(), "form": form, "organs": living, "chosen": chosen,
    })  # fmt: skip


@staff("inbox.see")
@require_POST
def change(request: StaffRequest, pk: int, what: str) -> HttpResponse:
    """发一条试试, use, remove."""
    way = _mine(request, pk)
    back = redirect("office:reaching" if way.person_id else "office:robots")
    match what:
        case "try":
            row = actions.try_way(way, actor=request.actor, at=request.moment)
            reason = jobs.reason(row)
            if row.state == row.State.SENT:
                told.success(request, f"已发出，请看看收到没有。对方回执：{row.receipt[:120] or '无'}")
            else:
                told.error(request, f"{reason.said}{reason.remedy}" if reason else f"{row.get_state_display()}，稍后会再试。")
        case "use":
            actions.use_way(way, actor=request.actor, at=request.moment)
            told.success(request, f"今后用{way}发给您。")
        case "drop":
            actions.drop_way(way, actor=request.actor, at=request.moment)
            told.success(request, "已删去。")
        case _:
            raise Http404
    return back


def _mine(request: StaffRequest, pk: int) -> Way:
    own = queries.ways_of(request.user.pk).filter(pk=pk).first()
    way = own or (queries.robots().filter(pk=pk).first() if request.actor.may("inbox.set_robots") else None)
    if way is None:
        raise Http404
    return way
