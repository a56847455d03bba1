"""Dictionaries of words and sounds. Loaded with the first question: 80 MB that a process need not hold before it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any


def cut(text: str) -> list[str]:
    """The words of a text, in order."""
    return _words().cut(text)  # type: ignore[no-any-return]


def cut_small(text: str) -> list[str]:
    """The words, and the shorter ones that they are made of."""
    return _words().cut_for_search(text)  # type: ignore[no-any-return]


def tagged(text: str) -> list[tuple[str, str]]:
    """Words with their part of speech."""
    return _words().tag(text)  # type: ignore[no-any-return]


def pinyin(text: str) -> str:
    """How it sounds, without tones."""
    return "".join(_sounds().lazy_pinyin(text))


@cache
def _words() -> Any:
    return import_module("rjieba")


@cache
def _sounds() -> Any:
    return import_module("pypinyin")
