"""The pages of the office: every one opens, the wizard takes a sheet over, what is refused is said on the page."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from tests.cast import AT, County, office_actor
from zwgk.domain import catalogues
from zwgk.matters.catalogue import actions, queries
from zwgk.matters.catalogue.models import Edition, Entry, Field, Matter
from zwgk.matters.catalogue.sheets import official


def pages(field: Field, entry: Entry, county: County) -> list[str]:
    edition = actions.open_edition(field, "首次编制", actor=office_actor(), at=AT)
    actions.make_columns(actor=office_actor(), at=AT)
    column = queries.columns_of(county.finance).first()
    item = actions.set_item(actions.NewItem("power", county.finance, "CZ-1", "代理记账许可", "行政许可"), "first", actor=office_actor(), at=AT)
    actions.derive_matters(county.finance, actor=office_actor(), at=AT)
    superior = actions.import_superior("power", "省清单", "省政府", [{"name": "代理记账许可"}], actor=office_actor(), at=AT)
    negative = actions.add_negative(actions.NewNegative("案卷", "case_file", "第十六条"), actor=office_actor(), at=AT)
    plain = ["overview", "entries", "columns", "matters", "negative", "registers", "functions_list", "targets", "field_new", "target_new", "negative_new", "item_new", "registers_import", "superior_new", "negative_release"]
    field_pages = ["field", "field_settings", "field_close", "import", "guide_new", "entry_new"]
    entry_pages = ["entry", "entry_edit", "entry_merge", "entry_shorten", "entry_drop", "entry_restore"]
    return [
        *(reverse(f"catalogue:{name}") for name in plain), *(reverse(f"catalogue:{name}", args=[field.pk]) for name in field_pages),
        *(reverse(f"catalogue:{name}", args=[entry.pk]) for name in entry_pages), reverse("catalogue:entry_vary", args=[entry.pk, county.qinghe.pk]),
        *(reverse(f"catalogue:{name}", args=[edition.pk]) for name in ("edition", "send", "opinion", "take_back")),
        *(reverse(f"catalogue:{name}", args=[column.pk]) for name in ("column", "duty", "column_local", "column_close")),
        *(reverse(f"catalogue:{name}", args=[item.pk]) for name in ("item", "item_edit")), reverse("catalogue:published", args=[item.changes.get().pk]),
        reverse("catalogue:superior", args=[superior.pk]), reverse("catalogue:negative_end", args=[negative.pk]),
        reverse("catalogue:functions_edit", args=[county.finance.pk]), reverse("catalogue:guide", args=[field.guides.get().pk]),
    ]  # fmt: skip


def test_every_page_opens(office_client: Client, county: County, aid: Field, entry: Entry):
    for address in pages(aid, entry, county):
        assert office_client.get(address).status_code == 200, address


@pytest.mark.parametrize("name", ["columns_export", "exclusions"])
def test_workbooks_come_out(office_client: Client, county: County, name: str):
    actions.make_columns([county.finance], actor=office_actor(), at=AT)
    assert openpyxl.load_workbook(io.BytesIO(office_client.get(reverse(f"catalogue:{name}")).content)).active.max_row >= 3


@pytest.mark.requirement("CAT-04")
def test_the_wizard_takes_a_sheet_over_and_leaves_out_what_is_wrong(office_client: Client, aid: Field):
    good = catalogues.Row(
        level1="临时救助", level2="救助对象名单", content="名单、金额、事由", basis="条例", limit="10个工作日内", publisher="县民政局",
        channels=(catalogues.Channel("政府网站"),), to_all=True, active=True, tiers=("县级",),
    )  # fmt: skip
    wrong = catalogues.Row(level1="临时救助", level2="没有写内容")
    sent = SimpleUploadedFile("目录.xlsx", official("社会救助领域目录", [good, wrong]))
    preview = office_client.post(reverse("catalogue:import", args=[aid.pk]), {"file": sent}, follow=True)
    page = preview.content.decode()
    assert "2 行：新增 1，修改 0，相同 0，不导入 1" in page and "1 行有错误" in page and "没有选公开方式" in page and "C5" in page
    done = office_client.post(preview.redirect_chain[-1][0], {"reason": "本县补充"}, follow=True).content.decode()
    assert "新增 1 项" in done and aid.entries.filter(level2="救助对象名单").exists() and not aid.entries.filter(level2="没有写内容").exists()
    again = SimpleUploadedFile("目录.xlsx", office_client.get(reverse("catalogue:export", args=[aid.pk])).content)
    assert "和现有目录完全相同" in office_client.post(reverse("catalogue:import", args=[aid.pk]), {"file": again}, follow=True).content.decode()


@pytest.mark.parametrize("data", [b"no workbook", b"PK\x03\x04 broken"])
def test_a_broken_file_gets_a_clear_word(office_client: Client, aid: Field, data: bytes):
    answer = office_client.post(reverse("catalogue:import", args=[aid.pk]), {"file": SimpleUploadedFile("目录.xlsx", data)})
    assert answer.status_code == 200 and 'class="error' in answer.content.decode() or "alert-error" in answer.content.decode()


@pytest.mark.requirement("CAT-06")
def test_from_compiling_to_release_in_the_browser(office_client: Client, aid: Field):
    office_client.post(reverse("catalogue:edition_new", args=[aid.pk]), {"reason": "首次编制"})
    edition = Edition.objects.get()
    office_client.post(reverse("catalogue:send", args=[edition.pk]), {"to": "曜州市民政局"})
    refused = office_client.post(reverse("catalogue:conclude", args=[edition.pk]), follow=True).content.decode()
    assert "还没有对整个目录的审核意见" in refused
    edition.refresh_from_db()
    office_client.post(reverse("catalogue:opinion", args=[edition.pk]), {"verdict": "agreed", "given_by": "曜州市民政局", "given_on": localdate(edition.sent_at).isoformat()})
    office_client.post(reverse("catalogue:conclude", args=[edition.pk]))
    done = office_client.post(reverse("catalogue:release", args=[edition.pk]), follow=True).content.decode()
    assert "已发布" in done and queries.released_entries(aid).count() == 10
    out = openpyxl.load_workbook(io.BytesIO(office_client.get(reverse("catalogue:edition_export", args=[edition.pk])).content)).active
    assert (out["A1"].value, out["B4"].value) == ("社会救助领域基层政务公开标准目录", "综合业务")


@pytest.mark.requirement("CAT-02")
def test_attributes_are_decided_on_the_page(office_client: Client, county: County):
    actions.set_item(actions.NewItem("power", county.finance, "CZ-1", "代理记账许可", "行政许可"), "first", actor=office_actor(), at=AT)
    office_client.post(reverse("catalogue:derive"), {"organ": county.finance.pk})
    rows = list(Matter.objects.values_list("pk", flat=True))
    refused = office_client.post(reverse("catalogue:decide"), {"matter": rows[:1], "attribute": "withheld"}, follow=True).content.decode()
    assert "不予公开要选择理由" in refused
    office_client.post(reverse("catalogue:decide"), {"matter": rows, "attribute": "open"})
    assert Matter.objects.filter(attribute="open").count() == 5


def test_the_list_needs_few_questions(office_client: Client, aid: Field, county: County, django_assert_max_num_queries):
    actions.make_columns(actor=office_actor(), at=AT)
    with django_assert_max_num_queries(30):
        office_client.get(reverse("catalogue:entries"))
    with django_assert_max_num_queries(30):
        office_client.get(reverse("catalogue:columns"))


def test_a_liaison_sees_the_catalogue_and_keeps_only_its_own_columns(liaison_client: Client, county: County, aid: Field):
    actions.make_columns(actor=office_actor(), at=AT)
    assert "县财政局" in liaison_client.get(reverse("catalogue:columns")).content.decode()
    assert liaison_client.get(reverse("catalogue:entry_new", args=[aid.pk])).status_code == 403
    column = queries.columns_of(county.justice).first()
    person = office_actor().person_id
    answer = liaison_client.post(reverse("catalogue:duty", args=[column.pk]), {"step": "keep", "person": person, "since": "2026-11-23"})
    assert answer.status_code == 403


@pytest.mark.requirement("PWR-07")
def test_a_row_of_the_superior_that_names_no_basis_is_compared_too(office_client: Client, county: County):
    actions.set_item(actions.NewItem("power", county.finance, "CZ-1", "代理记账许可", "行政许可"), "first", actor=office_actor(), at=AT)
    superior = actions.import_superior("power", "省清单", "省政府", [{"name": "会计从业管理"}], actor=office_actor(), at=AT)
    page = office_client.get(reverse("catalogue:superior", args=[superior.pk])).content.decode()
    assert "会计从业管理" in page and "代理记账许可" in page
