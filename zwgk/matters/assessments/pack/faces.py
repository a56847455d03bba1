"""A typeface with Chinese glyphs in TrueType outlines, so that each PDF carries the few glyphs it uses.

The machine's own font is taken as it is when it has such outlines; one with PostScript outlines (Noto, 思源) is converted once
for the characters of GBK and kept in the cache of the data folder. That takes half a minute, once per machine.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from functools import cache
from pathlib import Path

from django.conf import settings
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError
from reportlab.pdfbase.ttfonts import TTFont as Face

from zwgk.foundation.files.readers import tools

NAME = "Han"
UNEMBEDDED = "STSong-Light"  # last resort: every reader of PDF in China brings it along
_LOCK = threading.Lock()


def face() -> str:
    """The name of the registered typeface."""
    with _LOCK:
        return _registered()


@cache
def _registered() -> str:
    found = _machine_font()
    if found:
        file, index, outlines = found
        try:
            whole = Face(NAME, str(file), subfontIndex=index) if outlines == "TrueType" else Face(NAME, str(_converted(file, index)))
            pdfmetrics.registerFont(whole)
            return NAME
        except (TTFError, OSError, KeyError, ValueError):
            pass
    pdfmetrics.registerFont(UnicodeCIDFont(UNEMBEDDED))
    return UNEMBEDDED


def _machine_font() -> tuple[Path, int, str] | None:
    program = shutil.which("fc-match")
    for wanted in ("sans:lang=zh-cn:fontformat=TrueType", "sans:lang=zh-cn"):
        said = tools.run([program, "-f", "%{file}\t%{index}\t%{fontformat}\t%{lang}", wanted], seconds=10) if program else None
        file, index, outlines, languages = [*(said or b"").decode(errors="replace").split("\t"), "", "", "", ""][:4]
        if "zh-cn" in languages and Path(file).is_file() and (outlines == "TrueType" or wanted.endswith("zh-cn")):
            return Path(file), int(index) & 0xFFFF, outlines
    return None


def _converted(file: Path, index: int) -> Path:
    folder = getattr(settings, "FONT_DIR", None) or Path(settings.DATA_DIR) / "cache" / "fonts"
    target = Path(folder) / f"{file.stem}-{index}.ttf"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        from .outlines import quadratic  # ten megabytes of a library, needed once in the life of a machine

        handle, temporary = tempfile.mkstemp(dir=target.parent)
        os.close(handle)
        quadratic(file, index).save(temporary)
        os.replace(temporary, target)
    return target
