"""From a folder of law files to a Law, once; a folder with mistakes is refused with all of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from zwgk.law.book import Law
from zwgk.law.errors import LawError, Problem
from zwgk.law.layers import FOLDERS, Parts, add_folder, new_version

ROOT = Path(__file__).parent


def load(root: Path | None = None) -> Law:
    """The law of a folder (default: the national one), read once and kept."""
    return _load(root or ROOT)


@lru_cache(maxsize=16)
def _load(root: Path) -> Law:
    problems: list[Problem] = []
    parts = _read(root, problems)
    if problems:
        raise LawError(problems)
    return Law(**parts.frozen(), version=new_version("", [root], []))


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


def _read(root: Path, problems: list[Problem]) -> Parts:
    parts = Parts(**{name: {} for name in FOLDERS})
    add_folder(parts, root, problems, layer="national")
    return parts
