"""The pages of the office, as their people use them."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from docx import Document

from tests.cast import AT, County, actor_with, liaison_actor, login, office_actor
from zwgk.domain.rights import Role
from zwgk.matters.catalogue import actions as catalogue
from zwgk.matters.records import actions, queries
from zwgk.matters.records.models import Capture, Record, State
from zwgk.matters.reviews import actions as reviews
from zwgk.matters.reviews.actions import Decision

from .conftest import cleared, drafted, judges, passed, published

pytestmark = pytest.mark.django_db


def form_of(record: Record, **changes: object) -> dict[str, object]:
    values = {
        "title": record.title, "body": record.body, "attribute": "public", "ground": "statutory", "formed_on": "2026-11-16", "genre": "通知", "seen": record.number,
    }  # fmt: skip
    return values | changes


def test_from_the_first_title_to_the_review(liaison_client: Client, county: County):
    answer = liaison_client.post("/office/records/new/", {"organ": county.finance.pk, "title": "关于2026年决算的公告"})
    record = Record.objects.get()
    assert answer.url == f"{record.url}edit/"
    assert "data-bundle" in liaison_client.get(answer.url).content.decode()
    done = liaison_client.post(answer.url, form_of(record, body="<p>正文一段</p><script>alert(1)</script>"), follow=True)
    assert "已保存第2版" in done.content.decode()
    record.refresh_from_db()
    assert record.body == "<p>正文一段</p>"
    sent = liaison_client.post(f"{record.url}submit/", {"note": "请审核"}, follow=True).content.decode()
    assert "版本码" in sent and "一审一校" in sent


def test_a_returned_record_is_on_the_desk_at_once(liaison_client: Client, record: Record):
    review = actions.submit(record, actor=liaison_actor(record.organ), at=AT)
    reviews.decide(review, Decision(False, review.hash, "户数与附表不一致"), actor=judges(record.organ)[0], at=AT)
    page = liaison_client.get(record.url).content.decode()
    assert "继续编辑" in page and "户数与附表不一致" in page and "定时发布" not in page


def test_a_record_taken_out_of_a_batch_is_on_its_desk_with_the_reason_and_may_be_mended_twice(liaison_client: Client, record: Record):
    other, actor = drafted(record.organ, "另一件"), liaison_actor(record.organ)
    review = actions.submit_batch([record, other], "两件", actor=actor, at=AT)
    reviews.withdraw_item(review, review.items.get(item_id=str(record.pk)), "金额有误", actor=judges(record.organ)[0], at=AT)
    page = liaison_client.get(record.url).content.decode()
    assert "已从送审的一批中移出" in page and "金额有误" in page and "继续编辑" in page
    assert "移出送审批次" in liaison_client.get("/office/inbox/").content.decode()
    for title in ("第一次改", "第二次改"):
        record.refresh_from_db()
        assert "已保存" in liaison_client.post(f"{record.url}edit/", form_of(record, title=title), follow=True).content.decode()
    review.refresh_from_db()
    assert review.state == "open" and [item.title for item in review.items.filter(withdrawn="")] == ["另一件"]


def test_what_is_still_judged_keeps_nothing_else_waiting(record: Record):
    actions.submit(record, actor=liaison_actor(record.organ), at=AT)
    ended = cleared(drafted(record.organ, "另一件"))
    assert queries.due_to_settle(AT, limit=1) == [ended]


def test_what_is_missing_is_said_in_words(liaison_client: Client, county: County):
    record = drafted(county.finance, attribute="", ground="", formed_on=None)
    page = liaison_client.get(record.url).content.decode()
    assert "请认定公开属性" in page and "公开时限从这一天起算" in page


def test_a_collision_keeps_what_was_typed(liaison_client: Client, record: Record):
    actions.edit(record, {"title": "别人改的标题"}, seen=1, actor=office_actor(), at=AT)
    page = liaison_client.post(f"{record.url}edit/", form_of(record, title="我写的标题", seen=1)).content.decode()
    assert "我写的标题" in page and "别人刚保存了新的一版" in page


def test_typing_is_kept_every_few_seconds_and_offered_again(liaison_client: Client, record: Record):
    kept = liaison_client.post(f"{record.url}keep/", form_of(record, title="写到一半的标题"))
    assert kept.json()["said"].startswith("已暂存")
    assert "接着写" in liaison_client.get(record.url).content.decode()
    assert "写到一半的标题" in liaison_client.get(f"{record.url}edit/?restore=yes").content.decode()


@pytest.mark.requirement("ATT-09")
def test_a_finding_stands_beside_the_text_with_one_tap_to_mask(liaison_client: Client, county: County):
    record = drafted(county.finance, body="<p>身份证号11010519491231002X。</p>")
    liaison_client.post(f"{record.url}screen/")
    hit = record.hits.get(blocks=True)
    assert "遮盖" in liaison_client.get(f"{record.url}edit/").content.decode()
    liaison_client.post(f"{record.url}mask/", {"hit": hit.pk, "next": "edit"})
    record.refresh_from_db()
    assert "11010519491231002X" not in record.body


def test_a_finding_is_overridden_on_a_page(liaison_client: Client, county: County):
    record = drafted(county.finance, body="<p>身份证号11010519491231002X。</p>")
    liaison_client.post(f"{record.url}screen/")
    hit = record.hits.get(blocks=True)
    assert liaison_client.post(f"{record.url}hits/{hit.pk}/", {"reason": "国家标准中的样例号码"}).status_code == 302


def test_a_word_file_becomes_a_draft(liaison_client: Client, county: County):
    document = Document()
    for line in ("关于印发《和光县财政票据管理办法》的通知", "和财〔2026〕40号", "各预算单位：", "现将办法印发给你们，请遵照执行。", "和光县财政局", "2026年11月9日", "（此件公开发布）"):
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "项目", "金额"
    out = io.BytesIO()
    document.save(out)
    out.seek(0)
    out.name = "票据办法.docx"
    liaison_client.post("/office/records/import/", {"organ": county.finance.pk, "file": out})
    record = Record.objects.get()
    assert (record.doc_number, str(record.written_on), record.attribute) == ("和财〔2026〕40号", "2026-11-09", "public")
    assert "<table>" in record.body and record.attachments.get().inner


def test_imported_html_with_scripts_is_only_words(county: County):
    page = "<html><head><title>公告</title></head><body><h1>关于停水的公告</h1><p onclick='x()'>11月25日停水。</p><script>alert(1)</script><p>请做好储水准备，感谢支持。</p></body></html>"
    record = actions.import_file(county.finance, page.encode(), "公告.html", actor=liaison_actor(county.finance), at=AT)
    assert "停水" in record.body and "script" not in record.body and "onclick" not in record.body


def test_the_list_counts_and_filters(liaison_client: Client, county: County):
    for number in range(3):
        drafted(county.finance, f"第{number}件")
    published(drafted(county.finance, "已经公开的一件"))
    page = liaison_client.get("/office/records/?state=published").content.decode()
    assert "已经公开的一件" in page and "第1件" not in page
    assert "第2件" in liaison_client.get("/office/records/?q=第2件").content.decode()


def test_chosen_rows_go_to_review_together(liaison_client: Client, county: County):
    rows = [drafted(county.finance, f"第{number}件") for number in range(3)]
    answer = liaison_client.post("/office/records/batch/", {"row": [row.pk for row in rows], "title": "三件"})
    assert answer.url.startswith("/office/reviews/")
    assert Record.objects.filter(state=State.IN_REVIEW).count() == 3


def test_published_amended_ended_on_pages(liaison_client: Client, county: County):
    record = cleared(drafted(county.finance))
    assert "发布" in liaison_client.get(record.url).content.decode()
    liaison_client.get(f"{record.url}publish/")
    liaison_client.post(f"{record.url}publish/")
    assert liaison_client.post(f"{record.url}amend/", {"note": "更正金额"}).url == f"{record.url}edit/"
    assert liaison_client.get(f"{record.url}versions/").status_code == 200
    liaison_client.post(f"{record.url}discard/", {"reason": "不改了"})
    liaison_client.post(f"{record.url}lapse/", {"reason": "expired"})
    record.refresh_from_db()
    assert record.state == State.LAPSED
    liaison_client.post(f"{record.url}withdraw/", {"reason": "wrong", "note": ""})
    record.refresh_from_db()
    assert record.state == State.WITHDRAWN


def test_repealed_by_the_index_number_of_the_successor(liaison_client: Client, online: Record, county: County):
    successor = published(drafted(county.finance, "新办法"))
    wrong = liaison_client.post(f"{online.url}repeal/", {"reason": "replaced", "successor": "没有这个号"})
    assert "没有找到索引号" in wrong.content.decode()
    liaison_client.post(f"{online.url}repeal/", {"reason": "replaced", "successor": successor.index_number})
    assert queries.publication_at(online.slug).successor_title == "新办法"


def test_a_moment_is_appointed(liaison_client: Client, county: County):
    record = cleared(drafted(county.finance))
    liaison_client.post(f"{record.url}schedule/", {"publish_at": "2000-01-01T08:00"})
    record.refresh_from_db()
    assert record.publish_at is None


def test_attachments_over_the_page(liaison_client: Client, record: Record):
    sent = io.BytesIO("附件里的话".encode())
    sent.name = "附件1.txt"
    liaison_client.post(f"{record.url}attach/", {"files": sent})
    made = record.attachments.get()
    assert "附件里的话".encode() in b"".join(liaison_client.get(made.url).streaming_content)
    liaison_client.post(f"{made.url}detach/")
    assert not record.attachments.exists()


def test_take_back(liaison_client: Client, record: Record):
    actions.submit(record, actor=liaison_actor(record.organ), at=AT)
    liaison_client.post(f"{record.url}take-back/")
    record.refresh_from_db()
    assert record.state == State.DRAFT


def test_other_organs_do_not_see_it(county: County, record: Record):
    stranger = login(Client(), liaison_actor(county.justice))
    assert stranger.get(record.url).status_code == 404


def test_the_pages_ask_the_same_number_of_questions_for_one_and_for_fifty(liaison_client: Client, county: County, django_assert_max_num_queries):
    for number in range(25):
        drafted(county.finance, f"第{number}件")
    with django_assert_max_num_queries(40):
        liaison_client.get("/office/records/")


def test_a_reviewer_sees_the_record_with_the_decision(county: County, record: Record):
    actions.submit(record, actor=liaison_actor(record.organ), at=AT)
    page = login(Client(), actor_with(Role.REVIEWER, county.finance)).get(record.url).content.decode()
    assert "一审一校" in page and "同意" in page or "通过" in page


def test_captures_and_certificates_on_pages(liaison_client: Client, online: Record):
    assert "首次发布" in liaison_client.get(f"{online.url}captures/").content.decode()
    assert "在本页下载" in (page := liaison_client.post(f"{online.url}prove/", follow=True).content.decode()) and "/certificates/" in page
    made = online.certificates.get()
    docx = liaison_client.get(f"{online.url}certificates/{made.code}.docx").content
    assert any("首次公开" in paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs)
    assert Capture.objects.get().state == Capture.State.WAITING
    assert passed is not None


def test_the_entries_of_the_catalogue_are_chosen_in_the_editor(liaison_client: Client, county: County, record: Record):
    field = catalogue.adopt_fields(["social-assistance"], actor=office_actor(), at=AT)[0]
    catalogue.adopt_templates(field, actor=office_actor(), at=AT)
    entry = field.entries.first()
    catalogue.set_publishers([entry], [county.finance], actor=office_actor(), at=AT)
    assert entry.whole_name in liaison_client.get(f"{record.url}edit/").content.decode()
    liaison_client.post(f"{record.url}edit/", form_of(record, entries=[entry.pk]))
    assert entry.whole_name in liaison_client.get(record.url).content.decode()
