"""主送、抄送: names → organs, delivery, receipts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import staff

from ..actions import acknowledge, deliver
from ..models import Notice


@staff("notices.see")
def deliver_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Who gets it, who has signed for it."""
    notice = get_object_or_404(Notice, pk=pk)
    names = _names(notice, request.day)
    if request.method == "POST":
        wanted = [(row["text"], organ, row["copy"]) for row in names for organ in row["organs"] if request.POST.get(f"o{row['number']}_{organ.pk}")]
        extra = request.POST.getlist("extra")
        wanted += [("", organ, False) for organ in organs.living(request.day).filter(pk__in=[number for number in extra if number.isdecimal()])]
        try:
            count = deliver(notice, wanted, actor=request.actor, at=request.moment)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"已分送 {count} 个单位。")
        return redirect("notices:deliver", pk)
    delivered = list(notice.recipients.filter(delivered_at__isnull=False).select_related("organ"))
    context = {
        "notice": notice,
        "names": names,
        "delivered": delivered,
        "may_deliver": request.actor.may("notices.deliver"),
        "may_sign": {row.organ_id for row in delivered if request.actor.may("notices.acknowledge", row.organ_id)},
        "all_organs": organs.living(request.day),
        "crumbs": [("来文", "/office/notices/"), (notice.label, f"/office/notices/{pk}/")],
    }
    return render(request, "notices/deliver.html", context)


@staff("notices.acknowledge")
@require_POST
def acknowledge_view(request: HttpRequest, pk: int, organ_pk: int) -> HttpResponse:
    """The unit signs for the document."""
    notice = get_object_or_404(Notice, pk=pk)
    organ = get_object_or_404(organs.living(request.day), pk=organ_pk)
    acknowledge(notice, organ, actor=request.actor, at=request.moment)
    messages.success(request, "已签收。")
    return redirect("notices:review", pk)


def _names(notice: Notice, day: Any) -> list[dict[str, Any]]:
    """Each name of the 主送 and 抄送 lines with the organs that it means here."""
    rows: dict[tuple[str, bool], dict[str, Any]] = {}
    for recipient in notice.recipients.exclude(text=""):
        rows.setdefault((recipient.text, recipient.copy), {"text": recipient.text, "copy": recipient.copy})
    for number, row in enumerate(rows.values()):
        resolution = organs.resolve(row["text"], day)
        row["number"], row["resolution"] = number, resolution
        row["organs"] = meant(resolution, day)
    return list(rows.values())


def meant(resolution: organs.Resolution, day: Any) -> list[Organ]:
    """The organs that a resolved name stands for; empty when a person has to say."""
    if resolution.organ is not None:
        return [resolution.organ]
    return list(organs.members(resolution.group, day)) if resolution.group is not None else []
