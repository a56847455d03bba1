"""The contract of the engine: what another engine in its place has to do as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from zwgk.foundation.search.engine import Asked, Engine, Text
from zwgk.foundation.search.engine.questions import read, table
from zwgk.foundation.search.engine.snippets import marked, snippet
from zwgk.foundation.search.engine.texts import fold, units

TODAY = 20_000  # 2024-10-04
SAME = table([["低保", "最低生活保障"]])

TEXTS = (
    Text("a", "关于印发和光县城镇老旧小区改造实施方案的通知", ("财政补贴按每户三百元执行。", "附件正文：电梯加装申请表"), "和政办发〔2026〕12号", ("住房和城乡建设局",), 100, {"organ": ["住建局"], "year": ["2024"], "standing": ["valid"]}),
    Text("b", "生活垃圾分类管理办法", ("第一条 为了加强垃圾分类。联系人：欧阳守拙。",), "", (), 200, {"organ": ["城管局"], "year": ["2023"], "standing": ["repealed"]}),
    Text("c", "最低生活保障对象名单公示", ("青禾镇共十二户。",), "", ("民政局",), 300, {"organ": ["民政局"], "year": ["2024"], "standing": ["valid"]}),
    Text("d", "生活垃圾分类管理办法（修订）", ("执行GB/T 9704-2012的规定，垃圾分类。",), "", (), 400, {"organ": ["城管局"], "year": ["2024"], "standing": ["valid"]}),
)  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    made = Engine(tmp_path_factory.mktemp("index"), SAME)
    made.rebuild(TEXTS)
    return made


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ("老旧小区", "a"),
        ("老 旧 小 区", "a"),  # blanks between: each character must stand there
        ("舊小區改造", "a"),  # traditional
        ("和政办发2026 12号", "a"),  # without the brackets
        ("〔２０２６〕１２号", "a"),  # full width
        ("gb/t9704", "d"),
        ("欧阳守拙", "b"),  # a name that no dictionary knows
        ("阳守", "b"),  # any substring
        ("梯", "a"),  # a single character, in an attachment
        ("电梯加装", "a"),
        ("低保公示", "c"),  # synonym
        ("垃圾分类 -修订", "b"),
        ("“分类管理办法”", "db"),
        ("垃圾分类", "db"),  # the repealed one below its successor
        ("民政局", "c"),  # found by the organ
        ("“通知财政补贴”", ""),  # no phrase runs from the title into the body
    ],
)
def test_finds(engine: Engine, asked: str, keys: str):
    found = engine.ask(Asked(asked), today=TODAY)
    assert "".join(found.keys) == keys and not found.relaxed


def test_counts_and_filters(engine: Engine):
    found = engine.ask(Asked("管理办法"), today=TODAY)
    assert found.total == 2 and dict(found.counts["year"]) == {"2023": 1, "2024": 1} and dict(found.counts["organ"]) == {"城管局": 2}
    assert engine.ask(Asked("管理办法", {"year": ["2023"]}), today=TODAY).keys == ["b"]
    assert engine.ask(Asked("管理办法", {"year": ["2023", "2024"], "standing": ["valid"]}), today=TODAY).keys == ["d"]
    assert engine.ask(Asked("管理办法", since=250, until=450), today=TODAY).keys == ["d"]
    assert engine.ask(Asked("的 办法", newest=True, limit=1, offset=0), today=TODAY).keys == ["d"]


def test_a_question_that_nothing_holds_is_relaxed_and_says_so(engine: Engine):
    found = engine.ask(Asked("青禾镇低保名单补贴标准"), today=TODAY)
    assert found.relaxed and found.keys[0] == "c"
    assert not engine.ask(Asked("水库大坝安全鉴定"), today=TODAY).total


@pytest.mark.parametrize("asked", ["", "   ", "！？。", "-", '""', "-垃圾", "\x00", "(((", "AND OR NOT", "*" * 300])
def test_whatever_is_typed_is_answered(engine: Engine, asked: str):
    assert engine.ask(Asked(asked), today=TODAY).total == 0


@pytest.mark.parametrize(("typed", "meant"), [("lajifenlei", "垃圾分类"), ("dibao", "低保"), ("老就小区改造", "老旧小区改造"), ("最低生火保障", "最低生活保障"), ("垃圾分类", ""), ("xyz", "")])
def test_what_was_probably_meant(engine: Engine, typed: str, meant: str):
    assert engine.other(typed) == meant


def test_changes_are_visible_at_once_and_a_rebuild_replaces_all(tmp_path: Path):
    engine = Engine(tmp_path)
    assert not engine.ready
    with pytest.raises(LookupError):
        engine.ask(Asked("垃圾"), today=TODAY)
    engine.rebuild(TEXTS)
    engine.change([Text("b", "生活垃圾焚烧")], ["d"])
    assert engine.ask(Asked("垃圾"), today=TODAY).keys == ["b"] and engine.count() == 3
    reader = Engine(tmp_path)  # another process
    assert reader.ask(Asked("焚烧"), today=TODAY).keys == ["b"]
    engine.rebuild(TEXTS[:1])
    assert reader.count() == engine.count() == 1
    assert [each.name for each in tmp_path.iterdir() if each.is_dir()] == [(tmp_path / "current").read_text()]


def test_a_damaged_index_is_no_index(tmp_path: Path):
    Engine(tmp_path).rebuild(TEXTS)
    next(tmp_path.glob("*/meta.json")).write_text("{")
    assert not Engine(tmp_path).ready


def test_folding_keeps_every_place():
    text = "和政辦發〔２０２６〕12號 ＧＢ／Ｔ"
    assert len(fold(text)) == len(text) and units(text) == "和政办发202612号gbt"


def test_a_question_is_read():
    question = read('低保 "财政 补贴" -通知', SAME)
    assert [tuple(group.forms) for group in question.groups] == [("低保", "最低生活保障"), ("财政补贴",)] and question.without == ("通知",)


def test_the_place_of_a_hit_is_marked_in_the_original():
    pieces = snippet("开头" * 60 + "。補助標準為每平方米三百元。" + "结尾" * 60, ["补助标准"])
    assert ("補助標準", True) in pieces and pieces[0] == ("…", False) and pieces[-1] == ("…", False)
    assert marked("和政办发〔2026〕12号", ["202612号"]) == [("和政办发〔", False), ("2026〕12号", True)]
