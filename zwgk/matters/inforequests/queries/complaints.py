"""Reading complaints; and the ways in which one may complain."""

from __future__ import annotations

from django.db.models import QuerySet

from zwgk.domain.rights import Actor
from zwgk.matters.governance import queries as governance

from ..models import Complaint


def visible_to(actor: Actor) -> QuerySet[Complaint]:
    """Those of the jurisdiction for the competent department, none for anybody else: the organ never learns who wrote."""
    found = Complaint.objects.select_related("organ", "finding")
    return found if actor.may("inforequests.complaints") else found.none()


def ways() -> list[tuple[str, str]]:
    """Where else one may turn: name of the competent department, and how it is reached (Art. 47, 51)."""
    found = []
    for department in governance.competent_departments():
        working = governance.working_organ_of(department.organ)
        told = "，".join(each for each in (working.address, working.office_hours, working.phone) if each) if working else "联系方式见该单位的政府信息公开指南"
        found.append((department.organ.name, told))
    return found
