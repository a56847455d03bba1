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
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError
from reportlab.pdfbase.ttfonts import TTFont as Face

from zwgk.foundation.files.readers import tools

NAME = "Han"
UNEMBEDDED = "STSong-Light"  # last resort: every reader of PDF in China brings it along
EMPTY_MAXP = (
    "maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions",
    "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth",
)  # fmt: skip
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
        handle, temporary = tempfile.mkstemp(dir=target.parent)
        os.close(handle)
        _outlined(_subset(file, index)).save(temporary)
        os.replace(temporary, target)
    return target


def _characters() -> set[int]:
    """ASCII, the hanzi of GB 2312 and what GBK adds to them, punctuation."""
    found = set(range(32, 127)) | {0xB7, 0x2014, 0x2026, 0x2018, 0x2019, 0x201C, 0x201D}
    pairs = (bytes([high, low]) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF) if low != 0x7F)
    return found | {ord(character) for pair in pairs for character in pair.decode("gbk", "ignore")}


def _subset(file: Path, index: int) -> TTFont:
    font = TTFont(file, fontNumber=index, lazy=True)
    options = Options()
    options.layout_features, options.hinting, options.glyph_names, options.notdef_outline = [], False, False, True
    options.drop_tables += ["GSUB", "GPOS", "VORG", "vmtx", "vhea", "BASE", "GDEF"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_characters())
    subsetter.subset(font)
    return font


def _outlined(font: TTFont) -> TTFont:
    """Cubic outlines → quadratic ones."""
    order, drawn, glyphs = font.getGlyphOrder(), font.getGlyphSet(), {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, 1.5, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    del font["CFF "]
    font["maxp"].tableVersion = 0x00010000
    for name in EMPTY_MAXP:
        setattr(font["maxp"], name, 1 if name == "maxZones" else 0)
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    font.sfntVersion = "\000\001\000\000"
    return font
