"""What a file really is, by its content; the name only decides between formats that share one container.

`sniff` never trusts the extension. `mismatch_note` tells the person when name and content disagree.
"""

from __future__ import annotations

import re
from enum import StrEnum

from . import ole, refusals, separated, text, zips


class Kind(StrEnum):
    """Formats that have a reader; the value goes into `Extracted.format`."""

    TXT = "txt"
    CSV = "csv"
    HTML = "html"
    MHT = "mht"
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    OFD = "ofd"
    DOC = "doc"
    WPS = "wps"
    XLS = "xls"
    ET = "et"
    RTF = "rtf"
    ODT = "odt"
    ODS = "ods"
    IMAGE = "image"


_EXPECTED = {
    Kind.TXT: {"txt", "text", "md", "log"},
    Kind.CSV: {"csv", "tsv"},
    Kind.HTML: {"html", "htm", "shtml", "xhtml", "jsp", "php", "asp", "aspx"},
    Kind.MHT: {"mht", "mhtml"},
    Kind.DOCX: {"docx", "docm", "dotx", "dotm", "wps", "wpt"},
    Kind.XLSX: {"xlsx", "xlsm", "xltx", "xltm", "et", "ett"},
    Kind.PDF: {"pdf"},
    Kind.OFD: {"ofd"},
    Kind.DOC: {"doc", "dot"},
    Kind.WPS: {"wps", "wpt"},
    Kind.XLS: {"xls", "xlt"},
    Kind.ET: {"et", "ett"},
    Kind.RTF: {"rtf"},
    Kind.ODT: {"odt", "ott"},
    Kind.ODS: {"ods", "ots"},
    Kind.IMAGE: {"png", "jpg", "jpeg", "jpe", "tif", "tiff", "bmp", "gif", "webp"},
}
_DANGEROUS_NAMES = {
    "exe", "dll", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta", "lnk", "jar", "apk", "sh", "py", "reg", "chm",
}  # fmt: skip
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"dex\n", b"L\x00\x00\x00\x01\x14\x02\x00")
_ARCHIVES = ((b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b\x08", "GZIP"), (b"BZh", "BZIP2"), (b"\xfd7zXZ", "XZ"))
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF87a", b"GIF89a")
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|meta|title|table|div|p|span|td|h[1-6]|article)[\s>/]", re.I)
_CLOSING = re.compile(rb"</(html|head|body|title|table|div|p|span|td|h[1-6]|article)\s*>", re.I)
_MHT = re.compile(rb"^(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?(?:MIME-Version|Content-Type):[^\n]*", re.I)


def extension(filename: str) -> str:
    """Lower-case extension without dot; empty when there is none."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].strip().lower() if "." in name else ""


def sniff(data: bytes, filename: str = "") -> Kind:
    """The format of the content; raises BadInput for what must not or cannot be read."""
    if not data:
        raise refusals.empty()
    ending = extension(filename)
    _stop_programs(data, ending)
    found = _by_magic(data, ending)
    if found is not None:
        return found
    return _by_text(data, filename)


def refuse_programs(head: bytes, filename: str) -> None:
    """For files that are kept and not read: raises BadInput for programs, packed files, and a picture that is none."""
    _stop_programs(head, extension(filename))
    if extension(filename) in _EXPECTED[Kind.IMAGE] and _by_magic(head, "") is not Kind.IMAGE:
        raise refusals.refuse("这个文件名像图片，内容却不是图片。", "请重新拍照或选择照片后上传。")


def _stop_programs(data: bytes, ending: str) -> None:
    if data.startswith(_PROGRAMS):
        raise refusals.dangerous("可执行程序")
    if data.startswith(b"#!") or ending in _DANGEROUS_NAMES:
        raise refusals.dangerous("程序或脚本文件")
    for magic, name in _ARCHIVES:
        if data.startswith(magic):
            raise refusals.refuse(f"这是 {name} 压缩包。", "请先解压，再逐个上传里面的文件。")


def _by_magic(data: bytes, ending: str) -> Kind | None:
    head = data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if head.startswith(b"{\\rtf"):
        return Kind.RTF
    if data.startswith(_IMAGES) or (data[:2] == b"BM" and data[6:10] == bytes(4)) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return Kind.IMAGE
    if data.startswith(ole.MAGIC):
        return _ole_kind(data, ending)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(data)
    return None


def _ole_kind(data: bytes, ending: str) -> Kind:
    if ole.entry(data, "EncryptedPackage") is not None:
        raise refusals.encrypted("Office")
    if ole.entry(data, "WordDocument") is not None:
        return Kind.WPS if ending in _EXPECTED[Kind.WPS] else Kind.DOC
    if ole.entry(data, "Workbook") is not None or ole.entry(data, "Book") is not None:
        return Kind.ET if ending in _EXPECTED[Kind.ET] else Kind.XLS
    if ole.entry(data, "PowerPoint Document") is not None:
        raise refusals.refuse("这是演示文稿（.ppt）。", "请上传公文本身，或另存为 .pdf 再上传。")
    raise refusals.damaged("Office 97—2003 ", "里面没有文档或表格的内容")


def _zip_kind(data: bytes) -> Kind:
    with zips.opened(data, "压缩格式") as archive:
        names = set(archive.names)
        if "word/document.xml" in names or any(n.startswith("word/") and "document" in n for n in names):
            return Kind.DOCX
        if "xl/workbook.xml" in names:
            return Kind.XLSX
        if "OFD.xml" in names:
            return Kind.OFD
        if "mimetype" in names:
            stated = archive.read("mimetype")
            if b"opendocument.text" in stated:
                return Kind.ODT
            if b"opendocument.spreadsheet" in stated:
                return Kind.ODS
        if any(n.startswith("ppt/") for n in names):
            raise refusals.refuse("这是演示文稿（.pptx）。", "请上传公文本身，或另存为 .pdf 再上传。")
        if "META-INF/MANIFEST.MF" in names or "AndroidManifest.xml" in names:
            raise refusals.dangerous("程序包")
    raise refusals.refuse("这是压缩包，不是一份公文。", "请先解压，再逐个上传里面的文件。")


def _by_text(data: bytes, filename: str) -> Kind:
    head = data[:65536].replace(b"\x00", b"")
    if _MHT.match(head) and b"multipart/" in head.lower():
        return Kind.MHT
    opening = head.lstrip(b"\xef\xbb\xbf\xff\xfe\r\n\t ")[:1]
    if _HTML.search(head) and (opening == b"<" or _CLOSING.search(data)):
        return Kind.HTML
    if not looks_like_text(data):
        raise refusals.unknown(filename)
    if extension(filename) in _EXPECTED[Kind.CSV] and separated.looks_separated(data):
        return Kind.CSV
    return Kind.TXT


def looks_like_text(data: bytes) -> bool:
    """False when control bytes abound and no encoding makes prose of them."""
    sample = data[:8192]
    controls = sum(1 for byte in sample if byte < 32 and byte not in (9, 10, 12, 13))
    return controls <= len(sample) * 0.02 or text.plausible(data)


def mismatch_note(kind: Kind, filename: str) -> tuple[str, ...]:
    """A sentence when the name promises another format than the content; else nothing."""
    ending = extension(filename)
    known = {name for names in _EXPECTED.values() for name in names}
    if not ending or ending in _EXPECTED[kind] or ending not in known:
        return ()
    what = "图片" if kind is Kind.IMAGE else "网页" if kind in (Kind.HTML, Kind.MHT) else f" .{kind}"
    return (f"文件名是 .{ending}，内容是{what}，已按真实内容读取。",)
