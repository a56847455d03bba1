"""Columns in the national form for every organ; each has its keeper; hand-over passes it on."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import AT, DAY, County, liaison_actor, office_actor, person_with
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Role
from zwgk.matters.catalogue import actions, queries
from zwgk.matters.catalogue.models import Column

SINCE = date(2026, 1, 5)


@pytest.mark.requirement("PRO-02")
def test_townships_keep_15_items_and_departments_10(county: County):
    made = actions.make_columns(actor=office_actor(), at=AT)
    items = {organ: [row.item for row in queries.columns_of(organ) if row.item] for organ in (county.qinghe, county.linjiang, county.finance)}
    assert items[county.qinghe] == items[county.linjiang] == list(range(1, 16))
    assert items[county.finance] == [1, 2, 5, 6, 7, 8, 9, 10, 14, 15]
    assert not queries.columns_of(county.village) and not queries.columns_of(county.higher)
    assert [column.title for column, _ in queries.tree_of(county.finance)] == [
        "政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开",
    ]  # fmt: skip
    assert made == Column.objects.count()
    assert actions.make_columns(actor=office_actor(), at=AT) == 0


@pytest.mark.requirement("PRO-06")
def test_a_keeper_follows_another_and_both_stay_in_the_table(county: County):
    actions.make_columns([county.finance], actor=office_actor(), at=AT)
    column = queries.column_at(county.finance, "art20-07")
    first, second = person_with(Role.LIAISON, county.finance), person_with(Role.LEADER, county.finance)
    assert queries.without_keeper(DAY, [county.finance.pk]).count() == 16
    actions.set_duty([column], "keep", first, SINCE, actor=liaison_actor(county.finance), at=AT)
    actions.set_duty([column], "keep", second, DAY, actor=office_actor(), at=AT)
    assert queries.keeper_of(column, DAY) == second
    assert queries.keeper_of(column, date(2026, 6, 1)) == first
    assert queries.without_keeper(DAY, [county.finance.pk]).count() == 15


@pytest.mark.requirement("ATT-06")
def test_the_duty_table_names_who_collects_checks_and_releases(county: County):
    actions.make_columns([county.finance], actor=office_actor(), at=AT)
    columns = list(queries.columns_of(county.finance))
    for step, role in (("collect", Role.LIAISON), ("check", Role.LEADER), ("release", Role.LIAISON)):
        actions.set_duty(columns, step, person_with(role, county.finance), SINCE, actor=office_actor(), at=AT)
    row = next(row for row in queries.duty_table(county.finance, DAY) if row.column.key == "art20-07")
    assert [(label, duty.person.name if duty else "") for label, duty in row.steps] == [
        ("栏目责任人", ""), ("采集", "县财政局信息员（联络员）"), ("审核", "县财政局分管负责人"), ("发布", "县财政局信息员（联络员）"),
    ]  # fmt: skip


@pytest.mark.requirement("PRO-06")
def test_what_one_keeps_is_told_to_the_hand_over_and_passed_on(county: County):
    actions.make_columns([county.finance], actor=office_actor(), at=AT)
    leaving, successor = person_with(Role.LIAISON, county.finance), person_with(Role.LEADER, county.finance)
    actions.set_duty(list(queries.columns_of(county.finance)), "keep", leaving, SINCE, actor=office_actor(), at=AT)
    held = queries.held_by(leaving.pk, AT)
    assert (len(held), held[0].kind) == (16, "栏目")
    assert actions.pass_on([each.key for each in held], leaving, successor, actor=office_actor(), at=AT) == 16
    assert not queries.held_by(leaving.pk, AT) and len(queries.held_by(successor.pk, AT)) == 16


def test_meta_tags_are_never_empty_and_statutory_columns_never_end(county: County):
    actions.make_columns([county.finance], actor=office_actor(), at=AT)
    column = queries.column_at(county.finance, "art20-07")
    with pytest.raises(BadInput):
        actions.set_column(column, actions.NewColumn("财政预决算", "null", "预算"), actor=office_actor(), at=AT)
    new = actions.NewColumn("财政预决算", "本局预算、决算", "预算，决算", within_days=180)
    named = actions.set_column(column, new, actor=liaison_actor(county.finance), at=AT)
    assert (named.title, named.within_days) == ("财政预决算", 180)
    with pytest.raises(Conflict):
        actions.close_column(named, "不用了", actor=office_actor(), at=AT)
    local = actions.NewColumn("惠民补贴", "补贴发放", "补贴")
    own = actions.add_column(county.finance, "vouchers", "content", local, column.parent, actor=office_actor(), at=AT)
    assert actions.close_column(own, "并入财政预决算", actor=office_actor(), at=AT).closed_on == DAY
