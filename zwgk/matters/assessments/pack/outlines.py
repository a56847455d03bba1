"""The characters of GBK cut out of a typeface, and its cubic outlines made quadratic. Loaded when a machine's font is converted, not before."""

from __future__ import annotations

from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

EMPTY_MAXP = (
    "maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions",
    "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth",
)  # fmt: skip


def quadratic(file: Path, index: int) -> TTFont:
    """The font with outlines as TrueType has them."""
    return _outlined(_subset(file, index))


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
