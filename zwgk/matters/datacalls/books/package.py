"""An .xlsx as its parts. Parts that nobody touched are written back byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypeAlias

from lxml import etree

from zwgk.domain.errors import BadInput
from zwgk.foundation.files.readers import xmlsafe, zips

Node: TypeAlias = Any
WHAT = "表格"
SHEET_BYTES = 60 * 1024 * 1024
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
FIXED = (2026, 1, 1, 0, 0, 0)  # same answers, same bytes, same digest


class Book:
    """Parts by name; `tree(name)` is parsed once and written back when it has been asked for."""

    def __init__(self, data: bytes) -> None:
        with zips.opened(data, WHAT) as archive:
            self.parts = {name: archive.read(name) for name in archive.names if not name.endswith("/")}
        if "xl/workbook.xml" not in self.parts:
            raise BadInput("这不是 Excel 工作簿。", field="file", remedy="请上传 .xlsx、.xls 或 .et 表格。")
        if any(name.endswith("vbaProject.bin") for name in self.parts):
            raise BadInput("工作簿里有宏（.xlsm），为安全起见不接收。", field="file", remedy="请在 WPS 或 Excel 里另存为“.xlsx 工作簿”后再上传。")
        self._trees: dict[str, Node] = {}

    def tree(self, name: str) -> Node:
        """The root of an XML part."""
        if name not in self._trees:
            if len(self.parts[name]) > SHEET_BYTES:
                raise BadInput("工作表太大，读不了。", field="file", remedy="请删去表格下方多余的空行后另存再上传。")
            xmlsafe.refuse_entities(self.parts[name], WHAT)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            try:
                self._trees[name] = etree.fromstring(self.parts[name], parser)
            except etree.XMLSyntaxError as error:
                raise BadInput("工作簿不完整或已损坏。", field="file", remedy="请在 WPS 或 Excel 里打开后另存，再上传。") from error
        return self._trees[name]

    @cached_property
    def space(self) -> str:
        """The namespace of this workbook: transitional or strict."""
        return str(etree.QName(self.tree("xl/workbook.xml")).namespace)

    def tag(self, name: str) -> str:
        return f"{{{self.space}}}{name}"

    @cached_property
    def sheets(self) -> dict[str, str]:
        """Name → part, worksheets only, in their order."""
        targets = self.relations("xl/workbook.xml")
        found = {}
        for sheet in self.tree("xl/workbook.xml").iter(self.tag("sheet")):
            part = targets.get(sheet.get(f"{{{RELATION}}}id") or sheet.get(f"{{{STRICT}}}id") or "", "")
            if part in self.parts and "worksheets/" in part:
                found[str(sheet.get("name"))] = part
        return found

    def hidden(self) -> set[str]:
        """Names of hidden sheets."""
        return {str(sheet.get("name")) for sheet in self.tree("xl/workbook.xml").iter(self.tag("sheet")) if sheet.get("state", "visible") != "visible"}

    def relations(self, part: str) -> dict[str, str]:
        """Relation id → part that it points at."""
        folder, _, name = part.rpartition("/")
        source = f"{folder}/_rels/{name}.rels"
        if source not in self.parts:
            return {}
        return {
            str(node.get("Id")): _resolved(folder, str(node.get("Target", "")))
            for node in self.tree(source)
            if isinstance(node.tag, str) and node.get("TargetMode") != "External"
        }

    @cached_property
    def words(self) -> list[str]:
        """The shared strings."""
        if "xl/sharedStrings.xml" not in self.parts:
            return []
        return [joined(item) for item in self.tree("xl/sharedStrings.xml").iter(self.tag("si"))]

    def names(self) -> Iterator[Node]:
        """Defined names."""
        return iter(list(self.tree("xl/workbook.xml").iter(self.tag("definedName"))))

    def drop_calc_chain(self) -> None:
        """The order of reckoning is rebuilt by whoever opens the workbook; a stale one makes Excel complain."""
        if self.parts.pop("xl/calcChain.xml", None) is None:
            return
        self._trees.pop("xl/calcChain.xml", None)
        for part in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
            for node in list(self.tree(part)):
                if isinstance(node.tag, str) and "calcChain" in (node.get("Target", "") + node.get("PartName", "")):
                    self.tree(part).remove(node)

    def recalculate(self) -> None:
        """Ask whoever opens the workbook to reckon everything anew."""
        root = self.tree("xl/workbook.xml")
        node = root.find(self.tag("calcPr"))
        if node is None:
            node = etree.Element(self.tag("calcPr"))
            before = [root.find(self.tag(name)) for name in ("definedNames", "externalReferences", "functionGroups", "sheets")]
            next(found for found in before if found is not None).addnext(node)
        node.set("fullCalcOnLoad", "1")

    def save(self) -> bytes:
        """The workbook as bytes."""
        for name, root in self._trees.items():
            if name in self.parts:
                self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                info = zipfile.ZipInfo(name, FIXED)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                archive.writestr(info, content)
        return out.getvalue()


def joined(item: Node) -> str:
    """The text of a string item, phonetic guides left out."""
    return "".join(node.text or "" for node in item.iter() if isinstance(node.tag, str) and node.tag.endswith("}t") and not node.getparent().tag.endswith("}rPh"))


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    parts = folder.split("/") if folder else []
    for piece in target.split("/"):
        if piece == "..":
            parts = parts[:-1]
        elif piece != ".":
            parts.append(piece)
    return "/".join(parts)
