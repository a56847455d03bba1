"""Local law on top of national law: folders of files of the same format, then single values set in the office."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from zwgk.law.annualform_model import FormDef
from zwgk.law.catalogue_model import ColumnTreeDef, FieldDef
from zwgk.law.convention_model import Convention
from zwgk.law.errors import Problem
from zwgk.law.inspection_model import CheckFile, FilingDef
from zwgk.law.kind_model import KindDef
from zwgk.law.model import CalendarYear, DatedValue, DeadlineRule, Instrument, Override, WordList, tightest
from zwgk.law.outcome_model import FactDef, Outcome
from zwgk.law.read_annualform import annual_form
from zwgk.law.read_calendar import calendar_year
from zwgk.law.read_catalogue import column_tree, field_def
from zwgk.law.read_convention import convention
from zwgk.law.read_deadline import deadline, same_id, values
from zwgk.law.read_inspection import check_file, filing
from zwgk.law.read_instrument import instrument
from zwgk.law.read_kind import kind
from zwgk.law.read_outcome import facts, outcome
from zwgk.law.read_remedy import review_organ, route, tariff
from zwgk.law.read_review import review
from zwgk.law.read_wording import word_list
from zwgk.law.reading import Page, pages
from zwgk.law.remedy_model import ReviewOrgan, Route, Tariff
from zwgk.law.review_model import ReviewDef

FOLDERS = (
    "instruments", "calendar", "deadlines", "wording", "kinds", "reviews", "catalogues", "columns", "conventions", "annual_forms",
    "facts", "outcomes", "remedies", "review_organs", "fees", "inspections", "filing",
)  # fmt: skip
PLACES = {"annual_forms": "forms/annualreport"}  # where the folder is not called like its part


@dataclass(slots=True)
class Parts:
    """The law while it is being put together."""

    instruments: dict[str, Instrument]
    deadlines: dict[str, DeadlineRule]
    calendar: dict[int, CalendarYear]
    wording: dict[str, WordList]
    kinds: dict[str, KindDef]
    reviews: dict[str, ReviewDef]
    catalogues: dict[str, FieldDef]
    columns: dict[str, ColumnTreeDef]
    conventions: dict[str, Convention]
    annual_forms: dict[str, FormDef]
    facts: dict[str, FactDef]
    outcomes: dict[str, Outcome]
    remedies: dict[str, Route]
    review_organs: dict[str, ReviewOrgan]
    fees: dict[str, Tariff]
    inspections: dict[str, CheckFile]
    filing: dict[str, FilingDef]

    def frozen(self) -> dict[str, Any]:
        """All of them as the fields of a Law, closed to writing."""
        return {name: MappingProxyType(getattr(self, name)) for name in FOLDERS}


def add_folder(parts: Parts, folder: Path, problems: list[Problem], *, layer: str = "") -> None:
    """Lay one folder on top; the national folder is laid on nothing."""
    layer = layer or folder.name
    for name, page in pages(folder, "instruments", problems):
        known = instrument(name, page)
        if known is not None:
            if known.id in parts.instruments:
                page.wrong("id", f"编号“{known.id}”已经有文件使用。", "换一个编号。")
            parts.instruments[known.id] = known
    for name, page in pages(folder, "calendar", problems):
        year = calendar_year(name, page)
        if year is not None:
            parts.calendar[year.year] = _merged_year(parts.calendar.get(year.year), year)
    for name, page in pages(folder, "deadlines", problems):
        known_rule = parts.deadlines.get(name)
        rule = (
            deadline(name, page, parts.instruments, layer)
            if known_rule is None
            else _stricter(known_rule, page, parts, layer)
        )
        if rule is not None:
            parts.deadlines[name] = rule
    _add_kinds(parts, folder, problems, layer)
    _add_catalogues(parts, folder, problems, layer)
    _add_requests(parts, folder, problems, layer)


def _add_kinds(parts: Parts, folder: Path, problems: list[Problem], layer: str) -> None:
    for name, page in pages(folder, "wording", problems):
        words = word_list(name, page, parts.wording.get(name))
        if words is not None:
            parts.wording[name] = words
    for name, page in pages(folder, "kinds", problems):
        made = kind(name, page, parts.instruments, parts.deadlines, layer, parts.kinds.get(name))
        if made is not None:
            parts.kinds[name] = made
    for name, page in pages(folder, "reviews", problems):
        process = review(name, page, parts.instruments, layer)
        if process is not None:
            parts.reviews[name] = process


def _add_catalogues(parts: Parts, folder: Path, problems: list[Problem], layer: str) -> None:
    for name, page in pages(folder, "catalogues", problems):
        field = field_def(name, page, layer)
        if field is not None:
            parts.catalogues[name] = field
    for name, page in pages(folder, "columns", problems):
        tree = column_tree(name, page, parts.instruments)
        if tree is not None:
            parts.columns[name] = tree
    for name, page in pages(folder, PLACES["annual_forms"], problems):
        form = annual_form(name, page, parts.instruments)
        if form is not None:
            parts.annual_forms[name] = form


def _add_requests(parts: Parts, folder: Path, problems: list[Problem], layer: str) -> None:
    acts, limits = parts.instruments, parts.deadlines
    for name, page in pages(folder, "facts", problems):
        parts.facts |= facts(name, page)
    readers: dict[str, Callable[[str, Page], Any]] = {
        "conventions": lambda name, page: convention(name, page, acts, layer),
        "outcomes": lambda name, page: outcome(name, page, acts, parts.facts),
        "remedies": lambda name, page: route(name, page, acts, limits),
        "review_organs": lambda name, page: review_organ(name, page, acts),
        "fees": lambda name, page: tariff(name, page, acts),
        "inspections": lambda name, page: check_file(name, page, acts),
        "filing": lambda name, page: filing(name, page, acts),
    }
    for part, read in readers.items():
        for name, page in pages(folder, part, problems):
            made = read(name, page)
            if made is not None:
                getattr(parts, part)[name] = made


def add_override(parts: Parts, override: Override, problems: list[Problem]) -> None:
    """Lay one value set in the office on top."""
    place = f"本单位设定/{override.rule}"
    rule = parts.deadlines.get(override.rule)
    if rule is None:
        problems.append(Problem(place, "rule", f"规则库中没有“{override.rule}”。", "从规则列表中选择。"))
        return
    if not override.who.strip():
        problems.append(Problem(place, "who", "没有写明设定人和复核人。", "补上两人的姓名。"))
    page = Page(place, {}, problems)
    layer = "national" if override.replaces else "office"
    value = DatedValue(
        override.since, override.value, override.reference, note=override.note, layer=layer, who=override.who
    )
    if not override.replaces:
        _check_stricter(rule, (value,), page)
    parts.deadlines[rule.id] = _with(rule, (value,))


def new_version(base: str, folders: Iterable[Path], overrides: Iterable[Override]) -> str:
    """Twelve hexadecimal digits over the base version, all files and all overrides."""
    digest = hashlib.sha256(base.encode())
    for folder in folders:
        digest.update(folder.name.encode())
        for name in FOLDERS:
            for path in sorted((folder / PLACES.get(name, name)).rglob("*.yaml")):
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    for override in overrides:
        digest.update(repr(override).encode())
    return digest.hexdigest()[:12]


def _stricter(rule: DeadlineRule, page: Page, parts: Parts, layer: str) -> DeadlineRule | None:
    """The known rule with the values of a local file; the rest of the rule is not the locality's to change."""
    before = len(page.problems)
    for key in page.data:
        if key not in ("id", "values", "note"):
            page.wrong(key, "上级规则的这一项不能由地方改写。", "只保留 id、values 和 note。")
    same_id(rule.id, page)
    found = values(page, parts.instruments, layer, rule.direction)
    _check_stricter(rule, found, page)
    return _with(rule, found) if len(page.problems) == before else None


