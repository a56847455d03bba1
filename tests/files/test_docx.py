"""Word documents: printed numbers, merged cells, revisions, text boxes, notes."""

from __future__ import annotations

import pytest

from zwgk.foundation.files.readers import extract
from zwgk.foundation.files.readers.numerals import printed

from .makers import PLAN, SENTENCE, W, docx_of, grid, lines, p, saved, spans, tables, word_plan, zipped


def level(at: int, style: str, pattern: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}</w:numbering>'


def item(text: str, at: int = 0, num: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>')


PLAN_LEVELS = (level(0, "chineseCountingThousand", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3."), level(3, "decimalEnclosedCircle", "%4"))


@pytest.mark.requirement("DOC-05")
def test_automatic_numbers_are_printed_as_in_word():
    body = item("总体要求") + item("指导思想", 1) + item("工作目标", 1) + item("任务", 2) + item("子任务", 3) + item("重点任务") + item("公开", 1)
    found = extract(docx_of(body, word__numbering=numbering(*PLAN_LEVELS)), "a.docx")
    assert lines(found) == ["一、总体要求", "（一）指导思想", "（二）工作目标", "1.任务", "①子任务", "二、重点任务", "（一）公开"]
    assert found.blocks[0].text == "总体要求" and found.blocks[0].number == "一、"


@pytest.mark.parametrize(
    ("style", "number", "shown"),
    [("chineseCounting", 11, "十一"), ("chineseCountingThousand", 110, "一百一十"), ("chineseCountingThousand", 101, "一百零一"), ("japaneseCounting", 20, "二十"),
     ("ideographDigital", 10, "一〇"), ("decimalEnclosedCircleChinese", 21, "㉑"), ("chineseLegalSimplified", 12, "壹拾贰"), ("ideographTraditional", 3, "丙"),
     ("upperRoman", 14, "XIV"), ("lowerLetter", 28, "bb"), ("decimalFullWidth", 12, "１２"), ("decimalEnclosedParen", 2, "⑵"), ("decimalZero", 3, "03"), ("none", 1, "")],
)  # fmt: skip
def test_number_formats(style, number, shown):
    assert printed(number, style) == shown


def test_a_list_can_start_anew_and_levels_can_be_written_in_figures():
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    parts = numbering(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"), nums=nums)
    body = item("甲") + item("乙", 1) + item("丙") + item("丁", 0, 2)
    assert lines(extract(docx_of(body, word__numbering=parts), "a.docx")) == ["第一章甲", "1.1乙", "第二章丙", "第一章丁"]


def test_a_list_that_only_points_to_a_list_style():
    style = f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="公文"/>{level(0, "chineseCounting", "%1、")}</w:abstractNum>'
    parts = f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="公文"/></w:abstractNum>{style}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    assert lines(extract(docx_of(item("总体要求") + item("重点任务"), word__numbering=parts), "a.docx")) == ["一、总体要求", "二、重点任务"]


def test_numbers_given_by_a_style():
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="a1"><w:name w:val="一级标题"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '<w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style></w:styles>'
    )
    body = p(PLAN, '<w:pStyle w:val="t"/>') + p("总体要求", '<w:pStyle w:val="a1"/>')
    found = extract(docx_of(body, word__numbering=numbering(*PLAN_LEVELS), word__styles=styles), "a.docx")
    assert [(b.style, b.number) for b in found.blocks] == [("title", ""), ("h1", "一、")]


@pytest.mark.requirement("DOC-03")
def test_tables_keep_merged_cells_and_places():
    found = extract(saved(word_plan()), "a.docx")
    (table,) = tables(found)
    assert grid(table)[(2, 1)] == "县司法局" and (2, 0) not in grid(table)
    assert spans(table) == {"公开权责清单": (2, 1)}
    assert next(cell.place for cell in table.cells if cell.text == "县司法局") == "表1 第3行第2列"
    assert lines(found) == [PLAN, SENTENCE, "（此件公开发布）"]


def test_numbered_cells_show_their_numbers():
    row = "".join(f"<w:tr><w:tc>{item('')}</w:tc><w:tc>{p(text)}</w:tc></w:tr>" for text in ("公开权责清单", "公开执法结果"))
    found = extract(docx_of(f"<w:tbl>{row}</w:tbl>", word__numbering=numbering(level(0, "decimal", "%1"))), "a.docx")
    assert grid(tables(found)[0])[(1, 0)] == "2"


def test_a_frame_of_one_cell_is_text():
    found = extract(docx_of(f"<w:tbl><w:tr><w:tc>{p('和光县人民政府文件')}{p(PLAN)}</w:tc></w:tr></w:tbl>"), "a.docx")
    assert lines(found) == ["和光县人民政府文件", PLAN]


def test_inserted_text_is_kept_and_deleted_text_dropped():
    body = "<w:p><w:r><w:t>6月</w:t></w:r><w:ins><w:r><w:t>底前</w:t></w:r></w:ins><w:del><w:r><w:delText>中旬</w:delText></w:r></w:del></w:p>"
    found = extract(docx_of(body), "a.docx")
    assert lines(found) == ["6月底前"]
    assert "修订痕迹" in found.notes[0] and "定稿" in found.notes[0]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    body = p("由县司法局牵头", "<w:rPr><w:del/></w:rPr>") + p("负责。")
    assert lines(extract(docx_of(body), "a.docx")) == ["由县司法局牵头负责。"]


def test_text_boxes_are_read_once_where_they_are_anchored():
    box = f"<w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent>{p('和光县人民政府文件')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{p('和光县人民政府文件')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    found = extract(docx_of(f"<w:p>{box}</w:p>{p(PLAN)}"), "a.docx")
    assert lines(found) == ["和光县人民政府文件", PLAN]


def test_headers_footnotes_hidden_text_and_pictures():
    body = f"<w:p><w:r><w:t>{PLAN}</w:t><w:footnoteReference w:id='2'/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:drawing><a:blip xmlns:a='a'/></w:drawing></w:r></w:p>"
    found = extract(
        docx_of(body, word__header1=f"<w:hdr {W}>{p('内部资料')}</w:hdr>", word__footer1=f"<w:ftr {W}>{p('— 1 —')}</w:ftr>", word__footnotes=f"<w:footnotes {W}><w:footnote w:id='2'>{p('见附件')}</w:footnote></w:footnotes>"),
        "a.docx",
    )
    assert lines(found) == [PLAN, "见附件"] and found.blocks[1].place == "脚注1"
    notes = "".join(found.notes)
    assert "页眉文字未列入正文：内部资料" in notes and "页脚" not in notes and "隐藏文字" in notes and "1 张图片" in notes and "1 条脚注" in notes


def test_soft_breaks_make_lines_and_tabs_stay():
    body = "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:t>和光县</w:t><w:br/><w:t>工作</w:t><w:tab/><w:t>要点</w:t></w:r></w:p>"
    found = extract(docx_of(body), "a.docx")
    assert lines(found) == ["和光县", "工作\t要点"] and {b.style for b in found.blocks} == {"center"}


def test_the_strict_namespace_is_read_too():
    body = f"<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body>{p(PLAN)}</w:body></w:document>"
    assert lines(extract(zipped({"word/document.xml": body}), "a.docx")) == [PLAN]


@pytest.mark.requirement("DOC-01")
def test_core_properties_go_to_meta():
    document = word_plan()
    document.core_properties.title = PLAN
    assert extract(saved(document), "a.docx").meta["core:title"] == PLAN


def test_macros_are_named_and_not_run():
    found = extract(docx_of(p(PLAN), **{"word__vbaProject.bin": b"x"}), "a.docm")
    assert "含宏，未执行" in found.notes[-1]
