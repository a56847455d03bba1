"""Older office formats (.doc .wps .rtf .xls .et, and .odt .ods): LibreOffice converts, our own reader reads.

One run per file, in a profile of its own that is deleted afterwards; macros are not executed, the network is not needed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from zwgk.domain.documents import Extracted

from . import limits, ole, refusals, tools

_ENDINGS = {"wps": "doc", "et": "xls"}  # as LibreOffice knows them
SECONDS_EACH = 3  # at most, for one more document of the same run
_MISSING = (
    "请管理员在服务器上安装 LibreOffice（Debian、Ubuntu、统信、麒麟：安装 libreoffice-writer 和 libreoffice-calc），"
    "或在 WPS、Word 中另存为 {wanted} 后再上传。"
)
# Macros off, no link updates, no dialogs: written into the fresh profile before the program starts.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def read_doc(data: bytes) -> Extracted:
    return _text(data, "doc")


def read_wps(data: bytes) -> Extracted:
    return _text(data, "wps")


def read_rtf(data: bytes) -> Extracted:
    return _text(data, "rtf")


def read_odt(data: bytes) -> Extracted:
    return _text(data, "odt")


def read_xls(data: bytes) -> Extracted:
    return _sheet(data, "xls")


def read_et(data: bytes) -> Extracted:
    return _sheet(data, "et")


def read_ods(data: bytes) -> Extracted:
    return _sheet(data, "ods")


@lru_cache(maxsize=2)
def modern(data: bytes, name: str, wanted: str) -> bytes:
    """The same file as .docx or .xlsx; kept for the moment, because reading and looking for hidden things both need it."""
    return convert(data, _ENDINGS.get(name, name), wanted, name)


def _text(data: bytes, name: str) -> Extracted:
    from . import docx_read  # here and below: what prints a .docx need not load what reads one

    found = docx_read.read(modern(data, name, "docx"))
    return replace(found, format=name, notes=_notes(data) + found.notes)


def _sheet(data: bytes, name: str) -> Extracted:
    from . import xlsx

    found = xlsx.read(modern(data, name, "xlsx"))
    return replace(found, format=name, notes=_notes(data) + found.notes)


def _notes(data: bytes) -> tuple[str, ...]:
    return ("文件含宏，未执行，只读取了文字。",) if data.startswith(ole.MAGIC) and ole.has_macros(data) else ()


def as_xlsx(data: bytes, name: str) -> bytes:
    """A workbook of older formats (.xls .et .ods) as .xlsx; anything else as it is."""
    ending = name.lower().rpartition(".")[2]
    if data.startswith(ole.MAGIC) or ending == "ods":
        return convert(data, "ods" if ending == "ods" else "xls", "xlsx", ending or "xls")
    return data


def convert(data: bytes, ending: str, wanted: str, name: str) -> bytes:
    """The file in the wanted format; BadInput when LibreOffice is missing, gives up or takes too long."""
    if data.startswith(ole.MAGIC) and ole.locked(data):
        raise refusals.encrypted(f" .{name} ")
    if tools.soffice() is None:
        raise refusals.refuse(f"本机未安装 LibreOffice，读不了 .{name} 文件。", _MISSING.format(wanted=f".{wanted}"))
    with tempfile.TemporaryDirectory(prefix="zwgk-office-") as folder:
        room = Path(folder)
        source, target = room / f"in.{ending}", room / "out" / f"in.{wanted}"
        source.write_bytes(data)
        if not _run(room, [source], wanted, limits.CONVERT_SECONDS) or not target.is_file():
            raise refusals.damaged(f" .{name} ", "LibreOffice 打不开或转换超时")
        if target.stat().st_size > limits.FILE_BYTES:
            raise refusals.too_big("转换后的内容", target.stat().st_size, limits.FILE_BYTES, "字节")
        return target.read_bytes()


def pdfs(documents: Sequence[bytes], ending: str = "docx") -> list[bytes | None]:
    """Our own finished documents as PDFs, all in one run of LibreOffice; None for one that it did not convert, or without it."""
    with tempfile.TemporaryDirectory(prefix="zwgk-office-") as folder:
        room = Path(folder)
        sources = [room / f"{number}.{ending}" for number in range(len(documents))]
        for source, data in zip(sources, documents, strict=True):
            source.write_bytes(data)
        if sources and tools.soffice():
            _run(room, sources, "pdf", limits.CONVERT_SECONDS + SECONDS_EACH * len(sources))
        made = [room / "out" / f"{source.stem}.pdf" for source in sources]
        return [target.read_bytes() if target.is_file() else None for target in made]


def _run(room: Path, sources: Sequence[Path], wanted: str, seconds: float) -> bool:
    """Convert into `room/out`, in a fresh profile below `room`; False when it failed or took too long."""
    profile = room / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", f"-env:UserInstallation={profile.as_uri()}"]
    command = [str(tools.soffice()), *options, "--convert-to", wanted, "--outdir", str(room / "out"), *map(str, sources)]
    return tools.run(command, seconds=seconds, home=room) is not None
