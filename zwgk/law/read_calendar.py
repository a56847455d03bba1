"""`calendar/<year>.yaml` → CalendarYear."""

from __future__ import annotations

from datetime import date

from zwgk.law.model import CalendarYear, SpecialDay
from zwgk.law.reading import Page

_KEYS = ("year", "announced", "title", "number", "source", "note", "days_off", "make_up_days")


def calendar_year(name: str, page: Page) -> CalendarYear | None:
    """The calendar of one file, or None with its problems noted."""
    before = len(page.problems)
    page.allow(_KEYS)
    year = page.data.get("year")
    if not isinstance(year, int) or str(year) != name:
        page.wrong("year", "年份和文件名不一致。", f"写成“year: {name}”，或者给文件改名。")
        return None
    source = page.data.get("source")
    if not isinstance(source, list) or not source:
        page.wrong("source", "没有写明依据。", "在“source:”下列出放假通知的名称、文号或网址。")
        return None
    title, number = page.text("title"), page.text("number", needed=False)
    cited = f"《{title}》{number}"
    off = _days(page, "days_off", True, year, cited)
    work = _days(page, "make_up_days", False, year, cited)
    for day in sorted({item.day for item in off} & {item.day for item in work}):
        page.wrong("make_up_days", f"{day}既写成放假又写成上班。", "只保留其中一处。")
    if len(page.problems) > before:
        return None
    note = page.text("note", needed=False)
    return CalendarYear(year, page.truth("announced"), (*off, *work), number, tuple(map(str, source)), note, title)


def _days(page: Page, key: str, off: bool, year: int, source: str) -> list[SpecialDay]:
    part, found = page.part(key), []
    for reason, days in part.data.items() if part else ():
        for day in days if isinstance(days, list) else [days]:
            # A holiday's notice may reach back into December: 2007-12-29 stands in the notice for 2008.
            if type(day) is not date or day.year not in (year, year - 1):
                page.wrong(
                    f"{key}.{reason}", f"“{day}”不是{year}年的日期。", f"日期写成 {year}-01-01 的形式，不加引号。"
                )
            else:
                found.append(SpecialDay(day, off, str(reason), source))
    return found
