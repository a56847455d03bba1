"""One more sheet in the same workbook, as a copy of another: for a form that is handed on unit by unit."""

from __future__ import annotations

import copy

from lxml import etree

from .package import RELATION, STRICT, Book

HANGING = ("drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "tableParts", "hyperlinks", "extLst")
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def copy_of(book: Book, source: str, wanted: str) -> str:
    """The name of the new sheet. What hangs on the source (pictures, comments) stays there."""
    name = free_name(book, wanted)
    number = 1 + max(int("".join(filter(str.isdigit, part.rpartition("/")[2])) or 0) for part in book.parts if part.startswith("xl/worksheets/"))
    part = f"xl/worksheets/sheet{number}.xml"
    root = copy.deepcopy(book.tree(book.sheets[source]))
    for tag in HANGING:
        for node in root.findall(book.tag(tag)):
            root.remove(node)
    for view in root.iter(book.tag("sheetView")):
        view.attrib.pop("tabSelected", None)
    book.parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    _register(book, name, part, number)
    book.sheets[name] = part
    return name


def free_name(book: Book, wanted: str) -> str:
    """At most 31 characters, none that Excel forbids, not used yet."""
    plain = wanted.translate(str.maketrans("", "", r"[]:*?/\'")).strip()[:28] or "单位"
    found, number = plain, 2
    while found in book.sheets:
        found, number = f"{plain}{number}", number + 1
    return found


def _register(book: Book, name: str, part: str, number: int) -> None:
    strict = "purl.oclc.org" in book.space
    relation, kind = f"rIdU{number}", f"{STRICT if strict else RELATION}/worksheet"
    relations = book.tree("xl/_rels/workbook.xml.rels")
    etree.SubElement(relations, relations.tag.replace("Relationships", "Relationship"), Id=relation, Type=kind, Target=part.removeprefix("xl/"))
    types = book.tree("[Content_Types].xml")
    etree.SubElement(types, types.tag.replace("Types", "Override"), PartName=f"/{part}", ContentType=TYPE)
    owner = book.tree("xl/workbook.xml").find(book.tag("sheets"))
    taken = max(int(node.get("sheetId")) for node in owner)
    node = etree.SubElement(owner, book.tag("sheet"), name=name, sheetId=str(taken + 1))
    node.set(f"{{{STRICT if strict else RELATION}}}id", relation)
