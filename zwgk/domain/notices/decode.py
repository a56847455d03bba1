"""Bytes of a plain text → `Extracted`, one paragraph per physical line (blank ones too: they carry the layout).

Reads: bytes in UTF-8, UTF-16 (with or without mark) or GB18030. Writes: `Extracted` of format txt.
"""

from __future__ import annotations

import codecs

from zwgk.domain.documents import Extracted, Paragraph
from zwgk.domain.errors import BadInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 20_000


def text_to_extracted(data: bytes) -> Extracted:
    """The text with its encoding; undecodable bytes become U+FFFD and are told in `notes`."""
    text, encoding, notes = _decode(data)
    if "\x00" in text:
        raise BadInput("文件不是纯文本（含有空字节）。", remedy="请按原格式（如 .doc、.pdf）上传，或另存为文本后再试。")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks = tuple(Paragraph(line, f"第{number}行") for number, line in enumerate(lines, 1))
    return Extracted(blocks, "txt", encoding, notes=notes)


def _decode(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lossy(data[len(mark) :], encoding)
    wide = _looks_wide(data[:_SAMPLE])
    if wide:
        return _lossy(data, wide)
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding, ()
        except UnicodeDecodeError:
            continue
    best = min(("utf-8", "gb18030"), key=lambda name: data[:_SAMPLE].decode(name, "replace").count("\ufffd"))
    return _lossy(data, best)


def _looks_wide(sample: bytes) -> str:
    """UTF-16 without mark: the zero halves of its ASCII characters stand all on one side."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 100 < len(sample) or min(even, odd) * 2 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _lossy(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    notes = (f"有 {lost} 处字符按 {encoding} 无法识别，已标为“\ufffd”，请核对原件。",) if lost else ()
    return text, encoding, notes
