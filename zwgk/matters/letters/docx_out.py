"""A template and its words → a .docx. Templates are code of strangers: they run in Jinja's sandbox, without ranges or includes."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Mapping
from typing import Any

import jinja2
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2.sandbox import ImmutableSandboxedEnvironment

from zwgk.domain.errors import BadInput

SEAL_WIDTH = 42  # mm: the seal of a county's organ
SEAL_NAME = "印章"
MM = 36000  # English metric units
_HALF = re.compile(r"\{\{|\}\}|\{%|%\}")  # half a tag, left over when the whole ones are taken away
_WIDE = re.compile(r"[｛{]\s*[｛]|[｝]\s*[｝}]")
_PART = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def render(template: bytes, words: Mapping[str, Any], seal: bytes | None = None) -> bytes:
    """The finished document; BadInput says what in the template is wrong."""
    document = DocxTemplate(io.BytesIO(template))
    said = dict(words)
    if seal:
        said["seal"] = InlineImage(document, io.BytesIO(seal), width=Mm(SEAL_WIDTH))
    try:
        document.render(said, environment())
        if seal:
            _float_seals(document)
        out = io.BytesIO()
        document.save(out)
    except jinja2.TemplateError as error:
        raise _wrong(template, error) from error
    return out.getvalue()


def environment() -> jinja2.Environment:
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    made.globals.clear()
    return made


def used(template: bytes) -> dict[str, str]:
    """Variable → the line of the template in which it is used for the first time."""
    document = DocxTemplate(io.BytesIO(template))
    try:
        names = document.get_undeclared_template_variables(environment())
    except jinja2.TemplateError as error:
        raise _wrong(template, error) from error
    lines = _lines(template)
    return {name: next((line for line in lines if _uses(line, name)), "") for name in sorted(names)}


def _lines(template: bytes) -> list[str]:
    """Every paragraph: body, tables, headers and footers."""
    document = DocxTemplate(io.BytesIO(template)).get_docx()
    roots = [document.element.body]
    for section in document.sections:
        roots += [part._element for part in (section.header, section.footer) if not part.is_linked_to_previous]
    return [
        "".join(text.text or "" for text in line.iter(qn("w:t"))) for root in roots for line in root.iter(qn("w:p"))
    ]


def check_whole(template: bytes) -> None:
    """Refuse a template with a broken tag, naming its place; a tag that WPS has cut into runs is whole."""
    if places := _places(template):
        raise _refused(f"模板里的大括号写坏了：{places}。")


def _wrong(template: bytes, error: jinja2.TemplateError) -> BadInput:
    places = _places(template)
    return _refused(f"模板里的大括号写坏了：{places}。" if places else f"模板里的语法有错：{error}。")


def _places(template: bytes) -> str:
    return "；".join(f"第 {number} 段“{line[:60]}”{what}" for number, line, what in broken(template))


def _refused(said: str) -> BadInput:
    remedy = "请对照默认模板改正：变量写作 {{ title }}，大括号、百分号用英文半角并且成对，一个变量写在同一段里。"
    return BadInput(said, field="file", remedy=remedy)


def broken(template: bytes) -> list[tuple[int, str, str]]:
    """Number, text and fault of every paragraph in which a tag is not whole, or not what Jinja can read."""
    found = []
    for number, line in enumerate(_lines(template), 1):
        rest = _PART.sub("", line)
        if _HALF.search(rest):
            found.append((number, line, "里的大括号或百分号不成对"))
        elif _WIDE.search(line):
            found.append((number, line, "里用了全角的大括号"))
        elif any(not _reads(part) for part in _PART.findall(line)):
            found.append((number, line, "里的变量名写错了"))
    return found


def _reads(part: str) -> bool:
    """True when Jinja can read the inside of a {{ … }}; blocks are judged as a whole page only."""
    if not part.startswith("{{"):
        return True
    try:
        environment().parse(part)
    except jinja2.TemplateError:
        return False
    return True


def _uses(line: str, name: str) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", part) for part in _PART.findall(line))


def _float_seals(document: DocxTemplate) -> None:
    """Lay the seal over the signature instead of in a line of its own: right of the page, a little above."""
    for number, inline in enumerate(list(document.docx.element.body.iter(qn("wp:inline"))), 1):
        extent, graphic = inline.find(qn("wp:extent")), inline.find(qn("a:graphic"))
        anchor = parse_xml(
            f'<wp:anchor {nsdecls("wp", "a", "r")} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" '
            'behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            f'<wp:positionH relativeFrom="margin"><wp:posOffset>{100 * MM}</wp:posOffset></wp:positionH>'
            f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{-8 * MM}</wp:posOffset></wp:positionV>'
            f'<wp:extent cx="{extent.get("cx")}" cy="{extent.get("cy")}"/><wp:wrapNone/>'
            f'<wp:docPr id="{9000 + number}" name="{SEAL_NAME}"/><wp:cNvGraphicFramePr/></wp:anchor>'
        )
        anchor.append(copy.deepcopy(graphic))
        inline.getparent().replace(inline, anchor)
