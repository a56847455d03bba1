"""The law in force here, kept per process until a new Edition appears."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import QuerySet

from zwgk import law as files
from zwgk.domain.deadlines import DeadlineRule, find
from zwgk.domain.errors import LawMissing
from zwgk.domain.workdays import Calendar
from zwgk.law import Law

from . import book
from .models import CalendarPage, Edition, Override, State


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a process remembers."""

    edition: object
    law: Law
    calendar: Calendar


_kept: _Kept | None = None  # replaced as a whole, so threads need no lock


def law() -> Law:
    """National files + local folders + confirmed settings, as one frozen object with a version. Costs one small query."""
    return _current().law


def calendar() -> Calendar:
    """The working days in force here."""
    return _current().calendar


def _current() -> _Kept:
    global _kept
    edition = Edition.objects.order_by("-id").values_list("token", flat=True).first()
    kept = _kept
    if kept is None or kept.edition != edition:
        found = book.with_rows(book.base(), confirmed_values(), confirmed_calendars())
        kept = _kept = _Kept(edition, found, Calendar.of(found))
    return kept


def rule(name: str) -> DeadlineRule:
    """The rule with this id or code, or a refusal that names near ones."""
    return find(law(), name)


def forget() -> None:
    """Read everything anew at the next question; for tests and after files have changed."""
    global _kept
    _kept = None


def confirmed_values() -> QuerySet[Override]:
    """Values of rules set in the office that count, oldest first."""
    return Override.objects.filter(state=State.CONFIRMED).order_by("id")


def confirmed_calendars() -> QuerySet[CalendarPage]:
    """Years announced in the office that count; the last entry of a year wins."""
    return CalendarPage.objects.filter(state=State.CONFIRMED).order_by("id")


def proposals() -> list[Override | CalendarPage]:
    """What waits for a second person."""
    return [
        *Override.objects.filter(state=State.PROPOSED).order_by("id"),
        *CalendarPage.objects.filter(state=State.PROPOSED).order_by("id"),
    ]


def form_folders(name: str) -> list[Path]:
    """Where the files of these forms lie (`ladder`, …): the national folder, then province, city and county, each on top of the other."""
    return [folder / "forms" / name for folder in (files.ROOT, *book.local_folders())]


def form_page(name: str, page: str) -> Mapping[str, Mapping[str, Any]]:
    """One closed list of these forms (`records`, `themes`): key → values, a line of a local folder on top of the national one."""
    return _page(page, tuple(folder for folder in form_folders(name) if folder.is_dir()))


@cache
def _page(page: str, folders: Sequence[Path]) -> dict[str, dict[str, Any]]:
    said: dict[str, dict[str, Any]] = {}
    for file in (folder / f"{page}.yaml" for folder in folders):
        for ident, values in (yaml.safe_load(file.read_text("utf-8")) or {}).items() if file.is_file() else ():
            said[str(ident)] = {**said.get(str(ident), {}), **values}
    if not said:
        raise LawMissing(f"规则库缺少名单 {page}.yaml。", remedy="请联系系统管理员补齐。")
    return said
