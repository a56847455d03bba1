"""What a person holds, from all slices; the list of a hand-over, live until the act and frozen from then on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from zwgk.domain.held import Held
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Person
from zwgk.matters.governance import queries as governance

from ..models import Handover, KeptObject
from ..providers import PROVIDERS


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on the list, with what was arranged for it."""

    held: Held
    to: str  # name of who gets it
    remark: str = ""
    missing: bool = False


def everything(person: Person, at: datetime) -> list[Held]:
    """All open things: posts and arrangements, what stands in the person's name, what hangs on the posts, kept objects."""
    seat = organs.seat_of(person.pk, at)
    found = organs.held_by(person.pk, at)
    found += [held for each in PROVIDERS if each.held_by for held in each.held_by(person.pk, at)]
    found += governance.registered(person.name, seat.organ_ids)
    found += [held for each in PROVIDERS if each.on_post for held in each.on_post(seat, at)]
    return found + [_object(row) for row in KeptObject.objects.filter(keeper=person, ended_on__isnull=True)]


def list_of(handover: Handover, at: datetime) -> list[Line]:
    """As it would be handed over now; after the act as it was."""
    if handover.content:
        return [Line(_thawed(row["held"]), row["to"], row["remark"], row["missing"]) for row in handover.content["lines"]]
    said = {row.key: row for row in handover.arrangements.select_related("to")}
    return [_line(held, said.get(held.key), handover) for held in everything(handover.leaving, at)]


def grouped(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """By kind, in the order of the list."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.held.kind, []).append(line)
    return list(groups.items())


def due_within(lines: Iterable[Line], first: date, days: int = 30) -> list[Line]:
    """What is late or falls due in these days, the earliest first."""
    last = first + timedelta(days=days)
    return sorted((line for line in lines if line.held.due and line.held.due <= last), key=lambda line: (line.held.due, line.held.key))


def content_of(handover: Handover, at: datetime) -> tuple[dict[str, Any], str]:
    """The list as plain values, and its SHA-256."""
    content = {
        "leaving": handover.leaving.name, "successor": handover.successor.name, "organ": handover.organ.name, "on": handover.on.isoformat(),
        "reason": handover.reason, "remarks": handover.remarks, "absent_note": handover.absent_note,
        "lines": [{"held": _frozen(line.held), "to": line.to, "remark": line.remark, "missing": line.missing} for line in list_of(handover, at)],
    }  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return content, hashlib.sha256(text.encode()).hexdigest()


def _line(held: Held, said: Any, handover: Handover) -> Line:
    to = said.to.name if said and said.to else handover.successor.name
    return Line(held, to, said.remark if said else "", bool(said and said.missing))


def _object(row: KeptObject) -> Held:
    standing = "未交出" if row.missing_since else "在保管"
    return Held("保管物品", f"handovers.object:{row.pk}", f"{row.get_kind_display()}：{row.name}（{row.place}）", "/office/handovers/objects/", row.organ_id, None, standing)


def _frozen(held: Held) -> dict[str, Any]:
    return {**asdict(held), "due": held.due.isoformat() if held.due else None}


def _thawed(values: dict[str, Any]) -> Held:
    return Held(**{**values, "due": date.fromisoformat(values["due"]) if values["due"] else None})
