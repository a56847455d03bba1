"""The front door: a document or the JSON of a report → Report. What is no report is refused, saying what was found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from zwgk.domain.documents import Extracted, Paragraph, Table
from zwgk.domain.errors import BadInput
from zwgk.law.annualform_model import FormDef, form_for

from .filling import Filling
from .from_tables import read_tables
from .from_text import Known, pack, read_text
from .json_shapes import shape_of
from .model import Report
from .narrative import known_counts
from .sections import WRITTEN, sections

_OLD = re.compile(r"本年新制作数量|政府集中采购|对外公开总数量|旧格式|采购项目数量")
_NEW = re.compile(r"本年制发件数|本年废止件数|逾期未按收费通知|新格式")
_YEAR = re.compile(r"(20[12]\d)年?度?(?=[^\d]{0,40}年度?报告)")
_PERIOD = re.compile(r"(20[12]\d)年1月1日[起至到—~-]")
_TITLE = re.compile(r"[^\n。]{0,60}(?:信息公开|政务公开)[^\n。]{0,30}年度?报告[^\n。]{0,12}")

Forms = Mapping[str, FormDef]


def from_document(document: Extracted, forms: Forms, name: str = "") -> Report:
    """The report in an HTML page, .docx, PDF or text; BadInput when there is none."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    lines = [f"{block.number}{block.text}" for block in document.blocks if isinstance(block, Paragraph)]
    text = "\n".join(lines)
    everything = "\n".join([text, *("\n".join(cell.text for cell in table.cells) for table in tables)])
    title = _title(lines, document.meta)
    year = _year_of(title, everything, name)
    form = _form(everything, year, forms)
    texts = {ident: piece for ident, piece in sections(text).items() if ident in WRITTEN}
    filling = read_tables(tables, form)
    if not filling.has("R1") and not filling.has("R3.7"):
        loose = read_text(everything, form, _known(texts, year))
        filling = loose if len(loose.cells) > len(filling.cells) else filling
    return _finished(filling, Report(form.id, year, _organ(title), title, texts=texts), text)


def from_json(data: object, forms: Forms, name: str = "", beside: str = "") -> Report:
    """The report in JSON; `beside` is the text of a file of the same name, if the JSON points to it."""
    shape = shape_of(data)
    year = shape.year or _year_of(shape.title, shape.title, name)
    form = _form(shape.says, year, forms)
    text = f"{shape.narrative}\n{beside}" if beside else shape.narrative
    texts = {ident: piece for ident, piece in ({**sections(text), **shape.texts}).items() if ident in WRITTEN}
    filling = Filling(form)
    shape.fill(filling, _known(texts, year))
    return _finished(filling, Report(form.id, year, shape.organ or _organ(shape.title), shape.title, texts=texts), text)


def _known(texts: Mapping[str, str], year: int | None) -> Known:
    return {"normative": known_counts("\n".join(texts.values()), year)}


def _finished(filling: Filling, report: Report, text: str) -> Report:
    requests = filling.form.table("requests")
    missing = [row.mark for row in requests.rows if not filling.has(row.id)]
    if len(missing) > len(requests.rows) - 3:
        raise BadInput(*_nothing(text, filling), remedy="请上传完整的年度报告（网页、.docx 或机器可读的 JSON）。")
    notes = list(filling.notes)
    if missing:
        notes.append(f"第三部分没有读到这些行：{'、'.join(missing)}；牵涉它们的勾稽关系没有核对。")
    if not any(cell.startswith("review:") for cell in filling.cells):
        notes.append("没有读到第四部分的数字。")
    if not filling.has("normative"):
        notes.append("没有读到第二部分规范性文件的件数。")
    if filling.guessed:
        notes.append("有的数字在原件中连写，按合计和文字还原；还原的格：" + "、".join(sorted({cell.partition(":")[0] for cell in filling.guessed})) + "。")
    return replace(report, cells=filling.cells, bad=filling.bad, guessed=frozenset(filling.guessed), notes=tuple(notes))


def _nothing(text: str, filling: Filling) -> tuple[str]:
    if re.search(r"总体情况|依申请公开", text) and "信息公开" in text:
        return ("文件里只有年度报告的文字，没有第三部分的统计表，勾稽关系无从核对。",)
    return ("文件里没有政府信息公开工作年度报告：没有读到第三部分的统计表。",)


def _form(says: str, year: int | None, forms: Forms) -> FormDef:
    """What the tables show counts; else the year; else the newest form."""
    packed = pack(says)
    if _NEW.search(packed) and not _OLD.search(packed):
        return forms["2021"]
    if _OLD.search(packed) and not _NEW.search(packed):
        return forms["2019"]
    try:
        return form_for(forms, year or 9999)
    except KeyError:
        return forms["2019"]


def _title(lines: list[str], meta: Mapping[str, str]) -> str:
    for line in [meta.get("标题", ""), *lines[:30], *meta.values()]:
        match = _TITLE.search(re.sub(r"[ \t\u3000\xa0]+", "", line))
        if match and "根据" not in match[0] and "要求" not in match[0]:
            return re.sub(r"^(?:标题|名称)[:：]", "", match[0])
    return ""


def _year_of(title: str, everything: str, name: str) -> int | None:
    for pattern, text in ((_YEAR, title), (_PERIOD, re.sub(r"\s", "", everything)), (_YEAR, everything), (re.compile(r"(20[12]\d)"), name)):
        match = pattern.search(text)
        if match:
            return int(match[1])
    return None


def _organ(title: str) -> str:
    words = re.sub(r"20[12]\d年?度?|(?:人民)?政府信息公开.*|政务公开.*|信息公开.*|关于|的?$", "", title)
    return words.strip("《》 的") + ("人民政府" if re.search(r"人民政府信息公开", title) else "")


