"""For the screening a file gives everything: what it shows, what it hides, what lies inside it; what cannot be read is refused."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
import weasyprint
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image

from zwgk.domain.errors import BadInput
from zwgk.domain.screening import NO_LISTS, Severity, screen_document
from zwgk.foundation.files.readers import whole

from .makers import converted, docx_of, needs_soffice, p

# Valid check digits; the persons do not exist.
NUMBERS = ("360102199001011002", "360102199001011010", "360102199001011029", "360102199001011037", "360102199001011045", "360102199001011053")
ONE, TWO, THREE, FOUR, FIVE, SIX = NUMBERS


def found(data: bytes, name: str) -> dict[str, str]:
    """Certain identity numbers → where."""
    hits = screen_document(whole(data, name), NO_LISTS)
    return {"".join(filter(str.isalnum, each.text)): each.where for each in hits if each.severity is Severity.CERTAIN}


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_with(number: str) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = number
    return saved(book)


@pytest.mark.requirement("ATT-09")
def test_what_word_keeps_beside_the_text() -> None:
    body = p("通知正文") + (
        f'<w:p><w:r><w:instrText>HYPERLINK "http://a/?id={ONE}"</w:instrText></w:r><w:r><w:drawing><wp:docPr xmlns:wp="wp" id="1" descr="证件照{TWO}"/></w:drawing></w:r>'
        f"<w:moveFrom><w:r><w:t>移走的{THREE}</w:t></w:r></w:moveFrom></w:p><w:p><w:r><w:t>断{FOUR[:9]}</w:t><w:br/><w:t>{FOUR[9:]}</w:t></w:r></w:p>"
    )
    data = docx_of(body, docProps__custom=f"<Properties><lpwstr>{FIVE}</lpwstr></Properties>", word__charts__chart1=f"<c><v>{SIX}</v></c>")
    assert set(found(data, "通知.docx")) == set(NUMBERS)


@pytest.mark.requirement("ATT-09")
def test_a_workbook_inside_a_document_is_opened() -> None:
    data = docx_of(p("见附表"), **{"word__embeddings__表.xlsx": book_with(ONE)})
    assert found(data, "通知.docx")[ONE] == "内嵌文件“表.xlsx” 工作表「Sheet」A1"
    locked = whole(docx_of(p("见附表"), **{"word__embeddings__表.xlsx": b"PK\x03\x04broken"}), "通知.docx")
    assert "内嵌文件“表.xlsx”没有筛查" in locked.notes[0]


@pytest.mark.requirement("ATT-09")
def test_what_a_workbook_keeps_beside_its_cells() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"] = "名单", f'=HYPERLINK("http://a/{ONE}","看")'
    sheet["C1"] = "链接"
    sheet["C1"].hyperlink = f"http://a/{TWO}"
    sheet.oddHeader.center.text = f"打印{THREE}"
    book.defined_names["号"] = DefinedName("号", attr_text=f'"{FOUR}"')
    book.properties.title = FIVE
    assert set(found(saved(book), "名单.xlsx")) == {ONE, TWO, THREE, FOUR, FIVE}


def test_a_number_turned_into_scientific_notation_is_doubted_in_its_column() -> None:
    book = openpyxl.Workbook()
    book.active.append(["姓名", "身份证号"])
    book.active.append(["王小三", 360102199001011053])
    hits = screen_document(whole(saved(book), "名单.xlsx"), NO_LISTS)
    assert [(each.severity, each.where) for each in hits] == [(Severity.SUSPECTED, "工作表「Sheet」B2")]


@pytest.mark.requirement("ATT-09")
def test_a_pdf_with_narrow_columns_links_and_form_fields() -> None:
    page = f'<p style="width:4em;word-break:break-all">{ONE}</p><p style="font-size:1px">{TWO}</p><a href="http://a/{THREE}">看</a><input value="{FOUR}"><p>和光县公示名单如下</p>'
    data = weasyprint.HTML(string=page).write_pdf(pdf_forms=True, attachments=[weasyprint.Attachment(string=FIVE, name="名单.txt")])
    assert set(found(data, "公示.pdf")) == {ONE, TWO, THREE, FOUR, FIVE}


@needs_soffice
@pytest.mark.requirement("ATT-09")
def test_older_workbooks_hide_sheets_too(tmp_path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "公开的名单"
    hidden = book.create_sheet("底册")
    hidden["A1"] = ONE
    hidden.sheet_state = "hidden"
    assert "隐藏的工作表" in found(converted(saved(book), "xlsx", "xls", tmp_path), "名单.xls")[ONE]


def test_a_page_without_body_is_looked_through_all_the_same() -> None:
    page = f"<html><body><div hidden>{ONE}</div><script>var x='{TWO}'</script><!-- {THREE} --><img alt='照片{FOUR}'></body></html>"
    assert set(found(page.encode(), "名单.html")) == {ONE, TWO, THREE, FOUR}


@pytest.mark.parametrize(
    ("data", "name"),
    [("只是一段文字".encode(), "通知.docx"), ("只是一段文字".encode(), "通知.pdf"), (b"<html><body><h1>404</h1><p>x</p></body></html>", "名单.xlsx"), (b"PK\x03\x04" + bytes(40), "名单.xlsx"), (b"%PDF-1.7\nbroken", "通知.pdf"), (b"", "空.docx")],
)
def test_what_cannot_be_read_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(BadInput):
        whole(data, name)


def test_pictures_are_told_because_nobody_looked_into_them() -> None:
    picture, out = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "png")
    document = docx.Document()
    document.add_paragraph("见图").add_run().add_picture(picture)
    document.save(out)
    assert any("1 张图片" in note for note in whole(out.getvalue(), "通知.docx").notes)


@pytest.mark.requirement("ATT-09")
def test_entries_that_people_add_to_the_properties_of_a_pdf_are_screened_also_when_they_lie_compressed() -> None:
    page = weasyprint.HTML(string=f"<meta name='handler' content='经办人身份证{ONE}'><p>通知正文，请各单位遵照执行。</p>")
    for pressed in (False, True):
        data = page.write_pdf(custom_metadata=True, uncompressed_pdf=not pressed)
        assert found(data, "通知.pdf") == {ONE: "书签和文件属性"}, pressed
    broken = page.write_pdf(custom_metadata=True).replace(b"startxref", b"startxxxx")
    assert whole(broken, "通知.pdf").blocks
