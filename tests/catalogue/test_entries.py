"""Entries: all columns with their checks, versions with reasons, variants, the official sheet in."""

from __future__ import annotations

import pytest

from tests.cast import AT, County, liaison_actor, office_actor
from zwgk.domain import catalogues
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.matters.catalogue import actions, queries
from zwgk.matters.catalogue.models import Entry, Field

from .conftest import ROW


@pytest.mark.requirement("CAT-04")
def test_the_rows_of_the_guide_hold_all_elements(aid: Field):
    assert aid.entries.count() == 10
    assert not [found for _, problems in queries.checked(aid.entries.all()) for found in problems if found.blocks]
    first = aid.entries.get(template="social-assistance/5")
    assert (first.level2, first.tiers, [each["name"] for each in first.channels]) == ("审核信息", ["乡级"], ["社区/企事业单位/村公示栏（电子屏）"])


@pytest.mark.requirement("CAT-07")
def test_a_change_is_a_version_with_reason_old_and_new(county: County, entry: Entry):
    actions.set_publishers([entry], [county.qinghe], actor=office_actor(), at=AT)
    place = actions.Place(every="month", column_key="art20-11", kind="social-assistance")
    changed = actions.change_entry(entry, {"limit": "每月10日前"}, "省民政厅要求按月公开", place, actor=office_actor(), at=AT)
    (newest, fields), (first, none) = queries.history(changed)
    assert (newest.number, newest.reason, fields) == (2, "省民政厅要求按月公开", (("公开时限", "制定或获取信息之日起10个工作日内", "每月10日前"),))
    assert (first.act, none, changed.every, changed.kind) == ("template", (), "month", "social-assistance")
    with pytest.raises(Conflict):
        actions.change_entry(changed, {"limit": "每月10日前"}, "没有改动", actor=office_actor(), at=AT)
    with pytest.raises(BadInput):
        actions.change_entry(changed, {"limit": "每月5日前"}, " ", actor=office_actor(), at=AT)


def test_a_matter_of_the_same_name_is_refused(aid: Field):
    made = actions.add_entry(aid, {**ROW, "level2": "季度发放情况"}, "本县增加", actions.Place(every="quarter"), actor=office_actor(), at=AT)
    assert (made.revisions.get().act, made.every) == ("created", "quarter")
    with pytest.raises(Conflict):
        actions.add_entry(aid, {**ROW, "level2": "季度发放情况"}, "又一次", actor=office_actor(), at=AT)
    with pytest.raises(BadInput):
        actions.add_entry(aid, {"level1": "甲" * 201}, "太长", actor=office_actor(), at=AT)


def test_twins_of_the_guide_can_be_edited(county: County):
    """医疗卫生 names one matter twice, with different content: both are kept and changed as they are."""
    field = actions.adopt_fields(["health"], actor=office_actor(), at=AT)[0]
    twins = actions.adopt_templates(field, ["health/1", "health/2"], actor=office_actor(), at=AT)
    assert twins[0].level2 == twins[1].level2
    changed = actions.change_entry(twins[1], {"limit": "自信息形成之日起5个工作日内予以公开"}, "本县从严", actor=office_actor(), at=AT)
    assert changed.limit.startswith("自信息形成之日起5个")


@pytest.mark.requirement("CAT-07")
def test_a_township_varies_an_entry_and_only_its_own(county: County, entry: Entry):
    actions.set_publishers([entry], [county.qinghe, county.baishi], actor=office_actor(), at=AT)
    board = {"channels": [{"name": "村公示栏", "required": True}]}
    mine = actions.vary(entry, county.qinghe, board, "本镇村民多看公示栏", actor=liaison_actor(county.qinghe), at=AT)
    assert list(queries.entries_for(county.qinghe)) == [mine]
    assert list(queries.entries_for(county.baishi)) == [entry]
    with pytest.raises(NotAllowed):
        actions.vary(entry, county.baishi, {}, "别人的", actor=liaison_actor(county.qinghe), at=AT)


@pytest.mark.requirement("CAT-04")
def test_an_imported_sheet_adds_changes_and_names_what_it_leaves_out(aid: Field, entry: Entry):
    same = queries.row_of(aid.entries.get(template="social-assistance/1"))
    changed = catalogues.from_values({**catalogues.to_values(queries.row_of(entry)), "limit": "每季度第一个月10日前"})
    fresh = catalogues.from_values({**ROW, "level1": "临时救助"})
    broken = catalogues.from_values({**ROW, "level1": "孤儿保障", "active": False})
    lines = [catalogues.Line(place, row, tuple(catalogues.check_row(row))) for place, row in (("A4", same), ("A5", changed), ("A6", fresh), ("A7", broken))]
    done = actions.import_rows(aid, lines, "按市局反馈修改", actor=office_actor(), at=AT)
    assert (done.added, done.changed, done.same, [line.place for line in done.blocked]) == (1, 1, 1, ["A7"])
    entry.refresh_from_db()
    assert (entry.limit, entry.revisions.first().act) == ("每季度第一个月10日前", "imported")


@pytest.mark.requirement("CAT-09")
def test_entries_are_bound_to_columns_and_the_unbound_are_listed(county: County, aid: Field):
    actions.make_columns(actor=office_actor(), at=AT)
    assert not queries.unmapped()
    one = aid.entries.first()
    Entry.objects.filter(pk=one.pk).update(column_key="")
    assert list(queries.unmapped()) == [one]
    assert actions.map_entries([one], "art21", actor=office_actor(), at=AT) == 1
    assert queries.column_for(Entry.objects.get(pk=one.pk), county.qinghe).title == "本级重点公开内容"
    assert queries.column_for(aid.entries.last(), county.finance).key == "art21"  # a department keeps no 第（十一）项
    with pytest.raises(BadInput):
        actions.map_entries([one], "no-such", actor=office_actor(), at=AT)
