"""The glossary has one row per word, and each slice's own word is in it."""

from __future__ import annotations

import re
from collections import Counter

from . import house

PAGE = house.ROOT / "docs" / "glossary.md"


def rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if re.match(r"\| (?!identifier|---)", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_no_word_is_explained_twice():
    words = Counter(row[0] for row in rows())
    assert [word for word, times in words.items() if times > 1] == []


def test_every_row_has_its_chinese_and_its_meaning():
    assert [row[0] for row in rows() if len(row) != 4 or not row[1] or not row[3]] == []
    assert len(rows()) >= 60
