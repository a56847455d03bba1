"""A Chinese time phrase → TimeSpec, by the conventions of official documents.

X月底前 → last day of the month; 年底前, 年内 → 31 December; X月前 → last day of the month before (the other reading is kept);
X日前 → that day itself; a date without year → the plan year. What is not a time phrase gives None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from zwgk.domain.deadlines.counting import month_end
from zwgk.domain.deadlines.spec import Frequency, Kind, TimeSpec
from zwgk.law.model import Unit

_NUMBER = r"(\d+|[一二两三四五六七八九十]+)"
_UNITS = {
    "个工作日": Unit.WORKING_DAY, "工作日": Unit.WORKING_DAY, "个自然日": Unit.CALENDAR_DAY, "日": Unit.CALENDAR_DAY,
    "天": Unit.CALENDAR_DAY, "小时": Unit.HOUR, "个小时": Unit.HOUR, "周": Unit.WEEK, "个星期": Unit.WEEK,
    "个月": Unit.MONTH, "年": Unit.YEAR,
}  # fmt: skip
_FREQUENCIES = {
    "日": Frequency.DAILY, "天": Frequency.DAILY, "周": Frequency.WEEKLY, "星期": Frequency.WEEKLY,
    "月": Frequency.MONTHLY, "季度": Frequency.QUARTERLY, "季": Frequency.QUARTERLY, "半年": Frequency.HALF_YEARLY,
    "年度": Frequency.YEARLY, "年": Frequency.YEARLY,
}  # fmt: skip
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"两": 2}

_SPELLED = re.compile(r"[一二三四五六七八九十]+(?=[月日])")

_CONDITIONAL = re.compile(r"(?:待|在)(?P<event>.*?(?:出台|印发|发布|公布|实施|施行|批准|批复|完成).*?)(?:之?后|以后)")
_RECURRENCE = re.compile(r"(?:每个?|按)(?P<every>季度|季|年度|半年|年|月|周|星期|日|天)")
_BY_DAY = re.compile(r"每个?月(?P<day>\d{1,2})日|每年(?P<month>\d{1,2})月(?:(?P<of_month>\d{1,2})日|底|末)")
_IN_A_YEAR = re.compile(r"(?:1|一|每)年内.*?(?:不少于|至少)")
_COUNT = re.compile(rf"(?:不少于|至少|不低于).*?{_NUMBER}次")
_START = re.compile(r"[从自](?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日)?(?:起|开始)")
_RELATIVE = re.compile(
    rf"(?P<anchor>.*?)(?:之日起|后|之后|以后|起)?(?:的|在|于)?(?P<amount>{_NUMBER})(?P<unit>个工作日|工作日|个自然日|个?小时|日|天|周|个星期|个月|年)(?:之|以)?内"
)
_YEARS = re.compile(r"(?P<years>\d{4}年(?:、\d{4}年)+)(?P<month>\d{1,2})月(?P<how>底|末)")
_DATE = re.compile(
    r"(?:(?P<year>\d{4})年|本年|今年|当年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<how>底|末))?(?:之?前|以前)?"
)
_YEAR = r"(?:(\d{4})年|本年|今年|当年|年)"
_YEAR_END = re.compile(rf"{_YEAR}(?:年?(?:底|末|终)前?|度?内)")
_HALF = re.compile(r"(?:(?P<year>\d{4})年)?(?P<half>上|下)半年")
_QUARTER = re.compile(r"(?:(?P<year>\d{4})年)?第?(?P<quarter>[一二三四1-4])季度")
_PRODUCT = re.compile(r"年度.{0,12}?(?:报告|报表|计划|总结|考核|责任书|评估|评议)")
_VAGUE = re.compile(r"定期|限时")


def from_phrase(text: str, *, year: int) -> TimeSpec | None:
    """The spec of a phrase, dates without a year in the given (plan) year; None if it says no time."""
    clean = re.sub(r"\s+", "", text).replace("月份", "月")
    clean = _SPELLED.sub(lambda found: str(number(found[0])), clean)
    readers: tuple[Callable[[str, int], TimeSpec | None], ...] = (
        _conditional, _yearly_count, _recurrence, _start, _relative, _several, _vague, _product, _date, _half, _quarter, _year_end,
    )  # fmt: skip
    for reader in readers:
        spec = reader(clean, year)
        if spec is not None:
            return replace(spec, text=text)
    return None


def number(text: str) -> int:
    """The number of “15”, “十五”, “二十”."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _conditional(text: str, year: int) -> TimeSpec | None:
    found = _CONDITIONAL.search(text)
    if not found or _RELATIVE.search(text):
        return None
    return TimeSpec(Kind.CONDITIONAL, event=found["event"])


