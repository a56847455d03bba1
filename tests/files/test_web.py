"""Saved government pages: metadata, body and tables; no furniture."""

from __future__ import annotations

import json
import re

import pytest

from zwgk.domain.documents import Paragraph
from zwgk.foundation.files.readers import extract

from .makers import PLAN, SENTENCE, grid, lines, spans, tables

HEAD = f"""<html><head><meta charset="{{charset}}"><meta name="ArticleTitle" content="{PLAN}"><meta name="PubDate" content="2026-03-05 09:30">
<meta name="ContentSource" content="和光县人民政府办公室"><title>{PLAN}_和光县人民政府</title></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul></div>
<div class="crumbs">您现在的位置：<a href="/">首页</a> > <a href="/zc">政策文件</a></div>"""
FOOT = """<div class="share">分享到：<a>微信</a></div><div class="footer"><p>主办：和光县人民政府办公室。</p><p>澄ICP备00000000号</p></div></body></html>"""
TABLE_HEAD = """<table class="xxgk"><tr><th>索 引 号：</th><td>HG001/2026-00008</td><th>主题分类：</th><td>综合政务</td></tr>
<tr><th>发文机关：</th><td>和光县人民政府办公室</td><th>成文日期：</th><td>2026年03月02日</td></tr>
<tr><th>发文字号：</th><td>和政办发〔2026〕8号</td><th>有 效 性：</th><td></td></tr></table>"""
BODY = f"""<p style="text-align: center">{PLAN}</p><p>各乡镇人民政府，县政府各部门：</p><p>　　{SENTENCE}</p><p>一、总体要求</p><p>{SENTENCE}</p>
<p style="text-align:right">和光县人民政府办公室</p><p style="text-align:right">2026年3月2日</p>"""


def page(middle: str, charset: str = "utf-8") -> bytes:
    return (HEAD.replace("{charset}", charset) + middle + FOOT).encode("gb18030" if charset.startswith("gb") else charset)


@pytest.mark.requirement("DOC-01")
def test_the_metadata_table_is_read_and_an_empty_field_stays_empty():
    found = extract(page(TABLE_HEAD + f'<div class="TRS_Editor">{BODY}</div>'), "a.html")
    assert found.meta["索引号"] == "HG001/2026-00008" and found.meta["发文字号"] == "和政办发〔2026〕8号"
    assert found.meta["有效性"] == ""
    assert found.meta["meta:PubDate"] == "2026-03-05 09:30" and found.meta["html:title"].startswith(PLAN)
    assert not any("索引号" in line for line in lines(found))


@pytest.mark.parametrize("container", ['<div class="TRS_Editor">{}</div>', '<div id="zoom"><div>{}</div></div>', "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>", "<div><div>{}</div></div>"])
@pytest.mark.requirement("DOC-01")
def test_the_body_is_found_by_shape_without_furniture(container):
    found = extract(page(container.format(BODY)), "a.html")
    assert lines(found)[0] == PLAN and lines(found)[-1] == "2026年3月2日"
    assert len(found.blocks) == 7


def test_styles_of_paragraphs_are_kept():
    found = extract(page(f'<div class="TRS_Editor">{BODY}<h2>二、重点任务</h2></div>'), "a.html")
    assert [block.style for block in found.blocks if isinstance(block, Paragraph)] == ["center", "", "", "", "", "right", "right", "h2"]


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "utf-8"])
@pytest.mark.requirement("DOC-08")
def test_gbk_pages_are_decoded_as_declared(charset):
    assert lines(extract(page(f'<div id="zoom">{BODY}</div>', charset), "a.html"))[0] == PLAN


def test_a_page_that_declares_the_wrong_encoding_is_read_by_its_bytes():
    raw = page(f'<div id="zoom">{BODY}</div>').replace(b'charset="utf-8"', b'charset="gb2312"')
    assert lines(extract(raw, "a.html"))[0] == PLAN


@pytest.mark.parametrize(
    "pairs",
    [
        "<ul><li><span>索引号：</span><span>HG001/2026-00008</span></li><li><span>文号：</span><span>和政办发〔2026〕8号</span></li></ul>",
        "<div><p><strong>索引号</strong>：HG001/2026-00008</p><p><strong>文号</strong>：和政办发〔2026〕8号</p></div>",
        "<dl><dt>索引号</dt><dd>HG001/2026-00008</dd><dt>文号</dt><dd>和政办发〔2026〕8号</dd></dl>",
        "<div><span>索引号：HG001/2026-00008</span> <span>文号：和政办发〔2026〕8号</span></div>",
        "<table><tr><th>索引号</th><th>文号</th></tr><tr><td>HG001/2026-00008</td><td>和政办发〔2026〕8号</td></tr></table>",
    ],
)
@pytest.mark.requirement("DOC-01")
def test_metadata_in_other_forms(pairs):
    found = extract(page(pairs + f'<div class="article">{BODY}</div>'), "a.html")
    assert (found.meta["索引号"], found.meta["文号"]) == ("HG001/2026-00008", "和政办发〔2026〕8号")
    assert len(found.blocks) == 7


def test_a_bar_of_labels_is_metadata_and_the_counter_is_dropped():
    bar = "<div>发布时间：2026-03-05 09:30　来源：和光县人民政府办公室　浏览次数：12 【字号：大 中 小】</div>"
    found = extract(page(f'<div class="article">{bar}{BODY}</div>'), "a.html")
    assert (found.meta["发布时间"], found.meta["来源"]) == ("2026-03-05 09:30", "和光县人民政府办公室")
    assert "浏览次数" not in found.meta and lines(found)[0] == PLAN


