"""Releases: the queue, one release with its receipt, package, copied fields, text and poster; what is carried as a whole."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.channels import actions, carrying, forms, posters, queries
from zwgk.matters.channels.models import RELEASE, Kind, Piece, Proof, Release, State
from zwgk.matters.channels.queries import releases as reading
from zwgk.matters.findings import queries as findings

from .frame import CRUMBS, done, download, kept, show_form, tabs

PER_PAGE = 50
QUEUE = [*CRUMBS, ("待发布到渠道", "/office/channels/releases/")]
POSTED = (Kind.SUPERIOR, Kind.COLUMN)  # whose form we fill


@staff("channels.see")
def releases(request: StaffRequest) -> HttpResponse:
    """待发布到渠道: what waits first; who keeps a place sees his own."""
    wanted = _wanted(request)
    visible = reading.visible_to(request.actor)
    count = reading.counts(visible)
    page = Paginator(reading.filtered(visible, wanted), PER_PAGE).get_page(request.GET.get("page"))
    lights = reading.lights_of(page, request.moment)
    states = [("open", "待办")] + [(state.value, str(state.label)) for state in State]
    return render(request, "channels/releases.html", {
        "title": "待发布到渠道", "crumbs": CRUMBS, "tabs": tabs("releases"), "page": page, "rows": [(row, lights.get(row.pk)) for row in page],
        "states": [(label, f"?state={value}", wanted.state == value, count[value]) for value, label in states], "wanted": wanted,
        "kinds": Kind.choices,
    })  # fmt: skip


@staff("channels.see")
def release(request: StaffRequest, pk: int) -> HttpResponse:
    """One piece at one place: what to take there, the receipt, what the last look found, the way back."""
    row = _visible(request, pk)
    clock = clocks.of_subject(RELEASE, pk).order_by("-id").first()
    seen = row.seen.select_related("finding").first()
    others = queries.joint(row.piece)
    return render(request, "channels/release.html", {
        "title": row.piece.title, "crumbs": QUEUE, "release": row, "piece": row.piece, "channel": row.channel, "clock": clock,
        "light": clocks.light(clock, request.moment) if clock else None, "seen": seen, "looks": row.seen.all()[:10], "facts": journal.of_subject(RELEASE, pk)[:50],
        "proofs": row.proofs.filter(removal=False).select_related("file"), "removals": row.proofs.filter(removal=True).select_related("file"),
        "others": others, "openable": reading.openable(others, request.actor), "findings": findings.openable([seen.finding] if seen else [], request.actor), "posted": row.channel.kind in POSTED, "text": carrying.plain_text(row.piece, row.channel.text_length),
        "steps": _steps(request, row), "may_raise": request.actor.may("findings.raise"), "may_release": request.actor.may("channels.release", row.piece.organ_id),
        "wrong": row.live in reading.WRONG and seen is not None and seen.accepted_at is None,
    })  # fmt: skip


@staff("channels.see")
def copy(request: StaffRequest, pk: int) -> HttpResponse:
    """一键复制各栏: one button per field of the superior's form; below, where the address is pasted back."""
    row = _visible(request, pk)
    form = forms.ReleaseForm(receipt=row.channel.receipt, initial={"released_on": request.day})
    return render(request, "channels/copy.html", {
        "title": f"复制到{row.channel.name}", "crumbs": [*QUEUE, (row.piece.title, row.url)], "release": row, "fields": carrying.filled(row.piece, row.channel),
        "form": form, "files": row.piece.files.all(),
    })  # fmt: skip


@staff("channels.release")
def package(request: StaffRequest, pk: int) -> HttpResponse:
    """报送包 as .zip; that it was taken is noted."""
    row = _visible(request, pk)
    actions.pack(row, actor=request.actor, at=request.moment)
    return download(carrying.package(row.piece, row.channel), f"报送包-{carrying.file_name(row.piece.title)}.zip", "application/zip")


