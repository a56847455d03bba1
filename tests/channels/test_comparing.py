"""What counts as a difference between our version and the live page, and what does not."""

from datetime import date

import pytest

from zwgk.matters.channels.comparing import Ours, Theirs, compare, days_in

TITLE = "关于开展2026年度惠农补贴申报的通告"
LINES = ("一、申报时间为11月25日至12月10日。", "二、申报地点为各乡镇便民服务中心。", "三、咨询电话：0999-6000001。")
OURS = Ours(TITLE, "\n".join((TITLE, *LINES)), date(2026, 11, 20))


def page(**more: object) -> Theirs:
    values = {"titles": (f"{TITLE}_和光县人民政府",), "paragraphs": LINES, "days": (date(2026, 11, 20),)}
    return Theirs(**{**values, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "theirs",
    [
        page(),
        page(titles=(TITLE,)),
        page(titles=()),
        page(days=()),
        page(paragraphs=("来源：县财政局 2026-11-20", TITLE, *LINES, "扫一扫在手机打开")),
        page(paragraphs=(LINES[0].replace("，", ","), " " + LINES[1] + "　", LINES[2].replace("：", ":"))),
        page(paragraphs=("\u200b".join(LINES),)),
    ],
)
def test_what_editors_of_other_platforms_always_change_is_no_difference(theirs: Theirs):
    assert compare(OURS, theirs) == []


def test_another_title_is_shown_with_both_sides():
    found = compare(OURS, page(titles=("关于开展惠农补贴申报的通告",)))
    assert [(each.field, each.ours, each.theirs) for each in found] == [("标题", TITLE, "关于开展惠农补贴申报的通告")]


def test_a_changed_sum_or_day_in_the_text_is_found_beside_what_stands_there():
    found = compare(OURS, page(paragraphs=("一、申报时间为11月25日至12月31日。", *LINES[1:])))
    assert [(each.field, each.ours, each.theirs) for each in found] == [("正文", LINES[0], "一、申报时间为11月25日至12月31日。")]


def test_a_missing_paragraph_is_told():
    found = compare(OURS, page(paragraphs=LINES[:2]))
    assert [(each.ours, each.theirs) for each in found] == [(LINES[2], "页面上没有这一段")]


def test_another_order_and_things_between_are_told():
    assert "顺序不同" in compare(OURS, page(paragraphs=(LINES[1], LINES[0], LINES[2])))[0].theirs
    assert "其他内容" in compare(OURS, page(paragraphs=(LINES[0], "广告", LINES[1], LINES[2])))[0].theirs


def test_an_empty_page_and_many_differences_stay_readable():
    assert compare(OURS, page(paragraphs=()))[0].theirs == "页面上没有读到正文"
    long = Ours(TITLE, "\n".join(f"第{n}项内容各不相同，甲乙丙丁戊己庚辛" for n in range(40)), date(2026, 11, 20))
    found = compare(long, page(paragraphs=("完全是另一篇文章",)))
    assert len(found) == 6 and found[-1].ours == "另有 35 段"


def test_another_day_is_told_unless_it_is_the_day_of_release_there():
    late = page(days=(date(2026, 11, 28),))
    assert [(each.field, each.ours, each.theirs) for each in compare(OURS, late)] == [("日期", "2026-11-20", "2026-11-28")]
    assert compare(Ours(OURS.title, OURS.text, OURS.published_on, date(2026, 11, 28)), late) == []


def test_days_are_read_in_the_ways_they_are_written():
    assert days_in(["2026-11-20 10:00", "2026年2月31日", "发布于2026年1月5日"]) == (date(2026, 11, 20), date(2026, 1, 5))
