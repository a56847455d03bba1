"""No release without the opinion of the superior line department, and only of what it saw."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.cast import AT, County, liaison_actor, login, office_actor
from zwgk.domain.errors import BadInput, Conflict
from zwgk.foundation.inbox import queries as inbox
from zwgk.matters.catalogue import actions, queries
from zwgk.matters.catalogue.models import Edition, Entry, Field


def sent(field: Field) -> Edition:
    edition = actions.open_edition(field, "首次编制", actor=office_actor(), at=AT)
    return actions.send_for_review(edition, "曜州市民政局", actor=office_actor(), at=AT)


def opinion(verdict: str, text: str = "", entry: Entry | None = None) -> actions.NewOpinion:
    return actions.NewOpinion(verdict, text, "曜州市民政局", date(2026, 11, 23), entry)


@pytest.mark.requirement("CAT-06")
def test_released_only_after_the_opinion_is_in(county: County, aid: Field, entry: Entry):
    actions.set_publishers([entry], [county.qinghe], actor=office_actor(), at=AT)
    edition = sent(aid)
    with pytest.raises(Conflict, match="不能发布"):
        actions.release(edition, actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="还没有对整个目录"):
        actions.conclude_review(edition, actor=office_actor(), at=AT)
    part = actions.record_opinion(edition, opinion("change", "增加救助标准", entry), actor=office_actor(), at=AT)
    actions.record_opinion(edition, opinion("agreed"), actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="采纳情况"):
        actions.conclude_review(edition, actor=office_actor(), at=AT)
    actions.answer_opinion(part, "救助标准在办事指南中公开，此处不重复", actor=office_actor(), at=AT)
    assert actions.conclude_review(edition, actor=office_actor(), at=AT).state == "cleared"
    assert not queries.released_entries(aid)
    done = actions.release(edition, actor=office_actor(), at=AT)
    assert (done.state, queries.released_entries(aid).count(), len(done.revisions)) == ("released", 10, 10)
    assert any("目录第1版已发布" in message.title for message in inbox.for_actor(liaison_actor(county.qinghe)))


@pytest.mark.requirement("CAT-06")
def test_what_changed_after_it_was_sent_is_not_released(aid: Field, entry: Entry):
    edition = sent(aid)
    actions.record_opinion(edition, opinion("agreed"), actor=office_actor(), at=AT)
    actions.conclude_review(edition, actor=office_actor(), at=AT)
    actions.change_entry(entry, {"limit": "每月10日前"}, "送审后又改", actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="送审以后目录有改动"):
        actions.release(edition, actor=office_actor(), at=AT)
    assert actions.take_back(edition, "送审后有改动", actor=office_actor(), at=AT).state == "returned"
    assert actions.send_for_review(edition, "曜州市民政局", actor=office_actor(), at=AT).state == "in_review"


@pytest.mark.requirement("CAT-04")
def test_a_row_with_a_gap_is_named_before_it_is_sent(aid: Field, entry: Entry):
    actions.change_entry(entry, {"to_some": "√"}, "两项都选", actor=office_actor(), at=AT)
    edition = actions.open_edition(aid, "首次编制", actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="审批信息.*同时选了全社会和特定群体"):
        actions.send_for_review(edition, "曜州市民政局", actor=office_actor(), at=AT)
    actions.change_entry(entry, {"exceptions": {"audience": "名单在村公示栏面向村民，政策面向全社会"}}, "说明两选", actor=office_actor(), at=AT)
    assert actions.send_for_review(edition, "曜州市民政局", actor=office_actor(), at=AT).state == "in_review"


@pytest.mark.requirement("CAT-07")
def test_the_public_keeps_the_old_version_until_the_next_release(aid: Field, entry: Entry, released: Callable[[Field], Edition]):
    first = released(aid)
    actions.change_entry(entry, {"limit": "每月10日前"}, "按月公开", actor=office_actor(), at=AT)
    gone = aid.entries.get(template="social-assistance/1")
    actions.drop(gone, "并入综合政策", actor=office_actor(), at=AT)
    assert queries.released_row(queries.released_entry(entry.pk)).limit == "制定或获取信息之日起10个工作日内"
    second = released(aid)
    assert {(each.what, each.name) for each in queries.compare_editions(first, second)} == {("changed", "审批信息"), ("gone", "政策法规文件")}
    assert queries.released_row(queries.released_entry(entry.pk)).limit == "每月10日前"
    first.refresh_from_db()
    assert (first.state, queries.released_entry(gone.pk)) == ("replaced", None)


def test_the_comparison_names_the_entry_into_which_another_went(aid: Field, entry: Entry, released: Callable[[Field], Edition], client: Client):
    first = released(aid)
    actions.merge(entry, [aid.entries.get(template="social-assistance/1")], {}, "内容重复", actor=office_actor(), at=AT)
    second = released(aid)
    gone = next(each for each in queries.compare_editions(first, second) if each.what == "gone")
    assert (gone.name, gone.heir) == ("政策法规文件", entry)
    shown = login(client, office_actor()).get(second.url).content.decode()
    assert f'现在是<a href="{entry.url}">' in shown and "没有了" not in shown
    actions.change_entry(entry, {"level2": "审批结果信息"}, "名称更准", actor=office_actor(), at=AT)
    assert {each.name: each.heir for each in queries.compare_editions(second, released(aid)) if each.what == "gone"} == {"审批信息": entry}
    assert [each.heir for each in queries.compare_editions(first, second) if each.what == "gone"] == [entry], "an older comparison stays as it was"


def test_an_opinion_of_another_day_or_without_words_is_refused(aid: Field):
    edition = sent(aid)
    with pytest.raises(BadInput):
        actions.record_opinion(edition, opinion("refused"), actor=office_actor(), at=AT)
    with pytest.raises(BadInput):
        actions.record_opinion(edition, actions.NewOpinion("agreed", "", "曜州市民政局", date(2026, 11, 1)), actor=office_actor(), at=AT)
    actions.record_opinion(edition, opinion("refused", "层级不对"), actor=office_actor(), at=AT)
    assert actions.conclude_review(edition, actor=office_actor(), at=AT).state == "returned"
