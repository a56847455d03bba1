"""Every verb is tried by a test that calls it by its name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from . import house

Verb = tuple[str, str]  # slice, name: ("zwgk.matters.ledger", "adopt")


def verbs() -> set[Verb]:
    """Each public function in a slice's actions."""
    return {
        (house.slice_of(module_of(file)) or "", function.name)
        for file in house.sources()
        if "actions" in file.parts or file.name == "actions.py"
        for function in house.tree(file).body
        if isinstance(function, ast.FunctionDef) and is_verb(function, file)
    }


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(house.ROOT).with_suffix("").parts)


def is_verb(function: ast.FunctionDef, file: Path) -> bool:
    """Public, and in a folder `actions/` also taken up by its front door."""
    if function.name.startswith("_"):
        return False
    door = file.with_name("__init__.py")
    shown = {name.rpartition(".")[2] for node in house.tree(door).body for name in taken(node)}
    return file.name == "actions.py" or function.name in shown


def taken(node: ast.AST) -> list[str]:
    return [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []


def tried(file: Path) -> Iterator[Verb]:
    """The verbs that a test file imports, or reaches through the imported `actions` of a slice."""
    doors: dict[str, str] = {}  # the name `actions` goes by here → its slice
    tree = house.tree(file)
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not (home := house.slice_of(node.module or "")):
            continue
        for alias in node.names:
            if f"{node.module}.{alias.name}" == f"{home}.actions":
                doors[alias.asname or alias.name] = home
            else:
                yield home, alias.name
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in doors:
            yield doors[node.value.id], node.attr


def test_every_verb_is_tried_by_name():
    seen = {verb for file in house.sources("tests") for verb in tried(file)}
    broken = [f"{home.rpartition('.')[2]}.{name}" for home, name in verbs() - seen]
    assert not broken, house.told(broken, "one test that it works and one that it refuses: tests/<slice>/test_<verb>.py")
