"""The portal reads publications: no module of it names a row that holds what is not public."""

from __future__ import annotations

import ast

from tests.guards import house

PUBLIC_ROWS = {"Publication", "PublishedFile", "Certificate", "DOCUMENT", "PUBLICATION", "Shelf", "Capture"}  # a capture: when which address came, changed, left
FILES = [file for file in house.sources("zwgk/matters/records") if "portal" in file.parts or file.name in ("showing.py", "opened.py")]


def test_the_portal_names_only_rows_that_are_public():
    named = {
        (house.name(file), alias.name)
        for file in FILES
        for node in ast.walk(house.tree(file))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("zwgk.matters.records.models")
        for alias in node.names
    }
    assert {each for each in named if each[1] not in PUBLIC_ROWS} == set()
    assert any(name == "Publication" for _, name in named)


def test_the_portal_does_not_reach_a_record_through_a_publication():
    reached = [
        f"{house.name(file)}:{node.lineno}" for file in FILES for node in ast.walk(house.tree(file)) if isinstance(node, ast.Attribute) and node.attr == "record"
    ]
    assert reached == []
