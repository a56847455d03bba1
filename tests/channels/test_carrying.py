"""What leaves for other places: copied fields, texts, posters, the package."""

import io
import zipfile
from datetime import date

import docx
import openpyxl
import pypdfium2
import pytest
from PIL import Image

from tests.cast import AT, County, office_actor
from zwgk.domain.errors import BadInput, NotAllowed
from zwgk.foundation.files import actions as files
from zwgk.foundation.files import readers
from zwgk.matters.channels import actions, carrying, posters
from zwgk.matters.channels.actions import Column
from zwgk.matters.channels.models import Channel, Piece

from .conftest import keeper_of, new_piece

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ATT-10")]
FORM = [Column("信息标题", "title"), Column("文件编号", "文号"), Column("发文单位", "organ"), Column("发布时间", "published_on"), Column("信息来源", fixed="和光县")]


@pytest.fixture
def piece(county: County, superior: Channel) -> Piece:
    kept = [files.keep(b"%PDF-1.4 a", "申报表.pdf", actor=office_actor(), at=AT), files.keep(b"%PDF-1.4 b", "申报表.pdf", actor=office_actor(), at=AT)]
    html = "<h2>一、申报时间</h2><p>11月25日至12月10日。</p><table><tr><th>品种</th><th>元/亩</th></tr><tr><td>水稻</td><td>120</td></tr></table><script>x</script>"
    return actions.release(new_piece(county.finance, html=html, files=kept), [superior], actor=office_actor(), at=AT)[0].piece


def test_the_superiors_form_is_filled_in_its_own_words(superior: Channel, piece: Piece):
    actions.set_columns(superior, FORM, actor=office_actor(), at=AT)
    assert [(each.label, each.value) for each in carrying.filled(piece, superior)] == [
        ("信息标题", piece.title), ("文件编号", "和财〔2026〕12号"), ("发文单位", "和光县财政局"), ("发布时间", "2026-11-20"), ("信息来源", "和光县")
    ]  # fmt: skip


def test_without_a_form_the_usual_fields_are_offered(superior: Channel, piece: Piece):
    labels = [each.label for each in carrying.filled(piece, superior)]
    assert labels == ["标题", "索引号", "文号", "发布机构", "发布日期", "摘要", "正文"]


def test_only_the_office_sets_the_form_and_names_stand_once(county: County, superior: Channel):
    with pytest.raises(NotAllowed):
        actions.set_columns(superior, FORM, actor=keeper_of(county.finance)[1], at=AT)
    with pytest.raises(BadInput, match="重复"):
        actions.set_columns(superior, [*FORM, Column("信息标题")], actor=office_actor(), at=AT)


def test_the_package_holds_word_excel_and_attachments(superior: Channel, piece: Piece):
    actions.set_columns(superior, FORM, actor=office_actor(), at=AT)
    packed = zipfile.ZipFile(io.BytesIO(carrying.package(piece, superior)))
    assert packed.namelist() == [f"{piece.title}.docx", "元数据.xlsx", "附件/申报表.pdf", "附件/申报表（2）.pdf"]
    paper = docx.Document(io.BytesIO(packed.read(f"{piece.title}.docx")))
    assert [line.text for line in paper.paragraphs] == [piece.title, "一、申报时间", "11月25日至12月10日。"]
    assert [[cell.text for cell in row.cells] for row in paper.tables[0].rows] == [["品种", "元/亩"], ["水稻", "120"]]
    sheet = openpyxl.load_workbook(io.BytesIO(packed.read("元数据.xlsx"))).active
    assert [cell.value for cell in sheet[1]] == [column.label for column in FORM]
    assert sheet.cell(2, 2).value == "和财〔2026〕12号"


def test_nothing_typed_becomes_a_formula_or_a_path(county: County, superior: Channel):
    evil = actions.release(new_piece(county.finance, title='=HYPERLINK("x")/..\\a', id=9), [superior], actor=office_actor(), at=AT)[0].piece
    packed = zipfile.ZipFile(io.BytesIO(carrying.package(evil, superior)))
    assert not any("\\" in name or ".." in name.split("/") for name in packed.namelist())
    cell = openpyxl.load_workbook(io.BytesIO(packed.read("元数据.xlsx"))).active.cell(2, 1)
    assert (cell.data_type, cell.value) == ("s", evil.title)


@pytest.mark.parametrize("limit", [60, 140, 300])
def test_the_text_for_a_group_keeps_its_length_and_its_link(piece: Piece, limit: int):
    piece.text += "\n三、其他事项按有关规定办理。" * 40
    text = carrying.plain_text(piece, limit)
    assert len(text) <= limit
    if limit >= 140:
        assert text.startswith("【关于开展2026年度惠农补贴申报的通告】\n一、申报时间") and "全文：https://www.heguang.example/xxgk/7.html" in text
        assert text.endswith("（县财政局 2026年11月20日）")


def test_a_text_is_cut_at_a_sentence_where_one_ends():
    assert carrying.cut("甲乙丙。丁戊己庚辛", 6) == "甲乙丙。"
    assert carrying.cut("甲乙丙丁戊己庚辛", 5) == "甲乙丙丁…"


def test_the_poster_is_one_page_with_title_date_and_phone(county: County, piece: Piece, board: Channel):
    board.phone = "0999-6000088"
    piece.text, piece.title = piece.text + "其他事项按有关规定办理。" * 200, "关于公布和光县2026年度惠农补贴品种、标准、申报时间和地点以及监督方式的通告" * 2
    data = posters.pdf(piece, board, "和光县人民政府")
    words = "".join(getattr(block, "text", "") for block in readers.extract(data, "a.pdf").blocks)
    assert len(pypdfium2.PdfDocument(data)) == 1
    assert "监督电话：0999-6000088" in words and "2026年11月20日" in words and "扫码查看全文" in words


def test_the_poster_as_a_picture_is_a4(piece: Piece, board: Channel):
    picture = Image.open(io.BytesIO(posters.png(piece, board, "和光县人民政府")))
    assert picture.format == "PNG" and abs(picture.height / picture.width - 297 / 210) < 0.01 and piece.published_on == date(2026, 11, 20)
