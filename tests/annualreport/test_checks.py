"""One cell changed, and exactly the right checks fire."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zwgk.domain.annualreports import Report, Violation, check

from .samples import changed, form_of, sound


def fired(report: Report, previous: Report | None = None) -> set[str]:
    return {each.check for each in found(report, previous)}


def found(report: Report, previous: Report | None = None) -> list[Violation]:
    return check(report, form_of(report), previous)


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2025])
def test_nothing_is_found_where_nothing_is_wrong(year: int) -> None:
    assert found(sound(year)) == []


MUTATIONS = [
    ({"R1__natural": 37}, {"H1", "H3"}),
    ({"R2__total": 3}, {"H1", "H3", "S4"}),
    ({"R3_3_4__natural": 4}, {"H2", "H3"}),
    ({"R3_7__natural": 36}, {"H1", "H2", "H3"}),
    ({"R3_7__total": 40}, {"H1", "H2", "H3", "S4"}),
    ({"R4__legal_service": 0}, {"H1", "H3"}),
    ({"R3_4_1__total": 5}, {"H2", "H3", "S4"}),
    ({"R3_2__natural": 9, "R3_2__total": 10}, {"H2", "S4"}),
    ({"review__upheld": 2}, {"H5"}),
    ({"after__total": 1}, {"H5", "S4"}),
    ({"rules__valid": 2}, {"S2"}),
    ({"R3_5_4__natural": -1}, {"H2", "H3", "H7"}),
    ({"licence__decided": 12.5}, {"H7"}),
    ({"normative__made": 7}, {"S4"}),
]


@pytest.mark.parametrize("cells, checks", MUTATIONS, ids=lambda value: "-".join(sorted(value)))
def test_one_cell_changed(cells: dict[str, object], checks: set[str]) -> None:
    assert fired(changed(sound(), **cells)) == checks


def test_the_arithmetic_is_told_with_the_marks_of_the_form() -> None:
    [column, row] = found(changed(sound(), R1__natural=37))
    assert column.arithmetic == "自然人：一 37 + 二 2 = 39 ≠ 三（七） 35 + 四 3 = 38（相差 1）"
    assert column.cells == ("R1:natural", "R2:natural", "R3.7:natural", "R4:natural")
    assert row.arithmetic == "一：总计 43 ≠ 自然人 37 + 商业企业 4 + 科研机构 1 + 法律服务机构 2 = 44（相差 1）"


def test_results_counted_twice_are_called_so() -> None:
    [wrong, _] = found(changed(sound(), R3_3_4__natural=4))
    assert "区分处理" in wrong.text


def test_a_blank_total_is_the_sum_of_its_parts() -> None:
    blank = {cell: None for cell in sound().cells if cell.startswith("R3.3") and cell.endswith(":total")}
    report = sound()
    assert found(replace(report, cells={**report.cells, **blank})) == []


def test_what_is_no_figure_is_named() -> None:
    report = sound()
    [wrong] = found(replace(report, bad={"R3.3.4:natural": "见附件"}))
    assert (wrong.check, wrong.arithmetic) == ("H7", "三（三）4·自然人：“见附件”不是数字")


# --- two years -----------------------------------------------------------------------------


def test_carried_over_is_what_last_year_left() -> None:
    last = changed(sound(2023), R4__natural=2, R4__legal_service=0, R4__total=2, normative__valid=50)
    assert fired(sound(), last) == set()
    assert fired(sound(), changed(last, R4__natural=1, R4__total=1)) == {"H4"}
    [wrong, _] = found(sound(), changed(last, R4__natural=1, R4__total=1))
    assert wrong.arithmetic == "自然人：二、上年结转 2 ≠ 2023年度四、结转下年度 1（相差 1）"


def test_validity_follows_from_last_year() -> None:
    last = changed(sound(2023), R4__natural=2, R4__legal_service=0, R4__total=2, normative__valid=49)
    [wrong] = found(sound(), last)
    assert wrong.arithmetic == "行政规范性文件：2023年度现行有效件数 49 + 本年制发件数 6 − 本年废止件数 2 = 53 ≠ 现行有效件数 54（相差 1）"


def test_pending_suits_come_back() -> None:
    last = changed(sound(2023), R4__natural=2, R4__legal_service=0, R4__total=2, normative__valid=50, direct__pending=4)
    assert fired(sound(), last) == {"S5"}


def test_items_follow_in_the_older_form() -> None:
    last = changed(sound(2019), R4__natural=2, R4__legal_service=0, R4__total=2, licence__before=300, licence__change=-5)
    assert fired(changed(sound(2020), licence__before=295), last) == set()
    assert fired(changed(sound(2020), licence__before=296), last) == {"S1"}


def test_a_report_of_another_year_is_not_last_years() -> None:
    assert fired(sound(2024), changed(sound(2022), R4__natural=9)) == set()


def test_a_government_sums_up_its_organs() -> None:
    report = sound()
    assert check(report, form_of(report), below=[sound()]) == []
    assert {each.check for each in check(report, form_of(report), below=[sound(), sound()])} == {"S3"}


# --- the text ------------------------------------------------------------------------------

TOLD = [
    ("全年共受理政府信息公开申请44件。", "受理政府信息公开申请44件"),
    ("收到４５件政府信息公开申请，均按期答复。", "收到45件政府信息公开申请"),
    ("本年度未收到政府信息公开申请。", "未收到政府信息公开申请"),
    ("依申请公开方面，予以公开及部分公开30件。", "予以公开及部分公开30件"),
    ("依申请公开答复中，予以公开20件，占48.5%。", "予以公开20件，占48.5%"),
    ("因政府信息公开被申请行政复议4件。", "行政复议4件"),
    ("因信息公开引发行政诉讼1起。", "行政诉讼1起"),
    ("全年未发生因政府信息公开引起的行政复议。", "行政复议"),
    ("全县制定出台行政规范性文件8件。", "制定出台行政规范性文件8件"),
    ("目前现行有效的行政规范性文件50件。", "规范性文件50件"),
    ("全年作出行政许可决定4,530件。", "作出行政许可决定4,530件"),
    ("依申请公开：结转下年度继续办理3件。", "结转下年度继续办理3件"),
]


@pytest.mark.parametrize("text, words", TOLD, ids=[words for _, words in TOLD])
def test_text_against_tables(text: str, words: str) -> None:
    report = replace(sound(), texts={"overview": text, "others": "没有收取信息处理费。"})
    [wrong] = found(report)
    assert wrong.check == "S4" and words in wrong.arithmetic


RIGHT = [
    "2023年共收到政府信息公开申请60件。去年予以公开30件。",
    "共收到政府信息公开申请43件，其中自然人36件、商业企业4件，答复41件（含上年度结转2件），另有4件按规定顺延到下年度答复。",
    "予以公开20件，占48.78%；部分公开9件，占21.9%；因本机关不掌握无法提供4件。",
    "办理政府信息公开申请45件。全年办理行政复议案件120件，行政诉讼30件。",
    "通过门户网站主动公开政府信息10407条，解读96篇，公开行政规范性文件62件。",
    "办理人大代表建议、政协提案30件，予以公开28件。收到群众来信申请核实12件。",
    "行政复议3件，其中结果维持1件，结果纠正1件；因信息公开引起行政诉讼3件。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_text_that_agrees_or_speaks_of_something_else(text: str) -> None:
    assert found(replace(sound(), texts={"overview": text})) == []


def test_lapse_for_want_of_payment_needs_a_word_about_the_fee() -> None:
    report = changed(sound(), R3_6_1__natural=0, R3_6_1__total=0, R3_6_2__natural=1, R3_6_2__total=1)
    assert fired(report) == set()
    assert fired(replace(report, texts={"overview": "平稳有序。"})) == {"S4"}
