"""From powers to information items; every item that is not public has its ground."""

from __future__ import annotations

import pytest

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict
from zwgk.matters.catalogue import actions, queries
from zwgk.matters.catalogue.models import Field, Matter


@pytest.fixture
def powers(county: County) -> County:
    for code, name, category in (("CZ-01", "会计代理记账机构执业资格审批", "行政许可"), ("CZ-02", "对违反政府采购规定的处罚", "行政处罚")):
        new = actions.NewItem("power", county.finance, code, name, category)
        actions.set_item(new, "first", actor=liaison_actor(county.finance), at=AT)
    return county


@pytest.mark.requirement("CAT-02")
def test_each_link_of_a_power_becomes_an_item_and_is_decided_one_by_one(powers: County, aid: Field):
    assert actions.derive_matters(powers.finance, actor=liaison_actor(powers.finance), at=AT) == 10
    assert actions.derive_matters(powers.finance, actor=office_actor(), at=AT) == 0
    result = Matter.objects.get(link="决定", source__code="CZ-01")
    actions.decide_matters([result], actions.Decision("open", entry=aid.entries.first()), actor=liaison_actor(powers.finance), at=AT)
    counted = queries.counts_by_organ()[powers.finance.pk]
    assert (counted.total, counted.open, counted.undecided) == (10, 1, 9)
    assert queries.proposal(Matter.objects.get(link="立案")) == ("withheld", "case_file")


@pytest.mark.requirement("CAT-03")
def test_withholding_needs_ground_and_article_and_stands_in_the_register(powers: County):
    actions.derive_matters(powers.finance, actor=office_actor(), at=AT)
    files = Matter.objects.get(link="立案")
    with pytest.raises(BadInput, match="选择理由"):
        actions.decide_matters([files], actions.Decision("withheld"), actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="条款"):
        actions.decide_matters([files], actions.Decision("withheld", "case_file"), actor=office_actor(), at=AT)
    actions.decide_matters([files], actions.Decision("withheld", "case_file", "《政府信息公开条例》第十六条第二款"), actor=office_actor(), at=AT)
    assert [(row.name, row.ground) for row in queries.excluded()] == [("立案和调查材料", "case_file")]
    open_one = Matter.objects.get(link="决定", source__code="CZ-02")
    actions.decide_matters([open_one], actions.Decision("open"), actor=office_actor(), at=AT)
    assert list(queries.unlisted()) == [open_one]


@pytest.mark.requirement("CAT-12")
def test_the_negative_list_has_versions_and_what_leaves_it_is_decided_anew(powers: County):
    new = actions.NewNegative("行政处罚案卷", "case_file", "《政府信息公开条例》第十六条第二款", powers.finance)
    item = actions.add_negative(new, actor=office_actor(), at=AT)
    assert actions.release_negative("首次编制", actor=office_actor(), at=AT).items[0]["organ"] == "县财政局"
    matter = actions.add_matter(powers.finance, "其他", "案卷评查材料", actor=liaison_actor(powers.finance), at=AT)
    actions.decide_matters([matter], actions.Decision("withheld", "case_file", "第十六条", negative=item), actor=office_actor(), at=AT)
    actions.end_negative(item, "改为结果公开", actor=office_actor(), at=AT)
    matter.refresh_from_db()
    assert (matter.attribute, list(queries.negative(DAY))) == ("", [])
    with pytest.raises(Conflict):
        actions.release_negative("空的", actor=office_actor(), at=AT)
    for basis in ("", "不方便公开", "《中华人民共和国政府信息公开条例》"):
        with pytest.raises(BadInput, match="第几条"):
            actions.add_negative(actions.NewNegative("没有依据", "internal", basis), actor=office_actor(), at=AT)
