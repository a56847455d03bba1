"""Sequences that many documents hold are terms of their own: the answers are the same, and what is written later is read alike."""

from __future__ import annotations

import random
from pathlib import Path

from zwgk.foundation.search.engine import Asked, Engine, Text
from zwgk.foundation.search.engine.common import Common
from zwgk.foundation.search.engine.texts import pairs

TODAY = 20_000
PIECES = ("和光县人民政府办公室", "关于印发", "政府信息公开", "指南的通知", "2026年", "第十二号", "自然资源局", "青禾镇", "经研究决定", "现予公布")


def texts(count: int) -> list[Text]:
    chance = random.Random(7)
    return [Text(f"t{n}", "".join(chance.sample(PIECES, 3)), ("".join(chance.choices(PIECES, k=6)), f"附件{n}")) for n in range(count)]


def test_what_every_fourth_text_holds_is_common_up_to_eight_characters():
    common = Common.learn([["经研究决定，现予公布"] if n % 4 == 0 else ["其他"] for n in range(100)])
    assert "经研究" in common and "究决定，现予公" in common
    assert "经研" not in common, "two characters are a bigram"
    assert "研究决定，现予公布" not in common, "nine are a phrase"
    assert common.within("已经研究决定", pairs("已经研究决定")) == {"经研究", "研究决", "究决定", "经研究决", "研究决定", "经研究决定"}


def test_few_texts_have_nothing_common():
    assert not Common.learn([["经研究决定"]] * 19).within("经研究决定", pairs("经研究决定"))


def test_any_piece_of_a_text_finds_exactly_the_texts_that_hold_it(tmp_path: Path):
    told = texts(200)
    engine = Engine(tmp_path)
    engine.rebuild(told)
    late = [Text("late", "现予公布的自然资源局", ("政府信息公开指南",))]
    engine.change(late)
    chance = random.Random(11)
    for _ in range(300):
        part = chance.choice([part for each in (chance.choice(told), late[0]) for part in (each.title, *each.parts)])
        start = chance.randrange(len(part))
        piece = part[start : start + chance.randrange(2, 14)]
        if len(piece) < 2:
            continue
        holding = {each.key for each in [*told, *late] if any(piece in part for part in (each.title, *each.parts))}
        assert set(Engine(tmp_path).ask(Asked(f"“{piece}”", limit=300), today=TODAY).keys) == holding, piece


def test_the_list_is_kept_beside_its_index(tmp_path: Path):
    common = Common(["人民政府", "人民政"])
    common.keep(tmp_path)
    again = Common.read(tmp_path)
    assert "人民政府" in again and again.within("县人民政府", pairs("县人民政府")) == {"人民政府", "人民政"}
    assert not Common.read(tmp_path / "other").within("县人民政府", pairs("县人民政府"))
