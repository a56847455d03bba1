"""Everything a container stores, whether a reader shows it or not: for the screening, which must miss nothing.

    rough(data, kind)     the words of every part as they are stored — charts, properties, links, formulas, definitions, page text of a PDF
    enclosed(data, kind)  the files inside: embedded objects, attachments of a PDF, parts of a saved page

Reads: bytes. Writes: paragraphs, and (name, bytes) of inner files. What a reader has shown comes again here; the screening tells it once.
"""

from __future__ import annotations

import contextlib
import email
import email.policy
import html
import io
import re
from collections.abc import Iterator

import pypdfium2
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text
from selectolax.lexbor import LexborHTMLParser

from zwgk.domain.documents import Paragraph

from . import limits, text, xmlsafe, zips
from .kinds import Kind

PACKAGES = frozenset({Kind.DOCX, Kind.XLSX, Kind.OFD, Kind.ODT, Kind.ODS})
_INNER = re.compile(r"(?:/embeddings/|/Attachs?/|^Object|/ObjectReplacements/).*\.\w+$", re.I)
_SIGNS = re.compile(r"[0-9０-９].*[0-9０-９Xx]|密|★", re.S)
_LONG_NUMBER = re.compile(r"[0-9]{15,19}[Xx]?")
_HEADS = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def rough(data: bytes, kind: Kind) -> tuple[Paragraph, ...]:
    """The stored words, a paragraph per part."""
    if kind in PACKAGES:
        return tuple(_parts(data))
    if kind is Kind.PDF:
        return tuple(_pages(data))
    if kind is Kind.HTML:
        return tuple(_source(text.decode(data)[0]))
    if kind is Kind.MHT:
        return tuple(each for page in _mail(data) for each in _source(page))
    return ()


def enclosed(data: bytes, kind: Kind) -> list[tuple[str, bytes]]:
    """Name and bytes of each file inside; what is wrapped as an OLE object is unwrapped as far as its beginning can be found."""
    if kind in PACKAGES:
        with zips.opened(data, f" .{kind} ") as archive:
            return [(name.rpartition("/")[2], _unwrapped(archive.read(name))) for name in archive.names if _INNER.search(name)][: limits.ENCLOSED]
    if kind is Kind.PDF:
        with contextlib.closing(pypdfium2.PdfDocument(data)) as document:
            inner = [document.get_attachment(at) for at in range(min(document.count_attachments(), limits.ENCLOSED))]
            return [(_name(each.get_name()), bytes(each.get_data())) for each in inner]
    return []


def _name(stored: str) -> str:
    """Some programs write the name as UTF-16 and say it is not."""
    if not stored.startswith("þÿ"):
        return stored
    return re.sub(r"[^\w.\-]", "", stored.encode("latin-1", "replace").decode("utf-16", "replace"))


def _unwrapped(data: bytes) -> bytes:
    """An oleObject.bin often only wraps a file: from its opening bytes on, it is that file."""
    if b"O\x00l\x00e\x001\x000\x00N\x00a\x00t\x00i\x00v\x00e" not in data:
        return data
    starts = [at for head in _HEADS if (at := data.find(head, 8)) > 0]
    return data[min(starts) :] if starts else data


def _parts(data: bytes) -> Iterator[Paragraph]:
    with zips.opened(data, "压缩格式") as archive:
        for name in archive.names:
            if name.endswith((".xml", ".rels", ".vml")):
                words = "\n".join(_words(archive.read(name), name))
                if _SIGNS.search(words):
                    yield Paragraph(words, place=f"文件内部（{name}）")


def _words(content: bytes, name: str) -> Iterator[str]:
    """Text of paragraphs in one, of other elements one by one; attributes that hold a sentence or a long number."""
    try:
        root = xmlsafe.parse(content, "压缩格式", name)
    except ValueError:
        return
    for node in root.iter():
        if xmlsafe.local(node) == "p":
            yield "".join(inner.text or "" for inner in xmlsafe.descendants(node, "t", "delText", "instrText"))
        elif node.text and (xmlsafe.local(node) != "v" or _LONG_NUMBER.fullmatch(node.text)):
            yield node.text
        for value in node.attrib.values():
            if len(value) > 14 and (_LONG_NUMBER.search(value) or not value.isascii()):
                yield str(value)


def _pages(data: bytes) -> Iterator[Paragraph]:
    """The text layer as it lies there, the bookmarks, and what the file says about itself."""
    with contextlib.closing(pypdfium2.PdfDocument(data)) as document:
        for number in range(min(len(document), limits.PAGES)):
            words = document[number].get_textpage().get_text_range().replace("\r\n", "\n")
            if _SIGNS.search(words):
                yield Paragraph(words, place=f"第{number + 1}页")
        titles = [mark.get_title() for mark in document.get_toc(max_depth=8)]
        said = [document.get_metadata_value(key) for key in ("Title", "Author", "Subject", "Keywords", "Creator")]
    more, packets = _information(data)
    yield Paragraph("\n".join(dict.fromkeys(filter(None, [*titles, *said, *more]))), place="书签和文件属性")
    for packet in [*re.findall(rb"<x:xmpmeta.*?</x:xmpmeta>", data, re.S)[:4], *packets]:
        yield Paragraph(html.unescape(re.sub("<[^>]*>", " ", packet.decode("utf-8", "replace"))), place="文件属性")


def _information(data: bytes) -> tuple[list[str], list[bytes]]:
    """Every entry of the information dictionary, also those that people made up, and the XMP packet; both may lie compressed in the file."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        values = [resolve1(value) for entries in document.info for value in entries.values()]
        packet = resolve1(document.catalog.get("Metadata"))
        packets = [packet.get_data()] if isinstance(packet, PDFStream) else []
    except (PSException, ValueError, KeyError, TypeError, AttributeError, IndexError):  # pypdfium2 mends what pdfminer cannot read
        return [], []
    return [decode_text(value) for value in values if isinstance(value, bytes)], packets


def _source(page: str) -> Iterator[Paragraph]:
    """A page with its scripts, remarks and attributes."""
    tree = LexborHTMLParser(page)
    yield Paragraph((tree.root.text(separator="\n") if tree.root else ""), place="网页内容")
    yield Paragraph((tree.root.text() if tree.root else ""), place="网页内容")
    remarks = re.findall(r"<!--(.*?)-->", page, re.S)
    values = [html.unescape(value) for pair in re.findall(r"=\s*(?:\"([^\"]*)\"|'([^']*)')", page) for value in pair if len(value) > 10]
    yield Paragraph("\n".join([*remarks, *values]), place="网页源代码")


def _mail(data: bytes) -> Iterator[str]:
    for part in email.message_from_bytes(data, policy=email.policy.compat32).walk():
        payload = part.get_payload(decode=True)
        if part.get_content_maintype() == "text" and isinstance(payload, bytes):
            yield text.decode(payload, part.get_content_charset() or "")[0]
