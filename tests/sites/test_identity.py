"""PAG-13…15: what the site says of itself is set in the office, checked against its rules, and known to every page."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import AT, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, NotAllowed
from zwgk.domain.site_identity import problems
from zwgk.foundation.journal.models import Fact
from zwgk.matters.sites import actions, queries, rules

pytestmark = [pytest.mark.requirement("PAG-14"), pytest.mark.requirement("PAG-15")]
GOOD = {
    "name": "和光县人民政府", "domain": "www.heguang.gov.cn", "id_code": "9999000001", "icp": "琼ICP备00000001号-2", "police": "琼公网安备99990002000001号",
    "host": "和光县人民政府办公室", "operator": "和光县大数据中心", "phone": "0999-6000001", "postcode": "999900", "copyright": "和光县人民政府",
}  # fmt: skip


def test_what_the_office_sets_is_what_pages_say(county: County) -> None:
    actions.set_identity(GOOD, actor=office_actor(), at=AT)
    told = queries.identity()
    assert (told.id_code, told.icp, told.copyright, told.problems) == ("9999000001", "琼ICP备00000001号-2", "和光县人民政府", ())
    assert told.police_url.endswith("code=99990002000001") and told.national_url.endswith("site_code=9999000001")
    assert "网站标识码：空 → 9999000001" in Fact.objects.get(verb="sites.edit").sentence


def test_what_is_not_set_comes_from_the_environment(county: County, settings) -> None:
    settings.SITE = {"phone": "0999-6000009", "icp": "京备123"}
    told = queries.identity()
    assert (told.phone, told.name) == ("0999-6000009", "和光县人民政府")
    assert [each.field for each in told.problems] == ["icp"]  # said, not a crash


@pytest.mark.parametrize(("field", "value", "says"), [
    ("domain", "https://www.heguang.gov.cn/", "不带 http"), ("domain", "www.heguang.cn", "gov.cn"), ("id_code", "999900000123", "10位数字"), ("icp", "琼ICP备123号", "8位数字"),
    ("police", "琼公网安备123号", "14位数字"), ("phone", "13900000000", "不写手机号"), ("postcode", "9999", "6位数字"),
])  # fmt: skip
def test_a_wrong_format_is_refused_at_its_field_with_its_rule(county: County, field: str, value: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        actions.set_identity({**GOOD, field: value}, actor=office_actor(), at=AT)
    assert refused.value.field == field and refused.value.remedy


def test_ministries_have_a_code_of_their_own_and_a_strange_division_is_only_said() -> None:
    told = rules.identity_rules()
    assert problems({"id_code": "bm29000002"}, told, "999900") == []
    (strange,) = problems({"id_code": "1304000009"}, told, "999900")
    assert not strange.strict and "999900" in strange.sentence


@pytest.mark.requirement("PAG-13")
def test_governments_above_stand_in_their_order(county: County) -> None:
    links = [actions.Link("central", "中央人民政府", "https://www.gov.cn/"), actions.Link("city", "曜州市人民政府", "https://yaozhou.example.gov.cn/")]
    actions.set_links(links, actor=office_actor(), at=AT)
    assert [label for label, _ in queries.identity().higher] == ["中央人民政府", "曜州市人民政府"]
    with pytest.raises(BadInput, match="http"):
        actions.set_links([actions.Link("city", "市政府", "www.gov.cn")], actor=office_actor(), at=AT)


def test_a_liaison_does_not_change_the_site(county: County) -> None:
    with pytest.raises(NotAllowed):
        actions.set_identity(GOOD, actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(NotAllowed):
        actions.set_links([], actor=liaison_actor(county.finance), at=AT)


def test_meta_tags_and_foot_say_it(client: Client, county: County) -> None:
    actions.set_identity(GOOD, actor=office_actor(), at=AT)
    page = client.get("/about/").content.decode()
    assert 'name="SiteIDCode" content="9999000001"' in page and 'name="SiteDomain" content="www.heguang.gov.cn"' in page and "琼ICP备00000001号-2" in page
