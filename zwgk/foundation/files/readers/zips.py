"""Open a zip container under limits: entries, unpacked size, expansion ratio, passwords, damage.

The declared size in a zip can lie, so `read` counts the bytes that really come out.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from zwgk.domain.errors import BadInput

from . import limits, refusals


@dataclass(frozen=True, slots=True)
class Archive:
    """A checked zip: its names and a bounded way to read one entry."""

    file: zipfile.ZipFile
    names: tuple[str, ...]
    what: str

    def read(self, name: str) -> bytes:
        """The bytes of one entry, never more than the limit; empty when the entry is absent."""
        if name not in self.names:
            return b""
        try:
            with self.file.open(name) as stream:
                content = stream.read(limits.ZIP_ENTRY_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise refusals.damaged(self.what, f"其中的 {name} 读不出来") from error
        except RuntimeError as error:
            raise refusals.encrypted(self.what) from error
        if len(content) > limits.ZIP_ENTRY_BYTES:
            raise bomb(self.what)
        return content


def bomb(what: str) -> BadInput:
    return refusals.refuse(
        f"这份{what}文件解开后异常地大，可能是恶意构造的，已拒绝读取。", "请在原软件里打开核实，另存一份正常的文件再上传。"
    )


@contextmanager
def opened(data: bytes, what: str) -> Iterator[Archive]:
    """The archive, or a BadInput when it is damaged, locked or a bomb."""
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise refusals.damaged(what) from error
    with file:
        _check(file, what)
        yield Archive(file, tuple(file.namelist()), what)


def _check(file: zipfile.ZipFile, what: str) -> None:
    entries = file.infolist()
    if len(entries) > limits.ZIP_ENTRIES:
        raise bomb(what)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise refusals.encrypted(what)
    total = 0
    for entry in entries:
        total += entry.file_size
        packed = max(entry.compress_size, 1)
        if entry.file_size > limits.ZIP_RATIO_FLOOR and entry.file_size / packed > limits.ZIP_RATIO:
            raise bomb(what)
        if entry.file_size > limits.ZIP_ENTRY_BYTES or total > limits.ZIP_EXPANDED_BYTES:
            raise bomb(what)
