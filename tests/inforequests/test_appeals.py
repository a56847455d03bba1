"""Reviews and suits: own limits, course, result as section 四 counts it, a remanded request begins anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.cast import login
from tests.inforequests.conftest import on
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.matters.inforequests import queries
from zwgk.matters.inforequests.actions.appeals import (
    Closing,
    NewAppeal,
    answer_appeal,
    close_appeal,
    note_appeal,
    procedure_of,
    register_appeal,
    turn_appeal,
)
from zwgk.matters.inforequests.models import APPEAL, Appeal, Case
from zwgk.matters.inforequests.queries.after import ahead

pytestmark = pytest.mark.django_db
ANSWERED, COPY = date(2026, 11, 5), date(2026, 11, 9)
REVIEW = NewAppeal("reconsideration", "和光县人民政府", COPY, "和复〔2026〕3号")
WITHHELD = {"process_matter": "讨论记录", "reasons": "尚在研究"}


@pytest.fixture
def done(case: Case, answered: Callable[..., Case]) -> Case:
    return answered(case, day=ANSWERED)


@pytest.fixture
def review(done: Case, officer: Actor) -> Appeal:
    return register_appeal(done, REVIEW, actor=officer, at=on(COPY))


def due(appeal: Appeal) -> list[tuple[str, date | None]]:
    return [(clock.rule, clock.due_on) for clock in clocks.of_subject(APPEAL, appeal.pk)]


@pytest.mark.requirement("REQ-02")
def test_register_appeal_starts_the_limit_of_its_procedure(done: Case, officer: Actor) -> None:
    ordinary = register_appeal(done, REVIEW, actor=officer, at=on(COPY))
    summary = register_appeal(done, NewAppeal("reconsideration", "云泽市人民政府", COPY, procedure="summary"), actor=officer, at=on(COPY))
    suit = register_appeal(done, NewAppeal("litigation", "和光县人民法院", COPY, after_reconsideration=True), actor=officer, at=on(COPY))
    assert due(ordinary) == [("reconsideration/answer", date(2026, 11, 23))]  # 10 working days
    assert due(summary) == [("reconsideration/answer-summary", date(2026, 11, 16))]  # 5 working days
    assert due(suit) == [("litigation/defence", date(2026, 11, 24))]  # 15 days


@pytest.mark.requirement("REQ-02")
def test_turn_appeal_gives_the_limit_of_the_ordinary_procedure_from_the_same_day(done: Case, officer: Actor) -> None:
    summary = register_appeal(done, NewAppeal("reconsideration", "云泽市人民政府", COPY, procedure="summary"), actor=officer, at=on(COPY))
    turned = turn_appeal(summary, date(2026, 11, 12), "云复转〔2026〕1号", actor=officer, at=on(date(2026, 11, 12)))
    running = [(clock.rule, clock.due_on) for clock in clocks.of_subject(APPEAL, turned.pk) if clock.state == "running"]
    assert running == [("reconsideration/answer", date(2026, 11, 23))] and procedure_of(turned) == "ordinary"
    answer_appeal(turned, date(2026, 11, 18), "答复书", actor=officer, at=on(date(2026, 11, 18)))
    with pytest.raises(Conflict, match="就是普通程序"):
        turn_appeal(turned, date(2026, 11, 18), "再转一次", actor=officer, at=on(date(2026, 11, 18)))


def test_turn_appeal_after_the_answer_starts_no_limit(done: Case, officer: Actor) -> None:
    summary = register_appeal(done, NewAppeal("reconsideration", "云泽市人民政府", COPY, procedure="summary"), actor=officer, at=on(COPY))
    answer_appeal(summary, date(2026, 11, 12), "答复书", actor=officer, at=on(date(2026, 11, 12)))
    turned = turn_appeal(summary, date(2026, 11, 13), "云复转〔2026〕1号", actor=officer, at=on(date(2026, 11, 13)))
    assert [rule for rule, _ in due(turned)] == ["reconsideration/answer-summary"]


def test_turn_appeal_on_the_page(client: Client, done: Case, officer: Actor) -> None:
    summary = register_appeal(done, NewAppeal("reconsideration", "云泽市人民政府", COPY, procedure="summary"), actor=officer, at=on(COPY))
    login(client, officer)
    assert f"{summary.url}turn/" in client.get(summary.url).content.decode()
    assert "必填" in client.post(f"{summary.url}turn/", {"on": "2026-11-12"}).content.decode()
    shown = client.post(f"{summary.url}turn/", {"on": "2026-11-12", "text": "云复转〔2026〕1号"}, follow=True).content.decode()
    assert "普通程序" in shown and f"{summary.url}turn/" not in shown
    assert shown.count("原来的最后一日") == 1 and shown.count("<p>最后一日") == 1


def test_register_appeal_refuses_what_cannot_be(done: Case, review: Appeal, officer: Actor) -> None:
    for wrong in (
        NewAppeal("reconsideration", "和光县人民政府", date(2026, 10, 1)), NewAppeal("reconsideration", " ", COPY),
        NewAppeal("reconsideration", "云泽市人民政府", COPY, after_reconsideration=True), NewAppeal("litigation", "法院", date(2026, 12, 30)),
    ):  # fmt: skip
        with pytest.raises(BadInput):
            register_appeal(done, wrong, actor=officer, at=on(COPY))
    with pytest.raises(Conflict, match="没有审结"):
        register_appeal(done, REVIEW, actor=officer, at=on(COPY))


def test_answer_appeal_meets_the_limit_once(review: Appeal, officer: Actor) -> None:
    answer_appeal(review, date(2026, 11, 20), "复议答复书、证据清单", actor=officer, at=on(date(2026, 11, 20)))
    clock = clocks.of_subject(APPEAL, review.pk).get()
    assert (clock.state, clock.met_late) == ("met", False)
    with pytest.raises(Conflict, match="提交过"):
        answer_appeal(review, date(2026, 11, 20), "再交一次", actor=officer, at=on(date(2026, 11, 20)))


def test_note_appeal_an_opinion_starts_sixty_days(review: Appeal, officer: Actor) -> None:
    day = date(2026, 11, 20)
    note_appeal(review, "opinion", day, "今后应当规范检索", actor=officer, at=on(day))
    assert ("reconsideration/opinion-feedback", date(2027, 1, 19)) in due(review)
    note_appeal(review, "corrected", day, "已报送", actor=officer, at=on(day))
    assert {clock.state for clock in clocks.of_subject(APPEAL, review.pk) if clock.rule.endswith("feedback")} == {"met"}
    with pytest.raises(BadInput):
        note_appeal(review, "nonsense", day, "x", actor=officer, at=on(day))


@pytest.mark.db
@pytest.mark.requirement("PRO-05")
def test_close_appeal_is_counted_and_a_remanded_request_begins_anew(review: Appeal, done: Case, officer: Actor) -> None:
    day = date(2026, 11, 23)
    closing = Closing("corrected", day, "撤销原答复，二十个工作日内重新答复", again=True)
    new = close_appeal(review, closing, actor=officer, at=on(day))
    assert new is not None and new.reopened_from == done
    assert (new.received_on, new.state, new.counted) == (day, "in_hand", True)
    review.refresh_from_db()
    assert (review.result, review.row) == ("corrected", "review.corrected")
    assert queries.appeal_cells([done.organ_id], 2026)["reconsideration"]["corrected"] == 1
    assert {clock.state for clock in clocks.of_subject(APPEAL, review.pk)} == {"void"}
    assert [(one.title[:5], one.due) for one in ahead(review)] == [("申请人不服", date(2026, 12, 8))]
    with pytest.raises(Conflict, match="审结"):
        close_appeal(review, closing, actor=officer, at=on(day))


def test_close_appeal_upheld_orders_nothing(review: Appeal, officer: Actor) -> None:
    with pytest.raises(BadInput, match="维持"):
        close_appeal(review, Closing("upheld", COPY, "维持", again=True), actor=officer, at=on(COPY))
    assert close_appeal(review, Closing("upheld", COPY, "维持"), actor=officer, at=on(COPY)) is None