def _yearly_count(text: str, year: int) -> TimeSpec | None:
    if not _IN_A_YEAR.search(text):
        return None
    return TimeSpec(Kind.RECURRENCE, frequency=Frequency.YEARLY, min_count=_count(text))


def _recurrence(text: str, year: int) -> TimeSpec | None:
    found = _RECURRENCE.search(text)
    if not found:
        return None
    spec = TimeSpec(
        Kind.RECURRENCE, frequency=_FREQUENCIES[found["every"]], min_count=_count(text), by=_named_day(text)
    )
    length = _RELATIVE.search(text[found.end() :])
    return replace(spec, amount=number(length["amount"]), unit=_UNITS[length["unit"]]) if length else spec


def _named_day(text: str) -> str:
    """The day of each period: "05", "01-31"; "" if none is named or no month has it."""
    found = _BY_DAY.search(text)
    if not found:
        return ""
    if found["day"]:
        return f"{int(found['day']):02}" if 1 <= int(found["day"]) <= 31 else ""
    month = int(found["month"])
    day = _day(2023, month, int(found["of_month"])) if found["of_month"] else None
    if day is None and not found["of_month"] and 1 <= month <= 12:
        day = month_end(2023, month)
    return f"{day:%m-%d}" if day else ""


def _start(text: str, year: int) -> TimeSpec | None:
    found = _START.search(text)
    if not found or not (found["year"] or found["month"]):
        return None
    day = _day(int(found["year"] or year), int(found["month"] or 1), int(found["day"] or 1))
    return TimeSpec(Kind.START, dates=(day,)) if day else None


def _relative(text: str, year: int) -> TimeSpec | None:
    found = _RELATIVE.search(text)
    # “2017年内” is a date: four digits before 年 are a year, not a length.
    if not found or (found["unit"] == "年" and re.fullmatch(r"\d{4}", found["amount"])):
        return None
    anchor = re.sub(r"^[在于自从]|之日$|[,，、]$", "", found["anchor"])
    return TimeSpec(Kind.RELATIVE, anchor=anchor, amount=number(found["amount"]), unit=_UNITS[found["unit"]])


def _several(text: str, year: int) -> TimeSpec | None:
    found = _YEARS.search(text)
    if not found or not 1 <= int(found["month"]) <= 12:
        return None
    return TimeSpec(
        Kind.DATE, dates=tuple(month_end(int(y), int(found["month"])) for y in re.findall(r"\d{4}", found["years"]))
    )


def _date(text: str, year: int) -> TimeSpec | None:
    found = _DATE.search(text)
    if not found or not 1 <= int(found["month"]) <= 12:
        return None
    y, month = int(found["year"] or year), int(found["month"])
    if found["day"]:
        day = _day(y, month, int(found["day"]))
        return TimeSpec(Kind.DATE, dates=(day,)) if day else None
    end = month_end(y, month)
    if found["how"] or not found[0].endswith("前"):
        return TimeSpec(Kind.DATE, dates=(end,))
    return TimeSpec(Kind.DATE, dates=(date(y, month, 1) - timedelta(1),), other_dates=(end,))


def _half(text: str, year: int) -> TimeSpec | None:
    found = _HALF.search(text)
    return (
        TimeSpec(Kind.DATE, dates=(month_end(int(found["year"] or year), 6 if found["half"] == "上" else 12),))
        if found
        else None
    )


def _quarter(text: str, year: int) -> TimeSpec | None:
    found = _QUARTER.search(text)
    return (
        TimeSpec(Kind.DATE, dates=(month_end(int(found["year"] or year), 3 * number(found["quarter"])),))
        if found
        else None
    )


def _year_end(text: str, year: int) -> TimeSpec | None:
    found = _YEAR_END.search(text)
    if not found:
        return None
    return TimeSpec(Kind.DATE, dates=(date(int(found[1] or year), 12, 31),), min_count=_count(text))


def _product(text: str, year: int) -> TimeSpec | None:
    return TimeSpec(Kind.ANNUAL_PRODUCT, frequency=Frequency.YEARLY) if _PRODUCT.search(text) else None


def _vague(text: str, year: int) -> TimeSpec | None:
    return TimeSpec(Kind.VAGUE, frequency=Frequency.UNSPECIFIED) if _VAGUE.search(text) else None


def _count(text: str) -> int | None:
    found = _COUNT.search(text)
    return number(found[1]) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
