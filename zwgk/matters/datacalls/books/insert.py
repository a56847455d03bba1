"""Insert rows below the last row of a table, in its look; move or stretch everything that points at what lies below."""

from __future__ import annotations

import copy
import re
from typing import Any

from openpyxl.formula.translate import Translator

from zwgk.domain.datasheets import Box, address

from .formulas import Inserted
from .package import Book
from .places import Rows

SQREF = ("conditionalFormatting", "dataValidation", "protectedRange", "ignoredError")
REF = ("autoFilter", "sortState", "sortCondition", "hyperlink", "dimension")


def insert(book: Book, done: Inserted) -> None:
    """Do it. Rows keep height and style of the row above them; formulas of that row are copied down."""
    part = book.sheets[done.sheet]
    for other in book.sheets.values():
        _unshare(book, other)
    rows = Rows(book, part)
    for name, other in book.sheets.items():
        _formulas(book, name, rows if other == part else Rows(book, other), done)
    _move(rows, done)
    _copy(rows, done)
    _merges(book, rows, done)
    _references(book, rows.root, done)
    _names(book, done)
    _neighbours(book, part, done)
    book.drop_calc_chain()


def _unshare(book: Book, part: str) -> None:
    """Shared formulas, written out: each cell its own."""
    masters: dict[str, tuple[str, str]] = {}
    if b't="shared"' not in book.parts[part]:
        return
    for node in book.tree(part).iter(book.tag("f")):
        if node.get("t") != "shared":
            continue
        where, number = node.getparent().get("r"), node.get("si", "")
        if node.text:
            masters[number] = (node.text, where)
        elif number in masters:
            text, origin = masters[number]
            node.text = Translator(f"={text}", origin).translate_formula(where)[1:]
        for key in ("t", "si", "ref"):
            node.attrib.pop(key, None)


def _formulas(book: Book, name: str, rows: Rows, done: Inserted) -> None:
    for number in rows.rows:
        for _, cell in rows.cells(number):
            node = cell.find(book.tag("f"))
            if node is None:
                continue
            if node.text:
                node.text = done.formula(node.text, home=name, row=number)
            if node.get("ref") and name == done.sheet:
                node.set("ref", done.area(node.get("ref")))


def _move(rows: Rows, done: Inserted) -> None:
    for number in [number for number in rows.rows if number > done.after]:
        for column, cell in rows.cells(number):
            cell.set("r", address(number + done.count, column))
        rows.rows[number].set("r", str(number + done.count))
    rows.rows = {done.row(number): node for number, node in rows.rows.items()}


def _copy(rows: Rows, done: Inserted) -> None:
    """New rows from the last one, without its values."""
    model, before = rows.row(done.after), rows.row(done.after)
    list(rows.cells(done.after))  # gives every cell its address
    for number in range(done.after + 1, done.after + done.count + 1):
        made = copy.deepcopy(model)
        made.set("r", str(number))
        for cell in made:
            where = cell.get("r")
            cell.set("r", re.sub(r"\d+$", str(number), where))
            node = cell.find(rows.book.tag("f"))
            text = node.text if node is not None else None
            _clear(cell)
            if text:
                formula = cell.makeelement(rows.book.tag("f"))
                formula.text = Translator(f"={text}", where).translate_formula(cell.get("r"))[1:]
                cell.append(formula)
        before.addnext(made)
        rows.rows[number] = before = made


def _clear(cell: Any) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)


def _merges(book: Book, rows: Rows, done: Inserted) -> None:
    found = rows.root.find(book.tag("mergeCells"))
    if found is None:
        return
    for node in list(found.iterchildren(book.tag("mergeCell"))):
        area = node.get("ref")
        box = _box(area)
        if box.top == box.bottom == done.after:
            for number in range(done.after + 1, done.after + done.count + 1):
                found.append(found.makeelement(book.tag("mergeCell"), ref=re.sub(r"\d+", str(number), area)))
        else:
            node.set("ref", done.area(area, stretch=False))
    found.set("count", str(len(found)))


