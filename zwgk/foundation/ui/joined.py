"""The portal's one style sheet and one script: joined from the parts that `settings.PORTAL_FILES` names, when static files are collected.

Each slice keeps its own small file; a resident's browser asks for one of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

_NOTES = re.compile(r"/\*.*?\*/\n?", re.DOTALL)  # of style sheets


class JoinedFinder(finders.BaseFinder):
    """Finds the joined files as if they lay in a folder; they are written anew when a part has changed."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:
        every = kwargs.get("all", find_all)
        if path not in settings.PORTAL_FILES:
            return []
        written = str(_written(path))
        return [written] if every else written

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for path in settings.PORTAL_FILES:
            _written(path)
            yield path, FileSystemStorage(location=_folder())


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "joined"


def _written(path: str) -> Path:
    place = _folder() / path
    whole = "".join(_part(each) for each in settings.PORTAL_FILES[path])
    if not place.exists() or place.read_text("utf-8") != whole:
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_suffix(".new")
        fresh.write_text(whole, "utf-8")
        fresh.replace(place)
    return place


def _part(name: str) -> str:
    """One file without its notes; `print.css` holds on paper only."""
    text = Path(str(finders.find(name))).read_text("utf-8")
    if not name.endswith(".css"):
        return text
    text = _NOTES.sub("", text)
    return f"@media print {{\n{text}}}\n" if name.endswith("print.css") else text
