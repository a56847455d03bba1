"""WEB-02: the list of sites, who may have one, how far pages have moved, the yearly check."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.cast import AT, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.matters.records.models import Migration
from zwgk.matters.sites import actions
from zwgk.matters.sites.actions import NewEntry
from zwgk.matters.sites.models import SiteEntry
from zwgk.matters.sites.queries import register as reading

pytestmark = pytest.mark.requirement("WEB-02")
State = SiteEntry.State


def entered(county: County, **more: object) -> SiteEntry:
    told = {"organ": county.finance, "name": "和光县财政局网站", "domain": "czj.heguang.gov.cn", "state": State.CLOSED, "closed_on": date(2026, 6, 30), **more}
    return actions.save_entry(NewEntry(**told), actor=office_actor(), at=AT)


def test_a_department_gets_no_site_unless_it_was_approved(county: County) -> None:
    with pytest.raises(NotAllowed, match="原则上不单独开设") as refused:
        entered(county, state=State.IN_USE, closed_on=None)
    assert "国办发〔2017〕47号" in refused.value.basis and "单位频道" in refused.value.remedy
    with pytest.raises(NotAllowed, match="原则上不开设"):
        entered(county, organ=county.qinghe, state=State.IN_USE, closed_on=None)
    assert entered(county, state=State.IN_USE, closed_on=None, approval="曜政办函〔2026〕3号").state == State.IN_USE


def test_the_government_has_one_site_and_not_two(county: County) -> None:
    told = {"organ": county.government, "name": "和光县人民政府", "domain": "www.heguang.gov.cn", "state": State.IN_USE, "closed_on": None, "id_code": "9999000001"}
    entered(county, **told)
    with pytest.raises(Conflict, match="最多开设一个"):
        entered(county, **{**told, "domain": "www2.heguang.gov.cn"})
    with pytest.raises(Conflict, match="已经登记"):
        entered(county, **{**told, "organ": county.office, "state": State.MOVING})
    with pytest.raises(BadInput, match="gov.cn"):
        entered(county, **{**told, "organ": county.government, "domain": "www.heguang.com"})


def test_what_is_closed_has_its_day_and_what_is_archived_its_address(county: County) -> None:
    with pytest.raises(BadInput, match="关停日期"):
        entered(county, closed_on=None)
    with pytest.raises(BadInput, match="归档地址"):
        entered(county, state=State.ARCHIVED)
    row = entered(county)
    new = NewEntry(county.finance, row.name, row.domain, State.ARCHIVED, closed_on=row.closed_on, archive_url="https://www.heguang.gov.cn/archive/czj/")
    assert actions.save_entry(new, row, actor=office_actor(), at=AT).state == State.ARCHIVED


def test_the_list_says_how_far_the_pages_have_moved(county: County, office_client: Client) -> None:
    row = entered(county, state=State.MOVING, closed_on=None)
    batch = Migration.objects.create(name="财政局网站迁入", source="crawl", organ=county.finance, base_url="https://czj.heguang.gov.cn/", folder="x", begun_at=AT, begun_by="测试")
    (shown,) = reading.rows(2026)
    assert [each for each, _ in shown.migrations] == [batch] and shown.moved == "没有迁移记录"
    assert "财政局网站迁入" in office_client.get(row.url).content.decode()


def test_a_yearly_check_says_what_is_wrong(county: County, office_client: Client) -> None:
    row = entered(county)
    with pytest.raises(BadInput, match="请写明情况"):
        actions.check_entry(row, 2026, {"links": ("wrong", "")}, actor=office_actor(), at=AT)
    actions.check_entry(row, 2026, {"links": ("wrong", "3个断链"), "name": ("fine", "")}, actor=office_actor(), at=AT)
    actions.check_entry(row, 2026, {"links": ("wrong", "还有1个断链")}, actor=office_actor(), at=AT)
    (shown,) = reading.rows(2026)
    assert (shown.checked, shown.wrong) == (2, 1)
    page = office_client.get(row.url).content.decode()
    assert "还有1个断链" in page and "未检查" in page
    with pytest.raises(NotAllowed):
        actions.check_entry(row, 2026, {}, actor=liaison_actor(county.finance), at=AT)


def test_office_pages(county: County, office_client: Client) -> None:
    assert "还没有登记网站" in office_client.get("/office/sites/register/").content.decode()
    sent = {"organ": county.qinghe.pk, "name": "青禾镇网站", "domain": "qhz.heguang.gov.cn", "state": "in_use"}
    assert "原则上不开设政府网站" in office_client.post("/office/sites/register/new/", sent).content.decode()
    assert office_client.post("/office/sites/register/new/", {**sent, "state": "closed", "closed_on": "2025-12-31"}).status_code == 302
    row = SiteEntry.objects.get()
    told = {f"result_{item.key}": "fine" for item, _ in reading.checks_of(row, 2026)}
    assert office_client.post(f"{row.url}check/?year=2026", told).status_code == 302
    assert office_client.post(f"{row.url}edit/", {**sent, "state": "closed", "closed_on": "2025-12-30"}).status_code == 302
    closed, in_use = (office_client.get(f"/office/sites/register/?state={state}").content.decode() for state in ("closed", "in_use"))
    assert 'href="?state=closed&amp;year=' in closed and row.url in closed and "没有在用的网站" in in_use, "each tile leads to its rows"
