"""A figure with its definition, its sentence, its breakdown and its rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate, localtime

from zwgk.domain.errors import BadInput
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind

from ..counting import Ask, Row, Subject, Way
from ..models import Figure
from ..periods import Period
from ..subjects import TABLE, offered
from ..subjects import subject as _subject

SENTENCE = "{moment}，{units}{period}{title}为 {value}{unit}。"


@dataclass(frozen=True, slots=True)
class Scope:
    """The units asked about; `organs` None means all."""

    label: str
    organs: frozenset[int] | None


@dataclass(slots=True)
class Counted:
    """The answer."""

    subject: Subject
    period: Period
    scope: Scope
    at: datetime
    rows: list[Row]

    @property
    def counted(self) -> int:
        return sum(row.counts for row in self.rows)

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def value(self) -> float | None:
        """None where there is nothing to divide by: said openly, not 0."""
        return _value(self.subject.way, self.rows)

    @property
    def shown(self) -> str:
        return _shown(self.subject, self.value)

    @property
    def sentence(self) -> str:
        rate = _value(Way.RATE, self.rows)
        words = {
            "moment": f"截至{_moment(self.at)}", "units": self.scope.label, "period": self.period.label, "title": self.subject.title, "total": self.total,
            "counted": self.counted, "rate": "—" if rate is None else f"{rate:g}%", "value": "—" if self.value is None else self.shown, "unit": "",
        }  # fmt: skip
        return (self.subject.sentence or SENTENCE).format(**words)

    def by_organ(self) -> list[tuple[Organ | None, int, int, str]]:
        """(unit, rows that count, rows, figure) for each unit with rows, in the order of the units."""
        groups: dict[int | None, list[Row]] = {}
        for row in self.rows:
            groups.setdefault(row.organ, []).append(row)
        known = {organ.pk: organ for organ in organs.every_organ().filter(pk__in=[pk for pk in groups if pk])}
        made = [(known.get(pk or 0), found) for pk, found in groups.items()]
        made.sort(key=lambda pair: (pair[0].order, pair[0].pk) if pair[0] else (10**9, 0))
        return [(organ, *self._part(found)) for organ, found in made]

    def by_kind(self) -> list[tuple[str, int, int, str]]:
        """The same for each kind of unit."""
        return self._parts({organ.pk: str(OrganKind(organ.kind).label) for organ in organs.every_organ()})

    def by_sort(self) -> list[tuple[str, int, int, str]]:
        """The same for each sort of row, and for each state."""
        groups: dict[str, list[Row]] = {}
        for row in self.rows:
            groups.setdefault(row.sort or row.state, []).append(row)
        return [(name, *self._part(found)) for name, found in groups.items()]

    def _parts(self, names: dict[int, str]) -> list[tuple[str, int, int, str]]:
        groups: dict[str, list[Row]] = {}
        for row in self.rows:
            groups.setdefault(names.get(row.organ or 0, "不分单位"), []).append(row)
        return [(name, *self._part(found)) for name, found in sorted(groups.items())]

    def _part(self, found: list[Row]) -> tuple[int, int, str]:
        return sum(row.counts for row in found), len(found), _shown(self.subject, _value(self.subject.way, found))

    def frozen(self, rows: Sequence[Row] | None = None) -> list[list[Any]]:
        """Rows with their labels, as they are shown and kept."""
        wanted = self.rows if rows is None else rows
        labels = self.subject.labels([row.number for row in wanted])
        names = dict(organs.every_organ().values_list("pk", "short_name")) if wanted else {}
        full = dict(organs.every_organ().values_list("pk", "name")) if wanted else {}
        lines = []
        for row in wanted:
            label, url = labels.get(row.number, ("（该行已不在平台）", ""))
            unit = names.get(row.organ) or full.get(row.organ, "")
            lines.append([row.key, label, url, unit, row.state, row.counts, row.sort, row.value])
        return lines


def figure(subject: str | Subject, period: Period, organs: Scope | Iterable[int] | None, at: datetime) -> Counted:
    """Count: over these days, of these units (None: all), as the platform knew it at that moment."""
    wanted = _subject(subject) if isinstance(subject, str) else subject
    scoped = organs if isinstance(organs, Scope) else Scope("所选单位" if organs is not None else "全县", None if organs is None else frozenset(organs))
    return Counted(wanted, period, scoped, at, list(wanted.rows(Ask(period, scoped.organs, at))))


def everywhere() -> Scope:
    """All units of the jurisdiction."""
    return Scope("全县", None)


def scope(choice: str, chosen: Iterable[int], day: date) -> Scope:
    """"" → all; `group:3` → that group; `kind:township` → that kind of unit; `own` → the chosen ones."""
    kind, _, name = choice.partition(":")
    if kind == "group" and (group := organs.certain_groups().filter(pk=int(name) if name.isdecimal() else 0).first()):
        return Scope(group.name, frozenset(organ.pk for organ in organs.members(group, day)))
    if kind == "kind" and name in OrganKind.values:
        found = organs.living(day).filter(kind=name)
        return Scope(f"各{OrganKind(name).label}", frozenset(found.values_list("pk", flat=True)))
    if kind == "own":
        found = list(organs.every_organ().filter(pk__in=list(chosen)))
        if not found:
            raise BadInput("还没有选择单位。", field="organs", remedy="请勾选单位，或在单位范围里选“全县”。")
        words = "、".join(organ.label for organ in found)
        return Scope(words if len(found) <= 5 else f"{'、'.join(organ.label for organ in found[:4])}等{len(found)}个单位", frozenset(organ.pk for organ in found))
    if choice:
        raise BadInput("不认识这个单位范围。", field="units", remedy="请从列表中选择。")
    return everywhere()


def groups() -> list[tuple[str, str]]:
    return [(f"group:{group.pk}", group.name) for group in organs.certain_groups()]


def kinds() -> list[tuple[str, str]]:
    return [(f"kind:{value}", f"各{label}") for value, label in OrganKind.choices]


def areas() -> list[tuple[str, list[tuple[str, str]]]]:
    return offered()


def table() -> list[Subject]:
    return [*TABLE.values()]


def subject(name: str) -> Subject:
    return _subject(name)


def register(subject: str = "", text: str = "", year: int | None = None, asker: str = "") -> QuerySet[Figure]:
    """Kept figures, newest first, without their rows."""
    found = Figure.objects.defer("rows", "definition").select_related("corrects", "corrected_by")
    if subject:
        found = found.filter(subject=subject)
    if asker:
        found = found.filter(asker=asker)
    if year:
        found = found.filter(year=year)
    return found.filter(Q(asked_by__icontains=text) | Q(note__icontains=text) | Q(units__icontains=text) | Q(sentence__icontains=text)) if text else found


def digest_of(told: dict[str, Any]) -> str:
    """SHA-256 over the figure, its definition and its rows."""
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def told(kept: Figure) -> dict[str, Any]:
    """What the digest covers."""
    return {
        "subject": kept.subject, "version": kept.definition_version, "definition": kept.definition, "first": kept.first.isoformat(),
        "last": kept.last.isoformat(), "as_of": int(kept.as_of.timestamp()), "organs": kept.organ_ids, "shown": kept.shown, "rows": kept.rows,
    }  # fmt: skip


def intact(kept: Figure) -> bool:
    """Whether nobody has touched the kept rows."""
    return digest_of(told(kept)) == kept.digest


def _value(way: Way, rows: Sequence[Row]) -> float | None:
    counted = [row for row in rows if row.counts]
    match way:
        case Way.RATE:
            return round(100 * len(counted) / len(rows), 1) if rows else None
        case Way.SUM:
            return round(sum(row.value for row in counted), 2)
        case Way.MEAN:
            return round(sum(row.value for row in counted) / len(counted), 1) if counted else None
        case _:
            return len(counted)


def _shown(subject: Subject, value: float | None) -> str:
    if value is None:
        return "—"
    gap = "" if subject.unit == "%" else " "
    return f"{value:g}{gap}{subject.unit}" if value < 1_000_000 else f"{value:.0f}{gap}{subject.unit}"


def _moment(at: datetime) -> str:
    day = localdate(at)
    words = f"{day.year}年{day.month}月{day.day}日"
    clock = localtime(at)
    return words if (clock.hour, clock.minute) == (23, 59) else f"{words}{clock:%H:%M}"
