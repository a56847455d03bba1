"""差异清单: pages elsewhere that say something else, are gone or cannot be reached."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.foundation.files.queries import workbook
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.channels import actions, forms, queries
from zwgk.matters.channels.models import Live, Seen
from zwgk.matters.channels.queries import releases as reading
from zwgk.matters.findings import queries as findings

from .frame import CRUMBS, done, sheet, show_form, tabs

HEADS = [("标题", 44), ("渠道", 22), ("发布单位", 18), ("结果", 10), ("本平台", 40), ("页面", 40), ("首次发现", 16), ("地址", 40), ("问题编号", 14)]


@staff("channels.see")
def differences(request: StaffRequest) -> HttpResponse:
    found = queries.differences(reading.visible_to(request.actor))
    kind = request.GET.get("result", "")
    counts = {each: sum(seen.result == each for _, seen in found) for each in reading.WRONG}
    rows = [pair for pair in found if not kind or pair[1].result == kind]
    if request.GET.get("export"):
        return _export(request, rows)
    shown = [("全部", "?", not kind, len(found))] + [(str(each.label), f"?result={each.value}", kind == each.value, counts[each]) for each in reading.WRONG]
    looked = reading.visible_to(request.actor).exclude(live="").exclude(live_at__isnull=True)
    return render(request, "channels/differences.html", {
        "title": "差异清单", "crumbs": CRUMBS, "tabs": tabs("differences"), "results": shown, "rows": rows, "looked": looked.count(),
        "findings": findings.openable((seen.finding for _, seen in rows), request.actor), "same": looked.filter(live=Live.SAME).count(), "may_raise": request.actor.may("findings.raise"), "may_accept": request.actor.may("channels.release"),
    })  # fmt: skip


@staff("findings.raise")
@require_POST
def raise_difference(request: StaffRequest, pk: int) -> HttpResponse:
    """One tap: a problem with its source; the order is given on its own page."""
    made = actions.raise_difference(_visible(request, pk), actor=request.actor, at=request.moment)
    return done(request, f"已登记问题{made.number}，请交办整改。", made.url)


@staff("channels.release")
def accept(request: StaffRequest, pk: int) -> HttpResponse:
    seen = _visible(request, pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.accept(seen, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        return done(request, "已认可，页面再有变化时仍会列出。", reverse("channels:differences"))
    return show_form(request, form, f"认可差异：{seen.release.piece.title}", reverse("channels:differences"), submit="认可")


def _visible(request: StaffRequest, pk: int) -> Seen:
    return get_object_or_404(Seen.objects.select_related("release__piece", "release__channel"), pk=pk, release__in=reading.visible_to(request.actor))


def _export(request: StaffRequest, rows: list) -> HttpResponse:
    table = (
        [
            row.piece.title, row.channel.name, row.piece.organ.label, seen.get_result_display(),
            "\n".join(f"{each['field']}：{each['ours']}" for each in seen.differences), "\n".join(each["theirs"] for each in seen.differences) or seen.said,
            seen.since, row.address, seen.finding.number if seen.finding else "",
        ]
        for row, seen in rows
    )  # fmt: skip
    return sheet(workbook("渠道差异清单", HEADS, table, f"导出时间：{request.day}"), f"渠道差异清单{request.day}.xlsx")
