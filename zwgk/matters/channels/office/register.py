"""The register: list with filters, one place, entering and correcting it, filings, the clean-up."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from zwgk.foundation.files.queries import workbook
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.channels import actions, forms, papers, queries
from zwgk.matters.channels.models import CHANNEL, ZONE_KINDS, Filing, Kind, Standing
from zwgk.matters.channels.queries import places
from zwgk.matters.channels.queries.releases import of_channel, openable
from zwgk.matters.channels.queries.zones import checks_of

from .frame import CRUMBS, channel_or_404, done, download, sheet, show_form, tabs

PER_PAGE = 50
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COLUMNS = [
    ("类别", 18), ("名称", 28), ("主办单位", 20), ("层级", 8), ("平台", 14), ("账号", 18), ("认证主体", 24), ("认证有效期", 12), ("管理人", 10), ("状态", 10),
    ("网址或地点", 36), ("电话", 16), ("回执方式", 12), ("开设日期", 12), ("最近发布", 12), ("待发布", 8), ("说明", 30),
]  # fmt: skip


@staff("channels.see")
def channels(request: StaffRequest) -> HttpResponse:
    """Every place, with its keeper, its last release and what waits."""
    wanted = _wanted(request)
    visible = places.visible_to(request.actor)
    page = Paginator(places.filtered(visible, wanted), PER_PAGE).get_page(request.GET.get("page"))
    there = places.kinds_there(places.filtered(visible, places.Wanted(state=wanted.state)))
    kinds = [("全部", "?", not wanted.kind, sum(there.values()))]
    kinds += [(str(kind.label), f"?kind={kind.value}", wanted.kind == kind.value, there[kind.value]) for kind in Kind if kind.value in there]
    return render(request, "channels/list.html", {
        "title": "渠道", "tabs": tabs("list"), "kinds": kinds, "page": page, "wanted": wanted, "states": [("live", "在用"), *Standing.choices],
        "owners": organs.every_organ().filter(channels__isnull=False).distinct(), "may_keep": request.actor.may("channels.keep"),
        "query": request.GET.urlencode(), "day": request.day,
    })  # fmt: skip


@staff("channels.see")
def export(request: StaffRequest) -> HttpResponse:
    """The register as filtered, as .xlsx."""
    rows = places.filtered(places.visible_to(request.actor), _wanted(request))
    note = f"导出时间：{request.day}　导出人：{request.actor.name}"
    return sheet(workbook("政务公开渠道登记册", COLUMNS, (_row(row) for row in rows), note), f"政务公开渠道登记册{request.day}.xlsx")


@staff("channels.see")
def channel(request: StaffRequest, pk: int) -> HttpResponse:
    """One place: how it is registered, its releases, filings, looks, inventory and staff."""
    row = channel_or_404(pk)
    own = request.actor.may("channels.keep", row.organ_id)
    page = Paginator(of_channel(row), 20).get_page(request.GET.get("page"))
    return render(request, "channels/channel.html", {
        "title": row.name, "crumbs": CRUMBS, "channel": row, "page": page, "filings": row.filings.all(), "facts": journal.of_subject(CHANNEL, pk)[:50],
        "is_account": row.kind == Kind.ACCOUNT, "is_zone": row.kind in ZONE_KINDS, "checks": checks_of(row)[:5], "equipment": row.equipment.all(),
        "people": row.staff.all(), "columns": row.columns.all(), "may_keep": own, "may_edit": request.actor.may("channels.edit", row.organ_id),
        "may_map": request.actor.may("channels.edit", row.organ_id) and row.kind in (Kind.SUPERIOR, Kind.COLUMN),
        "openable": openable(page, request.actor), "open_filing": next((each for each in row.filings.all() if each.state == "filed"), None),
    })  # fmt: skip


@staff("channels.keep")
def new(request: StaffRequest) -> HttpResponse:
    form = _scoped(request, forms.ChannelForm(request.POST or None, initial={"organ": request.actor.organ_id, "kind": request.GET.get("kind")}))
    if form.is_valid():
        values = dict(form.cleaned_data)
        state = values.pop("state")
        made = attempt(form, lambda: actions.register(actions.NewChannel(**values), state=state, actor=request.actor, at=request.moment))
        if made:
            return done(request, f"已登记“{made.name}”。", made.url)
    return show_form(request, form, "登记渠道", reverse("channels:list"), submit="登记")


@staff("channels.keep")
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    row = channel_or_404(pk)
    request.actor.require("channels.keep", row.organ_id)
    initial = {name: getattr(row, name) for name in forms.ChannelForm.base_fields if hasattr(row, name)} | {"organ": row.organ_id, "keeper": row.keeper_id}
    form = _scoped(request, forms.ChannelForm(request.POST or None, initial=initial, new=False))
    if form.is_valid():
        wanted = actions.NewChannel(**form.cleaned_data)
        if attempt(form, lambda: actions.edit(row, wanted, actor=request.actor, at=request.moment)):
            return done(request, "已修改。", row.url)
    return show_form(request, form, f"修改登记：{row.name}", row.url)


@staff("channels.keep")
def end(request: StaffRequest, pk: int) -> HttpResponse:
    row = channel_or_404(pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.end(row, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        return done(request, "已停用。", row.url)
    return show_form(request, form, f"停用：{row.name}", row.url, submit="停用", danger=True)


@staff("channels.edit")
def retain(request: StaffRequest, pk: int) -> HttpResponse:
    row = channel_or_404(pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.retain(row, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        return done(request, "已保留。", reverse("channels:cleanup"))
    return show_form(request, form, f"保留：{row.name}", reverse("channels:cleanup"), submit="保留")


@staff("channels.keep")
def file_account(request: StaffRequest, pk: int) -> HttpResponse:
    row = channel_or_404(pk)
    initial = {"filed_on": request.day, "step": "open" if row.state in (Standing.PROPOSED, Standing.FOUND) else "change"}
    form = forms.FilingForm(request.POST or None, initial=initial)
    if form.is_valid():
        wanted = actions.NewFiling(**form.cleaned_data)
        if attempt(form, lambda: actions.file_account(row, wanted, actor=request.actor, at=request.moment)):
            return done(request, "已登记报备，可以下载登记表。", row.url)
    lead = "按分级备案要求，开设、变更、关停、注销政务新媒体账号，应当向主管单位备案，并在全国政务新媒体信息报送系统填报。"
    return show_form(request, form, f"办理备案：{row.name}", row.url, submit="报备", lead=lead)


@staff("channels.edit")
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    filing = get_object_or_404(Filing.objects.select_related("channel__organ"), pk=pk)
    form = forms.AnswerForm(request.POST or None, initial={"answered_on": request.day, "agreed": "yes"})
    if form.is_valid():
        given = actions.Answer(**form.cleaned_data)
        if attempt(form, lambda: actions.answer_filing(filing, given, actor=request.actor, at=request.moment)):
            return done(request, "已登记答复。", filing.channel.url)
    return show_form(request, form, f"答复{filing.get_step_display()}备案：{filing.channel.name}", filing.channel.url, lead=filing.reason)


@staff("channels.see")
def filing_sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """登记表 as .docx, to be stamped and sent."""
    filing = get_object_or_404(Filing.objects.select_related("channel__organ"), pk=pk)
    return download(papers.filing_sheet(filing), f"政务新媒体{filing.get_step_display()}登记表-{filing.channel.name}.docx", WORD)


@staff("channels.see")
def cleanup(request: StaffRequest) -> HttpResponse:
    """Accounts and work groups that want a decision."""
    rows = queries.cleanup(request.day)
    reach = organs.reach(request.actor, "channels.see")
    rows = rows if reach is None else [row for row in rows if row.channel.organ_id in reach]
    if request.GET.get("export"):
        table = ([row.channel.sort, row.channel.name, row.channel.organ.label, row.channel.members, row.last, "；".join(row.faults)] for row in rows)
        heads = [("类别", 14), ("名称", 28), ("主办单位", 20), ("人数", 8), ("最近发布", 12), ("问题", 50)]
        return sheet(workbook("政务新媒体和工作群清理清单", heads, table, f"{request.day}"), f"账号清理清单{request.day}.xlsx")
    return render(request, "channels/cleanup.html", {
        "title": "账号和工作群清理", "crumbs": CRUMBS, "tabs": tabs("cleanup"), "rows": rows, "may_edit": request.actor.may("channels.edit"),
        "may_keep": request.actor.may("channels.keep"),
    })  # fmt: skip


def _scoped(request: StaffRequest, form: forms.ChannelForm) -> forms.ChannelForm:
    """Owners and keepers within this person's reach; who reaches everything chooses from all."""
    reach = organs.reach(request.actor, "channels.keep")
    if reach is not None:
        form.fields["organ"].queryset = form.fields["organ"].queryset.filter(pk__in=reach)
        keepers = organs.holdings_on(request.day).filter(post__organ_id__in=reach).values("person_id")
        form.fields["keeper"].queryset = form.fields["keeper"].queryset.filter(pk__in=keepers)
    return form


def _wanted(request: StaffRequest) -> places.Wanted:
    given = request.GET
    kind, state, organ = given.get("kind", ""), given.get("state", "live"), given.get("organ", "")
    return places.Wanted(
        kind=kind if kind in Kind.values else "", state="" if state == "all" else state if state in (*Standing.values, "live") else "live",
        organ_id=int(organ) if organ.isdecimal() else None, text=given.get("q", "").strip()[:80],
    )  # fmt: skip


def _row(row: Any) -> list[Any]:
    return [
        row.get_kind_display(), row.name, row.organ.label, row.get_level_display(), row.platform, row.account, row.certified_as, row.certified_until,
        row.keeper.name if row.keeper else "", row.get_state_display(), row.address or row.place, row.phone, row.get_receipt_display(), row.opened_on,
        row.last_on, row.waiting, row.note,
    ]  # fmt: skip

