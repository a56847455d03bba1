"""Before a PDF is read: no stream in it may unfold beyond the limit. Pictures are exempt, nobody unpacks them here."""

from __future__ import annotations

import re
import zlib

from . import limits, refusals

_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image|/FontFile")
_CHUNK = 1 << 20


def check_streams(data: bytes) -> None:
    """BadInput for a stream that unfolds beyond the limit or is packed twice over."""
    for hit in _STREAM.finditer(data):
        words = _dictionary(data, hit.start())
        packed = len(_FLATE.findall(words))
        if packed > 1 and b"/DecodeParms" not in words and b"/Filter" in words:
            raise _bomb()
        if packed and not _PICTURE.search(words):
            _measure(data, hit.end())


def _dictionary(data: bytes, at: int) -> bytes:
    """The stream's own dictionary, which stands between `obj` and `stream`."""
    opening = data.rfind(b" obj", max(0, at - 4096), at)
    return data[opening:at] if opening != -1 else data[max(0, at - 1024) : at]


def _measure(data: bytes, at: int) -> None:
    unpacker = zlib.decompressobj()
    total = 0
    rest = data[at : at + _CHUNK]
    at += _CHUNK
    try:
        while rest and not unpacker.eof:
            total += len(unpacker.decompress(rest, _CHUNK))
            if total > limits.PDF_STREAM_BYTES:
                raise _bomb()
            rest = unpacker.unconsumed_tail
            if not rest and not unpacker.eof:
                rest, at = data[at : at + _CHUNK], at + _CHUNK
    except zlib.error:
        return  # not flate after all, or damaged: the reader will tell


def _bomb() -> Exception:
    return refusals.refuse("这份 PDF 文件解开后异常地大，可能是恶意构造的，已拒绝读取。", "请在阅读器里打开核实，重新导出一份 PDF 再上传。")
