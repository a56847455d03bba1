"""Zones: a look with the check list and photos, the inventory, who serves there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.journal.actions import Subject
from zwgk.matters.channels.models import ZONE_KINDS, Channel, Condition, Equipment, ZoneCheck, ZonePhoto, ZoneStaff
from zwgk.matters.channels.zones import LINES, STANDARD
from zwgk.matters.findings import actions as findings
from zwgk.matters.findings.models import Finding

from .support import not_later, of_channel, tell, words


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen: line → fits, does not fit, not looked at (None)."""

    day: date
    fits: Mapping[str, bool | None]
    notes: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    key: str = ""  # of the form: sent twice is kept once


@transaction.atomic
def check_zone(row: Channel, look: Look, *, photos: Mapping[str, Iterable[StoredFile]] | None = None, actor: Actor, at: datetime) -> ZoneCheck:
    """Keep a look; every line keeps the words in which it was asked."""
    actor.require("channels.keep", row.organ_id)
    if row.kind not in ZONE_KINDS:
        raise Conflict(f"{row.get_kind_display()}没有专区检查清单。")
    not_later(look.day, at, "day")
    if look.key and (known := ZoneCheck.objects.filter(key=look.key, channel=row).first()):
        return known
    if all(look.fits.get(line.key) is None for line in LINES):
        raise BadInput("一项都没有检查。", field="sign", remedy="请至少选择一项“符合”或者“不符合”。")
    for line in LINES:
        if look.fits.get(line.key) is False and not look.notes.get(line.key, "").strip():
            raise BadInput(f"“{line.label}”不符合，请写明情况。", field=f"note_{line.key}")
    lines = [
        {"key": line.key, "group": line.group, "label": line.label, "fits": look.fits.get(line.key), "note": look.notes.get(line.key, "").strip()[:200]}
        for line in LINES
    ]
    made = ZoneCheck.objects.create(channel=row, day=look.day, lines=lines, note=look.note.strip()[:300], checked_at=at, checked_by=actor.name, key=look.key or None)
    ZonePhoto.objects.bulk_create(ZonePhoto(check_of=made, line=line, file=file) for line, files in (photos or {}).items() for file in files)
    seen = sum(line["fits"] is not None for line in lines)
    tell(of_channel(row), row.organ, "check_zone", f"专区检查：查 {seen} 项，不符合 {len(made.missing)} 项", actor=actor, at=at, basis=STANDARD)
    return made


@transaction.atomic
def raise_zone(check: ZoneCheck, *, actor: Actor, at: datetime) -> Finding:
    """What does not fit becomes one problem of the unit that keeps the zone."""
    check = ZoneCheck.objects.select_for_update(of=("self",)).select_related("channel__organ", "finding").get(pk=check.pk)
    if check.finding:
        return check.finding
    if not check.missing:
        raise Conflict("这次检查没有不符合的项目。")
    problem = f"“{check.channel.name}”检查不符合：" + "；".join(f"{line['label']}（{line['note']}）" for line in check.missing)
    source = Subject("channels.zonecheck", check.pk, f"{check.channel.name}{check.day}检查", check.channel.url)
    new = findings.NewFinding(problem, check.channel.organ, basis=STANDARD, found_on=check.day, found_by=check.checked_by, source=source)
    check.finding = findings.raise_finding(new, actor=actor, at=at)
    check.save(update_fields=["finding"])
    return check.finding


@transaction.atomic
def equip(row: Channel, name: str, *, count: int = 1, number: str = "", condition: str = Condition.USED, since: date | None = None, note: str = "", actor: Actor, at: datetime) -> Equipment:
    """One line of the inventory; the same name and number again changes the line."""
    actor.require("channels.keep", row.organ_id)
    name = words(name, "设备或资料", "name")
    if count < 1 or condition not in Condition.values:
        raise BadInput("请填写数量和状况。", field="count")
    values = {"count": count, "condition": condition, "since": since, "note": note.strip()[:200]}
    made, _ = Equipment.objects.update_or_create(channel=row, name=name[:80], number=number.strip()[:60], defaults=values)
    tell(of_channel(row), row.organ, "equip", f"设备登记：{made.name} {made.count} 件，{made.get_condition_display()}", actor=actor, at=at)
    return made


@transaction.atomic
def name_staff(row: Channel, name: str, duty: str, *, phone: str = "", trained_on: date | None = None, until: date | None = None, actor: Actor, at: datetime) -> ZoneStaff:
    """Who serves there; the same name again brings the line up to date, `until` ends it."""
    actor.require("channels.keep", row.organ_id)
    today = timezone.localdate(at)
    not_later(trained_on, at, "trained_on")
    values = {"duty": words(duty, "岗位", "duty")[:80], "phone": phone.strip()[:60], "trained_on": trained_on, "until": until}
    made, _ = ZoneStaff.objects.update_or_create(channel=row, name=words(name, "姓名", "name")[:40], until=None, defaults=values, create_defaults=values | {"since": today})
    said = f"专区人员：{made.name}，{made.duty}" + (f"，至{until}" if until else "")
    tell(of_channel(row), row.organ, "name_staff", said, actor=actor, at=at)
    return made
