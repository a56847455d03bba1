"""From files and rows to one frozen Law, and back to plain values. No caching here."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.conf import settings

from zwgk import law as files
from zwgk.law import CalendarYear, Law, LawError, Reference, SpecialDay

from .models import CalendarPage, Override

log = logging.getLogger(__name__)


def base() -> Law:
    """National files with the local folders of province, city and county."""
    folders = local_folders()
    return files.load().with_overrides(*folders) if folders else files.load()


def local_folders() -> list[Path]:
    """`$ZWGK_LOCAL_DIR/990000`, `…/999900`, `…/999901` for the county 999901; only those that exist."""
    code, root = settings.DIVISION_CODE, settings.LOCAL_LAW_DIR
    if not root:
        return []
    codes = dict.fromkeys([code[:2].ljust(6, "0"), code[:4].ljust(6, "0"), code]) if code else {}
    return [folder for each in codes if (folder := Path(root) / each).is_dir()]


def with_rows(law: Law, overrides: Iterable[Override], pages: Iterable[CalendarPage]) -> Law:
    """The law with what the office has set. A value that no longer fits (the nation became stricter) is left out and logged."""
    for page in pages:
        law = with_page(law, page)
    for row in overrides:
        try:
            law = with_override(law, row)
        except LawError as error:
            log.warning("本地规则 %s 不再适用，未采用：%s", row, error)
    return law


def with_override(law: Law, row: Override) -> Law:
    """One value on top; raises LawError when it is looser than above, or the rule is unknown."""
    value = int(row.value) if row.value.isdigit() else row.value
    who = "、".join(name for name in (row.proposed_name, row.confirmed_name) if name)
    set_here = files.Override(row.rule, value, row.since, reference(row.reference), who, row.reason, row.replaces)
    return law.with_overrides(overrides=[set_here])


def with_page(law: Law, page: CalendarPage) -> Law:
    """The announced calendar of a year instead of what the files know of it."""
    days = tuple(
        SpecialDay(date.fromisoformat(day), off, reason, page.number)
        for off, part in ((True, page.off), (False, page.work))
        for reason, listed in part.items()
        for day in listed
    )
    year = CalendarYear(
        page.year, True, days, page.number, tuple(filter(None, [page.number, page.source])), page.reason
    )
    version = hashlib.sha256(f"{law.version}{year!r}".encode()).hexdigest()[:12]
    return replace(law, calendar={**law.calendar, page.year: year}, version=version)


def reference(text: str) -> Reference:
    """“《甲办法》第三条” → title and article."""
    found = re.match(r"《(.+?)》(.*)", text.strip())
    return Reference("", found[2], found[1]) if found else Reference("", "", text.strip())
