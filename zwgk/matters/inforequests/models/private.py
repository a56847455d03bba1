"""What is private at rest: a text that only the program reads stands encrypted in its column and is opened where it is asked for."""

from __future__ import annotations

from typing import Any

from zwgk.foundation.files.actions import key_of, seal_text
from zwgk.foundation.files.queries import unseal_text


def sealed(column: str, key: str = "") -> property:
    """The plain text of `column`; `key` names the column of its keyed digest, by which the same text is found.

    A lost key is told at the look and spoils nothing: rows are loaded and saved without being opened.
    """

    def read(row: Any) -> str:
        return unseal_text(getattr(row, column))

    def write(row: Any, text: str) -> None:
        setattr(row, column, seal_text(text))
        if key:
            setattr(row, key, key_of(text) if text else "")

    return property(read, write)
