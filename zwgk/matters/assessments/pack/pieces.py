"""Any material → the bytes of one PDF, or the reason why it stays as it is."""

from __future__ import annotations

from zwgk.domain.documents import Paragraph, Table
from zwgk.domain.errors import Refusal
from zwgk.foundation.files import queries as files
from zwgk.foundation.files import readers
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.files.readers import Kind

from ..materials import Capture, Material
from . import drawing, office

_TEXTS = (Kind.TXT, Kind.CSV, Kind.HTML, Kind.MHT, Kind.OFD)


class Left(Exception):
    """This material cannot become a PDF; the file itself goes into the pack, and the reason into its list."""


def pdf_of(material: Material) -> bytes:
    """The material as a PDF; Left says why not."""
    if material.unready:
        raise Left(material.unready)
    if material.capture is not None:
        return drawing.capture(material.capture)
    if material.file is None:
        raise Left("没有可以打印的内容")
    return _of_file(material.file, material.title)


def _of_file(file: StoredFile, title: str) -> bytes:
    try:
        data = files.content(file)
    except OSError as error:
        raise Left("文件在存储中找不到") from error
    try:
        kind = readers.sniff(data, file.name)
        if kind == Kind.PDF:
            return data
        if kind == Kind.IMAGE:
            return drawing.image(data, title)
        if kind in _TEXTS:
            return drawing.capture(Capture(title, file.name, None, file.sha256, _words(data, file.name)))
    except Refusal as refusal:
        raise Left(refusal.message) from refusal
    except (OSError, ValueError, SyntaxError) as error:  # Pillow's words for a broken image
        raise Left("图片已损坏，打不开") from error
    return _converted(file)


def _converted(file: StoredFile) -> bytes:
    found = office.kept(file)
    if found is None:
        raise Left("LibreOffice 未能转换，原件附后")
    return found


def _words(data: bytes, name: str) -> str:
    lines = []
    for block in readers.extract(data, name).blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += [" | ".join(cell.text for cell in block.cells if cell.row == row) for row in range(block.rows)]
    return "\n".join(lines)
