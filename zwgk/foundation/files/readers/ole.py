"""A glance into an OLE container (.doc, .xls, .wps, .et): which streams there are, and whether a password locks them."""

from __future__ import annotations

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128  # bytes of a directory entry; entries start at multiples of it


def entry(data: bytes, name: str) -> bytes | None:
    """The directory entry with that name, or None."""
    raw = name.encode("utf-16-le")
    at = data.find(raw)
    while at != -1:
        whole = data[at : at + _ENTRY]
        if at % _ENTRY == 0 and len(whole) == _ENTRY and struct.unpack_from("<H", whole, 64)[0] == len(raw) + 2:
            return whole
        at = data.find(raw, at + 2)
    return None


def _start(data: bytes, name: str) -> bytes:
    """First sector of a stream (enough for its header); empty when the stream is absent or tiny."""
    found = entry(data, name)
    if found is None:
        return b""
    sector, size = struct.unpack_from("<II", found, 116)
    shift = struct.unpack_from("<H", data, 30)[0]
    if size < 4096 or shift not in (9, 12):
        return b""
    offset = (sector + 1) << shift
    return data[offset : offset + (1 << shift)]


def locked(data: bytes) -> bool:
    """True for a Word 97 file with fEncrypted or an Excel 97 book with a FILEPASS record."""
    word = _start(data, "WordDocument")
    if len(word) > 12 and word[:2] == b"\xec\xa5":
        return bool(struct.unpack_from("<H", word, 10)[0] & 0x0100)
    book = _start(data, "Workbook") or _start(data, "Book")
    at = 0
    for _ in range(8):
        if at + 4 > len(book):
            return False
        record, length = struct.unpack_from("<HH", book, at)
        if record == 0x002F:
            return True
        at += 4 + length
    return False


def has_macros(data: bytes) -> bool:
    return entry(data, "_VBA_PROJECT") is not None
