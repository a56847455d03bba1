"""`{% review_box "records.record" record.pk %}`: the course of the newest review of a thing and, for whose step it is, the decision."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from zwgk.foundation.organs.pages import second_factor_due
from zwgk.matters.reviews import forms, queries

register = template.Library()


@register.inclusion_tag("reviews/_box.html", takes_context=True)
def review_box(context: Context, type: str, id: int | str) -> dict[str, Any]:
    """Shows nothing when the thing was never sent to review. After the decision the reader comes back to this page."""
    request = context["request"]
    shown = queries.of_subject(type, id).first()
    if shown is None:
        return {"review": None}
    return {
        "review": shown, "left": queries.why_left(shown, type, id), "course": queries.course(shown), "step": queries.next_step(shown), "may_decide": queries.may_decide(shown, request.actor),
        "may_open": request.actor.may("reviews.see", shown.organ_id),
        "form": forms.DecideForm(initial={"seen_hash": shown.hash}),
        "next_url": request.path, "factor_due": second_factor_due(request), "csrf_token": context.get("csrf_token"), "request": request,
    }  # fmt: skip
