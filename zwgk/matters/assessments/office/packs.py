"""导出佐证材料包: order, watch, download; packs are kept."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .. import actions, forms, queries
from ..models import Pack
from .frame import frame, settled

OPEN = (Pack.State.WAITING, Pack.State.MAKING)


@staff("assessments.pack")
def packs(request: StaffRequest, pk: int) -> HttpResponse:
    """Order one; see those that were made."""
    table = settled(pk)
    units = organs.every_organ().filter(pk__in=[organ.pk for organ in queries.standing(table).organs])
    form = forms.PackForm(request.POST if request.method == "POST" else None, table=table, organs=units, initial={"organ": request.GET.get("organ"), "indicator": request.GET.get("indicator")})
    if form.is_valid():
        wish = actions.Wish(table, form.cleaned_data["organ"], form.cleaned_data["indicator"])
        pack = attempt(form, lambda: actions.order_pack(wish, actor=request.actor, at=request.moment))
        if pack:
            actions.make_pack_task.enqueue(pack.pk)
            messages.success(request, "已开始在后台生成，可以离开这一页，稍后回来下载。")
            return redirect("assessments:packs", pk)
    rows = list(queries.packs(table))
    context = {"form": form, "packs": rows, "busy": any(each.state in OPEN for each in rows)}
    return render(request, "assessments/packs.html", frame(request, table, "packs") | context)


@staff("assessments.pack")
def download(request: StaffRequest, pk: int) -> FileResponse:
    """The zip as it was made, streamed from disk."""
    pack = get_object_or_404(Pack.objects.select_related("table"), pk=pk, state=Pack.State.READY)
    request.actor.require("assessments.pack", pack.organ_id)
    place = Path(settings.MEDIA_ROOT) / pack.path
    if not place.is_file():
        raise Http404("材料包文件不在服务器上，请重新生成。")
    response = FileResponse(place.open("rb"), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, pack.name)
    return response
