"""Who may import whom: the order of the house, and the front doors of the slices."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
from django.db.models import Model

from . import house

MANAGERS = {"objects", "_default_manager", "_base_manager"}
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete"}
FINDERS = {"get_object_or_404", "get_list_or_404"}


def test_order_of_the_house_is_kept():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=house.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout.partition("Broken contracts")[2] or done.stdout


def test_other_slices_enter_by_the_front_door():
    broken = [f"{importer} imports {imported}" for importer, imported in side_entries()]
    remedy = "call a verb (actions) or a reading (queries) of that slice; the doors are listed in tests/guards/house.py"
    assert not broken, house.told(broken, remedy)


def side_entries() -> list[tuple[str, str]]:
    """Imports of a slice's inside from anywhere else in the house."""
    graph = graph_of_the_house()
    return [
        (importer, imported)
        for imported in graph.modules
        if (home := house.slice_of(imported)) and imported != home and not is_door(home, imported)
        for importer in graph.find_modules_that_directly_import(imported)
        if house.slice_of(importer) != home
    ]


def is_door(home: str, module: str) -> bool:
    inside = module.removeprefix(home + ".").split(".")[0]
    return inside in house.FRONT_DOORS or inside == house.NAMES_ONLY or inside in house.MORE_DOORS.get(home, ())


def test_rows_of_another_slice_are_named_and_not_queried():
    inside = [file for file in house.sources() if not file.is_relative_to(house.HOUSE / "demo")]
    broken = [f"{house.name(file)}:{line}" for file in inside for line in foreign_queries(file)]
    remedy = "ask that slice: a reading belongs into its queries, a change into its actions"
    assert not broken, house.told(broken, remedy)


def test_the_demo_may_look_at_rows_but_makes_them_through_the_verbs():
    broken = [
        f"{house.name(file)}:{node.lineno}"
        for file in house.sources("zwgk/demo")
        for node in ast.walk(house.tree(file))
        if isinstance(node, ast.Attribute) and node.attr in WRITES and getattr(node.value, "attr", "") in MANAGERS
    ]
    assert not broken, house.told(broken, "call the verb, so that the sample county lives by the rules of a real one")


def foreign_queries(file: Path) -> Iterator[int]:
    """Lines where a row class of another slice is queried, looked up or made."""
    names = foreign_rows(file)
    empty = set(empty_sets(house.tree(file)))
    for node in ast.walk(house.tree(file)):
        if node in empty:
            continue
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name in names and attribute in MANAGERS:
                yield node.lineno
            case ast.Call(func=ast.Name(id=name)) if name in names:
                yield node.lineno
            case ast.Call(func=ast.Name(id=finder), args=[ast.Name(id=name), *_]) if finder in FINDERS and name in names:
                yield node.lineno


def empty_sets(tree: ast.Module) -> Iterator[ast.AST]:
    """The `Organ.objects` of `Organ.objects.none()`: a form has to name the kind of its choices before it has any."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "none":
            yield node.value


def foreign_rows(file: Path) -> set[str]:
    """The names under which a file knows row classes of other slices."""
    home = house.slice_of(".".join(file.relative_to(house.ROOT).with_suffix("").parts))
    found: set[str] = set()
    for node in ast.walk(house.tree(file)):
        module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
        if module.endswith(f".{house.NAMES_ONLY}") and house.slice_of(module) not in (None, home):
            found |= {alias.asname or alias.name for alias in node.names if is_row(module, alias.name)}
    return found


def is_row(module: str, name: str) -> bool:
    value = getattr(importlib.import_module(module), name, None)
    return isinstance(value, type) and issubclass(value, Model)


@cache
def graph_of_the_house() -> grimp.ImportGraph:
    return grimp.build_graph("zwgk", exclude_type_checking_imports=True, cache_dir=None)
