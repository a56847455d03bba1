"""The result is read again as a stranger would read it: drawn, as text, and object by object. What fails is not handed out."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import pypdfium2
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from PIL import Image

from zwgk.domain.errors import Conflict

from . import burning, letters
from .boxes import Box

DARK = 60  # a burnt spot is never brighter, however it was packed
INSET = 3  # pixels at the edge in which a packed picture may shimmer
ENCODINGS = ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
# Keys that would carry more than the pages show.
FORBIDDEN = frozenset({"EmbeddedFiles", "EmbeddedFile", "Thumb", "PieceInfo", "Metadata", "Annots", "AcroForm", "OCProperties", "JavaScript", "OpenAction", "AA", "Outlines", "StructTreeRoot"})


def pdf(data: bytes, boxes: Sequence[Box], words: Iterable[str]) -> None:
    """Conflict unless nothing is left under the boxes, of the words, and beside the pages."""
    gone = [word for word in words if letters.bare(word)]
    with pypdfium2.PdfDocument(data) as document:
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            mine = [box for box in boxes if box.page == number]
            found = letters.of_page(page, placed=bool(mine))
            if any(box.holds(*letter.middle) for box in mine for letter in found):
                raise failed(number, "方框下面还有文字")
            if next(letters.find(found, gone, number), None):
                raise failed(number, "还能读到要涂黑的词")
            if mine:
                black(burning.drawn(page, 100), mine, number)
            page.close()
    _objects(data, gone)


def black(picture: Image.Image, boxes: Sequence[Box], number: int) -> None:
    """Conflict unless every box is black on the picture."""
    grey = picture.convert("L")
    for box in boxes:
        left, top, right, bottom = box.pixels(*grey.size)
        across, down = min(INSET, (right - left) // 4), min(INSET, (bottom - top) // 4)
        inner = grey.crop((left + across, top + down, right - across, bottom - down))
        if inner.size[0] and inner.size[1] and inner.getextrema()[1] > DARK:
            raise failed(number, "有方框没有涂满")


def _objects(data: bytes, words: Sequence[str]) -> None:
    """Every object of the file: no key that hides something, no stream and no string with one of the words."""
    needles = {word.encode(code, "ignore") for word in words if len(word) > 1 for code in ENCODINGS}
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    for table in document.xrefs:
        for number in table.get_objids():
            _look(document.getobj(number), needles, 0)
    if any(_holds(value, needles) for info in document.info for value in info.values()):
        raise failed(0, "文件属性里还有要涂黑的词")


def _look(value: Any, needles: set[bytes], depth: int) -> None:
    if depth > 40:
        return
    if isinstance(value, PDFStream):
        if value.attrs.get("Subtype") is None or "Image" not in str(value.attrs["Subtype"]):
            _refuse_words(value.get_data(), needles)
        value = value.attrs
    if isinstance(value, dict):
        if hidden := {key for key in FORBIDDEN & value.keys() if resolve1(value[key])}:
            raise failed(0, f"文件里还带有{'、'.join(sorted(hidden))}")
        for inner in value.values():
            _look(inner, needles, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _look(inner, needles, depth + 1)
    else:
        _refuse_words(value, needles)


def _refuse_words(value: Any, needles: set[bytes]) -> None:
    if _holds(value, needles):
        raise failed(0, "文件内部还有要涂黑的词")


def _holds(value: Any, needles: set[bytes]) -> bool:
    return isinstance(value, bytes) and any(needle in value for needle in needles)


def failed(page: int, what: str) -> Conflict:
    where = f"第 {page} 页" if page else "这份文件"
    return Conflict(f"涂黑没有通过核验：{where}{what}。", remedy="新文件没有保存，原件不变。请把文件打印后重新扫描，再涂黑。")
