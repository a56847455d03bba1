"""Every verb is tried by a test that calls it by its name."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from . import house


def verbs() -> dict[str, str]:
    """`ledger.adopt` → its name, for each public function in a slice's actions."""
    found: dict[str, str] = {}
    for file in house.sources():
        if "actions" not in file.parts and file.name != "actions.py":
            continue
        slice_name = folder_of(file)
        for function in house.tree(file).body:
            if isinstance(function, ast.FunctionDef) and is_verb(function, file):
                found[f"{slice_name}.{function.name}"] = function.name
    return found


def folder_of(file: Path) -> str:
    return next(folder.name for folder in file.parents if folder.parent.name in house.SLICED)


def is_verb(function: ast.FunctionDef, file: Path) -> bool:
    """Public, and in a folder `actions/` also taken up by its front door."""
    if function.name.startswith("_"):
        return False
    if file.name == "actions.py":
        return True
    return function.name in words(file.with_name("__init__.py"))


@cache
def words(file: Path) -> frozenset[str]:
    """Every name that a file uses."""
    names: set[str] = set()
    for node in ast.walk(house.tree(file)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                names.add(name)
            case ast.alias(name=name):
                names.add(name.rpartition(".")[2])
    return frozenset(names)


def test_every_verb_is_tried_by_name():
    tried = frozenset().union(*(words(file) for file in house.sources("tests") if file.name.startswith("test_")))
    broken = [verb for verb, name in verbs().items() if name not in tried]
    assert not broken, house.told(broken, "one test that it works and one that it refuses: tests/<slice>/test_<verb>.py")