def _box(area: str) -> Box:
    numbers = [int(text) for text in re.findall(r"\d+", area)]
    return Box(numbers[0], 0, numbers[-1], 0)


def _references(book: Book, root: Any, done: Inserted) -> None:
    for name in SQREF:
        for node in root.iter(book.tag(name)):
            if node.get("sqref"):
                node.set("sqref", done.areas(node.get("sqref")))
    for name in REF:
        for node in root.iter(book.tag(name)):
            if node.get("ref"):
                node.set("ref", done.area(node.get("ref")))
    for node in root.iter(book.tag("brk")):
        if node.getparent().tag == book.tag("rowBreaks") and node.get("id"):
            node.set("id", str(done.row(int(node.get("id")))))
    _rules(book, root, done)


def _rules(book: Book, root: Any, done: Inserted) -> None:
    """Formulas of validations and conditional formats; those of newer versions stand in extensions (xm:sqref, xm:f)."""
    for name in ("formula", "formula1", "formula2"):
        for node in root.iter(book.tag(name)):
            node.text = done.formula(node.text, home=done.sheet, row=done.after) if node.text else node.text
    for node in root.iter("{*}sqref", "{*}f"):
        if node.text and node.tag.startswith("{http://schemas.microsoft.com/office/excel"):
            node.text = done.areas(node.text) if node.tag.endswith("}sqref") else done.formula(node.text, home=done.sheet, row=done.after)


def _names(book: Book, done: Inserted) -> None:
    """Print areas, print titles, named ranges."""
    for node in book.names():
        if node.text:
            node.text = ",".join(done.formula(part, home="") for part in node.text.split(",")) if "," in node.text and '"' not in node.text else done.formula(node.text, home="")


def _neighbours(book: Book, part: str, done: Inserted) -> None:
    """Parts that hang on the sheet: pictures, comments, tables; and charts anywhere."""
    for target in book.relations(part).values():
        if target not in book.parts:
            continue
        if "/drawings/" in target and target.endswith(".xml"):
            _anchors(book.tree(target), done)
        elif target.endswith(".vml"):
            book.parts[target] = _vml(book.parts[target], done)
        elif "comments" in target or "/tables/" in target:
            _owners(book.tree(target), done)
    for name in [name for name in book.parts if name.startswith("xl/charts/chart") and name.endswith(".xml")]:
        for node in book.tree(name).iter("{*}f"):
            node.text = done.formula(node.text, home="") if node.text else node.text


def _owners(root: Any, done: Inserted) -> None:
    for node in root.iter("{*}comment", "{*}table", "{*}autoFilter"):
        if node.get("ref"):
            node.set("ref", done.area(node.get("ref")))


def _anchors(root: Any, done: Inserted) -> None:
    for node in root.iter():
        if isinstance(node.tag, str) and node.tag.endswith("}row") and (node.text or "").isdigit() and int(node.text) >= done.after:
            node.text = str(int(node.text) + done.count)


def _vml(data: bytes, done: Inserted) -> bytes:
    """Boxes of comments: an anchor counts rows from 0."""
    def moved(row: int) -> int:
        return row + done.count if row >= done.after else row

    def anchor(found: re.Match[str]) -> str:
        numbers = [part.strip() for part in found[2].split(",")]
        for at in (2, 6):
            if at < len(numbers) and numbers[at].lstrip("-").isdigit():
                numbers[at] = str(moved(int(numbers[at])))
        return f"{found[1]}{', '.join(numbers)}<"

    text = data.decode("utf-8", "surrogateescape")
    text = re.sub(r"(<x:Anchor>)([^<]*)<", anchor, text)
    text = re.sub(r"(<x:Row>)(\d+)<", lambda found: f"{found[1]}{moved(int(found[2]))}<", text)
    return text.encode("utf-8", "surrogateescape")
