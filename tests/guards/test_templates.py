"""Every page grows from a base page of `ui`; what is included by pages is a part and grows from nothing."""

from __future__ import annotations

import re
from functools import cache

from . import house

EXTENDS = re.compile(r"\{%-?\s*extends\s+[\"']([^\"']+)[\"']")
EXTENDS_CHOSEN = re.compile(r"\{%-?\s*extends\s+base\w*\s*%\}")  # the view chose between base pages
INCLUDES = re.compile(r"\{%-?\s*include\s+[\"']([^\"']+)[\"']")


@cache
def templates() -> dict[str, str]:
    """Name as Django knows it → text."""
    pages = [file for file in house.committed() if file.suffix == ".html" and file.is_relative_to(house.HOUSE)]
    return {
        str(file).rpartition("/templates/")[2]: file.read_text("utf-8") for file in pages if "templates" in file.parts
    }


def grows_from_a_base(name: str) -> bool:
    seen: set[str] = set()
    while name not in seen:
        if name.startswith("ui/base"):
            return True
        if EXTENDS_CHOSEN.search(templates().get(name, "")):
            return True
        seen.add(name)
        parent = EXTENDS.search(templates().get(name, ""))
        name = parent[1] if parent else name
    return False


def is_part(name: str) -> bool:
    """Pieces of pages, components, and what is rendered for mail."""
    *folders, last = name.split("/")
    return last.startswith("_") or name in included() or bool({"components", "mail", "parts"} & set(folders))


@cache
def included() -> frozenset[str]:
    return frozenset(name for text in templates().values() for name in INCLUDES.findall(text))


def test_every_page_grows_from_a_base_page():
    broken = [name for name in templates() if not is_part(name) and not grows_from_a_base(name)]
    assert not broken, house.told(broken, "begin with {% extends \"ui/base_office.html\" %}, or call a part _name.html")
