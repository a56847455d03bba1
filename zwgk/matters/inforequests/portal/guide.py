"""Open pages: how to ask, whom to ask, what is public already, how a request goes through the house."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from zwgk.domain.fees import explained_tariff
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import public
from zwgk.foundation.pagecache.pages import kept
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.governance import queries as governance

from .. import flow as chart
from ..queries import asking
from .holding import CRUMBS

SAYS = "申请公开政府信息的渠道、办法、办理时限和费用"


@public
@kept("governance")
def guide(request: HttpRequest) -> HttpResponse:
    """How to ask: for whom, by which way, how long, what it costs, what if the answer does not satisfy."""
    day = timezone.localdate(timezone.now())
    bodies = {each.organ_id: each for each in governance.working_organs()}
    groups = [(name, [(organ, bodies.get(organ.pk)) for organ in rows]) for name, rows in asking.askable_groups(day)]
    return render(request, "inforequests/public/guide.html", {
        "title": "依申请公开", "crumbs": CRUMBS, "column": "依申请公开", "says": SAYS, "groups": groups, "days": _days(), "competent": governance.competent_departments().first(),
        "tariff": explained_tariff(rulebook.law(), day),
    })  # fmt: skip


@public
def new(request: HttpRequest) -> HttpResponse:
    """Before the form: perhaps it is public; perhaps one does not know whom to ask. Either may be skipped."""
    day = timezone.localdate(timezone.now())
    chosen = _chosen(request)
    asked = " ".join(request.GET.get("q", "").split())[:200]
    if request.GET.get("go"):
        return redirect(_form_address(chosen, asked))
    return render(request, "inforequests/public/new.html", {
        "title": "申请公开政府信息", "crumbs": [*CRUMBS, ("先找一找", "")], "asked": asked, "chosen": chosen,
        "found": asking.already_public(asked, day) if asked else [], "guesses": asking.guesses(asked, day) if asked and not chosen else [],
        "form_address": _form_address(chosen, asked), "groups": asking.askable_groups(day),
    })  # fmt: skip


@public
@kept()
def flow(request: HttpRequest) -> HttpResponse:
    """The procedure as a chart and as a list, from the table by which cases are handled (REQ-02)."""
    return render(request, "inforequests/public/flow.html", {
        "title": "依申请公开工作流程图", "crumbs": [*CRUMBS, ("流程图", "")], "stages": chart.stages(), "chart": chart.chart(), "days": _days(), "says": SAYS,
    })  # fmt: skip


@public
@kept()
def paper(request: HttpRequest) -> HttpResponse:
    """The application form on paper, for the counter and the post."""
    return render(request, "inforequests/public/paper.html", {"title": "政府信息公开申请表", "crumbs": [*CRUMBS, ("申请表", "")], "chosen": _chosen(request)})


def _chosen(request: HttpRequest) -> Organ | None:
    day = timezone.localdate(timezone.now())
    return asking.askable(day).filter(slug=request.GET.get("organ", "")).first()


def _form_address(organ: Organ | None, asked: str) -> str:
    told = {"organ": organ.slug if organ else "", "q": asked}
    kept = {key: value for key, value in told.items() if value}
    return reverse("inforequests_public:form") + (f"?{urlencode(kept)}" if kept else "")


def _days() -> dict[str, int]:
    """The limits in words of the guide, as they are in force today."""
    today = timezone.localdate(timezone.now())
    said = {"answer": "requests/answer", "clarify": "requests/clarification", "third_party": "requests/third-party", "extension": "requests/extension"}
    found = {name: rulebook.rule(rule).value_on(today) for name, rule in said.items()}
    return {name: int(dated.value) for name, dated in found.items() if dated is not None and dated.value is not None}
