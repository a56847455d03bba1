"""Night after night: what is found, whose task it becomes, how it is closed."""

from __future__ import annotations

import pytest
from django.utils.timezone import localtime

from tests.cast import AT, County, liaison_actor, office_actor
from tests.records_public.conftest import make_columns
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.files import queries as stored
from zwgk.foundation.inbox.models import Message
from zwgk.matters.catalogue.models import Column
from zwgk.matters.findings.models import Finding, State
from zwgk.matters.inspections import actions, jobs, queries
from zwgk.matters.inspections.looking.outside import Heard
from zwgk.matters.inspections.models import Page, Problem, Run

from .conftest import ROBOT, later, night, problem, publish

pytestmark = pytest.mark.django_db


@pytest.mark.db
@pytest.mark.requirement("PRO-07")
def test_an_empty_column_becomes_one_task_and_is_closed_when_it_is_filled(county: County, columns: dict[str, Column]):
    night()
    found = problem("column-empty", "/xxgk/finance/art20-07/")
    assert found is not None
    assert (found.state, found.organ, found.finding.state) == (Problem.State.OPEN, county.finance, State.ORDERED)
    assert "栏目责任人：" in found.finding.order_text
    assert found.finding.order_due > AT.date()
    night(later(1))
    assert Finding.objects.filter(source_id=str(found.pk)).count() == 1
    publish(county, columns["art20-07"], "和光县财政局2026年部门预算", published_at=later(1.1))
    mended = night(later(2))
    found.refresh_from_db()
    assert (found.state, found.mended_run, found.finding.state) == (Problem.State.MENDED, mended, State.CLOSED)
    proof = found.finding.answers.get().attachments.get()
    assert proof.name.startswith("复查记录") and f"发现：{localtime(found.found_at):%Y-%m-%d %H:%M}\n" in stored.content(proof.file).decode()
    assert "没有再发现" in found.proof


@pytest.mark.requirement("PRO-07")
def test_links_to_what_is_no_longer_there(county: County, columns: dict[str, Column]):
    body = '<p>见<a href="/xxgk/info/never-was/">《和光县财政局关于从前的通知》</a>和<a href="/xxgk/">专栏</a>。</p>'
    page = publish(county, columns["art20-07"], "和光县财政局2026年部门预算", body=body)
    night()
    found = problem("link-broken", page.url)
    assert found is not None
    assert "没有这一页" in found.what
    assert found.where == "/xxgk/info/never-was/"
    assert Problem.objects.filter(rule="link-broken", address=page.url).count() == 1


@pytest.mark.requirement("PRO-07")
def test_words_of_a_link_that_name_another_document(county: County, columns: dict[str, Column]):
    other = publish(county, columns["art20-07"], "和光县财政局2025年部门决算")
    body = f'<p><a href="{other.url}">《和光县城区公共停车收费管理办法》</a> <a href="{other.url}">《2025年部门决算》</a></p>'
    page = publish(county, columns["art20-07"], "和光县财政局2026年部门预算", body=body)
    night()
    assert [each.address for each in Problem.objects.filter(rule="link-wrong")] == [page.url]


@pytest.mark.requirement("PRO-08")
def test_a_misfiled_page_is_proposed_its_column(county: County, columns: dict[str, Column]):
    page = publish(county, columns["report"], "和光县财政局2026年政务公开工作要点")
    publish(county, columns["report"], "和光县财政局2025年政府信息公开工作年度报告")
    night()
    found = Problem.objects.get(rule="misfiled")
    assert found.address == page.url
    assert "移到“政府信息公开制度”" in found.mend
    assert found.column == columns["report"]


@pytest.mark.requirement("PRO-07")
def test_doubles_and_contradictions(county: County, columns: dict[str, Column]):
    publish(county, columns["art20-07"], "关于公布收费目录的通知", body_hash="a" * 64)
    publish(county, columns["rules"], "关于公布收费目录的通知", body_hash="a" * 64)
    for digest in "cd":
        publish(county, columns["art20-01"], "和光县财政专项资金管理办法", body_hash=digest * 64, doc_number="和财〔2026〕9号")
    night()
    assert Problem.objects.filter(rule="duplicate").count() == 1
    assert "两处正文不同" in Problem.objects.get(rule="column-differs").what


@pytest.mark.requirement("PRO-07")
def test_a_stale_column_says_since_when_and_by_which_limit(county: County, columns: dict[str, Column]):
    publish(county, columns["art20-07"], "和光县财政局2024年部门预算", published_at=later(-500))
    night()
    found = problem("column-stale", "/xxgk/finance/art20-07/")
    assert found is not None
    assert "已 500 天" in found.what


def test_one_thing_among_many_of_another_kind(county: County, columns: dict[str, Column]):
    for number in range(12):
        publish(county, columns["rules"], f"信息公开制度第{number}项", kind="penalty")
    stray = publish(county, columns["rules"], "秋季植树活动掠影")
    night()
    assert [each.where for each in Problem.objects.filter(rule="column-mixed")] == [stray.url]


@pytest.mark.requirement("PRO-06")
def test_columns_without_a_keeper_are_one_task_a_unit(county: County):
    make_columns(county.qinghe)
    night()
    found = Problem.objects.get(rule="keeper-missing")
    assert (found.organ, found.what[:4]) == (county.qinghe, "6 个栏")
    assert len(queries.keeperless(AT.date())) == 6


