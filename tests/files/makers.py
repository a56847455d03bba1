"""Small real files for the reader tests, made by the same programs that offices use or written part by part."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
import weasyprint

from zwgk.domain.documents import Extracted, Paragraph, Table
from zwgk.foundation.files.readers import available

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PLAN = "和光县人民政府办公室关于印发和光县2026年政务公开工作要点的通知"
SENTENCE = "各乡镇人民政府、县政府各部门要提高认识，压实责任，按照职责分工抓好落实，确保各项任务按时完成，切实保障人民群众的知情权、参与权、表达权和监督权。"

needs_soffice = pytest.mark.skipif(not available()["soffice"], reason="LibreOffice (soffice) is not installed")
needs_ocr = pytest.mark.skipif(not available()["tesseract chi_sim"], reason="tesseract with chi_sim is not installed")


def lines(found: Extracted) -> list[str]:
    return [block.number + block.text for block in found.blocks if isinstance(block, Paragraph)]


def tables(found: Extracted) -> list[Table]:
    return [block for block in found.blocks if isinstance(block, Table)]


def grid(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def spans(table: Table) -> dict[str, tuple[int, int]]:
    return {cell.text: (cell.row_span, cell.column_span) for cell in table.cells if (cell.row_span, cell.column_span) != (1, 1)}


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx_of(body: str, **parts: str | bytes) -> bytes:
    """A .docx from the inner XML of its body; further parts by name with `__` for `/`."""
    more = {name.replace("__", "/") + ("" if "." in name else ".xml"): content for name, content in parts.items()}
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"} | more)


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def saved(document: docx.document.Document | openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_plan() -> docx.document.Document:
    """A notice with a task table, as Word writes it."""
    document = docx.Document()
    document.add_paragraph(PLAN)
    document.add_paragraph(SENTENCE)
    table = document.add_table(3, 3, style="Table Grid")
    for column, label in enumerate(("任务", "责任单位", "时限")):
        table.cell(0, column).text = label
    table.cell(1, 0).merge(table.cell(2, 0)).text = "公开权责清单"
    table.cell(1, 1).text, table.cell(1, 2).text = "县委编办", "2026年6月底前"
    table.cell(2, 1).text, table.cell(2, 2).text = "县司法局", "2026年9月底前"
    document.add_paragraph("（此件公开发布）")
    return document


def task_book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "任务分工"
    for row in (["和光县2026年政务公开任务分工表"], ["序号", "任务", "责任单位"], [1, "公开权责清单", "县委编办"], [2, "公开执法结果", "县司法局"]):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    return book


def pdf_of(body: str, style: str = "", title: str = "") -> bytes:
    page = '@page{size:A4;margin:37mm 26mm 35mm 28mm;@bottom-center{content:"— " counter(page) " —"}}'
    look = 'body{font-family:"Noto Serif CJK SC";font-size:16pt;line-height:28pt}p{text-indent:2em;margin:0;text-align:justify}h1{text-align:center;font-size:22pt}'
    table = "table{border-collapse:collapse;width:100%;font-size:12pt}tr{break-inside:avoid}td,th{border:1px solid black}"
    return weasyprint.HTML(string=f"<title>{title}</title><style>{page}{look}{table}{style}</style>{body}").write_pdf()


def converted(data: bytes, ending: str, wanted: str, folder: Path) -> bytes:
    """The file as LibreOffice would save it, to get a real .doc, .xls, .rtf."""
    source = folder / f"made.{ending}"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [str(shutil.which("soffice")), "--headless", f"-env:UserInstallation={profile}", "--convert-to", wanted, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"made.{wanted}").read_bytes()


def ofd_of(pages: list[list[tuple[float, float, str]]], **parts: str | bytes) -> bytes:
    """An OFD whose pages hold (x, y, text) pieces of 5 mm type, in the order given."""
    ofd = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    entries: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {ofd}><ofd:DocBody><ofd:DocInfo><ofd:Title>{PLAN}</ofd:Title><ofd:CustomDatas><ofd:CustomData Name='文号'>和政办发〔2026〕8号</ofd:CustomData>"
        "</ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {ofd}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    for at, pieces in enumerate(pages):
        objects = "".join(
            f'<ofd:TextObject ID="1" Boundary="{x} {y} {len(text) * 5} 6" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g {len(text)} 5">{text}</ofd:TextCode></ofd:TextObject>'
            for x, y, text in pieces
        )
        entries[f"Doc_0/Pages/Page_{at}/Content.xml"] = f'<ofd:Page {ofd}><ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    return zipped(entries | {name.replace("__", "/"): content for name, content in parts.items()})


