"""The front door: choose the reader by content, hold its result against the common limits."""

from __future__ import annotations

import importlib
import re
from dataclasses import replace

from zwgk.domain.documents import Extracted, Paragraph, Table
from zwgk.domain.errors import BadInput

from . import limits, refusals
from .kinds import Kind, extension, mismatch_note, sniff

# Kind → module and function. Loaded when first needed: reading a .txt loads neither PDF nor Office libraries.
_READERS = {
    Kind.TXT: ("text", "read"),
    Kind.CSV: ("separated", "read"),
    Kind.HTML: ("web", "read"),
    Kind.MHT: ("web", "read_mht"),
    Kind.DOCX: ("docx_read", "read"),
    Kind.XLSX: ("xlsx", "read"),
    Kind.PDF: ("pdf", "read"),
    Kind.OFD: ("ofd", "read"),
    Kind.DOC: ("office", "read_doc"),
    Kind.WPS: ("office", "read_wps"),
    Kind.RTF: ("office", "read_rtf"),
    Kind.ODT: ("office", "read_odt"),
    Kind.XLS: ("office", "read_xls"),
    Kind.ET: ("office", "read_et"),
    Kind.ODS: ("office", "read_ods"),
    Kind.IMAGE: ("image", "read"),
}
_NEVER_TEXT = frozenset({"docx", "xlsx", "pdf", "ofd", "doc", "wps", "png", "jpg", "jpeg", "tif", "tiff"})
_NEVER_PAGE = _NEVER_TEXT - {"doc", "wps"}  # office systems save pages under these two names
_WORDS_ANYWHERE = frozenset({Kind.HTML, Kind.MHT, Kind.XLSX, Kind.XLS, Kind.ET})  # without a body, all words are still at hand
_UNSEEN = re.compile("图片|扫描|没有筛查|没有保存计算结果|压缩包|另行下载")
_OLDER = {Kind.DOC: Kind.DOCX, Kind.WPS: Kind.DOCX, Kind.RTF: Kind.DOCX, Kind.ODT: Kind.DOCX, Kind.XLS: Kind.XLSX, Kind.ET: Kind.XLSX, Kind.ODS: Kind.XLSX}


def extract(data: bytes, filename: str = "") -> Extracted:
    """The document's paragraphs, tables and metadata; BadInput (field "file") when it cannot be read."""
    if len(data) > limits.FILE_BYTES:
        raise refusals.refuse(
            f"文件太大：{len(data) / 1048576:.1f} MB，上限是 {limits.FILE_BYTES // 1048576} MB。", "请压缩其中的图片或拆成几份文件后上传。"
        )
    kind = sniff(data, filename)
    module, function = _READERS[kind]
    try:
        found: Extracted = getattr(importlib.import_module(f"{__package__}.{module}"), function)(data)
    except (RecursionError, MemoryError) as error:
        raise refusals.refuse("文件的结构过于复杂，读不了。", "请在原软件里另存一份，或拆成几份后上传。") from error
    _check_size(found)
    return replace(found, notes=mismatch_note(kind, filename) + found.notes)


def whole(data: bytes, filename: str = "") -> Extracted:
    """All that the file carries, for the screening: what it shows, what it hides, what lies inside; BadInput when it cannot be read.

    Stricter than `extract`: a name that promises a format of which nothing is there is refused. The notes tell what nobody looked into.
    """
    refuse_hollow(data, filename)
    return _whole(data, filename, 0)


def refuse_hollow(data: bytes, filename: str) -> None:
    """BadInput when the name promises a format of which nothing is there: text that was saved over a document, an error page."""
    promised = extension(filename)
    if promised in _NEVER_TEXT and sniff(data, filename) in (Kind.TXT, Kind.CSV, *((Kind.HTML,) if promised in _NEVER_PAGE else ())):
        raise refusals.refuse(f"文件名是.{promised}，内容却不是，文件可能已经损坏。", "请用原来的软件打开，确认内容后另存，再重新上传。")


def _whole(data: bytes, filename: str, depth: int) -> Extracted:
    kind = sniff(data, filename)
    stored = importlib.import_module(f"{__package__}.stored")
    try:
        shown = extract(data, filename)
    except BadInput:
        if kind not in _WORDS_ANYWHERE or not any(each.text.strip() for each in stored.rough(*_modern(data, kind))):
            raise
        shown = Extracted((), kind.value)
    modern, now = _modern(data, kind)
    rough: tuple[Paragraph, ...] = stored.rough(modern, now)
    blocks, notes = [*shown.blocks, *concealed(modern, "")], [note for note in shown.notes if _UNSEEN.search(note)]
    for name, inner in stored.enclosed(modern, now) if depth < limits.ENCLOSED_DEPTH else ():
        where = f"内嵌文件“{name}”"
        try:
            found = _whole(inner, name, depth + 1)
        except BadInput as problem:
            notes.append(f"{where}没有筛查：{problem.message}")
            continue
        blocks += [_placed(block, where) for block in found.blocks]
        rough += tuple(replace(each, place=f"{where} {each.place}") for each in found.rough)
        notes += [f"{where}：{note}" for note in found.notes]
    return replace(shown, blocks=tuple(blocks), rough=rough, notes=tuple(notes))


def _modern(data: bytes, kind: Kind) -> tuple[bytes, Kind]:
    """Older formats hide things too: they are looked into after conversion."""
    if kind not in _OLDER:
        return data, kind
    now = _OLDER[kind]
    converted: bytes = importlib.import_module(f"{__package__}.office").modern(data, kind.value, now.value)
    return converted, now


def _placed(block: Paragraph | Table, where: str) -> Paragraph | Table:
    if isinstance(block, Paragraph):
        return replace(block, place=f"{where} {block.place}".strip())
    return replace(block, cells=tuple(replace(cell, place=f"{where} {cell.place}".strip()) for cell in block.cells))


def _check_size(found: Extracted) -> None:
    """Refuse a result beyond the limits of text and cells, whatever reader made it."""
    characters = cells = 0
    for block in found.blocks:
        if isinstance(block, Table):
            cells += len(block.cells)
            characters += sum(len(cell.text) for cell in block.cells)
        elif isinstance(block, Paragraph):
            characters += len(block.text)
    if characters > limits.TEXT_CHARACTERS:
        raise refusals.too_big("文字", characters, limits.TEXT_CHARACTERS, "字")
    if cells > limits.CELLS:
        raise refusals.too_big("表格单元格", cells, limits.CELLS, "个")


def available() -> dict[str, bool | str]:
    """Optional programs: path of soffice and tesseract (False when absent), and whether chi_sim is installed."""
    tools: dict[str, bool | str] = importlib.import_module(f"{__package__}.tools").available()
    return tools


def concealed(data: bytes, filename: str = "") -> tuple[Paragraph, ...]:
    """What the file carries but does not show, each with its place; see `hidden`."""
    found: tuple[Paragraph, ...] = importlib.import_module(f"{__package__}.hidden").concealed(data, filename)
    return found


def as_shown(data: bytes) -> bytes:
    """A .docx without its hidden words; see `hidden`."""
    found: bytes = importlib.import_module(f"{__package__}.hidden").as_shown(data)
    return found


def as_printed(data: bytes, filename: str = "") -> bytes | None:
    """A document of any Word format as .docx with what is printed: no hidden words, numbers written out; None for other formats."""
    modern, kind = _modern(data, sniff(data, filename))
    if kind is not Kind.DOCX:
        return None
    made: bytes = importlib.import_module(f"{__package__}.docx_printed").as_printed(as_shown(modern))
    return made
