"""Merged, dropped, shortened: always with what stood before and what stands after."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import AT, login, office_actor
from zwgk.domain.errors import BadInput, Conflict
from zwgk.matters.catalogue import actions, queries
from zwgk.matters.catalogue.models import Field


@pytest.mark.requirement("CAT-08")
def test_merged_entries_point_to_the_one_that_took_them_over(aid: Field):
    one, two = (aid.entries.get(template=f"social-assistance/{n}") for n in (3, 7))
    said = {"level1": "救助政策", "content": "低保、特困人员救助政策文件"}
    into = actions.merge(one, [two], said, "两项内容相近", actor=office_actor(), at=AT)
    two.refresh_from_db()
    assert (two.state, two.into, into.level1) == ("merged", into, "救助政策")
    ((trace, shown),) = queries.simplifications(aid)
    assert (trace.reason, shown[-1][2]) == ("两项内容相近", "并入“政策法规文件”")
    assert ("政策法规文件·一级事项", "最低生活保障", "救助政策") in shown
    with pytest.raises(Conflict):
        actions.merge(into, [two], {}, "再来一次", actor=office_actor(), at=AT)


@pytest.mark.requirement("CAT-08")
def test_a_merge_without_new_elements_keeps_those_of_all(aid: Field):
    one, two = (aid.entries.get(template=f"social-assistance/{n}") for n in (3, 7))
    wanted = [part for each in (one, two) for part in each.content.split("；")]
    into = actions.merge(one, [two], {"level1": one.level1, "content": ""}, "两项内容相近", actor=office_actor(), at=AT)
    assert into.content.split("；") == list(dict.fromkeys(wanted))


@pytest.mark.requirement("CAT-08")
def test_the_merge_form_shows_the_elements_that_are_at_stake(client: Client, aid: Field):
    login(client, office_actor())
    one, two = (aid.entries.get(template=f"social-assistance/{n}") for n in (3, 7))
    page = f"/office/catalogue/entries/{one.pk}/merge/"
    assert two.content in client.get(page).content.decode()
    client.post(page, {"others": [two.pk], "level1": "救助政策", "reason": "两项内容相近"})
    two.refresh_from_db()
    assert (two.state, two.into_id) == ("merged", one.pk)


@pytest.mark.requirement("CAT-08")
def test_a_chain_of_merges_ends_at_the_one_that_lives(aid: Field):
    one, two, three = aid.entries.order_by("pk")[:3]
    actions.merge(two, [one], {}, "先并一次", actor=office_actor(), at=AT)
    actions.merge(three, [two], {}, "再并一次", actor=office_actor(), at=AT)
    assert queries.taken_over() == {one.pk: three.pk, two.pk: three.pk}


@pytest.mark.requirement("CAT-08")
def test_a_dropped_entry_comes_back_with_its_history(aid: Field):
    one = aid.entries.first()
    assert actions.drop(one, "上级指引已取消", actor=office_actor(), at=AT).state == "dropped"
    back = actions.restore(one, "群众仍有需要", actor=office_actor(), at=AT)
    assert (back.state, [row.act for row in back.revisions.all()]) == ("live", ["restored", "dropped", "template"])
    with pytest.raises(Conflict):
        actions.restore(back, "又恢复", actor=office_actor(), at=AT)


@pytest.mark.requirement("CAT-08")
def test_shortening_may_not_lengthen(aid: Field):
    one = aid.entries.get(template="social-assistance/4")
    short = actions.shorten(one, "办理条件；申请材料；办理流程；联系方式", "突出易用", actor=office_actor(), at=AT)
    assert short.content == "办理条件；申请材料；办理流程；联系方式"
    with pytest.raises(BadInput):
        actions.shorten(short, short.content + "；更多", "加长", actor=office_actor(), at=AT)
