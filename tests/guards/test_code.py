"""Habits that no linter of ours checks: size, hidden imports, HTTP below the pages, signals."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from . import house

LONGEST = 400
# Heavy readers and printers are loaded when a file asks for them (architecture: “no imports inside functions”).
LATE_IMPORTS = (
    "zwgk/foundation/files/", "zwgk/matters/letters/", "zwgk/matters/handovers/papers.py", "zwgk/matters/ledger/paper.py", "zwgk/matters/assessments/pack/faces.py",
    "zwgk/matters/records/migrating/page.py", "zwgk/matters/records/actions/migration_work.py", "zwgk/matters/inspections/looking/outside.py",
)  # fmt: skip
# Rooms and files that know no HTTP.
BELOW_PAGES = {"actions.py", "queries.py", "models.py", "jobs.py"}
HTTP = ("django.http", "django.shortcuts", "django.views")
SIGNALS = ("django.db.models.signals", "django.dispatch", "django.core.signals")


def test_no_file_is_longer_than_400_lines():
    long = [
        f"{house.name(file)}: {lines}"
        for file in house.committed()
        if file.suffix in (".py", ".html", ".css", ".js", ".sh") and "migrations" not in file.parts
        if (lines := file.read_text("utf-8").count("\n")) > LONGEST
    ]
    assert not long, house.told(long, "divide it where its subject divides")


def test_no_imports_inside_functions():
    broken = [
        f"{house.name(file)}:{line}" for file in house.sources() if not may_load_late(file) for line in late_imports(file)
    ]
    assert not broken, house.told(broken, "import at the top; a cycle there means that something lies in the wrong slice")


def may_load_late(file: Path) -> bool:
    return house.name(file).startswith(LATE_IMPORTS) or file.name == "apps.py"


def late_imports(file: Path) -> Iterator[int]:
    for function in ast.walk(house.tree(file)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (node.lineno for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))


def test_request_stops_at_the_page():
    broken = [
        f"{house.name(file)}:{node.lineno}"
        for file in house.sources()
        if lies_below_pages(file)
        for node in ast.walk(house.tree(file))
        if any(name.startswith(HTTP) for name in house.imported(node)) or takes_a_request(node)
    ]
    assert not broken, house.told(broken, "hand over plain values, rows and the actor; the page keeps the request")


def lies_below_pages(file: Path) -> bool:
    rooms = file.relative_to(house.HOUSE).parts
    inside = file.name in BELOW_PAGES or bool({"actions", "queries"} & set(rooms))
    return rooms[0] in ("domain", "law") or (rooms[0] in house.SLICED and inside)


def takes_a_request(node: ast.AST) -> bool:
    """A parameter `request` without a type, or of Django's: `request: InfoRequest` is a row and welcome."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    kinds = {arg.arg: ast.unparse(arg.annotation) if arg.annotation else "" for arg in given}
    return "HttpRequest" in kinds.values() or kinds.get("request") == ""


def test_no_signals_of_our_own():
    broken = [
        f"{house.name(file)}:{node.lineno}"
        for file in house.sources()
        for node in ast.walk(house.tree(file))
        if any(name.startswith(SIGNALS) for name in house.imported(node))
    ]
    assert not broken, house.told(broken, "call the next verb by name")


def test_a_lock_takes_only_its_own_row():
    broken = [
        f"{house.name(file)}:{number}"
        for file in house.sources()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if "select_for_update()" in line and "select_related" in line
    ]
    assert not broken, house.told(broken, 'select_for_update(of=("self",)): PostgreSQL refuses to lock what an outer join may leave empty')
