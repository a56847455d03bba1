"""A .docx with its automatic numbers written out: converters know 1. 2. 3., but 一、（一）第一条 would be lost.

Reads: document, styles, numbering. Writes: the same file; each paragraph with such a number begins with it and is no list item any more.
"""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from . import zips
from .docx_read import WHAT, Reader, _part
from .xmlsafe import Node, child, descendants, parse

_MAIN = "word/document.xml"
_PLAIN = re.compile(r"\d+[.．、]?|\W")  # what an HTML list shows by itself


def as_printed(data: bytes) -> bytes:
    """The file itself when nothing has to be written out."""
    with zips.opened(data, WHAT) as archive:
        content = archive.read(_MAIN)
        if not content or "word/numbering.xml" not in archive.names:
            return data
        root = parse(content, WHAT, _MAIN)
        reader = Reader(_part(archive, "word", "styles.xml"), _part(archive, "word", "numbering.xml"))
        marked = [(node, number) for node in descendants(root, "p") if (number := reader.number(node)) and not _PLAIN.fullmatch(number)]
        for node, number in marked:
            _write(node, number)
        if not marked:
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in archive.names:
                copy.writestr(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True) if name == _MAIN else archive.read(name))
    return made.getvalue()


def _write(node: Node, number: str) -> None:
    """The number as words before the first run; the list is taken off the paragraph."""
    space = node.tag.rpartition("}")[0].removeprefix("{")
    properties = child(node, "pPr")
    if properties is None:
        properties = etree.Element(f"{{{space}}}pPr")
        node.insert(0, properties)
    for old in [each for each in properties if each.tag == f"{{{space}}}numPr"]:
        properties.remove(old)
    off = etree.SubElement(properties, f"{{{space}}}numPr")
    for name in ("ilvl", "numId"):
        etree.SubElement(off, f"{{{space}}}{name}").set(f"{{{space}}}val", "0")
    run = etree.Element(f"{{{space}}}r")
    etree.SubElement(run, f"{{{space}}}t").text = number
    properties.addnext(run)
