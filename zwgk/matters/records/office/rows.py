"""Staff pages of kind rows: list with filters and sums, form, import with preview, batch to review, printed sheets, late and owed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.kind_model import FieldType, KindDef
from zwgk.matters.records import rowbooks
from zwgk.matters.records.actions import NewRecord, amend, draft, posting, submit_batch
from zwgk.matters.records.actions import edit as save
from zwgk.matters.records.actions import rows as verbs
from zwgk.matters.records.models import Intake, Line, Posting, Publication, Record, State
from zwgk.matters.records.queries import missing, row_pages, rows
from zwgk.matters.records.queries.rows import EXACT, Asked
from zwgk.matters.records.row_forms import RowForm, UploadForm, typed

PER_PAGE, PREVIEW = 50, 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HIDDEN = (State.STAGED, State.DISCARDED)
SEEN = tuple(state.value for state in State if state not in HIDDEN)
EDITABLE = (State.DRAFT, State.IN_REVIEW, State.APPROVED)
CRUMBS = [("信息发布", "/office/records/"), ("数据类信息", "/office/records/rows/")]


@staff("records.see")
def kinds(request: StaffRequest) -> HttpResponse:
    """Every kind with what this person's organs have of it."""
    counted = row_pages.office_standing(organs.reach(request.actor, "records.see"))
    themes: dict[str, list[tuple[KindDef, dict[str, int], int]]] = {}
    for each in rulebook.law().kinds.values():
        found = counted.get(each.id, {})
        themes.setdefault(each.theme, []).append((each, found, sum(found.values())))
    return render(request, "records/rows/kinds.html", {"title": "数据类信息", "crumbs": CRUMBS[:1], "themes": list(themes.items())})


@staff("records.see")
def table(request: StaffRequest, kind: str) -> HttpResponse:
    """The drafts and public rows of a kind, as the office has them, unmasked only in the columns of the list."""
    found = _kind(kind)
    asked = _asked(request, found)
    page = Paginator(_Rows(asked), PER_PAGE).get_page(request.GET.get("page"))
    shown = row_pages.with_lights(list(page), request.moment)
    query = request.GET.copy()
    query.pop("page", None)
    filters = [(each, rows.choices(asked, each.id), asked.filters.get(each.id, "")) for each in found.fields if each.filter and each.type in EXACT and each.type is not FieldType.KEY]
    return render(request, "records/rows/table.html", {
        "title": found.title, "crumbs": CRUMBS, "kind": found, "page": page, "rows": shown, "columns": row_pages.columns(found), "asked": asked,
        "filters": [each for each in filters if len(each[1]) > 1 or each[2]], "sums": row_pages.total(rows.sums(asked)), "states": _states(query),
        "may_draft": request.actor.may("records.draft"), "may_submit": request.actor.may("records.submit"), "query": query.urlencode(),
        "may_export": request.actor.may("records.export"),
        "intakes": Intake.objects.filter(kind=found.id, organ__in=_mine(request)).select_related("organ", "file")[:5],
    })  # fmt: skip


