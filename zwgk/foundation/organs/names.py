"""Comparing organ names: one key per spelling, so that brackets, blanks and width do not matter. Pure."""

from __future__ import annotations

import unicodedata

_BRACKETS = str.maketrans("（）［］〔〕【】｛｝", "()[][][]{}")


def key(text: str) -> str:
    """`各乡镇（街道）` and `各乡镇 (街道)` → `各乡镇(街道)`."""
    plain = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return "".join(char for char in plain if not char.isspace() and unicodedata.category(char) != "Cf")
