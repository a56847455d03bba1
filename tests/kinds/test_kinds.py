"""The machine of kinds: values, checks, masks, projections, descriptions; and every shipped kind goes through it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zwgk.domain.kinds import (
    ConditionError,
    compare,
    dictionary,
    ends_on,
    holds,
    json_schema,
    key_of,
    masked,
    projected,
    titled,
    validate,
)
from zwgk.law import LawError, load
from zwgk.law.kind_model import NEVER_SHOWN, FieldDef, FieldType, KindDef

LAW = load()
PENALTY = LAW.kinds["administrative-penalty"]
GOOD = {
    "number": "和光市监处罚〔2026〕12号", "party_kind": "自然人", "party": "张小三", "identity": "440308199901101512", "case": "无照经营",
    "facts": "未取得营业执照从事经营。", "basis": "《无证无照经营查处办法》第十三条", "category": "罚款、没收违法所得、没收非法财物", "content": "罚款五千元",
    "fine": "5,000.50元", "decided_on": "2026年3月10日", "served_on": "2026.3.12", "organ": "和光县市场监督管理局",
}  # fmt: skip


def problems(kind: KindDef, said: dict[str, Any]) -> dict[str, str]:
    return {each.field: each.said for each in validate(kind, said).problems}


def test_clean_values_are_plain_and_exact() -> None:
    result = validate(PENALTY, GOOD)
    assert result.problems == []
    assert result.values["fine"] == "5000.5" and result.values["decided_on"] == "2026-03-10" and result.values["served_on"] == "2026-03-12"


@pytest.mark.parametrize(
    ("field", "typed", "word"),
    [
        ("decided_on", "2026.2.30", "没有"), ("decided_on", "2020.13.1", "没有"), ("decided_on", "三月", "2026-03-10"), ("fine", "约5000", "只填数字"),
        ("fine", "5000美元", "单位应为"), ("party_kind", "公司", "可选"), ("credit_code", "91360103MA35K12345", "校验码"), ("identity", "440308199901101519", "校验码"),
        ("facts", "=SUM(A1:A3)", "公式"), ("number", "", "没有填写"), ("category", "罚款、罚站", "不在选项"),
    ],
)  # fmt: skip
def test_bad_input_is_told_at_its_field(field: str, typed: str, word: str) -> None:
    assert word in problems(PENALTY, {**GOOD, field: typed})[field]


def test_checks_speak_in_the_words_of_the_kind() -> None:
    assert problems(PENALTY, {**GOOD, "served_on": "2026-03-01"}) == {"": "送达日期不能早于处罚决定日期。"}


@pytest.mark.requirement("ATT-09")
def test_a_person_is_masked_and_a_company_is_not() -> None:
    person = masked(PENALTY, validate(PENALTY, GOOD).values)
    assert person["party"] == "张*三" and "identity" not in person
    company = masked(PENALTY, validate(PENALTY, {**GOOD, "party_kind": "法人及非法人组织", "party": "和光县青禾商贸有限公司"}).values)
    assert company["party"] == "和光县青禾商贸有限公司"


@pytest.mark.requirement("ATT-09")
def test_an_unknown_kind_of_party_stays_masked() -> None:
    assert masked(PENALTY, {"party": "张小三"})["party"] == "张*三"


def test_title_key_cells_and_last_day() -> None:
    values = validate(PENALTY, GOOD).values
    assert titled(PENALTY, values) == "张小三：无照经营" and key_of(PENALTY, values) == "和光市监处罚〔2026〕12号"
    cells = {cell.field: cell for cell in projected(PENALTY, values)}
    assert cells["fine"].number and cells["decided_on"].day == date(2026, 3, 10) and "identity" not in cells
    assert ends_on(PENALTY, values) == date(2029, 3, 10)
    assert ends_on(PENALTY, {"decided_on": "2024-02-29"}) == date(2027, 2, 28)


def test_changes_are_told_in_words() -> None:
    old = validate(PENALTY, GOOD).values
    new = validate(PENALTY, {**GOOD, "fine": "6000", "note": "更正"}).values
    assert [(each.label, each.before, each.after) for each in compare(PENALTY, old, new)] == [("罚款金额", "5,000.5", "6,000"), ("备注", "（空）", "更正")]


def field(type_: FieldType, **values: Any) -> FieldDef:
    return FieldDef("x", "甲", type_, **values)


@pytest.mark.parametrize(
    ("type_", "typed", "clean"),
    [
        (FieldType.PERIOD, "2026年第三季度", "2026Q3"), (FieldType.PERIOD, "2026Q3", "2026Q3"), (FieldType.PERIOD, "2026年9月", "2026-09"),
        (FieldType.PERIOD, "2026上半年", "2026H1"), (FieldType.PERIOD, "2026年", "2026"), (FieldType.YEAR, "2026年度", 2026), (FieldType.YESNO, "√", True),
        (FieldType.INTEGER, "１，２００", 1200), (FieldType.INTEGER, 12.0, 12), (FieldType.PERCENT, "12.5%", "12.5"), (FieldType.DATE, "20260310", "2026-03-10"),
        (FieldType.DATE, date(2026, 3, 10), "2026-03-10"), (FieldType.MONEY, "3.5万", "35000"), (FieldType.MONEY, "-", None), (FieldType.TEXT, "无", "无"),
    ],
)  # fmt: skip
def test_values_are_read_as_offices_write_them(type_: FieldType, typed: object, clean: object) -> None:
    kind = KindDef("k", "类", "题", "{x}", (field(type_),), ("x",))
    assert validate(kind, {"x": typed}).values.get("x") == clean


def test_money_in_ten_thousands_keeps_its_unit() -> None:
    kind = KindDef("k", "类", "题", "{x}", (field(FieldType.MONEY, unit="万元"),), ("x",))
    assert [validate(kind, {"x": typed}).values["x"] for typed in ("12.5", "12.5万元", "125000元", "1.2亿元")] == ["12.5", "12.5", "12.5", "12000"]


@pytest.mark.parametrize("rule", ["__import__('os')", "x.y", "lambda: 1", "x[0]", "open('a')", "f'{x}'", "x >"])
def test_conditions_run_nothing(rule: str) -> None:
    kind = KindDef("k", "类", "题", "{x}", (field(FieldType.TEXT),), ("x",))
    with pytest.raises(ConditionError):
        holds(kind, rule, {"x": "1"})


def test_sums_over_the_rows_of_a_table() -> None:
    rows = field(FieldType.TABLE, fields=(FieldDef("amount", "金额", FieldType.MONEY, required=True),))
    kind = KindDef("k", "类", "题", "表", (rows, FieldDef("all", "合计", FieldType.MONEY)), ("all",))
    values = validate(kind, {"x": [{"amount": "1.1"}, {"amount": "2.2"}], "all": "3.3"}).values
    assert holds(kind, "total(x.amount) == all", values) and not holds(kind, "total(x.amount) == all", {**values, "all": "3.4"})
    assert problems(kind, {"x": [{"amount": "二"}], "all": "1"})["amount"].startswith("应为数字")


def test_a_wrong_file_is_told_with_place_and_mend(tmp_path: Path) -> None:
    folder = tmp_path / "kinds"
    folder.mkdir()
    (folder / "broken.yaml").write_text(
        "id: broken\ntitle: 甲\ntheme: 乙\nname: '{nope}'\nkey: [a]\nfields:\n  - {id: a, label: 甲, type: tekst}\n  - {id: b, label: 号, type: id_number, mask: {show: shown, ground: 无}}\n",
        encoding="utf-8",
    )
    with pytest.raises(LawError) as told:
        LAW.with_overrides(tmp_path)
    text = str(told.value)
    assert "tekst" in text and "nope" in text and "身份号码" in text


def test_a_locality_adds_a_field_and_changes_none(tmp_path: Path) -> None:
    folder = tmp_path / "kinds"
    folder.mkdir()
    (folder / "administrative-penalty.yaml").write_text("id: administrative-penalty\nfields:\n  - {id: town, label: 所在乡镇, type: place}\n", encoding="utf-8")
    here = LAW.with_overrides(tmp_path).kinds["administrative-penalty"]
    assert here.field("town").label == "所在乡镇" and here.field("identity").mask.show == "hidden"


@pytest.mark.parametrize("kind", LAW.kinds.values(), ids=lambda kind: kind.id)
def test_every_shipped_kind_is_whole(kind: KindDef) -> None:
    ids = {each.id for each in kind.fields}
    assert kind.reference or kind.note, "a kind says where its fields come from"
    assert any(each.listed for each in kind.fields) and set(kind.key) <= ids
    for check in kind.checks:
        assert holds(kind, check.rule, {}) is True  # understood; empty fields are no fault
    if kind.line:
        assert kind.line.kind in LAW.kinds
    schema, words = json_schema(kind), list(dictionary(kind))
    never = {each.id for each in kind.fields if each.type in NEVER_SHOWN}
    assert not never & set(schema["properties"]) and len(words) >= len(kind.fields)


@pytest.mark.requirement("FIN-07")
def test_what_does_not_add_up_is_said_with_its_figures() -> None:
    said = [each.said for each in validate(LAW.kinds["budget-table"], {"income": 1000, "spending": 1100.5}).problems if each.label == "勾稽关系"]
    assert said == ["收入合计应等于支出合计。（1,000 与 1,100.5，相差 100.5）"]


@pytest.mark.requirement("FIN-07")
def test_codes_have_the_level_that_the_table_asks() -> None:
    budget = LAW.kinds["budget-table"]
    said = problems(budget, {"functions": [{"code": "20106", "name": "财政事务", "amount": 5}], "economic": [{"code": "30101", "name": "基本工资", "amount": 5}]})
    assert "7位数字" in said["functions"] if "functions" in said else "7位数字" in said["code"]
    assert "5位数字" not in " ".join(said.values())