def test_an_outside_link_is_broken_after_two_nights_and_at_once_when_it_is_gone(county: County, columns: dict[str, Column], silence: dict[str, Heard]):
    body = '<p><a href="https://a.example/x">甲站</a><a href="https://b.example/y">乙站</a></p>'
    page = publish(county, columns["art20-07"], "和光县财政局2026年部门预算", body=body)
    silence |= {"https://a.example/x": Heard(0, "20 秒内没有响应"), "https://b.example/y": Heard(404, "网站回复 404")}
    night()
    assert [each.where for each in Problem.objects.filter(rule="link-broken-outside")] == ["https://b.example/y"]
    night(later(1))
    assert Problem.objects.filter(rule="link-broken-outside", state="open").count() == 2
    silence.clear()
    night(later(2))
    assert not Problem.objects.filter(rule="link-broken-outside", state="open").exists()
    assert page.url in {each.address for each in Page.objects.all()}


def test_only_what_changed_and_a_share_is_looked_at(county: County, columns: dict[str, Column]):
    for number in range(28):
        publish(county, columns["art20-07"], f"和光县财政局第{number}号预算执行情况")
    first = night()
    second = night(later(1))
    few = Page.objects.exclude(kind=Page.Kind.DOCUMENT).count()
    assert first.counts["looked"] >= 28
    assert second.counts["looked"] <= few + 2 + Problem.objects.filter(page__kind=Page.Kind.DOCUMENT, state="open").count()


def test_a_run_that_was_stopped_goes_on(county: County, columns: dict[str, Column]):
    run = actions.begin(actor=ROBOT, at=AT)
    actions.go_on(run, 0, actor=ROBOT, at=AT)
    assert Run.objects.get().stage == Run.Stage.PAGES
    with pytest.raises(Conflict):
        actions.begin(actor=ROBOT, at=AT)
    while queries.running():
        jobs.work(at=AT)
    assert Run.objects.get().counts["looked"] == len(Run.objects.get().todo)
    assert jobs.nightly(at=later(1)).startswith("第")


def test_a_false_alarm_is_kept_and_not_asked_again(county: County, columns: dict[str, Column]):
    night()
    found = problem("column-empty", "/xxgk/finance/art20-07/")
    with pytest.raises(NotAllowed):
        actions.dismiss(found, "本单位没有预算", actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(BadInput):
        actions.dismiss(found, " ", actor=office_actor(), at=AT)
    after = actions.dismiss(found, "由县政府统一公开，不另设", actor=office_actor(), at=AT)
    assert Finding.objects.get(pk=after.finding_id).state == State.WITHDRAWN
    night(later(1))
    assert Problem.objects.filter(rule="column-empty", address=found.address).count() == 1
    actions.ask_again(found, actor=office_actor(), at=later(1))
    night(later(2))
    found.refresh_from_db()
    assert (found.state, found.finding.state) == (Problem.State.OPEN, State.ORDERED)


def test_whoever_mended_it_need_not_wait_for_the_night(county: County, columns: dict[str, Column]):
    page = publish(county, columns["art20-07"], "和光县财政局2026年部门预算", body='<p><a href="/xxgk/info/soon-there/">附表</a></p>')
    night()
    found = problem("link-broken", page.url)
    assert actions.look_now(found, actor=liaison_actor(county.finance), at=AT).state == Problem.State.OPEN
    publish(county, columns["art20-07"], "附表", slug="soon-there")
    assert actions.look_now(found, actor=liaison_actor(county.finance), at=later(0.1)).state == Problem.State.MENDED
    found.refresh_from_db()
    assert found.finding.state == State.CLOSED


def test_a_unit_is_given_so_many_tasks_a_night_and_its_keeper_one_message(county: County, columns: dict[str, Column]):
    body = "".join(f'<p><a href="/xxgk/info/missing-{number}/">附表{number}</a></p>' for number in range(15))
    publish(county, columns["art20-07"], "和光县财政局2026年部门预算", body=body)
    night()
    assert Finding.objects.filter(organ=county.finance).count() == 10
    assert Message.objects.filter(kind="inspections").count() == 1
    night(later(1))
    assert Finding.objects.filter(organ=county.finance).count() > 15
    assert queries.open_count_of(liaison_actor(county.finance), AT.date()) > 10


@pytest.mark.requirement("WEB-06")
def test_the_plan_of_columns_is_measured_on_the_real_pages(county: County, columns: dict[str, Column]):
    columns["rules"].title = "规章制度"
    columns["rules"].save()
    night()
    lines = {line.needed.key: line for line in queries.plan_lines()}
    assert lines["xxgk"].depth == 1
    assert lines["organs"].lacking == (county.finance,)
    assert problem("plan-missing", "/xxgk/finance/") is not None
    assert "统一的名称是“政府信息公开制度”" in problem("plan-name").what
    assert Page.objects.get(address="/xxgk/finance/art20-07/").depth <= 3


def test_what_the_month_shows(county: County, columns: dict[str, Column]):
    night()
    publish(county, columns["art20-07"], "和光县财政局2026年部门预算", published_at=later(1))
    night(later(3))
    found = queries.figures(AT.date(), later(3).date())
    assert found.mended >= 1
    assert found.usual == 3  # Monday to Thursday
    assert (found.runs, found.late) == (2, 0)
    assert found.found == found.mended + found.open
