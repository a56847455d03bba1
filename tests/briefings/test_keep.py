"""keep: what was told stays, is compared, and is only corrected by a new figure."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.briefings.conftest import LATER, YEAR, work
from tests.cast import AT, leader_actor, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.journal import queries as journal
from zwgk.matters.briefings import actions, queries
from zwgk.matters.briefings.actions import Asked
from zwgk.matters.briefings.models import Figure

pytestmark = pytest.mark.django_db


def kept(at=AT, asked=None, subject="ledger.done", organs=None):
    counted = queries.figure(subject, YEAR, organs, at)
    return actions.keep(counted, asked or Asked("superior", "曜州市政务公开办"), actor=office_actor(), at=at)


@pytest.mark.db
@pytest.mark.requirement("TSK-08")
def test_a_kept_figure_has_its_rows_definition_and_digest(items):
    figure = kept()
    assert figure.number == "报数〔2026〕1号"
    assert len(figure.rows) == figure.total == len(items)
    assert queries.intact(figure) and figure.definition_version == 1
    assert "报数" in journal.of_subject("briefings.figure", figure.pk).first().sentence


def test_touched_rows_are_noticed(items):
    figure = kept()
    figure.rows[0][5] = True
    assert not queries.intact(figure)


@pytest.mark.db
def test_asked_again_the_difference_is_explained_by_rows(items, county):
    old = kept()
    work(items[0], county, reported=AT, confirmed=LATER)
    again = queries.figure("ledger.done", YEAR, None, LATER)
    assert [each.pk for each in queries.earlier(again)] == [old.pk]
    made = queries.compare(old, again)
    assert (made.difference, made.words) == (1, "比上次多 1")
    assert made.came[0].why == "“办理中” → “按期完成”" and made.came[0].url.endswith(f"/{items[0].pk}/")


def test_a_row_that_left_is_told_too(items, county):
    work(items[0], county, reported=AT, confirmed=AT)
    old = kept()
    some = queries.scope("own", [county.linjiang.pk], AT.date())
    made = queries.compare(old, queries.figure("ledger.done", YEAR, some, AT))
    assert any("单位范围不同" in reason for reason in made.reasons)
    assert made.went[0].why.startswith("本次不在范围内")


def test_only_a_new_figure_corrects_and_only_once(items):
    old = kept()
    new = kept(LATER, Asked("superior", "曜州市政务公开办", corrects=old, reason="漏计一件"))
    assert new.corrects == old and old.shown == Figure.objects.get(pk=old.pk).shown
    with pytest.raises(Conflict, match="已经更正过"):
        kept(LATER, Asked("superior", corrects=old, reason="再更正"))


def test_a_correction_says_why_and_is_about_the_same_thing(items):
    old = kept()
    with pytest.raises(BadInput, match="更正原因"):
        kept(LATER, Asked("superior", corrects=old))
    with pytest.raises(BadInput, match="同一个报数事项"):
        kept(LATER, Asked("superior", corrects=old, reason="错了"), subject="ledger.due")


def test_nothing_to_count_is_not_told(county):
    with pytest.raises(BadInput, match="没有可以统计的行"):
        kept(subject="ledger.rate")


@pytest.mark.parametrize("who", [liaison_actor, leader_actor])
def test_only_the_office_tells_figures(items, county, who):
    counted = queries.figure("ledger.done", YEAR, None, AT)
    with pytest.raises(NotAllowed):
        actions.keep(counted, Asked("superior"), actor=who(county.finance), at=AT)


def test_the_future_is_not_counted(items):
    counted = queries.figure("ledger.done", YEAR, None, AT + timedelta(days=9))
    with pytest.raises(BadInput, match="晚于现在"):
        actions.keep(counted, Asked("superior"), actor=office_actor(), at=AT)


def test_numbers_run_without_gap(items):
    assert [kept().serial, kept().serial, kept().serial] == [1, 2, 3]
