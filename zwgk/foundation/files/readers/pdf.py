"""PDF: text lines rejoined to paragraphs, ruled tables, scanned pages told apart and recognised when possible.

Stages: open (pypdfium2: password, damage, pages) → per page lines and tables (`pdf_page`) → scanned pages to OCR →
running heads out → paragraphs (`layout`) → tables that go on over pages joined.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pdfplumber
import pypdfium2
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from zwgk.domain.documents import Extracted, Paragraph, Table

from . import layout, limits, ocr, pdf_spare, refusals
from .pdf_guard import check_streams
from .pdf_joins import join_over_pages
from .pdf_page import Page, read_page

WHAT = " PDF "
_META = {"Title": "title", "Author": "creator", "Subject": "subject", "Creator": "application", "CreationDate": "created", "ModDate": "modified"}


def read(data: bytes) -> Extracted:
    check_streams(data)
    meta = _survey(data)
    pages, notes = _pages(data)
    blank = [page.number for page in pages if page.scanned]
    if blank:
        notes += _recognise(data, pages, blank)
    lines, heads = layout.without_furniture([page.lines for page in pages], [page.height for page in pages])
    blocks = _assemble(pages, lines)
    if not blocks:
        raise refusals.no_text(" PDF ")
    layered = [page.number for page in pages if page.layered]
    if layered:
        notes.append(f"第 {_list(layered)} 页像是扫描件，文字是扫描软件识别的，可能有错字，请与图像核对。")
    images = sum(page.images for page in pages if not page.scanned and not page.layered)
    if images:
        notes.append(f"文件中有 {images} 张图片未读取，图片（如印章、示意图）里的文字不在结果中。")
    return Extracted(tuple(blocks), "pdf", meta=meta, notes=(*notes, *heads), scanned=bool(blank or layered))


def _survey(data: bytes) -> dict[str, str]:
    """The PDF's own metadata; BadInput for passwords, damage and too many pages."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise refusals.encrypted(WHAT) from error
        raise refusals.damaged(WHAT) from error
    try:
        if len(document) > limits.PAGES:
            raise refusals.too_big("页数", len(document), limits.PAGES, "页")
        if len(document) == 0:
            raise refusals.damaged(WHAT, "没有页面")
        stated = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    return {f"core:{name}": stated[key][: limits.META_CHARACTERS] for key, name in _META.items() if stated.get(key)}


@contextmanager
def _quiet() -> Iterator[None]:
    """pdfminer logs every oddity of a font; none of them concerns the person who uploads."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _pages(data: bytes) -> tuple[list[Page], list[str]]:
    """Every page by pdfplumber; by pypdfium2, without tables, when pdfplumber cannot follow the file."""
    found: list[Page] = []
    characters = 0
    end = time.monotonic() + limits.PDF_SECONDS
    try:
        with _quiet(), pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages:
                found.append(read_page(page))
                page.close()
                characters += sum(len(line.text) for line in found[-1].lines)
                if time.monotonic() > end:
                    raise refusals.refuse(f"这份 PDF 太复杂，读到第 {len(found)} 页已超时。", "请拆成几份后分别上传，或上传 .docx。")
                if characters > limits.TEXT_CHARACTERS:
                    raise refusals.too_big("文字", characters, limits.TEXT_CHARACTERS, "字")
    except (PDFException, PdfminerException, MalformedPDFException, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        return _spare(data, len(found) + 1, error)
    return found, []


def _spare(data: bytes, number: int, error: Exception) -> tuple[list[Page], list[str]]:
    try:
        pages = pdf_spare.read_pages(data)
    except pypdfium2.PdfiumError:
        raise refusals.damaged(WHAT, f"第{number}页读不出来") from error
    return pages, ["这份 PDF 的结构不规范，只读出了文字，表格的分栏没有保留，请核对；最好上传 .docx 或重新导出的 PDF。"]


def _recognise(data: bytes, pages: list[Page], blank: list[int]) -> list[str]:
    """Fill the pages that are pictures by OCR; refuse when nothing else can be read."""
    if not ocr.ready():
        if len(blank) == len(pages):
            raise refusals.refuse("这份 PDF 是扫描件，整页都是图片，没有文字。", ocr.REMEDY)
        return [f"第 {_list(blank)} 页是扫描图片，未读取文字。{ocr.REMEDY}"]
    todo = blank[: limits.OCR_PAGES]
    doubtful = 0
    document = pypdfium2.PdfDocument(data)
    try:
        for number in todo:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(300 / 72, (limits.OCR_PIXELS / max(width * height, 1)) ** 0.5)
            found = ocr.recognise(page.render(scale=scale, grayscale=True).to_pil(), number)
            pages[number - 1].lines, pages[number - 1].height, pages[number - 1].width = found.lines, found.height, found.width
            doubtful += found.doubtful
            page.close()
    finally:
        document.close()
    return ocr.notes(len(todo), doubtful, blank[limits.OCR_PAGES :], tables=ocr.looks_tabular(pages[number - 1].lines for number in todo))


def _list(numbers: list[int]) -> str:
    return "、".join(map(str, numbers[:10])) + (" 等" if len(numbers) > 10 else "")


def _assemble(pages: list[Page], lines: list[list[layout.Line]]) -> list[Paragraph | Table]:
    """Paragraphs and tables in order; text between two tables is joined over page ends, tables too."""
    everything = [line for page in lines for line in page]
    width = max((page.width for page in pages if not page.scanned), default=0.0)
    area = layout.frame(everything, width) if everything else None
    areas = _areas(pages, lines, area)
    blocks: list[Paragraph | Table] = []
    open_lines: list[layout.Line] = []
    for page, kept in zip(pages, lines, strict=True):
        rest = list(kept)
        for table in page.tables:
            above = [line for line in rest if line.top < table.top]
            rest = [line for line in rest if line.top >= table.top]
            blocks += layout.paragraphs(open_lines + above, areas(page.number))
            open_lines = []
            if not (blocks and join_over_pages(blocks, table)):
                blocks.append(table.table)
        open_lines += rest
        if page.scanned:
            blocks += layout.paragraphs(open_lines, areas(page.number))
            open_lines = []
    return blocks + layout.paragraphs(open_lines, area)


def _areas(pages: list[Page], lines: list[list[layout.Line]], common: layout.Frame | None) -> Callable[[int], layout.Frame | None]:
    """The frame for a page: the document's, unless the page's own lines measure differently (landscape, scan)."""

    def of(number: int) -> layout.Frame | None:
        own = lines[number - 1]
        if common is None or len(own) < 4:
            return common
        measured = layout.frame(own, pages[number - 1].width)
        return measured if abs(measured.size - common.size) > 0.5 * common.size else common

    return of
