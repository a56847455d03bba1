"""The import wizard: file or paste → look at every row, mend it in place → take over."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.domain.errors import BadInput, Refusal
from zwgk.domain.rights import ADMIN_ROLES, ROLE_NAMES, Role
from zwgk.foundation.files import actions as files
from zwgk.foundation.files import queries as stored
from zwgk.foundation.organs import actions, forms, queries
from zwgk.foundation.organs.models import OrganKind
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .tree import CRUMBS

STEPS = ("选择文件或粘贴", "核对", "完成")
MENDED = ".roster.json"  # a table as read and mended, kept until it is taken over
EDITED = ("name", "kind", "parent", "person", "title", "roles", "mobile", "phone", "email", "username")
MOST_IN_PLACE = 800  # rows; a longer table is mended in its file


@staff("organs.import")
def upload(request: StaffRequest) -> HttpResponse:
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent, text = form.cleaned_data["file"], form.cleaned_data["pasted"]
        name = sent.name if sent else "粘贴的通讯录"
        sheet = attempt(form, lambda: queries.read_table(sent.read(), name) if sent else queries.pasted(text))
        if sheet:
            return _look_at(request, queries.complete(sheet, request.day), name)
    return render(request, "organs/import.html", {
        "title": "导入单位和人员", "crumbs": CRUMBS, "form": form, "steps": STEPS, "begun": _begun(request),
    })  # fmt: skip


@staff("organs.import")
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """What each row will do, and each mistake with its remedy; taken over as a whole. Only by whoever uploaded it."""
    file = get_object_or_404(stored.uploads_of(request.actor.person_id), pk=pk)
    sheet = _kept(stored.content(file), file.name)
    source = file.name.removesuffix(MENDED)
    if request.method == "POST":
        sheet = _mended(request, sheet)
        if request.POST.get("do") == "look":
            return _look_at(request, sheet, source)
        try:
            done = actions.import_organs(sheet, source=source, actor=request.actor, at=request.moment)
        except BadInput as refused:
            messages.error(request, refused.sentence)
            return _look_at(request, sheet, source)
        messages.success(request, done.sentence)
        return redirect("organs:slips" if done.people_created else "organs:tree")
    return render(request, "organs/import_preview.html", {"title": "核对导入内容", "crumbs": CRUMBS, "steps": STEPS, "file": source, **_shown(request, sheet)})


@staff("organs.import")
def template(request: StaffRequest) -> HttpResponse:
    """An empty workbook with our headings."""
    response = HttpResponse(
        queries.import_template(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = "attachment; filename*=UTF-8''%E5%8D%95%E4%BD%8D%E5%92%8C%E4%BA%BA%E5%91%98.xlsx"
    return response


def _shown(request: StaffRequest, sheet: queries.Sheet) -> dict[str, object]:
    looked = queries.preview(sheet, request.day)
    wrong: dict[int, list[queries.Problem]] = {}
    for problem in looked.problems:
        wrong.setdefault(problem.row, []).append(problem)
    seen: set[int] = set()
    rows = []
    for number, plan in enumerate(looked.planned):
        told = [] if plan.row.number in seen else wrong.get(plan.row.number, [])
        seen.add(plan.row.number)
        rows.append((number, plan, told))
    return {
        "looked": looked, "rows": rows, "in_place": len(rows) <= MOST_IN_PLACE, "remarks": sheet.remarks, "kinds": OrganKind.labels,
        "roles": [ROLE_NAMES[role] for role in Role if role not in ADMIN_ROLES],
    }  # fmt: skip


def _look_at(request: StaffRequest, sheet: queries.Sheet, source: str) -> HttpResponse:
    file = files.keep(queries.pack(sheet), f"{source}{MENDED}", actor=request.actor, at=request.moment)
    return redirect("organs:import_preview", file.pk)


def _kept(data: bytes, name: str) -> queries.Sheet:
    return queries.unpack(data) if name.endswith(MENDED) else queries.read_table(data, name)


def _mended(request: StaffRequest, sheet: queries.Sheet) -> queries.Sheet:
    """The rows as the person left them on the page; a row that was crossed out is gone."""
    rows = []
    for number, row in enumerate(sheet.rows):
        if f"{number}-name" not in request.POST:
            rows.append(row)
        elif f"{number}-out" not in request.POST:
            typed = {column: " ".join(request.POST.get(f"{number}-{column}", "").split()) for column in EDITED}
            rest = {column: value for column, value in row.values.items() if column not in EDITED}
            rows.append(queries.Row(row.number, {**rest, **{column: value for column, value in typed.items() if value}}))
    return queries.with_rows(sheet, rows)


def _begun(request: StaffRequest) -> object:
    """The table that this person left half-way, unless everything in it is there by now."""
    file = stored.uploads_of(request.actor.person_id).filter(name__endswith=MENDED).order_by("-id").first()
    return file if file and _try(lambda: not queries.preview(queries.unpack(stored.content(file)), request.day).changes_nothing) else None


def _try(look: Callable[[], bool]) -> bool:
    try:
        return look()
    except (Refusal, OSError, ValueError):
        return False
