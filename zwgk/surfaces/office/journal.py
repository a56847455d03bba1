"""The journal 工作日志: who did what, when, under which article."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from zwgk.foundation.journal import queries
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, staff

PER_PAGE = 50


@staff("journal.see")
def journal(request: StaffRequest) -> HttpResponse:
    """Facts, newest first, by organ, kind of matter, words and days."""
    asked = {key: request.GET.get(key, "").strip() for key in ("organ", "subject", "q", "since", "until")}
    facts = _found(asked)
    values = {
        "title": "工作日志", "asked": asked, "organs": organs.living(request.day),
        "page": Paginator(facts, PER_PAGE).get_page(request.GET.get("page")), "subjects": SUBJECTS,
    }  # fmt: skip
    return render(request, "office/journal.html", values)


SUBJECTS = (
    ("notices.", "来文"), ("ledger.", "台账"), ("findings.", "问题"), ("governance.", "组织保障"), ("organs.", "单位与人员"),
    ("rulebook.", "规则库"), ("inbox.", "站内消息"), ("clocks.", "时限"),
)  # fmt: skip


def _found(asked: dict[str, str]) -> QuerySet[queries.Fact]:
    facts = queries.latest(int(asked["organ"]) if asked["organ"].isdecimal() else None)
    if any(asked["subject"] == key for key, _ in SUBJECTS):
        facts = facts.filter(subject_type__startswith=asked["subject"])
    for word in asked["q"].split()[:5]:
        facts = facts.filter(Q(sentence__contains=word) | Q(subject_title__contains=word) | Q(actor_name__contains=word))
    if since := _day(asked["since"]):
        facts = facts.filter(at__date__gte=since)
    if until := _day(asked["until"]):
        facts = facts.filter(at__date__lte=until)
    return facts


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
