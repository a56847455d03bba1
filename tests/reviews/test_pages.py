"""The pages: what waits for me, the frozen text, the decision, the batch, the emergency, figures."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client

from tests.cast import AT, County, actor_with, leader_actor, liaison_actor, login, office_actor, person_with
from tests.reviews.conftest import digest, judges, part, take
from zwgk.domain.rights import Role
from zwgk.foundation.journal.actions import Subject
from zwgk.matters.reviews import actions, queries
from zwgk.matters.reviews.models import Review, State

pytestmark = pytest.mark.django_db


def page(client: Client, review: Review, tail: str = "") -> str:
    return client.get(f"{review.address}{tail}").content.decode()


@pytest.mark.requirement("ATT-05")
def test_whose_step_it_is_finds_it_in_his_queue_and_decides(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    login(client, judges(county.finance)["first"])
    assert "2026年部门预算1" in client.get("/office/reviews/").content.decode()
    shown = page(client, review)
    assert "一审一校" in shown and "人名地名职务" in shown and review.code in shown
    answer = client.post(f"{review.address}decide/", {"seen_hash": review.hash, "passed": "yes", "opinion": "数字已核"}, follow=True)
    assert "转下一环节" in answer.content.decode()
    assert queries.next_step(Review.objects.get(pk=review.pk)).id == "second"  # type: ignore[union-attr]
    assert "数字已核" in page(client, review)


def test_returning_without_a_reason_keeps_the_page_and_says_so(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    login(client, judges(county.finance)["first"])
    answer = client.post(f"{review.address}decide/", {"seen_hash": review.hash, "passed": "no", "opinion": ""})
    assert "退回要写明原因" in answer.content.decode()
    client.post(f"{review.address}decide/", {"seen_hash": review.hash, "passed": "no", "opinion": "合计不对"})
    assert Review.objects.get(pk=review.pk).state == State.RETURNED and "合计不对" in page(client, review)


def test_an_opinion_survives_a_change_of_the_content(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    login(client, judges(county.finance)["first"])
    answer = client.post(f"{review.address}decide/", {"seen_hash": "0" * 64, "passed": "yes", "opinion": "写了很久的意见"})
    text = answer.content.decode()
    assert "不是最新版本" in text and "写了很久的意见" in text and review.hash in text


def test_who_is_not_asked_sees_why(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    login(client, leader_actor(county.finance))
    shown = page(client, review)
    assert "由其他岗位办理" in shown and 'name="passed"' not in shown
    login(client, liaison_actor(county.justice))
    assert client.get(review.address).status_code == 404


def test_the_frozen_text_can_run_nothing(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    Review.objects.filter(pk=review.pk).update(rendition="<p onclick=x()>正文</p><script>alert(1)</script><img src=x onerror=alert(1)>")
    login(client, office_actor())
    answer = client.get(f"{review.address}rendition/")
    assert "正文" in answer.content.decode() and "alert" not in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"] and "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.requirement("ATT-05")
def test_what_changed_since_the_last_review_is_shown(client: Client, county: County, submit: Callable[..., Review]) -> None:
    first = submit()
    Review.objects.filter(pk=first.pk).update(rendition="<p>收入合计10万元</p><p>支出不变</p>")
    again = submit(text="改")
    login(client, office_actor())
    shown = page(client, again)
    assert "<del>0</del>" in shown and "<ins>2</ins>" in shown


@pytest.mark.requirement("ATT-04")
def test_what_the_screening_found_stands_beside_the_text(client: Client, county: County) -> None:
    remark = actions.Remark("身份证号", "99990019000101001X", "第3行", "certain", "已遮盖", "名单只公示姓名")
    new = actions.NewReview(
        Subject("records.record", 9, "救助名单", ""), county.finance, [part(9)], person_with(Role.LIAISON, county.finance), "<p>名单</p>", remarks=[remark],
    )  # fmt: skip
    review = actions.open_review(new, actor=liaison_actor(county.finance), at=AT)
    login(client, judges(county.finance)["first"])
    shown = page(client, review)
    assert "已遮盖" in shown and "名单只公示姓名" in shown and "确定" in shown


@pytest.mark.requirement("ATT-05")
def test_a_batch_shows_a_sample_and_lets_one_thing_go(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = submit(items=12)
    login(client, judges(county.finance)["first"])
    assert "抽看" in page(client, review) and page(client, review, "?draw=2") != page(client, review)
    item = review.items.get(item_id="3")
    client.post(f"{review.address}items/{item.pk}/", {"reason": "金额要改"})
    assert "金额要改" in page(client, review) and len(queries.rest_of(Review.objects.get(pk=review.pk))) == 11
    assert len(queries.sample(queries.rest_of(review), review)) == 5


def test_an_old_sheet_says_so_when_its_code_is_scanned(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    login(client, office_actor())
    assert "是旧版本" in page(client, review, "?v=0000-0000") and "是旧版本" not in page(client, review, f"?v={review.code}")


@pytest.mark.requirement("NMD-03")
def test_an_emergency_needs_the_leaders_word_and_is_owed(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    login(client, leader_actor(county.finance))
    assert "先发布、后补审" in client.get(f"{review.address}emergency/").content.decode()
    client.post(f"{review.address}emergency/", {"reason": "上游泄洪，沿河转移", "sure": "on"})
    assert queries.cleared("records.record", 1, digest("正文1")).emergency  # type: ignore[union-attr]
    assert "待补审" in client.get("/office/reviews/?view=owed").content.decode()
    assert list(queries.owed(Review.objects.all())) == [Review.objects.get(pk=review.pk)]


def test_the_author_takes_it_back_on_the_page(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    login(client, liaison_actor(county.finance))
    client.post(f"{review.address}take-back/", {"reason": "要补附件"})
    assert Review.objects.get(pk=review.pk).state == State.LAPSED


def test_the_register_is_filtered_and_exported(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = take(submit(), judges(county.finance)["first"])
    login(client, office_actor())
    assert review.title in client.get("/office/reviews/list/?state=open&q=预算").content.decode()
    assert "没有符合条件" in client.get("/office/reviews/list/?state=returned").content.decode()
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/office/reviews/export/?state=open").content)).active
    assert sheet and sheet.cell(4, 2).value == review.title and "一审一校" in str(sheet.cell(4, 11).value)


def test_figures_name_steps_and_no_person(client: Client, county: County, submit: Callable[..., Review]) -> None:
    reviewer = judges(county.finance)["first"]
    take(submit(), reviewer)
    login(client, office_actor())
    shown = client.get("/office/reviews/statistics/").content.decode()
    assert "一审一校" in shown and reviewer.name not in shown


@pytest.mark.requirement("ATT-06")
def test_the_process_in_force_is_shown_with_its_ground(client: Client, county: County) -> None:
    login(client, liaison_actor(county.finance))
    shown = client.get("/office/reviews/processes/").content.decode()
    assert "未核实" in shown and "第十七条" in shown and "保密审查" in shown and "至少几人审核" in shown
    assert client.get("/office/reviews/processes/publish/file/").content.startswith(b"id: publish")
    assert client.get("/office/reviews/processes/nothing/file/").status_code == 404


def test_a_deputy_is_shown_as_one(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = take(submit(), judges(county.finance)["first"])
    review.steps.update(absent="韩冬")
    login(client, office_actor())
    assert "代理韩冬" in page(client, review)


def test_the_box_stands_on_the_page_of_another_slice(county: County, submit: Callable[..., Review], rf: object) -> None:
    from django.template import Context, Template

    submit()
    request = rf.get("/office/records/1/")  # type: ignore[attr-defined]
    request.actor = judges(county.finance)["first"]
    box = Template('{% load reviews %}{% review_box "records.record" 1 %}')
    shown = box.render(Context({"request": request}))
    assert "一审一校" in shown and 'name="passed"' in shown and 'value="/office/records/1/"' in shown
    request.actor = actor_with(Role.LEGAL, county.finance)
    assert 'name="passed"' not in box.render(Context({"request": request}))


def test_the_queue_asks_the_database_no_more_for_many(
    client: Client, county: County, submit: Callable[..., Review], django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(1, 13):
        new = actions.NewReview(Subject("records.record", number, f"第{number}件", ""), county.finance, [part(number)], None)
        actions.open_review(new, actor=liaison_actor(county.finance), at=AT)
    login(client, judges(county.finance)["first"])
    with django_assert_max_num_queries(40):  # type: ignore[attr-defined]
        assert client.get("/office/reviews/").status_code == 200
