"""Word lists of the search: the national file of law/search, and those of the local folders, in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from zwgk.law import ROOT


def wordbook(name: str) -> dict[str, list[Any]]:
    """Lists by their key; local lines first."""
    told: dict[str, list[Any]] = {}
    for file in _files(name):
        for key, lines in (yaml.safe_load(file.read_text("utf-8")) or {}).items():
            told.setdefault(key, []).extend(lines)
    return told


def _files(name: str) -> Iterator[Path]:
    code, root = settings.DIVISION_CODE, settings.LOCAL_LAW_DIR
    codes = dict.fromkeys((code, code[:4].ljust(6, "0"), code[:2].ljust(6, "0"))) if code and root else ()
    local = (Path(root) / each / "search" / name for each in codes)
    yield from (file for file in local if file.is_file())
    yield ROOT / "search" / name
