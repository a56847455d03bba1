"""ARCHITECTURE.md is the map: each folder of the house has its caption there, and no caption is of a folder gone."""

from __future__ import annotations

import re
from pathlib import Path

from . import house

MAP = house.ROOT / "ARCHITECTURE.md"
# Folders that mean the same in every slice; ARCHITECTURE.md explains them once.
COMMON = {"migrations", "templates", "static", "templatetags", "locale", "management"}
FILES_GROWN_TO_FOLDERS = {"actions", "models", "queries", "office", "portal", "jobs", "forms", "tests"}


def folders() -> set[str]:
    """Folders with committed files, without the common ones; of the law and the sample data only the first division."""
    found: set[str] = set()
    for file in house.committed():
        if file.is_relative_to(house.HOUSE):
            found |= {house.name(folder) for folder in file.parents if folder.is_relative_to(house.HOUSE)}
    return {folder for folder in found if folder == "zwgk" or not is_common(Path(folder))}


def is_common(folder: Path) -> bool:
    below_data = folder.parts[:2] == ("zwgk", "law") or folder.parts[:3] == ("zwgk", "demo", "data")
    inside_a_slice = folder.parts[1] in house.SLICED and FILES_GROWN_TO_FOLDERS & set(folder.parts[3:])
    return bool(COMMON & set(folder.parts) or inside_a_slice or (below_data and len(folder.parts) > 3))


def captions() -> set[str]:
    return set(re.findall(r"^\| `(zwgk(?:/[\w-]+)*)/` +\| \S", MAP.read_text("utf-8"), flags=re.MULTILINE))


def test_every_folder_has_its_caption():
    missing = folders() - captions()
    assert not missing, house.told(list(missing), "add a line “| `folder/` | what it is |” to ARCHITECTURE.md")


def test_no_caption_without_a_folder():
    stale = {folder for folder in captions() if not (house.ROOT / folder).is_dir()}
    assert not stale, house.told(list(stale), "the folder is gone: take its line out of ARCHITECTURE.md")
