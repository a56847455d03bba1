"""The desk and the page of a case: what presses first, what may follow with its consequence, what was typed is not lost."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import actor_with, login
from zwgk.domain.rights import Role
from zwgk.foundation.files.actions import keep_sealed
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import pages
from zwgk.matters.inforequests import actions
from zwgk.matters.inforequests.models import SUBJECT, Case

from .conftest import on

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 4)


@pytest.fixture
def today(monkeypatch):
    """Pages live on Wednesday, 4 November 2026."""
    monkeypatch.setattr(pages.timezone, "now", lambda: on(TODAY))


@pytest.fixture
def desk(client, officer, today):
    return login(client, officer)


@pytest.mark.requirement("REQ-02")
def test_the_page_offers_the_lawful_steps_with_their_consequence(desk, case):
    page = desk.get(case.url).content.decode()
    assert "接下来可以办" in page and "最多延长20个工作日，到2026-12-28" in page and "须经政府信息公开工作机构负责人同意" in page
    assert "批准答复" not in page  # not in this state, not by this person


def test_the_clock_is_told_day_by_day(desk, case):
    page = desk.get(case.url).content.decode()
    assert "2026年11月30日" in page and "2026-11-07 星期六" in page and "不计" in page


def test_a_step_is_taken_on_the_page(desk, case):
    sent = desk.post(f"{case.url}steps/clarify/", {"points": "请写明年度", "limit_on": "2026-11-13", "on": "2026-11-04"})
    assert sent.status_code == 302
    assert Case.objects.get(pk=case.pk).state == "clarifying"


def test_what_is_refused_is_said_at_its_place_and_what_was_typed_stays(desk, case):
    page = desk.post(f"{case.url}steps/extend/", {"days": "21", "reason": "资料很多", "approved_by": "陆青禾", "on": "2026-11-04"}).content.decode()
    assert "资料很多" in page and "第三十三条" in page
    assert Case.objects.get(pk=case.pk).events.filter(kind="extended").count() == 0


@pytest.mark.requirement("REQ-04")
def test_a_draft_proposes_the_more_open_way(desk, case):
    assert "处理决定" in desk.get(f"{case.url}draft/").content.decode()
    page = desk.get(f"{case.url}draft/?outcome=D17").content.decode()
    assert "更公开的处理" in page
    page = desk.post(f"{case.url}draft/", {"outcome": "D17", "enforcement_file-0": "3号案卷", "reasons-0": "属于执法案卷"}).content.decode()
    assert "不采用的，请写明理由" in page and "属于执法案卷" in page
    sent = {"outcome": "D17", "enforcement_file-0": "3号案卷", "reasons-0": "属于执法案卷", "not_taken-0": "隐去姓名仍能识别"}
    assert desk.post(f"{case.url}draft/", sent).status_code == 302
    assert "隐去姓名仍能识别" in desk.get(case.url).content.decode()


def test_who_signs_approves_on_the_page(client, today, case, drafted, head):
    case = drafted(case)
    sent = login(client, head).post(f"{case.url}approve/")
    assert sent.status_code == 302 and Case.objects.get(pk=case.pk).state == "approved"


def test_what_a_leader_may_not_open_is_not_offered(client, today, case, drafted, head):
    page = login(client, head).get(case.url).content.decode()
    assert "案卷" in page and "另行起草文书" not in page and "涂黑文件" not in page


def test_approval_has_one_address_only(desk, case, drafted):
    drafted(case)
    assert desk.post(f"{case.url}steps/approve_reply/").status_code == 404
    assert desk.post(f"{case.url}approve/").status_code == 403


def test_searches_and_tags_are_noted_on_the_page(desk, case):
    sent = {"place": "档案室", "method": "按题名检索", "terms": "决算", "found": "1件", "on": "2026-11-04"}
    assert desk.post(f"{case.url}steps/search/", sent).status_code == 302
    assert desk.post(f"{case.url}steps/tag/", {"tags": ["公共卫生"]}).status_code == 302
    page = desk.get(case.url).content.decode()
    assert "档案室" in page and "除依法不得公开的以外" in page


@pytest.mark.requirement("REQ-05")
def test_public_health_is_found_by_its_tag(desk, case, arrive, officer):
    actions.tag(case, ["公共卫生"], actor=officer, at=on(TODAY))
    arrive(title="另一件")
    page = desk.get("/office/requests/?state=open&tag=公共卫生").content.decode()
    assert case.title in page and "另一件" not in page


@pytest.mark.requirement("REQ-09")
def test_each_case_carries_its_compliance_check(desk, case, answered):
    answered(case)
    page = desk.get(case.url).content.decode()
    assert "合规检查" in page and "送达有证明" in page and "拟稿人与批准人不同" in page


def test_the_desk_puts_what_presses_first(desk, arrive, officer):
    late = arrive(date(2026, 9, 1), title="逾期的那件")
    soon = arrive(date(2026, 10, 12), title="快到期的那件")
    waits = arrive(channel="online", title="等确认的那件")
    page = desk.get("/office/requests/").content.decode()
    places = [page.index(case.title) for case in (waits, late, soon)]
    assert places == sorted(places) and "逾期" in page


def test_another_organ_sees_nothing(client, today, case, county):
    stranger = login(client, actor_with(Role.DISCLOSURE, county.qinghe))
    assert stranger.get(case.url).status_code == 404
    assert case.title not in stranger.get("/office/requests/?state=all").content.decode()


def test_questions_do_not_grow_with_the_list(desk, arrive, django_assert_max_num_queries):
    for n in range(12):
        arrive(title=f"第{n}件")
    desk.get("/office/requests/")
    with django_assert_max_num_queries(30):
        desk.get("/office/requests/")
    with django_assert_max_num_queries(45):
        desk.get(Case.objects.first().url)


def test_the_identity_paper_is_opened_by_few_and_the_look_is_on_record(client, today, arrive, officer, head, county):
    case = arrive()
    case.identity_file = keep_sealed(b"%PDF-1.4 paper", "identity.pdf", actor=officer, at=on(TODAY))
    case.save()
    assert login(client, head).get(f"{case.url}identity/").status_code == 403
    page = login(client, officer).get(f"{case.url}identity/")
    assert page.content == b"%PDF-1.4 paper"
    assert journal.of_subject(SUBJECT, case.pk)[0].sentence == "查看申请人身份证明"


def test_a_look_at_an_identity_paper_that_is_not_there(arrive, officer):
    assert actions.look_at_identity(arrive(), actor=officer, at=on(TODAY)) is None