def test_a_bar_inside_a_layout_table_does_not_swallow_the_body():
    rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in ("发布时间：2026-3-2　信息来源：县府办", BODY, "【打印】【关闭】"))
    found = extract(page(f"<table>{rows}</table>"), "a.html")
    assert (found.meta["发布时间"], found.meta["信息来源"]) == ("2026-3-2", "县府办")
    assert len(found.blocks) == 7


def test_related_pages_at_the_end_are_dropped():
    extra = "<div>相关解读</div><ul><li><a href='x'>一图读懂工作要点</a></li><li><a href='y'>工作要点解读</a></li></ul>"
    assert lines(extract(page(f"<div class='detail-con'>{BODY}{extra}</div>"), "a.html"))[-1] == "2026年3月2日"


def test_lines_of_a_page_without_paragraphs():
    text = f"　　{SENTENCE}<br>　　一、总体要求<br/>　　{SENTENCE}"
    for body in (text, f"<pre>{text.replace('<br>', chr(10)).replace('<br/>', chr(10))}</pre>"):
        assert lines(extract(page(f"<div class='main'>{body}</div>"), "a.html")) == [SENTENCE, "一、总体要求", SENTENCE]


def test_a_body_that_scripts_would_unhide_is_read():
    hidden = f"<div style='display:none'>{SENTENCE}</div><div id='zoom' style='display:none'>{BODY}</div>"
    assert len(extract(page(hidden), "a.html").blocks) == 7


def test_a_lone_label_in_the_text_stays_text():
    found = extract(page(f'<div class="article">{BODY}<p>来源：《和光县年鉴》第三章</p></div>'), "a.html")
    assert lines(found)[-1] == "来源：《和光县年鉴》第三章"


@pytest.mark.requirement("DOC-03")
def test_a_task_table_in_the_page_keeps_its_spans():
    table = (
        "<table><tr><td colspan=3>任务分工表</td></tr><tr><td>任务</td><td>责任单位</td><td>时限</td></tr>"
        "<tr><td rowspan=2>公开权责清单</td><td><p>县委编办</p><p>县司法局</p></td><td>6月底前</td></tr><tr><td>县财政局</td><td>9月底前</td></tr></table>"
    )
    found = extract(page(f'<div class="article">{BODY}{table}</div>'), "a.html")
    (read,) = tables(found)
    assert (read.rows, read.columns) == (4, 3)
    assert spans(read) == {"任务分工表": (1, 3), "公开权责清单": (2, 1)}
    assert grid(read)[(2, 1)] == "县委编办\n县司法局" and grid(read)[(3, 1)] == "县财政局"


def test_headline_outside_the_body_is_put_before_it():
    body = BODY.split("</p>", 1)[1] + f"<p>{SENTENCE}</p>" * 3
    found = extract(page(f'<h1>{PLAN}</h1><div class="TRS_Editor">{body}</div>'), "a.html")
    assert found.blocks[0] == Paragraph(PLAN, "网页标题", "title")


def test_scripts_hidden_text_and_comments_do_not_appear():
    extra = '<script>var a="秘密";</script><p style="display:none">隐藏的字</p><!-- 注释 --><noscript>请启用</noscript>'
    assert not re.search("秘密|隐藏|注释|启用", "".join(lines(extract(page(f'<div class="article">{extra}{BODY}</div>'), "a.html"))))


@pytest.mark.requirement("DOC-03")
def test_linked_attachments_and_pictures_are_named():
    extra = '<p>附件：<a href="P020.docx">任务分解表.docx</a></p><p><img src="a.png"></p>'
    found = extract(page(f'<div class="article">{BODY}{extra}</div>'), "a.html")
    assert "1 张图片未读取" in found.notes[0] and "任务分解表.docx" in found.notes[1]


def test_an_archive_of_one_page_is_read():
    head = "From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    found = extract(head.encode() + page(f'<div id="zoom">{BODY}</div>') + b"\r\n--b--\r\n", "a.mht")
    assert found.format == "html" and lines(found)[0] == PLAN


@pytest.mark.requirement("DOC-01")
def test_real_pages_give_the_text_and_metadata_beside_them(shared):
    pages = sorted((shared / "documents" / "open").glob("*/gov_*.html"))
    assert pages
    for file in pages:
        found = extract(file.read_bytes(), file.name)
        stated = json.loads(file.with_suffix(".meta.json").read_text("utf-8"))["parsed_from_table"]
        kept = file.with_suffix(".txt").read_text("utf-8").splitlines()
        start = next(at for at, line in enumerate(kept) if line.startswith("主 题 词")) + 1
        start += kept[start] == found.meta["主题词"]
        assert stated.items() <= found.meta.items(), file.name
        assert lines(found) == [line for line in kept[start:] if not line.startswith("扫一扫")], file.name


@pytest.mark.requirement("DOC-01")
def test_a_real_page_without_body_gives_its_metadata_and_says_so(shared):
    file = shared / "documents" / "open" / "other_notices" / "hd_edu2020.html"
    found = extract(file.read_bytes(), file.name)
    assert (found.meta["文号"], found.meta["发布日期"], found.meta["meta:ColumnType"]) == ("无", "2020年08月02日", "政策文件，信息公开")
    assert not found.blocks and "没有找到正文" in found.notes[0]
