"""The workbook of a bureau: looked at with every problem in its cell, taken in together, the same key never twice."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.cast import AT, County, liaison_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.clocks import queries as clocks
from zwgk.law import load
from zwgk.matters.records.actions import rows
from zwgk.matters.records.content import canonical, hash_of
from zwgk.matters.records.models import SUBJECT, Intake, Line, Record, State
from zwgk.matters.records.queries.rows import asked_from, cells_of, page, sums

from .books import HEAD, book, penalty

KIND = "administrative-penalty"
PENALTY = load().kinds[KIND]
pytestmark = pytest.mark.db


def looked(county: County, *lines: dict[str, object], **more: object) -> Intake:
    return rows.look_through(county.finance, KIND, book(lines), "处罚.xlsx", actor=liaison_actor(county.finance), at=AT)


def taken(county: County, *lines: dict[str, object]) -> rows.Taken:
    return rows.take_in(looked(county, *lines), actor=liaison_actor(county.finance), at=AT)


@pytest.mark.requirement("ENF-03")
def test_lines_become_drafts_with_limit_cells_and_hash(county: County) -> None:
    done = taken(county, *(penalty(n) for n in range(1, 4)))
    assert (done.new, done.amended, done.failed) == (3, 0, [])
    record = Record.objects.get(key="和光财罚〔2026〕2号")
    assert record.state == State.DRAFT and record.title == "和光县第2商贸有限公司：未按规定保管会计资料"
    assert record.hash == hash_of(canonical(record)) and record.versions.get().hash == record.hash
    (clock,) = clocks.open_of(SUBJECT, record.pk)
    assert clock.rule == "enforcement/licence-and-penalty" and str(clock.started_on) == "2026-01-07"
    asked = asked_from(PENALTY, {}, office=True)
    first = page(asked, 0, 10)[0]
    assert cells_of([first], office=True)[first]["decided_on"].text == "2026-01-08" and sums(asked)[0][1] == 3006


def test_nothing_is_seen_before_the_last_chunk(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = looked(county, *(penalty(n) for n in range(1, 6)))
    assert not Record.objects.exists()
    monkeypatch.setattr(rows, "CHUNK", 2)
    made, seen = rows._make, []

    def watched(*args: object, **named: object) -> list[Record]:
        out = made(*args, **named)  # type: ignore[arg-type]
        seen.append(Record.objects.exclude(state=State.STAGED).count())
        return out

    monkeypatch.setattr(rows, "_make", watched)
    assert rows.take_in(intake, actor=liaison_actor(county.finance), at=AT).new == 5
    assert seen == [0, 0, 0] and Record.objects.filter(state=State.DRAFT).count() == 5


def test_problems_are_told_by_cell_and_marked_in_a_copy(county: County) -> None:
    bad = penalty(2, **{"罚款金额（元）": "约五千", "处罚决定日期": "2020.13.1"})
    intake = looked(county, penalty(1), bad, penalty(3, 当事人="=cmd|calc"))
    wrong = intake.lines.filter(does=Line.Does.WRONG)
    assert [line.number for line in wrong] == [4, 5]
    assert wrong[0].problems[0].startswith("J4 罚款金额") and "K4 处罚决定日期" in wrong[0].problems[1]
    copy = openpyxl.load_workbook(io.BytesIO(rows.marked_copy(intake)))
    assert copy.sheetnames[0] == "问题清单" and "应为数字" in copy["Sheet"]["J4"].comment.text
    assert rows.take_in(intake, actor=liaison_actor(county.finance), at=AT).new == 1


def test_the_same_key_is_an_amendment_and_never_a_double(county: County) -> None:
    taken(county, penalty(1), penalty(2))
    intake = looked(county, penalty(1), penalty(2, 处罚内容="罚款二千元", **{"罚款金额（元）": 2000}), penalty(3))
    assert list(intake.lines.values_list("does", flat=True)) == ["same", "amend", "new"]
    done = rows.take_in(intake, actor=liaison_actor(county.finance), at=AT)
    assert (done.new, done.amended) == (1, 1) and Record.objects.count() == 3
    record = Record.objects.get(key="和光财罚〔2026〕2号")
    assert record.number == 2 and record.values["fine"] == "2000"


def test_the_same_key_twice_in_one_sheet_is_a_problem(county: County) -> None:
    intake = looked(county, penalty(1), penalty(1))
    assert [line.does for line in intake.lines.all()] == ["new", "wrong"]


def test_personal_data_in_free_text_is_found(county: County) -> None:
    intake = looked(county, penalty(1, 违法事实="当事人身份证号440308199901101512，未能提供账簿。"))
    assert intake.lines.get().hits[0]["blocks"]
    rows.take_in(intake, actor=liaison_actor(county.finance), at=AT)
    hit = Record.objects.get().hits.get()
    assert hit.text == "440308199901101512" and hit.blocks


def test_a_sheet_without_its_required_columns_is_refused(county: County) -> None:
    actor = liaison_actor(county.finance)
    with pytest.raises(BadInput, match="处罚决定日期"):
        rows.look_through(county.finance, KIND, book([penalty(1)], HEAD[:-2]), "a.xlsx", actor=actor, at=AT)
    with pytest.raises(BadInput, match="没有找到表头"):
        rows.look_through(county.finance, KIND, book([{"甲": 1, "乙": 2}], ("甲", "乙")), "a.xlsx", actor=actor, at=AT)
    with pytest.raises(BadInput):
        rows.look_through(county.finance, KIND, b"PK\x03\x04broken", "a.xlsx", actor=actor, at=AT)
    with pytest.raises(BadInput):
        rows.look_through(county.finance, KIND, b"<html><script>alert(1)</script></html>", "a.xlsx", actor=actor, at=AT)
    assert not Intake.objects.exists()


def test_another_unit_may_not_import_and_a_done_import_is_done(county: County) -> None:
    with pytest.raises(NotAllowed):
        rows.look_through(county.finance, KIND, book([penalty(1)]), "a.xlsx", actor=liaison_actor(county.justice), at=AT)
    intake = looked(county, penalty(1))
    rows.take_in(intake, actor=liaison_actor(county.finance), at=AT)
    for verb in (rows.take_in, rows.drop):
        with pytest.raises(Conflict):
            verb(Intake.objects.get(), actor=liaison_actor(county.finance), at=AT)


def test_an_import_may_be_left(county: County) -> None:
    assert rows.drop(looked(county, penalty(1)), actor=liaison_actor(county.finance), at=AT).state == Intake.State.DROPPED
    assert not Record.objects.exists()


def test_a_formula_without_a_result_is_not_read_as_empty(county: County) -> None:
    """A program wrote it and nobody saved it in an office suite: the amount would be lost without a word."""
    intake = looked(county, penalty(1), penalty(2, **{"罚款金额（元）": "=100+1"}), penalty(3))
    (wrong,) = intake.lines.filter(does=Line.Does.WRONG)
    assert wrong.number == 4 and wrong.problems[0].startswith("J4 罚款金额：是公式，没有保存结果")


def test_a_decision_of_tomorrow_is_told_at_its_cell(county: County) -> None:
    line = looked(county, penalty(1, 处罚决定日期="2026-11-24")).lines.get()
    assert line.does == "wrong" and any("2026-11-24晚于今天（2026-11-23）" in said for said in line.problems)
    assert looked(county, penalty(1, 处罚决定日期="2026-11-23")).lines.get().does == "new"
