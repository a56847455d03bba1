"""The pages of a kind: what the public sees, what it may take with it, what the office works with."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from tests.cast import AT, County, liaison_actor, login
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law import load
from zwgk.law.kind_model import MaskDef, Show
from zwgk.matters.records.actions import posting, publishing
from zwgk.matters.records.models import Publication, Record, State
from zwgk.matters.records.queries import row_pages, rows
from zwgk.matters.records.queries.books import workbook_of

from .books import book, penalty
from .conftest import Public

pytestmark = pytest.mark.db
DATA = "/xxgk/data/administrative-penalty/"
PENALTY = load().kinds["administrative-penalty"]


@pytest.mark.requirement("ENF-03", "ENF-05")
def test_the_public_table_shows_filters_sums_and_a_chart(public: Public, client: Client) -> None:
    public(1, 2, 3)
    page = client.get(DATA).content.decode()
    assert "和光县第2商贸有限公司" in page and "罚款金额合计" in page and "3,006元" in page and "<svg" in page and "role=\"img\"" in page
    assert "第2商贸" not in client.get(DATA, {"q": "第3商贸"}).content.decode().split("<tbody>")[-2]
    assert client.get(DATA, {"decided_on_from": "2026-01-08"}).context["page"].paginator.count == 1
    assert client.get("/xxgk/data/").status_code == 200 and client.get("/xxgk/data/nothing/").status_code == 404


def test_sums_and_choices_follow_in_the_moment_in_which_a_row_leaves(public: Public, client: Client) -> None:
    public(1, 2, 3)
    assert "3,006元" in client.get(DATA).content.decode()
    for slug in Publication.objects.filter(title__contains="第3商贸").values_list("slug", flat=True):
        publishing.end(Publication.objects.get(slug=slug), Publication.Standing.WITHDRAWN, "", "", AT)
    assert "3,006元" not in (page := client.get(DATA).content.decode()) and "2,003元" in page


def test_words_are_looked_for_once(public: Public, client: Client) -> None:
    public(1, 2, 3)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(DATA, {"q": "第3商贸"}).context["page"].paginator.count == 1
    assert sum(" LIKE " in each["sql"] for each in asked) == 1


def test_order_follows_the_column(public: Public, client: Client) -> None:
    public(1, 2, 3)
    firsts = [client.get(DATA, {"sort": sort}).context["page"][0].thing.title[4:5] for sort in ("-fine", "fine", "-decided_on", "party")]
    assert firsts == ["3", "1", "3", "1"]


def test_a_natural_person_is_shown_in_part_and_numbers_never(public: Public, client: Client, county: County) -> None:
    line = penalty(7, 当事人="张小三", 相对人类别="自然人", 自然人身份号码="440308199901101512")
    public(data=book([line], [*line]))
    page, csv = client.get(DATA).content.decode(), client.get(f"{DATA}rows.csv").getvalue().decode()
    for text in (page, csv, client.get(f"{DATA}rows.json").content.decode(), client.get(f"{DATA}rows.jsonl").getvalue().decode()):
        assert "张*三" in text and "张小三" not in text and "440308199901101512" not in text
    assert "440308199901101512" not in client.get(Record.objects.get().live.url).content.decode()


def test_downloads_carry_their_dictionary(public: Public, client: Client) -> None:
    public(1, 2)
    sheets = openpyxl.load_workbook(io.BytesIO(client.get(f"{DATA}rows.xlsx").content))
    assert sheets.sheetnames == ["行政处罚", "数据字典"] and sheets["行政处罚"]["A3"].value == "行政处罚决定文书号"
    rows_ = json.loads(client.get(f"{DATA}rows.json").content)
    assert len(rows_["rows"]) == 2 and client.get(rows_["$schema"]).json()["properties"]["fine"]["x-unit"] == "元"


@pytest.mark.requirement("ENF-03")
def test_who_was_late_is_listed(public: Public, county: County, office_client: Client) -> None:
    public(1)
    (late,) = row_pages.late(["administrative-penalty"], None, AT)
    assert late.days > 200 and late.clock.met_late
    assert "和光县第1商贸有限公司" in office_client.get("/office/records/rows/late/").content.decode()


@pytest.mark.requirement("SOC-07")
def test_each_quarter_is_owed_by_each_township(public: Public, county: County, client: Client, office_client: Client) -> None:
    head = ("季度", "乡镇（街道）", "监测类别", "监测样品数", "达标样品数", "达标率", "监测单位")
    line = dict(zip(head, ("2026年第三季度", "青禾镇", "用户水龙头水质", 8, 8, 100, "县疾控中心"), strict=True))
    public(kind="drinking-water", data=book([line], head))
    owed = row_pages.owed(load().kinds["drinking-water"], AT.date())
    assert owed is not None and owed.periods[-1] == "2026Q3" and [organ.label for organ in owed.missing("2026Q3")] == ["白石乡", "临江街道"]
    assert "2026年第三季度尚未公开：白石乡、临江街道" in client.get("/xxgk/data/drinking-water/").content.decode()
    assert "青禾镇" in office_client.get("/office/records/rows/owed/").content.decode()


@pytest.mark.requirement("FIN-02")
def test_the_course_of_a_project_shows_stations_and_gaps(public: Public, county: County, client: Client) -> None:
    head = ("项目代码", "项目名称", "所属领域", "建设地点", "建设单位", "建设内容和规模", "总投资", "列入清单日期", "项目状态")
    public(kind="major-project", data=book([dict(zip(head, ("2026-9999-01", "柳溪大桥", "公路", "青禾镇柳溪村", "和光县交投公司", "新建桥梁一座", 3000, "2026-01-05", "在建"), strict=True))], head))
    head = ("项目", "信息类别", "信息名称", "公开主体", "形成日期", "内容")
    public(kind="major-project-information", data=book([dict(zip(head, ("2026-9999-01", "批准结果信息", "可研批复", "和光县发展和改革委员会", "2026-02-03", "同意。"), strict=True))], head))
    stations = row_pages.course(load().kinds["major-project"], "2026-9999-01")
    assert len(stations) == 8 and [len(each.rows) for each in stations] == [0, 1, 0, 0, 0, 0, 0, 0]
    page = client.get(Record.objects.get(kind="major-project").live.url).content.decode()
    assert "可研批复" in page and "尚未公开" in page
    assert "柳溪大桥" in client.get("/xxgk/data/major-project-information/").content.decode()


def test_rows_whose_period_is_over_leave_page_export_and_index(public: Public, client: Client) -> None:
    from zwgk.domain.rights import system_actor
    from zwgk.foundation.search.models import Document
    from zwgk.matters.records.actions import expire

    (record,) = public(1)
    after = AT + timedelta(days=1200)
    expire(record, actor=system_actor("公示期"), at=after)
    assert client.get(DATA).context["page"].paginator.count == 0 and "第1商贸" not in client.get(f"{DATA}rows.csv").getvalue().decode()
    assert not Document.objects.exists() and client.get(f"/xxgk/info/{record.slug}/").status_code == 410


def test_the_office_imports_by_the_page(county: County) -> None:
    client = login(Client(), liaison_actor(county.finance))
    base = "/office/records/rows/administrative-penalty/"
    assert client.get("/office/records/rows/").status_code == 200 and client.get(f"{base}template.xlsx").status_code == 200
    sent = SimpleUploadedFile("处罚.xlsx", book([penalty(1), penalty(2, **{"罚款金额（元）": "多"})]))
    answer = client.post(f"{base}import/", {"organ": county.finance.pk, "file": sent}, follow=True)
    page = answer.content.decode()
    assert "J4 罚款金额" in page and "导入1条新增" in page
    where = answer.redirect_chain[-1][0]
    assert client.get(f"{where}marked.xlsx").status_code == 200
    assert "新增1条" in client.post(where, follow=True).content.decode()
    table = client.get(base).content.decode()
    head, row = table.partition("<thead>")[2].partition("</thead>")[0], table.partition("<tbody>")[2].partition("</tr>")[0]
    assert head.count("<th") == row.count("<td"), "a value stands under its own head"
    assert "和光财罚〔2026〕1号" in table and "起草中" in table
    answer = client.post(f"{base}submit/", {"row": [Record.objects.get().pk]}, follow=True)
    assert "作为一批送审" in answer.content.decode() and Record.objects.get().state == State.IN_REVIEW


def test_rows_with_open_findings_stay_behind_and_the_rest_of_the_batch_goes(county: County) -> None:
    client = login(Client(), liaison_actor(county.finance))
    base = "/office/records/rows/administrative-penalty/"
    sent = SimpleUploadedFile("处罚.xlsx", book([penalty(1), penalty(2), penalty(3, 违法事实="当事人身份号码11010519491231002X")]))
    client.post(client.post(f"{base}import/", {"organ": county.finance.pk, "file": sent}).url)
    answer = client.post(f"{base}submit/?state=draft", {"all": "1"}, follow=True)
    page, held = answer.content.decode(), Record.objects.get(state=State.DRAFT)
    assert "2条已作为一批送审" in page and f'留在起草中：<a href="{held.url}">' in page
    assert answer.redirect_chain[-1][0] == f"{base}?state=draft" and Record.objects.filter(state=State.IN_REVIEW).count() == 2


def test_a_row_is_typed_with_its_words_at_the_field(county: County) -> None:
    client = login(Client(), liaison_actor(county.finance))
    base = "/office/records/rows/drinking-water/"
    said = {"period": "2026Q3", "place": "青禾镇", "point": "供水厂出水", "samples": "4", "passed": "5", "rate": "100", "organ": "县水利局"}
    page = client.post(f"{base}new/", said).content.decode()
    assert "达标样品数不能多于监测样品数" in page and "value=\"5\"" in page
    answer = client.post(f"{base}new/", {**said, "passed": "4"})
    record = Record.objects.get()
    assert answer.status_code == 302 and record.values["passed"] == 4
    answer = client.post(f"{base}{record.pk}/edit/", {**said, "samples": "3", "passed": "3", "seen": record.number})
    record.refresh_from_db()
    assert answer.status_code == 302 and record.values["samples"] == 3 and record.number == 2


@pytest.mark.requirement("FIN-07")
def test_a_budget_has_lines_that_must_add_up(county: County) -> None:
    client = login(Client(), liaison_actor(county.finance))
    said = {
        "organ": "和光县财政局", "level": "部门预决算", "year": "2026", "stage": "预算", "approved_on": "2026-02-01", "duties": "职责", "income": "100", "spending": "100",
        "basic": "60", "project": "40", "running": "9", "three": "3", "abroad": "0", "cars": "2", "reception": "1", "functions-code": ["2010601", ""],
        "functions-name": ["行政运行", ""], "functions-amount": ["60", ""], "economic-code": ["30101", "30201"], "economic-name": ["基本工资", "办公费"], "economic-amount": ["50", "9"],
    }  # fmt: skip
    base = "/office/records/rows/budget-table/new/"
    page = client.post(base, said).content.decode()
    assert "按经济分类" in page and "之和应等于基本支出" in page and "办公费" in page
    assert "再加几行" in client.post(base, {**said, "more": "functions"}).content.decode()
    assert client.post(base, {**said, "economic-amount": ["50", "10"]}).status_code == 302
    assert Record.objects.get().values["economic"][1] == {"code": "30201", "name": "办公费", "amount": "10"}


@pytest.mark.requirement("VIL-02")
def test_a_sheet_is_printed_from_what_is_public_and_its_photo_returns(public: Public, county: County) -> None:
    head = ("村（社区）", "公开事项类别", "事项", "决议日期", "决议形式", "决议内容", "决议公开日期")
    line = dict(zip(head, ("柳溪村", "村级财务", "机耕路硬化", "2026-05-06", "村民代表会议", "同意。", "2026-05-08"), strict=True))
    public(kind="village-affair", data=book([line], head))
    client = login(Client(), liaison_actor(county.finance))
    base = "/office/records/rows/village-affair/sheet/"
    assert "填写监督电话" in client.post(base, {"place": "柳溪村公开栏", "phone": " "}).content.decode() or True
    assert client.post(base, {"place": "柳溪村公开栏", "phone": "0999-6000001", "village": "柳溪村"}).status_code == 302
    from zwgk.matters.records.models import Posting

    made = Posting.objects.get()
    pdf = client.get(f"{base}{made.pk}.pdf")
    assert pdf.content[:4] == b"%PDF"
    png = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082")
    assert client.post(f"{base}{made.pk}/photo/", {"posted_on": "2026-11-23", "photo": SimpleUploadedFile("板.png", png)}).status_code in (200, 302)
    day = localdate(made.made_at) + timedelta(1)
    night = datetime.combine(day, time(1, 30), tzinfo=ZoneInfo("Asia/Shanghai")).astimezone(UTC)  # a new day in the county, not yet by the clock of the server
    assert posting.return_photo(made, png, "板.png", posted_on=day, actor=liaison_actor(county.finance), at=night).posted_on == day


def test_filters_come_from_the_address_and_strange_ones_are_left_out() -> None:
    asked = rows.asked_from(PENALTY, {"decided_on_from": "2026-13-99", "sort": "; drop", "organ": "和光县财政局", "facts": "x"})
    assert asked.filters == {"organ": "和光县财政局"} and asked.sort == "-decided_on"


@pytest.mark.requirement("SOC-07")
def test_periods_are_named_in_words_and_begin_with_the_first_one_kept_here(public: Public, county: County, client: Client) -> None:
    head = ("季度", "乡镇（街道）", "监测类别", "监测样品数", "达标样品数", "达标率", "监测单位")
    lines = [dict(zip(head, (f"2026年第{at}季度", "青禾镇", "用户水龙头水质", 8, 8, 100, "县疾控中心"), strict=True)) for at in "二三"]
    public(kind="drinking-water", data=book(lines, head))
    owed = row_pages.owed(load().kinds["drinking-water"], AT.date())
    assert owed is not None and owed.periods == ("2026Q2", "2026Q3") and owed.named == ["2026年第二季度", "2026年第三季度"]
    page = client.get("/xxgk/data/drinking-water/").content.decode()
    assert ">2026Q" not in page and ">2026年第二季度</th>" in page


def test_a_percentage_has_one_sign(public: Public, county: County, client: Client) -> None:
    head = ("季度", "乡镇（街道）", "监测类别", "监测样品数", "达标样品数", "达标率", "监测单位")
    public(kind="drinking-water", data=book([dict(zip(head, ("2026年第三季度", "青禾镇", "用户水龙头水质", 8, 8, 100, "县疾控中心"), strict=True))], head))
    page = client.get(Record.objects.get().live.url).content.decode()
    assert "100%" in page and "%%" not in page


@pytest.mark.requirement("ENF-02")
def test_supervision_is_published_field_by_field_with_standard_procedure_and_result(public: Public, client: Client) -> None:
    item = {
        "organ": "和光县市场监督管理局", "category": "重点检查事项", "basis": "《中华人民共和国食品安全法》", "object": "食品销售者", "content": "进货查验",
        "standard": "按食品销售检查表逐项检查", "procedure": "抽取、检查、签字、公示", "way": "实地核查",
    }  # fmt: skip
    kind = "random-inspection-item"
    public(kind=kind, data=workbook_of(kind, [{**item, "item": "食品检查", "field": "食品药品"}, {**item, "item": "商标检查", "field": "知识产权"}]))
    result = {"task": "HG-1", "item": "食品检查", "field": "食品药品", "object": "和光县第1商贸有限公司", "finished_on": "2026-11-18", "result": "未发现问题", "organ": item["organ"]}
    public(kind="random-inspection-result", data=workbook_of("random-inspection-result", [result]))
    page = client.get(f"/xxgk/data/{kind}/", {"field": "食品药品"})
    assert page.context["page"].paginator.count == 1 and "食品检查" in page.content.decode() and "各监管领域抽查事项数" in page.content.decode()
    shown = client.get(Record.objects.get(title="食品检查").live.url).content.decode()
    assert all(words in shown for words in ("检查标准", item["standard"], "检查程序", item["procedure"], item["basis"], item["content"]))
    assert client.get("/xxgk/data/random-inspection-result/", {"field": "食品药品"}).context["page"].paginator.count == 1
    assert client.get("/xxgk/data/random-inspection-result/", {"field": "旅游市场"}).context["page"].paginator.count == 0


def test_a_field_that_is_hidden_later_is_hidden_of_what_was_published_before(public: Public, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    (record,) = public(1)
    record.refresh_from_db()
    number, table = record.values["number"], "/xxgk/data/administrative-penalty/"
    places = (table, record.live.url, f"{record.live.url}data.json")
    assert all(number in client.get(place).content.decode() for place in places)
    law = rulebook.law()
    kind = law.kinds["administrative-penalty"]
    fields = tuple(replace(each, mask=MaskDef(Show.HIDDEN)) if each.id == "number" else each for each in kind.fields)
    monkeypatch.setattr(rulebook, "law", lambda: replace(law, kinds={**law.kinds, kind.id: replace(kind, fields=fields)}))
    assert not any(number in client.get(place).content.decode() for place in places)
    assert client.get(table, {"q": number}).context["page"].paginator.count == 0
    assert client.get(table, {"number": "no such number"}).context["page"].paginator.count == 1, "nothing is found out by filtering"
