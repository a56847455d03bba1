"""Staff and funds of an organ in a year: told one by one, or taken over from a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.organs.models import Organ
from zwgk.matters.governance.models import Resources
from zwgk.matters.governance.queries import Planned

from .support import known_year, tell

MOST_PEOPLE, MOST_FUNDS = 500, Decimal(100_000)  # beyond: a wrong unit (元 for 万元), a slipped column


@dataclass(frozen=True, slots=True)
class NewResources:
    """What an organ has; None: not told."""

    organ: Organ
    year: int
    body: str = ""
    full_time: int | None = None
    part_time: int | None = None
    funds: Decimal | None = None  # 万元
    note: str = ""


@transaction.atomic
def report_resources(new: NewResources, *, actor: Actor, at: datetime) -> Resources:
    """Enter the year, or correct it: the journal keeps what stood there before."""
    actor.require("governance.register", new.organ.pk)
    known_year(new.year, timezone.localdate(at))
    for field in ("full_time", "part_time"):
        number = getattr(new, field)
        if number is not None and not 0 <= number <= MOST_PEOPLE:
            raise BadInput(f"人数应在0至{MOST_PEOPLE}之间。", field=field)
    if new.funds is not None and not 0 <= new.funds <= MOST_FUNDS:
        raise BadInput("经费以万元为单位，请核对。", field="funds")
    former = Resources.objects.select_for_update().filter(organ=new.organ, year=new.year).first()
    values = {
        "body": new.body.strip(), "full_time": new.full_time, "part_time": new.part_time, "funds": new.funds, "note": new.note.strip(),
        "entered_at": at, "entered_by": actor.name,
    }  # fmt: skip
    was = f"；此前为：{_said(former)}" if former else ""
    row, _ = Resources.objects.update_or_create(organ=new.organ, year=new.year, defaults=values)
    tell(new.organ, "register", f"填报{new.year}年人员和经费：{_said(row)}{was}", actor=actor, at=at)
    return row


@transaction.atomic
def import_resources(planned: list[Planned], year: int, *, actor: Actor, at: datetime) -> int:
    """Take over all rows of a workbook or none; a row with a mistake stops it."""
    wrong = [row for row in planned if row.problem]
    if wrong:
        raise BadInput(f"第{wrong[0].number}行：{wrong[0].problem}", field="file", remedy="请改正表格后重新上传。")
    for row in planned:
        new = NewResources(row.organ, year, row.body, row.full_time, row.part_time, row.funds, row.note)
        report_resources(new, actor=actor, at=at)
    return len(planned)


def _said(row: Resources) -> str:
    people = "、".join(f"{label}{n}人" for label, n in (("专职", row.full_time), ("兼职", row.part_time)) if n is not None)
    funds = "" if row.funds is None else f"经费{row.funds}万元"
    return "，".join(part for part in (row.body, people, funds) if part) or "均未填"
