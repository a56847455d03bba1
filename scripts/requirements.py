#!/usr/bin/env python3
"""Say which requirements a test shows, and write docs/requirements.md. `--quiet` only writes.

The marks are taken from pytest's own collection, so marks on functions, classes, modules and parameters all count.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
REGISTER, PAGE = ROOT / "docs" / "requirements.yaml", ROOT / "docs" / "requirements.md"
MARKS_ZH = {"software": "软件", "records": "登记", "external": "对接"}


class Collector:
    """A pytest plugin: requirement id → the tests that claim it, as “file::function”."""

    def __init__(self) -> None:
        self.tests: dict[str, set[str]] = defaultdict(set)
        self.errors: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            for mark in item.iter_markers("requirement"):
                for value in mark.args:
                    self.tests[str(value)].add(item.nodeid.split("[")[0])

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self.errors.append(report.nodeid)


def collect() -> Collector:
    collector = Collector()
    spoken = io.StringIO()
    with contextlib.redirect_stdout(spoken), contextlib.redirect_stderr(spoken):
        code = pytest.main(["--collect-only", "-q", "--rootdir", str(ROOT)], plugins=[collector])
    if code == pytest.ExitCode.USAGE_ERROR:
        sys.exit(spoken.getvalue())
    return collector


def page(areas: list[dict[str, Any]], tests: dict[str, set[str]]) -> str:
    """docs/requirements.md: the same for the same register and the same tests."""
    shown = sum(1 for area in areas for row in area["rows"] if row["id"] in tests)
    total = sum(len(area["rows"]) for area in areas)
    lines = [
        "# Requirements 需求与测试对照",
        "",
        "Written by `make requirements` from `docs/requirements.yaml` and the marks on the tests; do not edit.",
        "The rows come from five founding notices; the source is notice, clause and line. “—”: no test shows it yet.",
        "",
        f"**{shown} of {total} requirements are shown by a test.**",
        "",
    ]
    for area in areas:
        done = sum(1 for row in area["rows"] if row["id"] in tests)
        lines += [
            f"## {area['code']} — {area['title']} {area['title_zh']} ({done}/{len(area['rows'])})",
            "",
            "| id | requirement | 需求 | mark | source | shown by |",
            "|---|---|---|---|---|---|",
            *(row_line(row, tests.get(row["id"], set())) for row in area["rows"]),
            "",
        ]
    return "\n".join(lines)


def row_line(row: dict[str, Any], nodes: set[str]) -> str:
    marks = "、".join(MARKS_ZH[mark] for mark in row["marks"])
    cells = [row["id"], row["title"], row["title_zh"], marks, row["source"], shown_by(nodes)]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def shown_by(nodes: set[str]) -> str:
    """At most three test files, so that the line stays readable."""
    files = sorted({node.split("::")[0] for node in nodes})
    links = [f"[{Path(file).stem}](../{file})" for file in files[:3]]
    more = f" and {len(files) - 3} more" if len(files) > 3 else ""
    return "—" if not links else ", ".join(links) + more


def report(areas: list[dict[str, Any]], tests: dict[str, set[str]]) -> None:
    for area in areas:
        ids = [row["id"] for row in area["rows"]]
        done, open_ = [i for i in ids if i in tests], [i for i in ids if i not in tests]
        print(f"{area['code']}  {len(done):>2}/{len(ids):<2}  {area['title']} {area['title_zh']}")
        if done:
            print(f"     shown:   {' '.join(done)}")
        if open_:
            print(f"     not yet: {' '.join(open_)}")
    total = sum(len(area["rows"]) for area in areas)
    shown = sum(1 for area in areas for row in area["rows"] if row["id"] in tests)
    print(f"\n{shown} of {total} requirements are shown by a test.")


def main(argv: list[str]) -> int:
    areas = yaml.safe_load(REGISTER.read_text("utf-8"))["areas"]
    collector = collect()
    for broken in collector.errors:
        print(f"could not be read, its marks are missing here: {broken}", file=sys.stderr)
    PAGE.write_text(page(areas, collector.tests), encoding="utf-8")
    if "--quiet" not in argv:
        report(areas, collector.tests)
    return 1 if collector.errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
