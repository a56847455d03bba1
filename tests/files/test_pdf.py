"""PDF: paragraphs rejoined, page numbers dropped, tables read and joined over pages, scans told apart."""

from __future__ import annotations

import base64
import io

import docx
import pypdfium2
import pytest
from PIL import Image

from zwgk.foundation.files.readers import extract, pdf

from .makers import PLAN, SENTENCE, converted, grid, lines, needs_ocr, needs_soffice, pdf_of, saved, spans, tables


def plan(paragraphs: int = 3) -> bytes:
    body = f"<h1>{PLAN}</h1><p style='text-indent:0'>各乡镇人民政府，县政府各部门：</p><p>一、总体要求</p>" + f"<p>{SENTENCE}{SENTENCE}</p>" * paragraphs
    sign = "<p style='text-align:right;padding-right:4em'>和光县人民政府办公室</p><p style='text-align:right;padding-right:4em'>2026年3月2日</p>"
    return pdf_of(body + sign, title=PLAN)


def scan(data: bytes) -> bytes:
    """The PDF as a scanner would make it: one picture per page."""
    document = pypdfium2.PdfDocument(data)
    images = [page.render(scale=200 / 72).to_pil().convert("L") for page in document]
    document.close()
    out = io.BytesIO()
    images[0].save(out, "PDF", resolution=200, save_all=True, append_images=images[1:])
    return out.getvalue()


@pytest.mark.requirement("DOC-01")
def test_wrapped_lines_become_paragraphs_and_page_numbers_vanish():
    found = extract(plan(8), "a.pdf")
    assert "".join(lines(found)[:2]) == PLAN
    assert lines(found)[3:] == ["一、总体要求", *[SENTENCE * 2] * 8, "和光县人民政府办公室", "2026年3月2日"]
    assert found.meta["core:title"] == PLAN and not found.scanned
    assert [block.style for block in found.blocks[-2:]] == ["right", "right"] and found.blocks[0].style == "title"
    assert found.blocks[0].place == "第1页" and found.blocks[-1].place != "第1页"


@pytest.mark.requirement("DOC-03")
def test_a_table_over_several_pages_is_one_table():
    rows = "".join(f"<tr><td>{at}</td><td>推进第{at}项重点领域信息公开，逐项落实到位，确保准确完整</td><td>县教育局</td></tr>" for at in range(1, 61))
    found = extract(pdf_of(f"<p>附件</p><table><thead><tr><th>序号</th><th>任务</th><th>责任单位</th></tr></thead><tbody>{rows}</tbody></table><p>以上任务按月调度。</p>"), "a.pdf")
    (table,) = tables(found)
    assert (table.rows, table.columns) == (61, 3)
    assert grid(table)[(60, 0)] == "60" and grid(table)[(60, 1)].startswith("推进第60项重点领域信息公开，逐项落实到位")
    assert lines(found) == ["附件", "以上任务按月调度。"]


@pytest.mark.requirement("DOC-03")
def test_merged_cells_of_a_pdf_table():
    table = "<table><tr><td rowspan=2>公开权责清单</td><td>县委编办</td><td>6月底前</td></tr><tr><td>县司法局</td><td>9月底前</td></tr><tr><td colspan=3>备注</td></tr></table>"
    (read,) = tables(extract(pdf_of(table), "a.pdf"))
    assert spans(read) == {"公开权责清单": (2, 1), "备注": (1, 3)}


def test_running_heads_are_dropped_and_named():
    found = extract(pdf_of(f"<p>{SENTENCE}</p>" * 30, '@page{@top-left{content:"和光县人民政府公报 2026年第3号"}}'), "a.pdf")
    assert set(lines(found)) == {SENTENCE}
    assert "和光县人民政府公报" in found.notes[0]


@needs_ocr
@pytest.mark.requirement("DOC-08")
def test_a_scanned_page_is_recognised_and_said_to_be():
    found = extract(scan(plan(1)), "a.pdf")
    text = "".join(lines(found))
    assert found.scanned and "逐字核对" in found.notes[0]
    assert sum(1 for words in ("政务公开", "人民政府", "按照职责分工", "监督权") if words in text) >= 3


def test_a_scan_without_tesseract_is_refused_with_the_way_out(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Exception, match="扫描件.*tesseract") as refusal:
        extract(scan(pdf_of(f"<p>{SENTENCE}</p>")), "a.pdf")
    assert refusal.value.field == "file"


@pytest.mark.requirement("DOC-01")
def test_the_real_pdf_gives_the_paragraphs_of_its_text(shared):
    folder = shared / "documents" / "open" / "other_notices"
    found = lines(extract((folder / "govdoccn_397.pdf").read_bytes(), "govdoccn_397.pdf"))
    for words in ("关于加强个人所得税纳税信用建设的通知", "一、总体要求", "（二）建立健全个人所得税纳税信用记录", "发改办财金规〔2019〕860号", "2019年8月20日"):
        assert words in found
    whole = "".join(found)
    kept = [line.strip().rstrip("。") for line in (folder / "govdoccn_397.txt").read_text("utf-8").splitlines()[4:]]
    assert all(line in whole for line in kept if line)


def test_a_scan_with_a_text_layer_is_said_to_be_recognised():
    picture = base64.b64encode(scan_picture()).decode()
    body = f"<img src='data:image/png;base64,{picture}' style='position:absolute;top:0;left:0;width:210mm;height:297mm'><p>{SENTENCE}</p>"
    found = extract(pdf_of(body, "@page{margin:0;@bottom-center{content:none}}"), "a.pdf")
    assert found.scanned and "与图像核对" in found.notes[0] and SENTENCE[:10] in "".join(lines(found))


def test_pages_that_pdfplumber_cannot_follow_are_read_another_way(monkeypatch):
    data = plan(2)

    def stumble(page: object) -> None:
        raise ValueError("unexpected")

    monkeypatch.setattr(pdf, "read_page", stumble)
    found = extract(data, "a.pdf")
    assert "结构不规范" in found.notes[0]
    assert lines(found)[-3:] == [SENTENCE * 2, "和光县人民政府办公室", "2026年3月2日"]


def scan_picture() -> bytes:
    out = io.BytesIO()
    Image.new("L", (210, 297), 250).save(out, "PNG")
    return out.getvalue()


@needs_soffice
@pytest.mark.requirement("DOC-03")
def test_rows_and_merged_cells_cut_by_page_ends_are_healed(tmp_path):
    """The table that Word holds and the table read from its PDF are the same, cell by cell."""
    document = docx.Document()
    table = document.add_table(1, 3, style="Table Grid")
    for column, label in enumerate(("重点任务", "具体内容", "责任单位")):
        table.cell(0, column).text = label
    for number in range(1, 31):
        row = table.add_row()
        row.cells[1].text = f"{number}.持续推进第{number}项重点领域政府信息公开工作，明确公开内容、公开时限和公开渠道，及时更新调整公开事项目录，确保应公开尽公开。"
        row.cells[2].text = "县政府办牵头，县直各有关单位按照职责分工负责"
        if number % 6 == 0:
            table.cell(number - 5, 0).merge(table.cell(number, 0)).text = "加强重点领域信息公开"
    document.add_paragraph("（此件公开发布）")
    data = saved(document)
    printed = extract(converted(data, "docx", "pdf", tmp_path), "a.pdf")
    both = [{(c.row, c.column, c.row_span, c.text) for c in tables(found)[0].cells} for found in (extract(data, "a.docx"), printed)]
    assert both[0] == both[1] and len(tables(printed)) == 1