class _Rows:
    """The rows as a paginator wants them."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def count(self) -> int:
        return rows.count(self.asked)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[row_pages.Row]:
        return row_pages.table(self.asked, part.start or 0, (part.stop or 0) - (part.start or 0))


def _kind(ident: str) -> KindDef:
    found = rulebook.law().kinds.get(ident)
    if found is None:
        raise Http404
    return found


def _asked(request: StaffRequest, kind: KindDef) -> Asked:
    reach = organs.reach(request.actor, "records.see")
    state = request.GET.get("state", "")
    return rows.asked_from(kind, request.GET, office=True, organs=None if reach is None else frozenset(reach), states=(state,) if state in SEEN else SEEN)


def _states(query: Any) -> list[tuple[str, str, bool]]:
    now = query.get("state", "")
    tabs = []
    for value, label in (("", "全部"), *((state.value, str(state.label)) for state in State if state not in HIDDEN and state not in (State.SEALED, State.KEPT))):
        changed = query.copy()
        changed["state"] = value
        tabs.append((label, f"?{changed.urlencode()}", now == value))
    return tabs


def _mine(request: StaffRequest) -> Any:
    """Organs for which this person may draft."""
    reach = organs.reach(request.actor, "records.draft")
    found = organs.existing().order_by("order", "id")
    return found if reach is None else found.filter(pk__in=reach)


def _own(request: StaffRequest) -> Organ:
    """For whom a row is made: chosen by ?organ=, else the own organ."""
    chosen = request.GET.get("organ", "") or request.POST.get("organ_id", "")
    found = _mine(request)
    if chosen.isdecimal():
        return get_object_or_404(found, pk=int(chosen))
    return found.filter(pk=request.actor.organ_id).first() or get_object_or_404(found[:1])


@staff("records.draft")
def new(request: StaffRequest, kind: str) -> HttpResponse:
    found, organ = _kind(kind), _own(request)
    form = RowForm(found, organ, request.POST or None, keys=_keys(found))
    if _is_saved(request) and form.is_valid():
        wanted = NewRecord(organ=organ, kind=found.id, values=form.values, columns=())
        made = attempt(form, lambda: draft(wanted, actor=request.actor, at=request.moment))
        if made:
            messages.success(request, f"已登记“{made.title}”，送审前可以继续修改。")
            return redirect(made.url)
    return _form(request, form, found, f"登记{found.title}", {"organ": organ, "organs": _mine(request)})


@staff("records.draft")
def edit(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    found = _kind(kind)
    record = get_object_or_404(Record.objects.select_related("organ").exclude(state__in=HIDDEN), pk=pk, kind=found.id, organ__in=_mine(request))
    form = RowForm(found, record.organ, request.POST or None, values=typed(found, record.values), keys=_keys(found))
    if _is_saved(request) and form.is_valid():
        seen = int(request.POST.get("seen", "0") or 0)
        if attempt(form, lambda: _save(request, record, form.values, seen)):
            messages.success(request, "已保存为新的一版。")
            return redirect(record.url)
    return _form(request, form, found, f"修改：{record.title}", {"record": record, "organ": record.organ})


def _save(request: StaffRequest, record: Record, values: dict[str, Any], seen: int) -> Record:
    if record.state not in EDITABLE:
        record = amend(record, "修改字段", actor=request.actor, at=request.moment)
        seen = record.number
    return save(record, {"values": values}, seen=seen, note="修改字段", actor=request.actor, at=request.moment)


def _is_saved(request: StaffRequest) -> bool:
    """“再加几行” only shows the form again, with empty lines."""
    return request.method == "POST" and "more" not in request.POST


def _keys(kind: KindDef) -> dict[str, list[tuple[str, str]]]:
    """What a `key` field may point to."""
    out = {}
    for each in kind.fields:
        if each.type is FieldType.KEY:
            found = Record.objects.filter(kind=each.of).exclude(state__in=HIDDEN).order_by("title").values_list("key", "title")[:500]
            out[each.id] = [(key.rpartition("\x1f")[2], title) for key, title in found if key]
    return out


def _form(request: StaffRequest, form: RowForm, kind: KindDef, title: str, more: dict[str, Any]) -> HttpResponse:
    crumbs = [*CRUMBS, (kind.title, reverse("records:rows", args=[kind.id]))]
    return render(request, "records/rows/form.html", {"title": title, "crumbs": crumbs, "kind": kind, "form": form, **more})


@staff("records.submit")
@require_POST
def submit(request: StaffRequest, kind: str) -> HttpResponse:
    """The chosen drafts as one batch, under one hash; those with open findings stay behind and are named."""
    found, back = _kind(kind), redirect(f"{reverse('records:rows', args=[kind])}?{request.GET.urlencode()}")
    asked = _asked(request, found)
    if request.POST.get("all"):
        ids = rows.page(rows.asked_from(found, request.GET, office=True, organs=asked.organs, states=(State.DRAFT.value,)), 0, 2001)
    else:
        ids = [int(each) for each in request.POST.getlist("row") if each.isdecimal()]
    reach = organs.reach(request.actor, "records.submit")
    chosen = Record.objects.filter(pk__in=ids, kind=found.id, state=State.DRAFT).select_related("organ", "drafter")
    records = list(chosen if reach is None else chosen.filter(organ__in=reach))
    held = {record.pk: record for record in records if missing(record)} if len(records) > 1 else {}
    records = [record for record in records if record.pk not in held] or records
    if len({record.organ_id for record in records}) > 1:
        messages.error(request, "一批只能是同一单位的信息，请先按单位筛选。")
        return back
    try:
        review = submit_batch(records, f"{records[0].organ.label}{found.title}{len(records)}条" if records else "", actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, f"{refusal.message}{refusal.remedy or ''}")
        return back
    messages.success(request, f"{len(records)}条已作为一批送审（{review.code}）。")
    if held:
        messages.warning(request, format_html("{}条有未处理的筛查发现或缺项，留在起草中：{}。", len(held), _named(held.values())))
    return back


def _named(records: Iterable[Record]) -> str:
    """The first three, each as a link."""
    shown = list(records)
    links = format_html_join("、", '<a href="{}">{} {}</a>', ((each.url, each.title[:30], each.key) for each in shown[:3]))
    return format_html("{}{}", links, f" 等{len(shown)}条" if len(shown) > 3 else "")


@staff("records.draft")
def template(request: StaffRequest, kind: str) -> HttpResponse:
    found = _kind(kind)
    return _book(rowbooks.template(found), f"{found.title}（空表）.xlsx")


@staff("records.export")
def export(request: StaffRequest, kind: str) -> HttpResponse:
    """The list as filtered. Numbers that identify persons are not in it."""
    found = _kind(kind)
    ids = rows.page(_asked(request, found), 0, 5_000)
    values = dict(Record.objects.filter(pk__in=ids).values_list("pk", "values"))
    columns = [each for each in rowbooks.columns_of(found) if each.mask.show.value != "hidden"]
    note = f"导出时间：{request.day}　导出人：{request.actor.name}　内部使用，含未公开的草稿"
    return _book(rowbooks.exported(found, (values[pk] for pk in ids if pk in values), note=note, fields=columns), f"{found.title}{request.day}.xlsx")


def _book(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


@staff("records.draft")
def upload(request: StaffRequest, kind: str) -> HttpResponse:
    """A workbook: read, checked and screened; nothing is made of it before it was looked at."""
    found = _kind(kind)
    form = UploadForm(_mine(request), request.POST or None, request.FILES or None, initial={"organ": request.actor.organ_id})
    if form.is_valid():
        sent, organ = form.cleaned_data["file"], form.cleaned_data["organ"]
        made = attempt(form, lambda: verbs.look_through(organ, found.id, sent.read(), sent.name, actor=request.actor, at=request.moment))
        if made:
            return redirect(made.url)
    crumbs = [*CRUMBS, (found.title, reverse("records:rows", args=[found.id]))]
    return render(request, "records/rows/upload.html", {"title": f"导入{found.title}", "crumbs": crumbs, "kind": found, "form": form})


@staff("records.draft")
def intake(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """What each line will do; then 导入 or 放弃."""
    found, shown = _kind(kind), _intake(request, kind, pk)
    if request.method == "POST":
        return _take_in(request, shown)
    wanted = request.GET.get("does", "")
    lines = shown.lines.filter(does=wanted) if wanted in Line.Does.values else shown.lines.all()
    counted = {value: shown.lines.filter(does=value).count() for value in Line.Does.values}
    tabs = [("全部", "?", not wanted, sum(counted.values())), *((str(label), f"?does={value}", wanted == value, counted[value]) for value, label in Line.Does.choices)]
    crumbs = [*CRUMBS, (found.title, reverse("records:rows", args=[found.id]))]
    return render(request, "records/rows/intake.html", {
        "title": f"导入{found.title}：核对", "crumbs": crumbs, "kind": found, "intake": shown, "tabs": tabs, "counted": counted, "page": Paginator(lines, PREVIEW).get_page(request.GET.get("page")),
        "flagged": sum(1 for hits in shown.lines.exclude(hits=[]).values_list("hits", flat=True) if any(hit["blocks"] for hit in hits)),
    })  # fmt: skip


def _intake(request: StaffRequest, kind: str, pk: int) -> Intake:
    return get_object_or_404(Intake.objects.select_related("organ", "file"), pk=pk, kind=kind, organ__in=_mine(request))


def _take_in(request: StaffRequest, shown: Intake) -> HttpResponse:
    try:
        if "drop" in request.POST:
            verbs.drop(shown, actor=request.actor, at=request.moment)
            messages.success(request, "已放弃，没有导入任何数据。")
        else:
            done = verbs.take_in(shown, actor=request.actor, at=request.moment)
            messages.success(request, f"已导入：新增{done.new}条，修订{done.amended}条。")
            for failed in done.failed[:5]:
                messages.error(request, failed)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("records:rows", kind=shown.kind)


@staff("records.draft")
def marked(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    shown = _intake(request, kind, pk)
    return _book(verbs.marked_copy(shown), f"有问题的单元格已标红-{shown.file.name}")


class SheetForm(forms.Form):
    place = forms.CharField(label="张贴地点", max_length=120, help_text="例如：柳溪村村务公开栏。")
    phone = forms.CharField(label="监督电话", max_length=60)


class PhotoForm(forms.Form):
    posted_on = forms.DateField(label="张贴日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    photo = forms.FileField(label="照片", help_text="拍到整块公开栏，能看清日期和电话。", widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}))


@staff("records.draft")
def sheet(request: StaffRequest, kind: str) -> HttpResponse:
    """A sheet for the board, and those that hang already."""
    found, organ = _kind(kind), _own(request)
    form = SheetForm(request.POST or None, initial={"phone": organ.phone})
    public = rows.asked_from(found, request.GET)
    filters = [(each, rows.choices(public, each.id), public.filters.get(each.id, "")) for each in found.fields if each.filter and each.type in EXACT and each.type is not FieldType.KEY]
    if form.is_valid():
        told = {each.id: request.POST.get(each.id, "") for each, _, _ in filters if request.POST.get(each.id)}
        wanted = posting.NewSheet(organ, found.id, form.cleaned_data["place"], form.cleaned_data["phone"], told)
        made = attempt(form, lambda: posting.make_sheet(wanted, actor=request.actor, at=request.moment))
        if made:
            messages.success(request, "公示表已生成，请打印张贴，并把照片传回来。")
            return redirect("records:rows_sheet", kind=found.id)
    crumbs = [*CRUMBS, (found.title, reverse("records:rows", args=[found.id]))]
    hung = Posting.objects.filter(kind=found.id, organ__in=_mine(request)).select_related("organ", "photo")[:100]
    return render(request, "records/rows/sheet.html", {"title": f"{found.title}公示表", "crumbs": crumbs, "kind": found, "form": form, "filters": filters, "hung": hung, "organ": organ})


@staff("records.draft")
def sheet_pdf(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """A4, the rows as they stand in public now."""
    found, shown = _kind(kind), _posting(request, kind, pk)
    cells = rows.cells_of(shown.rows, office=False)
    public = set(Publication.objects.filter(pk__in=shown.rows, shown=True).values_list("pk", flat=True))
    lines = [[row_pages.words(each, cells[number].get(each.id)) for each in row_pages.public_columns(found)] for number in shown.rows if number in public]
    told = [found.field(name).label + "：" + words for name, words in shown.filters.items()]
    html = render_to_string("records/rows/_paper.html", {"kind": found, "posting": shown, "columns": row_pages.public_columns(found), "lines": lines, "told": told})
    response = HttpResponse(files.printed(html), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{found.title}公示表.pdf") or ""
    return response


@staff("records.draft")
def sheet_photo(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """The photo comes back from the board."""
    found, shown = _kind(kind), _posting(request, kind, pk)
    form = PhotoForm(request.POST or None, request.FILES or None, initial={"posted_on": request.day})
    if form.is_valid():
        sent = form.cleaned_data["photo"]
        if attempt(form, lambda: posting.return_photo(shown, sent.read(), sent.name, posted_on=form.cleaned_data["posted_on"], actor=request.actor, at=request.moment)):
            messages.success(request, "照片已回传。")
            return redirect("records:rows_sheet", kind=kind)
    back = reverse("records:rows_sheet", args=[kind])
    return render(request, "organs/form.html", {"title": f"回传照片：{shown.place}", "crumbs": [*CRUMBS, (f"{found.title}公示表", back)], "form": form, "back": back, "submit": "回传"})


def _posting(request: StaffRequest, kind: str, pk: int) -> Posting:
    return get_object_or_404(Posting.objects.select_related("organ"), pk=pk, kind=kind, organ__in=_mine(request))


@staff("records.see")
def late(request: StaffRequest) -> HttpResponse:
    """行政执法结果迟公开清单: decisions that came late or have not come."""
    chosen = [each for each in rulebook.law().kinds.values() if each.deadline.startswith("enforcement/")]
    found = row_pages.late([each.id for each in chosen], organs.reach(request.actor, "records.see"), request.moment)
    return render(request, "records/rows/late.html", {"title": "迟公开清单", "crumbs": CRUMBS, "rows": found, "kinds": chosen, "at": request.moment})


@staff("records.see")
def owed(request: StaffRequest) -> HttpResponse:
    """Which periods each place owes, for every kind that is due each period."""
    found = [(each, row_pages.owed(each, request.day)) for each in rulebook.law().kinds.values() if each.every]
    return render(request, "records/rows/owed.html", {"title": "定期公开", "crumbs": CRUMBS, "found": [each for each in found if each[1]]})


