"""Cited documents: number, alias, articles, conflicts (DOC-09)."""

from __future__ import annotations

import pytest

from .reading import codes, plan


@pytest.mark.requirement("DOC-09")
def test_number_alias_and_articles_belong_to_their_title() -> None:
    reading = plan("根据《澄江省公开条例》（以下简称《条例》）和《关于做好公开的意见》（澄政办发〔2019〕54号）。", "一、公开。按照《条例》第二十条、第二十五条公开。", "二、解读。落实《条例》。")
    first, second = reading.basis
    assert (first.title, first.alias, first.articles, first.lines) == ("澄江省公开条例", "条例", ("第二十条", "第二十五条"), (2, 3, 4))
    assert second.number == "澄政办发〔2019〕54号"


@pytest.mark.requirement("DOC-09")
def test_one_title_with_two_numbers_is_a_conflict() -> None:
    reading = plan("落实《关于推进公开的意见》（澄办发〔2016〕8号）。", "一、公开。贯彻《关于推进公开的意见》（澄办发〔2016〕19号）。")
    assert "basis_conflict" in codes(reading)


@pytest.mark.requirement("DOC-09")
def test_a_number_alone_and_a_future_rule_are_registered() -> None:
    reading = plan("一、公开。落实国办发〔2020〕17号文件要求。", "二、收费。待信息公开收费办法出台后，做好执行。")
    assert {(one.number, one.status) for one in reading.basis} == {("国办发〔2020〕17号", "number_only"), (None, "not_yet_issued")}


@pytest.mark.requirement("DOC-09")
def test_a_government_title_with_an_office_number_is_flagged() -> None:
    assert "basis_issuer" in codes(plan("落实《国务院关于印发要点的通知》（国办发〔2016〕19号）。", "一、公开。公布信息。"))
