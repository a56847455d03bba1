"""What the crawler has left in its folder: a line per address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LOG = "crawl.jsonl"


def rows_of(folder: Path) -> Iterator[dict[str, Any]]:
    """What was fetched; a line that a broken-off run has left half written is left out."""
    if not (folder / LOG).is_file():
        return
    for line in (folder / LOG).read_text("utf-8").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def crawled_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """Pages and addresses that could not be had, as lines of the list."""
    for row in rows_of(folder):
        if row["kind"] == "page":
            yield {"file": row["file"], "url": row["url"], "where": row["url"][:300], "whole": True}
        elif row["kind"] == "refused":
            yield {"url": row["url"], "where": row["url"][:300], "refused": row["why"]}
