"""Fields are data: the 26 national ones with their guides, local ones added; a new guide becomes tasks."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import AT, County, liaison_actor, office_actor
from zwgk.domain import catalogues
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.inbox import queries as inbox
from zwgk.matters.catalogue import actions, queries
from zwgk.matters.catalogue.models import TARGET, Field


@pytest.mark.requirement("CAT-01")
def test_the_26_national_fields_come_with_guide_and_line_department(county: County):
    made = actions.adopt_fields(actor=office_actor(), at=AT)
    assert sum(row.national for row in made) == 26
    aid = Field.objects.get(key="social-assistance")
    assert (aid.guides.get().issuer, len(aid.guides.get().rows)) == ("民政部", 10)
    assert Field.objects.get(key="budgets").department == county.finance
    assert actions.adopt_fields(actor=office_actor(), at=AT) == []  # a second time changes nothing


@pytest.mark.requirement("CAT-01")
def test_a_local_field_is_added_and_renamed_without_losing_its_old_name(county: County):
    row = actions.add_field(actions.NewField("涉农资金", superior="曜州市财政局"), actor=office_actor(), at=AT)
    row = actions.set_field(row, actions.NewField("涉农资金和项目", number="（二十七）", department=county.finance), actor=office_actor(), at=AT)
    assert (row.name, row.other_names, row.national) == ("涉农资金和项目", ["涉农资金"], False)
    with pytest.raises(Conflict):
        actions.add_field(actions.NewField("涉农资金和项目"), actor=office_actor(), at=AT)
    assert actions.close_field(row, "并入财政预决算", actor=office_actor(), at=AT).closed_on
    with pytest.raises(NotAllowed):
        actions.add_field(actions.NewField("别的"), actor=liaison_actor(county.finance), at=AT)


@pytest.mark.requirement("CAT-11")
def test_a_new_guide_is_compared_and_becomes_a_task_of_the_department(county: County, aid: Field):
    rows = [catalogues.from_values(values) for values in aid.guides.get().rows]
    newer = [*rows[1:], catalogues.Row(level1="救助服务", level2="社会救助服务热线", content="热线电话、服务时间")]
    aid = actions.set_field(aid, actions.NewField(aid.name, department=county.justice), actor=office_actor(), at=AT)
    new = actions.NewGuide("社会救助领域标准指引（2026年版）", "民政部", newer, due_on=date(2027, 3, 31))
    guide = actions.import_guide(aid, new, actor=office_actor(), at=AT)
    assert {(each.what, each.name) for each in queries.compare_guide(guide)} == {("added", "社会救助服务热线"), ("gone", "政策法规文件")}
    target = guide.targets.get()
    assert (target.organ, clocks.of_subject(TARGET, target.pk).get().due_on) == (county.justice, date(2027, 3, 31))
    assert any("对照新指引" in message.title for message in inbox.for_actor(liaison_actor(county.justice)))


@pytest.mark.requirement("CAT-05")
def test_a_date_of_the_jurisdiction_runs_as_a_clock_and_is_met(county: County):
    new = actions.NewTarget("编制26个领域标准目录", "县政务公开要点", date(2026, 12, 31), county.office)
    target = actions.set_target(new, actor=office_actor(), at=AT)
    done = actions.finish_target(target, "26个领域全部发布", actor=office_actor(), at=AT)
    clock = clocks.of_subject(TARGET, done.pk).get()
    assert (clock.state, clock.met_late) == ("met", False)
    with pytest.raises(BadInput):
        actions.set_target(actions.NewTarget("无依据", "", date(2026, 12, 31), county.office), actor=office_actor(), at=AT)
