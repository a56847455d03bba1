"""The wizard: unit names → organs, the decisions about the plan, 分解下发."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.foundation.organs import actions as organ_verbs
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import attempt, staff
from zwgk.matters.notices import queries as notices
from zwgk.matters.notices.models import Notice

from .. import queries
from ..actions import adopt, renew
from ..actions.adopt import Adoption
from ..forms import AdoptForm, RenewForm
from ..models import Plan
from ..queries import default_adoption, plan_of

STEPS = ("上传来文", "核对", "对应单位", "分解下发")


@staff("ledger.adopt")
def adopt_view(request: HttpRequest, notice_pk: int) -> HttpResponse:
    """Map names, decide, hand out."""
    notice = get_object_or_404(notices.every(), pk=notice_pk)
    if plan := plan_of(notice):
        return redirect("ledger:plan", plan.pk)
    if notice.supersedes and (plan := plan_of(notice.supersedes)):
        return redirect("ledger:renew", plan.pk, notice_pk)
    names = _names(notice, request)
    form = AdoptForm(request.POST if request.method == "POST" else None, initial=default_adoption(notice, request.day))
    if request.method == "POST" and form.is_valid():
        facts = _facts(request, form, names)
        plan = attempt(form, lambda: adopt(notice, facts, actor=request.actor, at=request.moment))
        if plan:
            _remember(request, names, facts)
            messages.success(request, f"已分解下发：{plan.tasks.count()} 项任务，各单位已收到通知。")
            return redirect("ledger:plan", plan.pk)
    return render(request, "ledger/adopt.html", _context(notice, names, form, request))


@staff("ledger.adopt")
def renew_view(request: HttpRequest, pk: int, notice_pk: int) -> HttpResponse:
    """A corrected document: difference, names, then carry the plan over."""
    plan, notice = get_object_or_404(Plan, pk=pk), get_object_or_404(notices.every(), pk=notice_pk)
    names = _names(notice, request)
    start = {"title": plan.title, "year": plan.year, "public_on": plan.public_on, "default_due": plan.default_due}
    extended = queries.extended_items(plan)
    form = RenewForm(request.POST if request.method == "POST" else None, initial=start, extended=len(extended))
    if request.method == "POST" and form.is_valid():
        facts = _facts(request, form, names)
        result = attempt(form, lambda: renew(plan, notice, facts, keep_extensions=form.keeps(), actor=request.actor, at=request.moment))
        if result:
            _remember(request, names, facts)
            messages.success(request, f"更正件已生效：保留 {result.kept} 项、修改 {result.changed} 项、新增 {result.added} 项、终止 {result.ended} 项，原有进展不变。")
            return redirect("ledger:plan", plan.pk)
    changes = notices.difference(notice.supersedes, notice) if notice.supersedes else []
    return render(request, "ledger/adopt.html", _context(notice, names, form, request) | {"plan": plan, "changes": changes, "extended": extended})


def _context(notice: Notice, names: list[dict[str, Any]], form: AdoptForm, request: HttpRequest) -> dict[str, Any]:
    everyone = list(organs.living(request.day).exclude(kind="higher"))
    for row in names:
        row["first"], row["others"] = _offered(row, everyone)
    posted = request.method == "POST"
    common = set(request.POST.getlist("common")) if posted else {str(organ.pk) for organ in default_common(everyone)}
    settled = [row for row in names if row["resolution"].certain and (row["chosen"] or row["nobody"])]
    return {
        "notice": notice,
        "names": names,
        "form": form,
        "everyone": everyone,
        "common": common,
        "has_common": any(not clause.lead_units and not clause.responsible_units for clause in notices.tasks(notice)),
        "open_rows": [row for row in names if row not in settled],
        "settled": settled,
        "settled_title": f"已对应好的名称 {len(settled)} 个",
        "open_names": sum(not row["chosen"] and not row["nobody"] for row in names),
        "task_count": notices.tasks(notice).count(),
        "steps": STEPS,
        "crumbs": [("来文", "/office/notices/"), (notice.label, f"/office/notices/{notice.pk}/")],
    }


def _offered(row: dict[str, Any], everyone: list[Organ]) -> tuple[list[tuple[Organ, str]], list[Organ]]:
    """Organs to tick at once (proposed with the reason, or chosen already), and all the others."""
    first = {candidate.organ.pk: (candidate.organ, candidate.reason) for candidate in row["resolution"].candidates}
    first |= {organ.pk: (organ, "") for organ in everyone if str(organ.pk) in row["chosen"] and organ.pk not in first}
    return list(first.values()), [organ for organ in everyone if organ.pk not in first]


def default_common(everyone: list[Organ]) -> list[Organ]:
    """Who usually carries tasks in which no unit is named: departments, townships, streets."""
    return [organ for organ in everyone if organ.kind in ("government_office", "department", "dispatched", "township", "street")]


def _names(notice: Notice, request: HttpRequest) -> list[dict[str, Any]]:
    """Each name with what it means, what was chosen, and candidates."""
    rows = []
    for number, (text, resolution) in enumerate(organs.propose(notices.unit_names(notice), request.day).items()):
        row = {"number": number, "text": text, "resolution": resolution, "nobody": False}
        if request.method == "POST":
            values = request.POST.getlist(f"u{number}")
            row["chosen"] = {value for value in values if value.isdecimal()}
            row["nobody"] = "none" in values
        else:
            row["chosen"] = {str(organ.pk) for organ in meant(resolution, request.day)}
        rows.append(row)
    return rows


def meant(resolution: organs.Resolution, day: date) -> list[Organ]:
    """The organs that a name certainly stands for; empty when a person has to say."""
    if not resolution.certain:
        return []
    if resolution.organ is not None:
        return [resolution.organ]
    return organs.members(resolution.group, day) if resolution.group is not None else []


def _facts(request: HttpRequest, form: AdoptForm, names: list[dict[str, Any]]) -> Adoption:
    """What was decided. A name with nothing chosen and not “本地无此单位” stays undecided and is refused by the verb."""
    everyone = {str(organ.pk): organ for organ in organs.living(request.day)}
    units = {row["text"]: tuple(everyone[pk] for pk in sorted(row["chosen"], key=int) if pk in everyone) for row in names if row["chosen"] or row["nobody"]}
    data = form.cleaned_data
    common = tuple(everyone[pk] for pk in request.POST.getlist("common") if pk in everyone)
    home = next((organ for organ in everyone.values() if organ.pk == request.actor.organ_id), None) or next(iter(everyone.values()))
    return Adoption(
        organ=home,
        year=data["year"],
        units=units,
        common_organs=common,
        title=data["title"],
        public_on=data["public_on"],
        default_due=data["default_due"],
        unit_plan_days=data["unit_plan_days"],
        unit_plan_organs=common if data["unit_plan_days"] else (),
        report_every=data["report_every"],
    )


def _remember(request: HttpRequest, names: list[dict[str, Any]], facts: Adoption) -> None:
    """Names that a person mapped to one organ and ticked “记住” become confirmed aliases."""
    for row in names:
        chosen = facts.units.get(row["text"], ())
        if request.POST.get(f"remember{row['number']}") and len(chosen) == 1 and not row["resolution"].certain:
            alias = organ_verbs.propose_alias(chosen[0], row["text"], actor=request.actor, at=request.moment)
            organ_verbs.confirm_alias(alias, actor=request.actor, at=request.moment)
