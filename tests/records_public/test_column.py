"""The column 政府信息公开 in the national form: parts, columns, empty ones, lists, catalogue, functions."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.cast import AT, County
from zwgk.matters.catalogue.models import Column, ColumnDuty, Entry, Functions, Revision
from zwgk.matters.records.portal.frame import promise

from .conftest import Publish, make_columns, make_publication

pytestmark = pytest.mark.django_db
PARTS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


@pytest.mark.requirement("PRO-01")
@pytest.mark.parametrize("path", ["/xxgk/", "/xxgk/finance/", "/xxgk/qinghe/"])
def test_every_organ_has_the_four_parts_under_the_one_name(client: Client, county: County, path: str):
    html = text(client, path).partition('class="xxgk-head"')[2]
    at = [html.index(f">{part}</a>") for part in PARTS]
    assert at == sorted(at)
    assert "<strong>政府信息公开</strong>" in html


@pytest.mark.requirement("PRO-03")
def test_the_countys_column_carries_government_departments_and_townships_together(client: Client, publish: Publish, county: County):
    for organ in (county.government, county.finance, county.qinghe):
        publish(f"{organ.label}的通知", organ=organ)
    html = text(client, "/xxgk/new/")
    assert all(f"{organ.label}的通知" in html for organ in (county.government, county.finance, county.qinghe))
    only = text(client, "/xxgk/new/?organ=qinghe")
    assert "青禾镇的通知" in only
    assert "县财政局的通知" not in only


def test_a_higher_organ_and_an_unknown_one_have_no_column(client: Client, county: County):
    text(client, "/xxgk/higher/", 404)
    text(client, "/xxgk/nobody/", 404)
    text(client, "/xxgk/finance/no-such-column/", 404)


def test_an_empty_column_says_what_when_and_by_whom(client: Client, county: County, columns: dict[str, Column]):
    html = text(client, "/xxgk/finance/art20-07/")
    assert "这个栏目目前没有信息" in html
    assert "2026年12月31日" in html
    assert county.finance.name in html
    assert "第二十条第七项" in html
    assert "/xxgk/finance/request/" in html


@pytest.mark.requirement("PRO-06")
def test_the_keeper_of_a_column_is_named(client: Client, county: County, columns: dict[str, Column], office_client: Client):
    from tests.cast import liaison_actor
    from zwgk.foundation.organs.models import Person

    actor = liaison_actor(county.finance)
    person = Person.objects.get(pk=actor.person_id)
    ColumnDuty.objects.create(column=columns["art20-07"], step="keep", person=person, since=AT.date(), set_by="测试")
    assert person.name in text(client, "/xxgk/finance/art20-07/")
    assert person.name in text(client, "/xxgk/finance/content/")


@pytest.mark.requirement("PRO-02")
def test_statutory_columns_are_listed_with_how_they_stand(client: Client, publish: Publish, columns: dict[str, Column]):
    publish("2026年部门预算", column=columns["art20-07"])
    html = text(client, "/xxgk/finance/content/")
    assert "行政法规、规章和规范性文件" in html
    assert "尚无" in html
    assert '<td class="num">1</td>' in html


def test_a_part_shows_what_stands_in_the_columns_below_it(columns: dict[str, Column], client: Client, publish: Publish):
    child = Column.objects.create(
        organ=columns["report"].organ, key="report-old", part="report", title="往年年报", description="往年", keywords="年报", parent=columns["report"], order=90
    )
    publish("2024年度报告", column=child)
    assert "2024年度报告" in text(client, "/xxgk/finance/report/")
    assert "2024年度报告" in text(client, "/xxgk/finance/report-old/")


@pytest.mark.requirement("PRO-04")
def test_the_guide_has_its_five_parts_and_the_working_organ(client: Client, county: County, columns: dict[str, Column]):
    html = text(client, "/xxgk/finance/guide/")
    for part in ("持有政府信息基本情况", "对外发布政府信息情况", "申请渠道", "工作机构情况", "其他事项"):
        assert part in html
    assert county.finance.phone in html
    assert "20个工作日" in html


def test_a_mobile_number_never_stands_in_the_guide(client: Client, county: County):
    county.finance.phone = "13900001234"
    county.finance.save()
    assert "13900001234" not in text(client, "/xxgk/finance/request/").split("<main")[1].split('class="pairs"')[1]


def test_lists_are_paged_and_sorted_by_date(client: Client, publish: Publish, columns: dict[str, Column]):
    for number in range(45):
        publish(f"第{number:02d}号通知", column=columns["rules"])
    first, last = text(client, "/xxgk/finance/rules/"), text(client, "/xxgk/finance/rules/?page=3")
    assert first.index("第00号通知") < first.index("第01号通知")
    assert "第44号通知" in last
    assert "第00号通知" not in last
    assert text(client, "/xxgk/finance/rules/?page=abc")


@pytest.mark.db
def test_years_are_links_with_their_numbers(client: Client, publish: Publish, columns: dict[str, Column]):
    publish("今年的", column=columns["rules"])
    publish("去年的", column=columns["rules"], published_at=datetime(2025, 1, 1, 0, 30, tzinfo=ZoneInfo("Asia/Shanghai")))
    html = text(client, "/xxgk/finance/rules/?year=2025")
    assert "去年的" in html
    assert "今年的" not in html.split("xxgk-main")[1]
    assert 'href="?year=2025" aria-current="true">2025年 <span class="num">1</span>' in html


def test_a_theme_narrows_the_list(client: Client, publish: Publish):
    publish("预算通知", theme="财政、金融、审计\\财政")
    publish("防汛通知", theme="农业、林业、水利\\水利")
    html = text(client, "/xxgk/new/?theme=财政、金融、审计")
    assert "预算通知" in html
    assert "防汛通知" not in html


def test_the_same_column_of_all_organs(client: Client, publish: Publish, county: County, columns: dict[str, Column]):
    other = make_columns(county.qinghe)
    publish("局预算", column=columns["art20-07"])
    publish("镇预算", organ=county.qinghe, column=other["art20-07"])
    html = text(client, "/xxgk/all/art20-07/")
    assert "局预算" in html
    assert "镇预算" in html
    text(client, "/xxgk/all/nothing/", 404)


def test_titles_are_found_in_one_organ_or_in_all(client: Client, publish: Publish, county: County):
    publish("耕地保护通知", organ=county.qinghe)
    assert "<mark>耕地</mark>保护<mark>通知</mark>" in text(client, "/xxgk/find/?q=耕地 通知")
    assert "没有含有" in text(client, "/xxgk/find/?q=耕地&organ=finance")
    assert "在全部单位中查找" in text(client, "/xxgk/find/?q=耕地&organ=finance")
    assert text(client, "/xxgk/find/")


def test_the_choice_of_an_organ_leads_to_its_column(client: Client, county: County):
    assert client.get("/xxgk/units/?organ=finance")["Location"] == "/xxgk/finance/"
    assert client.get("/xxgk/units/")["Location"] == "/xxgk/"


@pytest.mark.requirement("CAT-09", "CAT-10")
def test_published_items_appear_under_their_entry(client: Client, county: County, entry: Entry):
    make_publication(county.finance, "10月低保对象公示", entry=entry)
    field = text(client, "/xxgk/catalogue/social-assistance/")
    assert "1 条" in field
    html = text(client, f"/xxgk/catalogue/entries/{entry.pk}/")
    assert "10月低保对象公示" in html
    for label in ("公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "公开方式", "公开层级"):
        assert f'<th scope="row">{label}</th>' in html
    assert "特殊情形" not in html


@pytest.mark.requirement("CAT-06", "CAT-08")
def test_a_merged_entry_stays_public_until_the_next_edition_and_then_hands_over_what_it_held(client: Client, county: County, entry: Entry):
    make_publication(county.finance, "10月低保对象公示", entry=entry)
    heir = Entry.objects.create(field=entry.field, level1="救助政策", content="政策", basis="条例", limit="20个工作日内", publisher="民政部门")
    heir.released = Revision.objects.create(entry=heir, number=1, act="created", values={**entry.released.values, "level1": "救助政策", "level2": ""}, reason="新增", made_at=AT, made_by="测试")
    heir.save()
    entry.state, entry.into = "merged", heir
    entry.save()
    assert "10月低保对象公示" in text(client, f"/xxgk/catalogue/entries/{entry.pk}/")
    entry.released = None  # as `release` of the next edition leaves it
    entry.save()
    assert client.get(f"/xxgk/catalogue/entries/{entry.pk}/")["Location"] == heir_url(heir)
    assert "10月低保对象公示" in text(client, heir_url(heir))
    assert "1 条" in text(client, "/xxgk/catalogue/social-assistance/")


def heir_url(entry: Entry) -> str:
    return f"/xxgk/catalogue/entries/{entry.pk}/"


def test_the_catalogue_is_filtered_and_searched(client: Client, county: County, entry: Entry):
    assert "社会救助" in text(client, "/xxgk/catalogue/")
    assert "审核审批信息" in text(client, "/xxgk/catalogue/?q=低保")
    assert "没有找到含有" in text(client, "/xxgk/catalogue/?q=征地")
    assert "审核审批信息" in text(client, "/xxgk/catalogue/social-assistance/?organ=qinghe&tier=乡级")
    assert "没有事项" in text(client, "/xxgk/catalogue/social-assistance/?organ=baishi")


def test_an_entry_that_is_still_being_edited_is_not_public(client: Client, entry: Entry):
    entry.released = None
    entry.save()
    text(client, f"/xxgk/catalogue/entries/{entry.pk}/", 404)
    assert "目录正在编制" in text(client, "/xxgk/catalogue/")


@pytest.mark.requirement("PWR-05")
def test_functions_of_every_organ_are_listed_and_gaps_said(client: Client, county: County):
    Functions.objects.create(
        organ=county.finance, version=1, duties="负责财政收支。", sections=[{"name": "预算股", "duties": "编制预算", "phone": "0999-6000001"}], reason="first", made_at=AT, made_by="测试"
    )
    html = text(client, "/xxgk/functions/")
    assert "负责财政收支" in html
    assert "预算股" in html
    assert "由县司法局负责补充" in html
    assert "县司法局" not in text(client, "/xxgk/functions/?q=财政收支").split("<main")[1]


@pytest.mark.parametrize(("every", "said"), [("month", "11月30日"), ("quarter", "12月31日"), ("half_year", "12月31日"), ("year", "12月31日"), ("lasting", "补齐"), ("event", "第二十六条")])
def test_what_an_empty_column_promises(every: str, said: str):
    assert said in promise(Column(every=every), AT.date())


@pytest.mark.requirement("CAT-10")
def test_the_home_page_leads_to_the_column_the_catalogue_and_what_is_new(client: Client, publish: Publish, entry: Entry):
    publication = publish("刚刚公开的通知")
    html = text(client, "/")
    assert 'class="door" href="/xxgk/"' in html
    assert 'href="/xxgk/catalogue/"' in html
    assert publication.url in html
