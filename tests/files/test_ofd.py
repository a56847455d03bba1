"""OFD: text in page order and reading order, metadata, attachments and seals named."""

from __future__ import annotations

import pytest

from zwgk.foundation.files.readers import extract

from .makers import PLAN, lines, ofd_of

FULL = "和光县各乡镇人民政府县政府各部门要提高认识压实责任按照"  # reaches the right margin


@pytest.mark.requirement("DOC-01")
def test_text_comes_in_reading_order_whatever_the_order_in_the_file():
    pages = [[(40, 60, "一、总体要求"), (30, 40, "各乡镇人民政府："), (95, 270, "— 1 —")], [(40, 40, "二、重点任务")]]
    found = extract(ofd_of(pages), "a.ofd")
    assert lines(found) == ["各乡镇人民政府：", "一、总体要求", "二、重点任务"]
    assert [block.place for block in found.blocks] == ["第1页", "第1页", "第2页"]
    assert found.meta == {"core:title": PLAN, "ofd:文号": "和政办发〔2026〕8号"}


def test_pieces_of_one_line_are_joined_and_wrapped_lines_too():
    pages = [[(40, 40, FULL[:10]), (90, 40, FULL[10:28]), (30, 50, FULL + "、抓好"), (30, 60, "落实。"), (40, 70, "二、" + FULL[:8])]]
    assert lines(extract(ofd_of(pages), "a.ofd")) == [FULL[:28] + FULL + "、抓好落实。", "二、" + FULL[:8]]


def test_page_order_follows_the_document_not_the_names():
    data = ofd_of([[(30, 40, "第一页内容")], [(30, 40, "第二页内容")]])
    assert lines(extract(data, "a.ofd")) == ["第一页内容", "第二页内容"]


def test_a_missing_page_is_damage():
    whole = ofd_of([[(30, 40, PLAN)]])
    assert lines(extract(whole, "a.ofd")) == [PLAN]
    with pytest.raises(Exception, match="缺少页面"):
        extract(ofd_of([[(30, 40, PLAN)]]).replace(b"Page_0/Content.xml", b"Page_9/Content.xml"), "a.ofd")


def test_an_ofd_of_pictures_is_refused():
    with pytest.raises(Exception, match="没有文字"):
        extract(ofd_of([[]]), "a.ofd")
