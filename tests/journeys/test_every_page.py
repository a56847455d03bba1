"""Every page of received documents and of the ledger: desktop and phone, elderly letters and dark; no error, no overflow, nothing serious for axe."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern
from playwright.sync_api import Page

from tests.cast import AT, DAY, liaison_actor, office_actor
from tests.journeys.conftest import PHONE, sticking_out, wide
from tests.ledger.conftest import item_of
from tests.received.conftest import TEXT
from zwgk.matters.ledger import actions, urls
from zwgk.matters.ledger.actions.escalate import Wanted
from zwgk.matters.ledger.actions.inspect import Problem
from zwgk.matters.ledger.actions.progress import Progress
from zwgk.matters.ledger.models import Escalation, Plan
from zwgk.matters.letters.actions import Approval
from zwgk.matters.notices import actions as notices
from zwgk.matters.notices import urls as notice_urls
from zwgk.matters.notices.models import Notice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = {"width": 1280, "height": 900}
ONLY_SENT = {  # addresses that answer a sent form or hand out a file
    "original", "repair", "confirm", "superior", "acknowledge", "evidence_file", "export", "summary", "link", "limit", "report", "evidence",
    "extension", "assign", "publish_item", "decide_extension", "inspect_unit_plan", "print", "printed", "archive", "step", "entered_paper", "object_to",
}  # fmt: skip


@pytest.fixture
def pages(served_plan: Plan, served) -> dict[str, str]:
    """Every page by its name, each with something on it."""
    office, finance = office_actor(), liaison_actor(served.finance)
    item, waiting = item_of(served_plan, "一/(一)", "finance"), item_of(served_plan, "一/(一)", "justice")
    row = actions.report(item, Progress("清单公布了。", 100, True), actor=finance, at=AT)
    actions.add_page(item, "https://www.heguang.example/a-very-long-address/without/any/blank/qingdan-2026-zhengwugongkai-gongzuo.html", report=row, actor=finance, at=AT)
    actions.confirm_done(item, "很好", actor=office, at=AT)
    actions.publish_item(item, "权责清单已经公布。", "https://www.heguang.example/a.html", actor=office, at=AT)
    actions.report(waiting, Progress("很长的进展情况，" * 30, 100, True), actor=liaison_actor(served.justice), at=AT)
    actions.publish_plan(served_plan, actor=office, at=AT)
    inspection = actions.open_round(served_plan, "十一月检查", DAY, "", actor=office, at=AT)
    actions.raise_in_round(inspection, Problem(served.finance, "栏目空白", "补齐内容", DAY.replace(month=12)), actor=office, at=AT)
    late = AT + timedelta(days=40)
    talk = {"signer": "方知远", "when": "12月31日上午", "place": "二楼会议室", "persons": "主要负责人"}
    wanted = Wanted("talk", [served.finance.pk], served.office, (late + timedelta(days=7)).date(), more=talk, approval=Approval("方知远", late.date()))
    actions.escalate(wanted, actor=office, at=late)
    draft = notices.receive(TEXT.replace("〔2026〕31号", "〔2026〕77号").replace("年底前举办", "12月底前举办").encode(), "新来文.txt", actor=office, at=AT)
    ready = notices.receive(TEXT.replace("〔2026〕31号", "〔2026〕78号").replace("年底前举办", "11月底前举办").encode(), "再来文.txt", actor=office, at=AT)
    notices.confirm(ready, actor=office, at=AT)
    notices.deliver(ready, [("", served.finance, False)], actor=office, at=AT)
    newer = notices.replace(served_plan.notice, TEXT.replace("12月10日", "12月11日").encode(), "更正件.txt", actor=office, at=AT)
    notices.confirm(newer, actor=office, at=AT)
    return _of_notices(draft, newer, ready) | _of_ledger(served_plan, newer, ready, inspection.pk, waiting.pk, item.pk)


def _of_notices(draft: Notice, newer: Notice, ready: Notice) -> dict[str, str]:
    one = f"/office/notices/{draft.pk}/"
    return {
        "index": "/office/notices/", "upload": "/office/notices/new/", "basis": "/office/notices/basis/", "review": one, "record": f"{one}record/",
        "clause": f"{one}clauses/{draft.clauses.first().pk}/", "approval": f"{one}approval/", "replace": f"/office/notices/{newer.pk}/replace/",
        "deliver": f"/office/notices/{ready.pk}/deliver/", "replace-form": f"{one}replace/",
    }  # fmt: skip


def _of_ledger(plan: Plan, newer: Notice, ready: Notice, inspection: int, waiting: int, done: int) -> dict[str, str]:
    base, one, talk = "/office/ledger/", f"/office/ledger/plans/{plan.pk}/", Escalation.objects.get()
    return {
        "plans": base, "adopt": f"{base}adopt/{ready.pk}/", "renew": f"{one}renew/{newer.pk}/", "ledger-review": f"{base}review/", "annual": f"{base}annual/2026/",
        "plan": one, "plan-late": f"{one}?state=todo", "units": f"{one}units/", "urge": f"{one}urge/?item={waiting}", "unit_plans": f"{one}unit-plans/",
        "unit_plan": f"{base}unit-plans/{plan.unit_plans.first().pk}/", "rounds": f"{one}rounds/", "round": f"{base}rounds/{inspection}/",
        "reporting": f"{one}reporting/", "trace": f"{one}trace/", "opinion": f"{one}opinion/", "task": f"{base}tasks/{plan.tasks.first().pk}/", "item": f"{base}items/{waiting}/",
        "phone": f"{base}items/{waiting}/phone/", "excuse": f"{base}items/{waiting}/excuse/", "enter_for": f"{base}items/{waiting}/enter-for/",
        "ladder": f"{base}ladder/", "taken": f"{base}ladder/steps/{talk.key}/", "talk": f"{base}ladder/talks/{talk.pk}/",
        "item-done": f"{base}items/{done}/", "public-index": "/ledger/", "public-plan": f"/ledger/{plan.pk}/", "organ": f"/ledger/{plan.pk}/finance/",
    }  # fmt: skip


def test_the_walk_leaves_no_page_out(pages: dict[str, str]):
    named = {route.name for route in [*urls.staff, *urls.public, *notice_urls.staff] if isinstance(route, URLPattern)}
    assert named - ONLY_SENT <= set(pages)


@pytest.mark.parametrize(("size", "mode"), [(DESK, ""), (PHONE, ""), pytest.param(PHONE, "elder=on", marks=pytest.mark.slow), pytest.param(DESK, "theme=dark", marks=pytest.mark.slow)], ids=["desk", "phone", "elderly-phone", "dark"])
def test_every_page_opens_fits_and_reads(page: Page, pages: dict[str, str], live_server, sign_in, size: dict[str, int], mode: str):
    wrong: list[str] = []
    sign_in(office_actor())
    page.set_viewport_size(size)
    page.context.add_cookies([{"name": "zwgk_modes", "value": mode.replace("=", "%3D"), "url": str(live_server)}])
    page.on("console", lambda said: wrong.append(f"{page.url} {said.text}") if said.type == "error" and "favicon" not in str(said.location) else None)
    axe = Axe()
    measured = mode != "elder=on"  # axe takes long; larger letters only need room
    for name, path in pages.items():
        answer = page.goto(f"{live_server}{path}")
        wrong += [f"{name} {answer.status}"] if answer.status != 200 else []
        wrong += [f"{name} is wider than its window: {sticking_out(page)}"] if wide(page) else []
        found = axe.run(page).response["violations"] if measured else []
        wrong += [f"{name} {each['id']} {each['nodes'][0]['html'][:140]}" for each in found if each["impact"] in ("serious", "critical")]
    assert wrong == []
