"""What the documents name is there: links, commands, chores."""

from __future__ import annotations

import re

from scripts import check_links
from zwgk.surfaces.cli.main import COMMANDS

from . import house

ZWGK = re.compile(r"(?:`|bin/|^[ \t]+|^\$ )zwgk ((?:[a-z]+ ?){1,2})", re.MULTILINE)
MAKE = re.compile(r"`make ([a-z-]+)")


def documents() -> dict[str, str]:
    return {house.name(page): page.read_text("utf-8") for page in check_links.pages()}


def test_every_link_leads_somewhere():
    broken = [f"{page.name}: {target}" for page in check_links.pages() for target in check_links.broken_links(page)]
    assert not broken, house.told(broken, "correct the link or bring the file back")


def test_every_command_named_exists():
    broken = [f"{page}: zwgk {words}" for page, text in documents().items() for words in commands(text) if not known(words)]
    assert not broken, house.told(broken, "commands stand in COMMANDS of zwgk/surfaces/cli/main.py")


def commands(text: str) -> list[str]:
    return [found.strip() for found in ZWGK.findall(text)]


def known(words: str) -> bool:
    first, *_ = words.split()
    return words in COMMANDS or first in COMMANDS


def test_every_chore_named_exists():
    targets = set(re.findall(r"^([a-z-]+):", (house.ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    broken = [f"{page}: make {name}" for page, text in documents().items() for name in MAKE.findall(text)]
    broken = [line for line in broken if line.rpartition(" ")[2] not in targets]
    assert not broken, house.told(broken, "chores stand in the Makefile; `make help` lists them")
