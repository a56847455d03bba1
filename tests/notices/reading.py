"""Short hands for the tests: read a text, find a task."""

from __future__ import annotations

from zwgk.domain.documents import Cell, Extracted, Table
from zwgk.domain.notices import Reading, Task, read, text_to_extracted


def read_text(text: str) -> Reading:
    """The reading of a plain text."""
    return read(text_to_extracted(text.encode()))


def read_table(rows: list[list[str]], title: str = "和光县2024年政务公开工作任务分工表") -> Reading:
    """The reading of a document that is one real table; "^" reaches up, "<" reaches left (merged cells)."""
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("^", "<"):
                continue
            down = next((n for n in range(1, len(rows) - r) if rows[r + n][c] != "^"), len(rows) - r)
            wide = next((n for n in range(1, len(row) - c) if row[c + n] != "<"), len(row) - c)
            cells.append(Cell(text, r, c, down, wide, f"表1 第{r + 1}行"))
    return read(Extracted((Table(tuple(cells), len(rows), max(map(len, rows)), title),), "docx"))


def leaf(reading: Reading, *path: str) -> Task:
    """The task with this path."""
    return next(task for task in reading.tasks if task.path == path)


def plan(*lines: str) -> Reading:
    """The reading of a county plan of 2023 with these lines as its text."""
    return read_text("\n".join(["和光县2023年政务公开工作要点", *lines, "和光县人民政府办公室", "2023年5月5日"]))


def codes(reading: Reading) -> set[str]:
    """The codes of all warnings."""
    return {one.code for one in reading.warnings}