def _check_stricter(rule: DeadlineRule, found: tuple[DatedValue, ...], page: Page) -> None:
    if not rule.local and any(value.value is not None for value in rule.values):
        page.wrong("values", f"“{rule.title}”由国家统一规定，地方不能另定。", "删去这个文件。")
        return
    for item in found:
        above = rule.value_on(item.since)
        if above is None or above.value in (None, item.value):
            continue
        if tightest((above, item), item.since, rule.direction) is above:
            page.wrong(
                f"values.{item.since}", f"比上级规定（{above.value}）宽松。", "地方只能规定得更严；删去或者改正。"
            )


def _with(rule: DeadlineRule, found: tuple[DatedValue, ...]) -> DeadlineRule:
    return replace(rule, values=tuple(sorted((*rule.values, *found), key=lambda value: value.since)))


def _merged_year(known: CalendarYear | None, local: CalendarYear) -> CalendarYear:
    """A local calendar adds days to the national one (ethnic-minority holidays) or announces a year."""
    # 《全国年节及纪念日放假办法》第四条：少数民族习惯的节日，由各少数民族聚居地区的地方人民政府规定放假日期。
    if known is None:
        return local
    own = {day.day for day in local.days}
    kept = tuple(day for day in known.days if day.day not in own)
    return replace(
        known,
        announced=known.announced or local.announced,
        days=(*kept, *local.days),
        source=(*known.source, *local.source),
    )