@staff("channels.see")
def poster(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """An A4 page for a wall, as PDF or picture."""
    row = _visible(request, pk)
    site = settings.SITE_NAME or _government()
    name = f"海报-{carrying.file_name(row.piece.title)}.{form}"
    if form == "png":
        return download(posters.png(row.piece, row.channel, site), name, "image/png")
    return download(posters.pdf(row.piece, row.channel, site), name, "application/pdf")


@staff("channels.see")
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    initial = {"released_on": row.released_on or timezone.localdate(request.moment), "address": row.address, "issue": row.issue, "note": row.note if row.state == State.DONE else ""}
    form = forms.ReleaseForm(request.POST or None, request.FILES or None, receipt=row.channel.receipt, initial=initial)
    if form.is_valid():
        values = dict(form.cleaned_data)
        photos = values.pop("photos").take(actor=request.actor, at=request.moment)
        if attempt(form, lambda: actions.confirm(row, actions.Given(**values), proofs=photos, actor=request.actor, at=request.moment)):
            return done(request, "已登记回执。" + ("系统将在一分钟内打开页面核对。" if values["address"] else ""), row.url)
    return show_form(request, form, f"登记回执：{row.channel.name}", row.url, lead=row.piece.title)


@staff("channels.see")
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    form = forms.RemoveForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        photos = form.cleaned_data["photos"].take(actor=request.actor, at=request.moment)
        if attempt(form, lambda: actions.remove(row, form.cleaned_data["note"], proofs=photos, actor=request.actor, at=request.moment)):
            return done(request, "已登记撤除。", row.url)
    return show_form(request, form, f"登记撤除：{row.channel.name}", row.url, lead=f"撤除原因：{row.recall_reason or row.label}")


@staff("channels.see")
def mark(request: StaffRequest, pk: int) -> HttpResponse:
    """The place says that it has lapsed or was repealed."""
    row = _visible(request, pk)
    form = forms.LabelForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        photos = form.cleaned_data["photos"].take(actor=request.actor, at=request.moment)
        if attempt(form, lambda: actions.mark_labelled(row, form.cleaned_data["note"], proofs=photos, actor=request.actor, at=request.moment)):
            return done(request, "已登记标注。", row.url)
    return show_form(request, form, f"登记标注：{row.channel.name}", row.url, lead=f"应写明：{row.label}")


@staff("channels.see")
def fail(request: StaffRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.fail(row, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        return done(request, "已登记。", row.url)
    return show_form(request, form, f"发布失败：{row.channel.name}", row.url, lead="写清平台怎样退回、还差什么；改好后仍可登记回执。")


@staff("channels.release")
def skip(request: StaffRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.skip(row, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        return done(request, "已取消。", row.url)
    return show_form(request, form, f"不需发布：{row.channel.name}", row.url, submit="不需发布", danger=True)


@staff("channels.release")
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """Further places for one piece: accounts of several levels together, boards, screens."""
    piece = _piece(request, pk)
    back = reading.visible_to(request.actor).filter(piece=piece).first()
    form = forms.AddForm(request.POST or None, choices=queries.live().exclude(releases__piece=piece).exclude(kind=Kind.PORTAL))
    if form.is_valid():
        made = attempt(form, lambda: actions.add_channels(piece, form.cleaned_data["channels"], actor=request.actor, at=request.moment))
        if made is not None:
            return done(request, f"已交办到 {len(made)} 个渠道。", back.url if back else reverse("channels:releases"))
    return show_form(request, form, "发布到更多渠道", back.url if back else reverse("channels:releases"), submit="交办", lead=piece.title)


@staff("channels.see")
@require_POST
def look_again(request: StaffRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    actions.look_again(row, actor=request.actor, at=request.moment)
    return done(request, "将在一分钟内重新打开页面核对。", row.url)


@staff("channels.see")
def proof(request: StaffRequest, pk: int, file: int) -> Any:
    return kept(get_object_or_404(Proof.objects.select_related("file"), pk=file, release=_visible(request, pk)).file)


def _piece(request: StaffRequest, pk: int) -> Piece:
    piece = queries.piece_of(pk)
    if piece is None or not reading.visible_to(request.actor).filter(piece=piece).exists():
        raise Http404
    return piece


def _visible(request: StaffRequest, pk: int) -> Release:
    return get_object_or_404(reading.visible_to(request.actor), pk=pk)


def _government() -> str:
    found = organs.government()
    return found.name if found else ""


def _steps(request: StaffRequest, row: Release) -> list[tuple[str, str, bool]]:
    """Label, address, first choice: what this person may do next in this state."""
    publisher = request.actor.may("channels.release", row.piece.organ_id)
    keeper = publisher or request.actor.may("channels.keep", row.channel.organ_id) or row.channel.keeper_id == request.actor.person_id
    steps = {
        State.TODO: [("confirm", "登记回执", keeper), ("fail", "发布失败", keeper), ("skip", "不需发布", publisher)],
        State.FAILED: [("confirm", "登记回执", keeper), ("skip", "不需发布", publisher)],
        State.DONE: [("confirm", "修改回执", keeper)],
        State.RECALL: [("remove", "登记撤除", keeper)],
        State.LABEL: [("mark", "登记标注", keeper), ("remove", "登记撤除", keeper)],
    }.get(State(row.state), [])
    allowed = [(verb, label) for verb, label, may in steps if may and row.channel.kind != Kind.PORTAL]
    return [(label, reverse(f"channels:{verb}", args=[row.pk]), n == 0) for n, (verb, label) in enumerate(allowed)]


def _wanted(request: StaffRequest) -> reading.Wanted:
    given = request.GET
    state, kind, place = given.get("state", "open"), given.get("kind", ""), given.get("channel", "")
    return reading.Wanted(
        state=state if state in State.values else "open", kind=kind if kind in Kind.values else "",
        channel_id=int(place) if place.isdecimal() else None, text=given.get("q", "").strip()[:80],
    )  # fmt: skip


