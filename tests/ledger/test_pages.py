"""Pages of the ledger: what each role sees and may send."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import assessor_actor, liaison_actor, login, office_actor
from tests.ledger.conftest import confirmed, item_of
from zwgk.matters.ledger.models import Evidence, Plan, Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, county):
    return login(client, office_actor())


@pytest.mark.requirement("DOC-06")
def test_the_wizard_maps_names_hands_out_and_remembers(office, county):
    notice = confirmed()
    page = office.get(f"/office/ledger/adopt/{notice.pk}/")
    rows = {row["text"]: row for row in page.context["names"]}
    assert rows["县财政局"]["chosen"] == {str(county.finance.pk)}
    assert not rows["县法治办"]["chosen"]
    data = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    for row in rows.values():
        data[f"u{row['number']}"] = sorted(row["chosen"]) or [str(county.justice.pk)]
    data |= {"common": sorted(page.context["common"]), f"remember{rows['县法治办']['number']}": "1", "report_every": ""}
    answer = office.post(f"/office/ledger/adopt/{notice.pk}/", data)
    assert answer.status_code == 302
    assert Plan.objects.get().tasks.count() == 5
    assert county.justice.aliases.get(text="县法治办").state == "confirmed"


@pytest.mark.requirement("DOC-06")
def test_an_open_name_comes_back_with_all_decisions_kept(office, county):
    notice = confirmed()
    data = {"title": "改过的名称", "year": 2026, "common": [str(county.finance.pk)]}
    page = office.post(f"/office/ledger/adopt/{notice.pk}/", data).content.decode()
    assert "没有对应" in page and "改过的名称" in page


@pytest.mark.requirement("TSK-05")
def test_the_office_sees_all_units_and_a_liaison_only_its_own(plan, county, client):
    whole = login(client, office_actor()).get(f"/office/ledger/plans/{plan.pk}/").content.decode()
    assert "县财政局" in whole and "青禾镇" in whole
    own = login(client, liaison_actor(county.qinghe)).get(f"/office/ledger/plans/{plan.pk}/")
    assert {line.item.duty.organ.slug for group in own.context["tasks"] for line in group["lines"]} == {"qinghe"}


def test_filters_keep_only_what_was_asked(office, plan, county):
    page = office.get(f"/office/ledger/plans/{plan.pk}/?organ={county.finance.pk}&state=todo")
    assert {line.item.duty.organ_id for group in page.context["tasks"] for line in group["lines"]} == {county.finance.pk}


@pytest.mark.parametrize("light", ["", "later"])
def test_many_lines_come_in_pages_that_keep_the_filters(office, plan, monkeypatch, light):
    monkeypatch.setattr("zwgk.matters.ledger.office.plan.PER_PAGE", 3)
    address = f"/office/ledger/plans/{plan.pk}/?state=todo&light={light}"
    first, second = office.get(address), office.get(f"{address}&page=2")
    seen = [{line.item.pk for group in each.context["tasks"] for line in group["lines"]} for each in (first, second)]
    assert len(seen[0]) == 3 and seen[1] and not seen[0] & seen[1]
    assert f"state=todo&amp;light={light}&amp;page=2" in first.content.decode() and first.context["shown"] > 3


def test_what_was_not_looked_through_is_said(office, plan, monkeypatch):
    address = f"/office/ledger/plans/{plan.pk}/?light=later"
    assert "请再选一个单位" not in office.get(address).content.decode()
    monkeypatch.setattr("zwgk.matters.ledger.office.plan.MAX_LINES", 2)
    assert "请再选一个单位" in office.get(address).content.decode()


def test_a_liaison_reports_with_file_and_page_address(plan, county, client):
    item = item_of(plan, "一/(一)", "finance")
    proof = SimpleUploadedFile("清单.txt", "权责清单".encode())
    data = {"text": "清单已报审核，预计本月底公布。", "percent": 70, "files": proof, "url": "https://www.heguang.example/a.html"}
    answer = login(client, liaison_actor(county.finance)).post(f"/office/ledger/items/{item.pk}/report/", data)
    assert answer.status_code == 302
    assert Report.objects.get().percent == 70
    assert Evidence.objects.count() == 2


def test_a_refused_report_keeps_every_word(plan, county, client):
    item = item_of(plan, "一/(一)", "finance")
    answer = login(client, liaison_actor(county.finance)).post(f"/office/ledger/items/{item.pk}/report/", {"text": "写了很多字的进展情况", "percent": "abc"})
    assert answer.status_code == 400
    assert "写了很多字的进展情况" in answer.content.decode()


def test_another_units_item_is_closed_to_a_liaison(plan, county, client):
    item = item_of(plan, "一/(一)", "finance")
    assert login(client, liaison_actor(county.qinghe)).get(f"/office/ledger/items/{item.pk}/").status_code == 403


def test_an_assessor_reads_everything_and_changes_nothing(plan, client):
    reader = login(client, assessor_actor())
    item = item_of(plan, "一/(一)", "finance")
    page = reader.get(f"/office/ledger/items/{item.pk}/")
    assert page.status_code == 200 and "上报进展" not in page.content.decode()
    assert reader.post(f"/office/ledger/items/{item.pk}/report/", {"text": "不应成功", "percent": 1}).status_code == 403


def test_reports_are_decided_several_at_once(office, plan, county):
    for slug in ("finance", "justice"):
        item = item_of(plan, "一/(一)", slug)
        data = {"text": "已经公布完毕。", "percent": 100, "finished": "on"}
        login(office, liaison_actor(item.duty.organ)).post(f"/office/ledger/items/{item.pk}/report/", data)
    login(office, office_actor())
    office.post("/office/ledger/review/", {"report": list(Report.objects.values_list("pk", flat=True)), "confirm": "1"})
    assert set(Report.objects.values_list("state", flat=True)) == {"confirmed"}


def test_returning_without_reason_says_so(office, plan, county):
    item = item_of(plan, "一/(一)", "finance")
    login(office, liaison_actor(county.finance)).post(f"/office/ledger/items/{item.pk}/report/", {"text": "已经公布完毕。", "percent": 100, "finished": "on"})
    row = Report.objects.get()
    page = login(office, office_actor()).post("/office/ledger/review/", {"report": row.pk, "return": "1"}, follow=True).content.decode()
    assert "退回的原因" in page


@pytest.mark.parametrize("path", ["units/", "unit-plans/", "trace/", "rounds/", "reporting/", "urge/"])
def test_every_page_of_a_plan_opens(office, plan, path):
    assert office.get(f"/office/ledger/plans/{plan.pk}/{path}").status_code == 200


def test_urging_shows_the_ready_text_before_it_is_sent(office, plan):
    item = item_of(plan, "一/(一)", "finance")
    page = office.post(f"/office/ledger/plans/{plan.pk}/urge/", {"item": item.pk}).content.decode()
    assert "复制群消息" in page and "【县财政局】" in page
    assert plan.urgings.count() == 0
    office.post(f"/office/ledger/plans/{plan.pk}/urge/", {"item": item.pk, "send": "1"})
    assert plan.urgings.count() == 1


def test_plans_list_and_the_public_list_open(office, plan):
    assert plan.title in office.get("/office/ledger/").content.decode()
    assert office.get("/ledger/").status_code == 200
