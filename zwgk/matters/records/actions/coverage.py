"""A gap of the coverage becomes a problem of the unit, with one tap."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.catalogues import Standing
from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Organ
from zwgk.matters.catalogue.models import Entry
from zwgk.matters.findings import actions as findings
from zwgk.matters.findings import queries as found
from zwgk.matters.findings.models import Finding
from zwgk.matters.records.queries import coverage


@transaction.atomic
def raise_gap(entry: Entry, organ: Organ, year: int, first: date, *, actor: Actor, at: datetime) -> Finding:
    """Enter the missing or late cell as a finding; once per cell."""
    actor.require("findings.raise", organ.pk)
    today = timezone.localdate(at)
    line = next((each for each in coverage.lines(year, today, [organ.pk]) if each.entry.pk == entry.pk), None)
    period, cell = next(((period, cell) for period, cell in (line.cells if line else ()) if period.first == first), (None, None))
    if line is None or period is None or cell is None or cell.standing not in (Standing.MISSING, Standing.LATE):
        raise Conflict("这一格现在没有缺口。", remedy="请刷新页面查看最新情况。")
    key = f"{year}/{organ.pk}/{entry.pk}/{first:%m%d}"
    before = found.of_source_type(coverage.SOURCE, key).filter(source_id=key).first()
    if before:
        raise Conflict(f"已登记为问题{before.number}。")
    source = Subject(coverage.SOURCE, key, f"覆盖检查：{entry.field.name}领域“{entry.title}”{period.name}", f"/office/records/coverage/{organ.pk}/?year={year}")
    what = "没有公开" if cell.standing is Standing.MISSING else "公开超过时限"
    problem = f"{entry.field.name}领域“{entry.title}”{period.name}{what}。{cell.why}"
    new = findings.NewFinding(problem, organ, basis=f"基层政务公开标准目录：{line.words}"[:300], source=source)
    return findings.raise_finding(new, actor=actor, at=at)
