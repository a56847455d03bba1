"""import_table, map_columns, correct_lines, put_in_use: from a file to a table that counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.assessments.conftest import HEAD, ROWS, indicator, settle, sheet_of
from tests.cast import AT, County, assessor_actor, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.journal import queries as journal
from zwgk.matters.assessments import actions, queries
from zwgk.matters.assessments.models import TABLE, IndicatorTable


@pytest.mark.requirement("EVA-01")
def test_a_table_becomes_indicators_with_units(table: IndicatorTable, county: County):
    assert table.state == "in_use" and table.indicators.count() == 5
    budget = indicator(table, "1.1")
    assert (budget.text, budget.score, budget.requirement) == ("按时公开本级政府预算、决算和本部门预算", 20, "网页截图")
    assert list(budget.organs.all()) == [county.finance]
    assert set(indicator(table, "2.1").organs.all()) == set(county.towns)
    assert set(indicator(table, "2.2").organs.all()) == {county.finance, county.justice}
    assert "启用指标表" in journal.of_subject(TABLE, table.pk).order_by("-id").first().sentence


def test_only_the_office_imports(county: County):
    for actor in (liaison_actor(county.finance), assessor_actor()):
        with pytest.raises(NotAllowed):
            actions.import_table(actions.NewTable("表", 2026), sheet_of(ROWS), "a.xlsx", actor=actor, at=AT)


@pytest.mark.parametrize(("data", "name", "said"), [(b"", "a.xlsx", "空的"), ("没有表格".encode(), "a.txt", "没有表格"), (b"MZ\x90", "a.exe", "已拒绝")])
def test_what_is_no_table_is_refused_in_words(county: County, data: bytes, name: str, said: str):
    with pytest.raises(BadInput, match=said):
        actions.import_table(actions.NewTable("表", 2026), data, name, actor=office_actor(), at=AT)
    assert not IndicatorTable.objects.exists()


def test_names_that_nobody_knows_wait_for_a_person(county: County):
    rows = [[1, "公开", None, "公开信息", 5, None, "县卫健局", None]]
    table = actions.import_table(actions.NewTable("表", 2026), sheet_of(rows, merges=()), "a.xlsx", actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="县卫健局"):
        actions.put_in_use(table, actions.Decisions({}), actor=office_actor(), at=AT)
    actions.put_in_use(table, actions.Decisions({"县卫健局": [county.justice]}), actor=office_actor(), at=AT)
    assert list(indicator(table, "1.1").organs.all()) == [county.justice]


def test_rows_that_name_nobody_need_a_decision(draft: IndicatorTable, county: County):
    meant = {name: organs for name, (_, organs) in queries.proposed_organs(draft, AT.date()).items()}
    with pytest.raises(BadInput, match="没有写责任单位"):
        actions.put_in_use(draft, actions.Decisions(meant), actor=office_actor(), at=AT)


def test_a_person_corrects_columns_and_rows(draft: IndicatorTable):
    only = {"text": 3, "score": 4}
    assert actions.map_columns(draft, [actions.Mapped(True, 0, only)], actor=office_actor(), at=AT) == 5
    with pytest.raises(BadInput, match="考核内容"):
        actions.map_columns(draft, [actions.Mapped(True, 0, {"score": 4})], actor=office_actor(), at=AT)
    lines = queries.lines_of(draft)
    actions.correct_lines(draft, [replace(lines[-1], code="9.9", score="7分")], actor=office_actor(), at=AT)
    assert [(line.code, line.score) for line in queries.lines_of(draft)] == [("9.9", "7")]
    with pytest.raises(BadInput, match="用了两次"):
        actions.correct_lines(draft, [lines[0], replace(lines[1], code=lines[0].code)], actor=office_actor(), at=AT)


def test_a_table_in_use_is_not_changed(table: IndicatorTable, county: County):
    with pytest.raises(Conflict):
        actions.correct_lines(table, [], actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        settle(table, county)


@pytest.mark.requirement("EVA-01")
def test_a_corrected_table_keeps_the_tags(table: IndicatorTable, county: County):
    new = actions.NewUpload(county.finance, "2026年预算公开截图", AT.date())
    kept = actions.upload(new, b"\x89PNG\r\n\x1a\n" + b"0" * 40, "a.png", actor=liaison_actor(county.finance), at=AT)
    actions.tag(actions.NewTag(indicator(table, "1.1"), f"upload:{kept.pk}"), county.finance, actor=liaison_actor(county.finance), at=AT)
    rows = [list(row) for row in ROWS]
    rows[0][4], rows[3][3] = 25, "举办政务公开专题业务培训"
    del rows[2]
    changed = sheet_of(rows, HEAD, merges=("B4:B5", "B6:B7"))
    again = actions.import_table(actions.NewTable("更正表", 2026, replaces=table), changed, "b.xlsx", actor=office_actor(), at=AT)
    told = {(change.kind, change.code): change for change in queries.difference(again)}
    assert "分值由“20”改为“25”" in told["修改", "1.1"].what and told["修改", "1.1"].tags == 1
    assert ("取消", "1.3") in told and "考核内容有改动" in told["修改", "2.1"].what
    assert settle(again, county) == 1
    table.refresh_from_db()
    assert table.state == "replaced"
    assert indicator(again, "1.1").tags.get().title == "2026年预算公开截图"
    assert indicator(again, "1.1").continues == indicator(table, "1.1")
