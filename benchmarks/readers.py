"""Milliseconds per file for each format that the readers take.

    python -m benchmarks.readers            small made-up files
    python -m benchmarks.readers FOLDER     also every file below a folder, by format
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from tests.files import makers
from zwgk.domain.errors import BadInput
from zwgk.foundation.files.readers import available, extract

_PAGES = f"<h1>{makers.PLAN}</h1>" + f"<p>{makers.SENTENCE}</p>" * 60


def samples() -> dict[str, tuple[bytes, int]]:
    """Format → file and how many times to read it."""
    word, book = makers.saved(makers.word_plan()), makers.saved(makers.task_book())
    found = {
        "a.txt": (f"{makers.PLAN}\n{makers.SENTENCE}\n".encode("gb18030") * 100, 20),
        "a.html": (f"<html><body><div class='article'>{_PAGES}</div></body></html>".encode(), 20),
        "a.docx": (word, 20),
        "a.xlsx": (book, 20),
        "a.pdf": (makers.pdf_of(_PAGES), 3),
        "a.ofd": (makers.ofd_of([[(30, 30 + 8 * at, makers.SENTENCE[:30]) for at in range(28)]] * 5), 20),
    }
    if available()["soffice"]:
        for ending, source, made in (("doc", "docx", word), ("rtf", "docx", word), ("xls", "xlsx", book)):
            with tempfile.TemporaryDirectory() as folder:
                data = makers.converted(made, source, ending, Path(folder))
            found[f"a.{ending}"] = (data, 2)
            if ending != "rtf":
                found[{"doc": "a.wps", "xls": "a.et"}[ending]] = (data, 2)
    return found


def measure(read: Callable[[], object], times: int) -> float:
    """Median milliseconds; the first run, which loads libraries, is not counted."""
    read()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        read()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


def folder_report(folder: Path) -> None:
    spent: defaultdict[str, list[float]] = defaultdict(list)
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix in (".txt", ".html", ".pdf", ".docx", ".xlsx", ".ofd", ".doc"):
            data, start = file.read_bytes(), time.perf_counter()
            try:
                extract(data, file.name)
            except BadInput as refusal:
                print(f"refused  {file.name}: {refusal.message}")
            spent[file.suffix].append((time.perf_counter() - start) * 1000)
    for suffix, values in spent.items():
        print(f"{suffix:6} {len(values):4} files  median {statistics.median(values):8.1f} ms  slowest {max(values):8.1f} ms")


def main(arguments: list[str]) -> None:
    for name, (data, times) in samples().items():
        print(f"{name:8} {len(data) / 1024:8.1f} KB  {measure(lambda d=data, n=name: extract(d, n), times):8.1f} ms")
    for argument in arguments:
        folder_report(Path(argument))


if __name__ == "__main__":
    main(sys.argv[1:])
