"""网站名录: a site is entered only where one may be opened; states, and the check of a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.domain.site_identity import problems
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Organ

from .. import rules
from ..models import EntryCheck, SiteEntry
from .support import need, tell

RIGHT = "sites.edit"
OVER = (SiteEntry.State.CLOSED, SiteEntry.State.ARCHIVED)
CLOSING = "《政府网站发展指引》（国办发〔2017〕47号）关于网站关停的规定"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One site as typed."""

    organ: Organ
    name: str
    domain: str
    state: str
    id_code: str = ""
    approval: str = ""
    closed_on: date | None = None
    notice_url: str = ""
    archive_url: str = ""
    note: str = ""


@transaction.atomic
def save_entry(new: NewEntry, entry: SiteEntry | None = None, *, actor: Actor, at: datetime) -> SiteEntry:
    """Enter or change a site. One that runs needs the rule's permission; one that is closed its day and notice."""
    actor.require(RIGHT)
    domain = new.domain.strip().lower()
    if new.state == SiteEntry.State.IN_USE:
        rules.require_opening(new.organ, new.approval)
        _check_format({"domain": domain, "id_code": new.id_code.strip()})
    if new.state in OVER and not new.closed_on:
        raise BadInput("关停的网站请写明关停日期。", field="closed_on", basis=CLOSING)
    if new.state == SiteEntry.State.ARCHIVED and not new.archive_url.strip():
        raise BadInput("已归档的请写明归档地址，让读者找得到原来的内容。", field="archive_url", basis=CLOSING)
    row = entry or SiteEntry(entered_at=at, entered_by=actor.name)
    before = row.get_state_display() if entry else ""
    if SiteEntry.objects.exclude(pk=row.pk).filter(domain=domain).exists():
        raise Conflict(f"域名“{domain}”已经登记。", field="domain")
    if new.state == SiteEntry.State.IN_USE and SiteEntry.objects.exclude(pk=row.pk).filter(organ=new.organ, state=SiteEntry.State.IN_USE).exists():
        raise Conflict(f"“{new.organ.label}”已有一个在用的网站，一个单位最多开设一个。", field="organ", basis="《政府网站发展指引》（国办发〔2017〕47号）")
    row.organ, row.name, row.domain, row.state = new.organ, need(new.name, "name", "网站名称"), need(domain, "domain", "域名"), new.state
    row.id_code, row.approval, row.closed_on = new.id_code.strip(), new.approval.strip(), new.closed_on
    row.notice_url, row.archive_url, row.note = new.notice_url.strip(), new.archive_url.strip(), new.note.strip()
    row.save()
    said = f"{before} → {row.get_state_display()}" if before and before != row.get_state_display() else str(row.get_state_display())
    tell(_subject(row), RIGHT, f"网站名录：{row.name}（{row.domain}），{said}", organ=row.organ, actor=actor, at=at)
    return row


@transaction.atomic
def check_entry(entry: SiteEntry, year: int, told: Mapping[str, tuple[str, str]], *, actor: Actor, at: datetime) -> list[EntryCheck]:
    """The check list of a year: item → (result, note). What is wrong says what."""
    actor.require(RIGHT)
    known = {each.key: each for each in rules.yearly_items()}
    rows = []
    for item, (result, note) in told.items():
        if item not in known or result not in EntryCheck.Result.values:
            raise BadInput("请选择检查结果。", field=item)
        if result == EntryCheck.Result.WRONG and not note.strip():
            raise BadInput(f"“{known[item].title}”不符合的，请写明情况。", field=item, basis=known[item].basis)
        rows.append(EntryCheck(entry=entry, year=year, item=item, result=result, note=note.strip()[:300], checked_at=at, checked_by=actor.name))
    EntryCheck.objects.filter(entry=entry, year=year, item__in=[row.item for row in rows]).delete()
    EntryCheck.objects.bulk_create(rows)
    wrong = sum(row.result == EntryCheck.Result.WRONG for row in rows)
    tell(_subject(entry), RIGHT, f"{year}年度网站检查：{entry.name}，{len(rows)}项，不符合{wrong}项", organ=entry.organ, actor=actor, at=at)
    return rows


def _check_format(told: Mapping[str, str]) -> None:
    for problem in problems(told, rules.identity_rules()):
        raise BadInput(f"{problem.says}。", field=problem.field, basis=problem.basis, remedy=problem.remedy)


def _subject(row: SiteEntry) -> Subject:
    return Subject("sites.entry", row.pk, row.name, row.url)
