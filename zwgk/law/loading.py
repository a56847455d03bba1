"""From a folder of law files to a Law, once; a folder with mistakes is refused with all of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from zwgk.law.book import Law
from zwgk.law.errors import LawError, Problem
from zwgk.law.layers import Parts, add_folder, new_version
from zwgk.law.model import CalendarYear
from zwgk.law.read_calendar import calendar_year
from zwgk.law.reading import page_of, pages

ROOT = Path(__file__).parent


def load(root: Path | None = None) -> Law:
    """The law of a folder (default: the national one), read once and kept."""
    return _load(root or ROOT)


@lru_cache(maxsize=16)
def _load(root: Path) -> Law:
    problems: list[Problem] = []
    parts, wording = _read(root, problems)
    if problems:
        raise LawError(problems)
    return Law(parts.instruments, parts.deadlines, parts.calendar, wording, new_version("", [root], []))


@lru_cache(maxsize=4)
def load_calendar(root: Path | None = None) -> dict[int, CalendarYear]:
    """Only the calendar: all that a bare length needs, in a tenth of the time."""
    problems: list[Problem] = []
    found = [calendar_year(name, page) for name, page in pages(root or ROOT, "calendar", problems)]
    if problems:
        raise LawError(problems)
    return {year.year: year for year in found if year is not None}


def check(folder: Path, *, base: Law | None = None) -> tuple[Problem, ...]:
    """Every mistake in a folder; with a base, the folder is read as local law on top of it."""
    if base is None:
        problems: list[Problem] = []
        _read(folder, problems)
        return tuple(sorted(problems))
    try:
        base.with_overrides(folder)
    except LawError as error:
        return error.problems
    return ()


def _read(root: Path, problems: list[Problem]) -> tuple[Parts, dict[str, dict[str, str]]]:
    parts = Parts({}, {}, {})
    add_folder(parts, root, problems, layer="national")
    return parts, _wording(root, problems)


def _wording(root: Path, problems: list[Problem]) -> dict[str, dict[str, str]]:
    """The texts of `wording/*.yaml`; folders below belong to those who read them."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((root / "wording").glob("*.yaml")):
        page = page_of(root, path, problems)
        if page is not None:
            found[path.stem] = {str(key): page.text(str(key)) for key in page.data}
    return found
