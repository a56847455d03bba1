"""A unit's materials: proposals to accept, tags by hand, free files; one tag to change or take back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .. import actions, forms, queries
from ..materials import KINDS
from ..models import Indicator, IndicatorTable, Tag, Upload
from .frame import frame, scope, settled

PER_PAGE = 40


@staff("assessments.tag")
def materials(request: StaffRequest, pk: int) -> HttpResponse:
    """What the unit has, with proposals; several are taken with one tap."""
    table = settled(pk)
    units = _units(request, table)
    wanted = request.POST.get("organ") or request.GET.get("organ", "")
    organ = next((each for each in units if str(each.pk) == wanted), units[0] if units else None)
    if organ is None:
        return render(request, "assessments/materials.html", frame(request, table, "materials") | {"units": [], "organ": None})
    upload_form = forms.UploadForm(request.POST or None, request.FILES or None) if "upload" in request.POST else forms.UploadForm(initial={"dated": request.day})
    if request.method == "POST":
        answer = _act(request, table, organ, upload_form)
        if answer is not None:
            return answer
    unit = queries.standing(table, [organ.pk]).units[0]
    return render(request, "assessments/materials.html", frame(request, table, "materials") | _shown(request, table, organ) | {
        "units": units, "organ": organ, "unit": unit, "upload_form": upload_form, "kinds": KINDS.items(),
    })  # fmt: skip


def _shown(request: StaffRequest, table: IndicatorTable, organ: Organ) -> dict[str, Any]:
    found = queries.offers(table, organ)
    kind, only = request.GET.get("kind", ""), request.GET.get("only", "")
    proposed = sum(bool(each.proposals) for each in found)
    found = [each for each in found if (not kind or each.material.kind == kind) and _wanted(each, only)]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "kind": kind, "only": only, "proposed": proposed, "choices": list(table.indicators.filter(organs=organ))}


def _wanted(offer: queries.Offer, only: str) -> bool:
    return {"proposed": bool(offer.proposals), "untagged": not offer.tags, "tagged": bool(offer.tags)}.get(only, True)


def _units(request: StaffRequest, table: IndicatorTable) -> list[Organ]:
    """Units of the table for which this person may tag."""
    may = organs.reach(request.actor, "assessments.tag")
    held = queries.standing(table, scope(request)).organs
    return [organ for organ in held if may is None or organ.pk in may]


def _act(request: StaffRequest, table: IndicatorTable, organ: Organ, upload_form: forms.UploadForm) -> HttpResponse | None:
    """What the sent form asks; None: show the page again."""
    who: dict[str, Any] = {"actor": request.actor, "at": request.moment}
    if "upload" in request.POST:
        if not upload_form.is_valid():
            return None
        values = upload_form.cleaned_data
        new = actions.NewUpload(organ, values["title"], values["dated"])
        if not attempt(upload_form, lambda: actions.upload(new, values["file"].read(), values["file"].name, **who)):
            return None
        messages.success(request, "文件已保存，请在下面选择它对应的指标。")
    else:
        _tag(request, table, organ, who)
    return redirect(f"{request.path}?{request.GET.urlencode() or f'organ={organ.pk}'}")


def _tag(request: StaffRequest, table: IndicatorTable, organ: Organ, who: dict[str, Any]) -> None:
    try:
        if one := request.POST.get("one"):
            form = forms.TagForm({"key": one, **{name: request.POST.get(f"{name}-{one}", "") for name in ("indicator", "pages", "note")}}, table=table, organ=organ)
            if not form.is_valid():
                messages.error(request, "请选择指标。")
                return
            values = form.cleaned_data
            made = [actions.tag(actions.NewTag(values["indicator"], one, values["note"], values["pages"]), organ, **who)]
        else:
            made = actions.tag_many(_pairs(request, table), organ, **who)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"已标注 {len(made)} 条。") if made else messages.error(request, "没有勾选要采纳的建议。")


def _pairs(request: StaffRequest, table: IndicatorTable) -> list[actions.NewTag]:
    """evidence:12:45 → material and indicator."""
    by_number = {each.pk: each for each in table.indicators.select_related("table")}
    pairs = [value.rpartition(":") for value in request.POST.getlist("pair")]
    return [actions.NewTag(by_number[int(number)], key) for key, _, number in pairs if number.isdecimal() and int(number) in by_number]


@staff("assessments.tag")
@require_POST
def tag_row(request: StaffRequest, pk: int) -> HttpResponse:
    """Change the pages and the note of a tag, or take it back."""
    row = get_object_or_404(Tag.objects.select_related("indicator__table", "organ"), pk=pk)
    back: Indicator = row.indicator
    try:
        if "remove" in request.POST:
            actions.untag(row, actor=request.actor, at=request.moment)
            messages.success(request, "已取消这条标注，材料本身没有变动。")
        else:
            actions.change_tag(row, request.POST.get("note", ""), request.POST.get("pages", ""), actor=request.actor, at=request.moment)
            messages.success(request, "已保存。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("assessments:indicator", back.pk)


@staff("assessments.see")
def upload_file(request: StaffRequest, pk: int) -> FileResponse:
    """A free file, as a download, for those who see its unit."""
    row = get_object_or_404(Upload.objects.select_related("file"), pk=pk)
    request.actor.require("assessments.see", row.organ_id)
    response = FileResponse(files.location(row.file).open("rb"), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, row.file.name)
    return response
