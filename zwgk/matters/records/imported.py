"""The text of an imported document as clean HTML: headings, tables, pictures, emphasis, numbers as printed. Pure, but for the converter."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import escape
from typing import Any

import mammoth
from mammoth.transforms import paragraph

from zwgk.domain.documents import Extracted, Paragraph, Table
from zwgk.foundation.files.readers import as_printed

from . import clean

_SIZE = 8 * 1024 * 1024
_ALIGNED = {"center": "center", "right": "right", "end": "right"}
_STYLES = "\n".join(f"p[style-name='{name}'] => p.{name}:fresh" for name in ("center", "right"))
_RED = re.compile(r".{4,30}文件$")


def body(data: bytes, name: str, extracted: Extracted) -> str:
    """What stands in the document, without what only Word draws or hides."""
    printed = as_printed(data, name) if len(data) < _SIZE else None
    if printed is None:
        return clean.clean("".join(_blocks(extracted)))
    # mammoth keeps headings, lists, tables, pictures and emphasis; the alignment of signature and date travels as a style.
    made = mammoth.convert_to_html(io.BytesIO(printed), style_map=_STYLES, transform_document=paragraph(_aligned)).value
    return clean.clean(re.sub(r'<p class="(center|right)">', r'<p style="text-align: \1">', made))


def _aligned(block: Any) -> Any:
    style = _ALIGNED.get(block.alignment or "")
    heading = (block.style_name or "").lower().startswith(("heading", "标题"))
    return block.copy(style_id=style, style_name=style) if style and not heading and block.numbering is None else block


def without_head(source: str, title: str, number: str) -> str:
    """Red head, document number and title stand above the text already; they are taken off its beginning, in whatever order."""
    known = {_bare(title), _bare(number)} - {""}
    for _ in range(6):
        first = re.match(r"<(p|h[2-6])[^>]*>(.*?)</\1>", source, re.DOTALL)
        said = _bare(clean.text(first[0])) if first else ""
        if first is None or not (said in known or _RED.fullmatch(said) or (said and len(said) > 5 and _bare(title).startswith(said))):
            break
        title = title if said in known or _RED.fullmatch(said) else title[len(said) :]
        known.add(_bare(title))
        source = source[first.end() :].lstrip()
    return source


def _bare(text: str) -> str:
    return re.sub(r"[\s\[\]〔〕（）()]", "", text)


def _blocks(extracted: Extracted) -> Iterator[str]:
    for block in extracted.blocks:
        if isinstance(block, Paragraph):
            if words := f"{block.number}{block.text}".strip():
                tag = "h2" if block.style in ("h1", "h2", "title") else "h3" if block.style == "h3" else "p"
                yield f"<{tag}{_align(block.style)}>{escape(words)}</{tag}>"
        elif isinstance(block, Table):
            yield _table(block)


def _align(style: str) -> str:
    return f' style="text-align: {style}"' if style in ("center", "right") else ""


def _table(table: Table) -> str:
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda one: (one.row, one.column)):
        spans = "".join(f' {name}="{count}"' for name, count in (("rowspan", cell.row_span), ("colspan", cell.column_span)) if count > 1)
        rows[cell.row].append(f"<td{spans}>{escape(cell.text)}</td>")
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows if row) + "</table>"
