"""历史数据迁移: batches with progress, the mapping, what is held, the signed act, the report, undoing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime

from zwgk.foundation.files import queries as files
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs.pages import StaffRequest, attempt, second_factor, staff
from zwgk.matters.records import actions, migration_forms
from zwgk.matters.records.actions.migration import MIGRATION, list_hash_of, waiting_pages
from zwgk.matters.records.clean import clean
from zwgk.matters.records.models import Migration, OldPage
from zwgk.matters.records.queries import migration as queries

CRUMBS = [("信息发布", "/office/records/"), ("历史数据迁移", "/office/records/migration/")]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 100
COLUMNS = [("序号", 8), ("结果", 12), ("标题", 44), ("原网址", 44), ("原发布时间", 16), ("原单位", 18), ("原栏目", 18), ("原因或处理理由", 40), ("处理人", 12), ("新地址", 36)]


@staff("records.migrate")
def migrations(request: StaffRequest) -> HttpResponse:
    rows = [(each, queries.figures(each)) for each in queries.migrations()[:100]]
    return render(request, "records/migration/list.html", {"title": "历史数据迁移", "crumbs": CRUMBS[:1], "rows": rows})


@staff("records.migrate")
def begin(request: StaffRequest) -> HttpResponse:
    """Take the list, the zip or the address; reading is done by the worker."""
    form = migration_forms.BeginForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
            made = attempt(form, lambda: actions.begin_migration(_wanted(form.cleaned_data, Path(folder)), actor=request.actor, at=request.moment))
        if made:
            messages.success(request, "已开始，后台正在读取和筛查，可以离开这一页。")
            return redirect(made.url)
    values = {"title": "开始迁移", "crumbs": CRUMBS, "form": form, "back": "/office/records/migration/", "submit": "开始读取"}
    return render(request, "organs/form.html", values | {"lead": "读取后先在隔离区筛查，不会公开；确认栏目单位、处理筛查发现、由负责人签发后才公开。"})


def _wanted(values: dict[str, Any], folder: Path) -> actions.NewMigration:
    inside = Path(settings.DATA_DIR) / "incoming" / values["incoming"] if values["incoming"] else None
    return actions.NewMigration(
        values["name"], values["source"], values["organ"], values["base_url"], _laid(values["book"], folder / "list.xlsx"),
        _laid(values["archive"], folder / "archive.zip"), inside, values["limit"],
    )  # fmt: skip


def _laid(sent: UploadedFile | None, target: Path) -> Path | None:
    if sent is None:
        return None
    with target.open("wb") as out:
        for part in sent.chunks():
            out.write(part)
    return target


@staff("records.migrate")
def migration(request: StaffRequest, pk: int) -> HttpResponse:
    """How far it is, its figures, and what is to be done next."""
    shown = _found(pk)
    found = queries.figures(shown)
    digest, waiting = list_hash_of(shown) if shown.state in ("ready", "done") else ("", 0)
    percent = round(100 * shown.cursor / shown.size) if shown.state == Migration.State.READING and shown.size else None
    return render(request, "records/migration/migration.html", {
        "title": shown.name, "crumbs": CRUMBS, "migration": shown, "figures": found, "working": shown.state in ("listing", "reading", "publishing", "indexing"),
        "percent": percent, "held_kinds": queries.held_kinds(shown), "refusals": queries.refusals(shown), "acts": shown.acts.select_related("scan"),
        "waiting": waiting, "digest": digest, "facts": journal.of_subject(MIGRATION, pk)[:50],
    })  # fmt: skip


@staff("records.migrate")
def mapping(request: StaffRequest, pk: int) -> HttpResponse:
    """Units and columns, proposed; a person confirms."""
    shown = _found(pk)
    choices = queries.column_choices()
    columns = [(text, count, queries.proposed_column(text, choices)) for text, count in queries.counted(shown, "column")]
    form = migration_forms.MappingForm(queries.counted(shown, "unit"), queries.proposed_units(shown, request.day), columns, choices, request.POST or None)
    if form.is_valid():
        verb = lambda: actions.map_migration(shown, form.unit_values(), form.column_values(), actor=request.actor, at=request.moment)  # noqa: E731
        if attempt(form, verb):
            return _done(request, shown, "对应已确认，可以签发。")
    return _form(request, form, shown, "确认单位和栏目的对应", "确认", lead="没有写明单位的网页归到批次的默认单位。日期、标题、正文不因迁移改动。")


@staff("records.migrate")
def pages(request: StaffRequest, pk: int) -> HttpResponse:
    """The rows behind a number; held ones are decided here in groups."""
    shown = _found(pk)
    state, kind, text = request.GET.get("state", ""), request.GET.get("kind", ""), request.GET.get("q", "").strip()
    found = queries.pages_of(shown, state, text, kind)
    form = migration_forms.DecideForm(request.POST or None)
    if form.is_valid():
        ids = list(found.values_list("pk", flat=True)) if request.POST.get("all") else [int(each) for each in request.POST.getlist("page") if each.isdecimal()]
        judged = actions.Judgement(form.cleaned_data["decision"], form.cleaned_data["reason"])
        done = attempt(form, lambda: actions.decide_pages(shown, ids, judged, actor=request.actor, at=request.moment))
        if done:
            left = f"，{done[1]} 件不能自动遮盖，请逐件处理" if done[1] else ""
            messages.success(request, f"已处理 {done[0]} 件{left}。")
            return redirect(f"{request.path}?{request.GET.urlencode()}")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    tabs = [(label, f"?state={value}", state == value, None) for value, label in (("", "全部"), *OldPage.State.choices)]
    return render(request, "records/migration/pages.html", {
        "title": f"{shown.name}：网页", "crumbs": [*CRUMBS, (shown.name, shown.url)], "migration": shown, "page": page, "rows": page.object_list, "tabs": tabs,
        "state": state, "kind": kind, "q": text, "form": form, "kinds": queries.held_kinds(shown) if state == "held" else [],
    })  # fmt: skip


@staff("records.migrate")
def one(request: StaffRequest, pk: int, page: int) -> HttpResponse:
    """One old page with what was found in it."""
    shown = _found(pk)
    row = get_object_or_404(shown.pages.select_related("organ", "record", "twin"), pk=page)
    form = migration_forms.DecideForm(request.POST or None)
    if form.is_valid():
        judged = actions.Judgement(form.cleaned_data["decision"], form.cleaned_data["reason"])
        done = attempt(form, lambda: actions.decide_pages(shown, [row.pk], judged, actor=request.actor, at=request.moment))
        if done and done[0]:
            return _done(request, shown, "已处理。")
        if done:
            form.add_error(None, "这一件不能自动遮盖（在附件里，或者中间有格式）。请选择去掉附件、确认可以公开或者不迁移。")
    values = {"title": row.title or "（无标题）", "crumbs": [*CRUMBS, (shown.name, shown.url)], "migration": shown, "row": row, "body": clean(row.body), "form": form}
    return render(request, "records/migration/page.html", values)


@staff("records.migrate")
def act_sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """《历史信息迁移公开签发单》, to be signed by the head of the 工作机构."""
    shown = _found(pk)
    digest, count = list_hash_of(shown)
    sample = waiting_pages(shown).select_related("organ")[:300]
    values = {"migration": shown, "figures": queries.figures(shown), "digest": digest, "count": count, "rows": sample, "day": request.day}
    return _sent(files.printed(render_to_string("records/migration/_act.html", values)), f"历史信息迁移公开签发单{shown.pk}-{digest[:8]}.pdf", "application/pdf")


@staff("records.migrate")
@second_factor
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _found(pk)
    form = migration_forms.SignForm(request.POST or None, request.FILES or None, initial={"signed_on": request.day})
    if form.is_valid():
        given = form.cleaned_data
        scan: UploadedFile = given["scan"]
        signing = actions.Signing(given["signer"], given["position"], given["signed_on"], given["list_hash"], scan.read(), scan.name or "签发单")
        if attempt(form, lambda: actions.sign_migration(shown, signing, actor=request.actor, at=request.moment)):
            return _done(request, shown, "签发已登记，后台正在公开。")
    return _form(request, form, shown, "登记签发", "登记并公开", lead="由政府信息公开工作机构负责人对整份清单签发，代替逐件审核。签发后的增减须另行签发。")


@staff("records.migrate")
@second_factor
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _found(pk)
    form = migration_forms.UndoForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.undo_migration(shown, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        return _done(request, shown, "已撤销，迁移的网页已全部撤下。")
    return _form(request, form, shown, "撤销这个批次", "撤销", lead="这一批迁移公开的网页全部撤下，旧网址不再跳转；迁移后另行修改发布过的保留。", danger=True)


@staff("records.migrate")
def export(request: StaffRequest, pk: int) -> HttpResponse:
    """The report: every row with what became of it."""
    shown = _found(pk)
    found = queries.figures(shown)
    note = f"共 {found.total}＝已公开 {found.out}＋待签发 {found.ready}＋隔离 {found.held}＋不迁移 {found.refused}＋已撤销 {found.undone}　导出时间：{request.day}　导出人：{request.actor.name}"
    rows = queries.pages_of(shown, request.GET.get("state", "")).select_related("record__live")
    return _sent(files.workbook(f"{shown.name}迁移报告", COLUMNS, (_line(row) for row in rows.iterator(500)), note), f"迁移报告{shown.pk}.xlsx", XLSX)


def _line(row: OldPage) -> list[Any]:
    dated = f"{localtime(row.dated):%Y-%m-%d %H:%M}" if row.dated else ""
    address = row.record.live.url if row.record and row.record.live else ""
    return [row.number, row.get_state_display(), row.title, row.old_url, dated, row.unit, row.column, row.reason, row.decided_by, address]


def _found(pk: int) -> Migration:
    return get_object_or_404(queries.migrations(), pk=pk)


def _done(request: StaffRequest, shown: Migration, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(shown.url)


def _form(request: StaffRequest, form: Any, shown: Migration, title: str, submit: str, **more: Any) -> HttpResponse:
    values = {"title": title, "crumbs": [*CRUMBS, (shown.name, shown.url)], "form": form, "back": shown.url, "submit": submit, **more}
    return render(request, "organs/form.html", values)


def _sent(data: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(media_type == XLSX, name)
    return response


routes = [
    path("migration/", migrations, name="migrations"),
    path("migration/new/", begin, name="migration_begin"),
    path("migration/<int:pk>/", migration, name="migration"),
    path("migration/<int:pk>/mapping/", mapping, name="migration_mapping"),
    path("migration/<int:pk>/pages/", pages, name="migration_pages"),
    path("migration/<int:pk>/pages/<int:page>/", one, name="migration_page"),
    path("migration/<int:pk>/act.pdf", act_sheet, name="migration_act"),
    path("migration/<int:pk>/sign/", sign, name="migration_sign"),
    path("migration/<int:pk>/undo/", undo, name="migration_undo"),
    path("migration/<int:pk>/export/", export, name="migration_export"),
]
