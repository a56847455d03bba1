"""Begin, arrange, confirm, cancel: who may, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import AT, DAY, leader_actor, liaison_actor, office_actor, person_with
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.organs.models import Person
from zwgk.foundation.organs.queries import actor_of
from zwgk.matters.handovers import actions, queries
from zwgk.matters.handovers.models import Handover, Part, State

from .conftest import Work, prepared


def test_a_new_successor_gets_a_start_password(work: Work):
    new = actions.NewHandover(work.leaving, actions.NewPerson("xinren", "新人"), work.county.finance, DAY)
    row, password = actions.prepare(new, actor=leader_actor(work.county.finance), at=AT)
    assert row.successor.check_password(password)
    assert row.successor.must_change_password
    assert not row.successor.holdings.exists()


@pytest.mark.requirement("TSK-08")
def test_a_person_who_is_gone_is_handed_over_by_the_county_with_a_note(work: Work):
    new = actions.NewHandover(work.leaving, work.successor, work.county.finance, DAY, absent_note="5月已调往外县")
    with pytest.raises(NotAllowed):
        actions.prepare(new, actor=leader_actor(work.county.finance), at=AT)
    row, _ = actions.prepare(new, actor=office_actor(), at=AT)
    assert queries.missing_parts(row) == [Part.SUPERVISOR]
    actions.confirm(row, actor=office_actor(), at=AT)
    done = actions.carry_out(row, actor=office_actor(), at=AT)
    assert done.content["absent_note"] == "5月已调往外县"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"on": DAY - timedelta(days=1)}, "不能早于今天"),
        ({"on": DAY + timedelta(days=400)}, "太远"),
        ({"successor": "leaving"}, "不能是移交人自己"),
        ({"successor": "locked"}, "账号已停用"),
        ({"organ": "justice"}, "没有岗位或事项"),
        ({"remarks": "公众号密码是123"}, "不能写密码"),
    ],
)
def test_what_is_refused(work: Work, changes: dict[str, object], said: str):
    locked = Person.objects.create(username="locked", name="停用者", is_active=False)
    real = {"leaving": work.leaving, "locked": locked, "justice": work.county.justice}
    with pytest.raises(BadInput, match=said):
        prepared(work, **{key: real.get(value, value) if isinstance(value, str) else value for key, value in changes.items()})


def test_administrators_and_second_hand_overs_are_refused(work: Work):
    admin = person_with(Role.SYSTEM_ADMIN, work.county.finance)
    with pytest.raises(Conflict, match="管理员"):
        prepared(work, leaving=admin)
    with pytest.raises(BadInput, match="不能兼任"):
        prepared(work, successor=admin)
    prepared(work)
    with pytest.raises(Conflict, match="没有办完的交接"):
        prepared(work)


def test_all_three_confirm_each_in_his_part(work: Work):
    successor = person_with(Role.DISCLOSURE, work.county.finance)
    row = prepared(work, successor=successor)
    for actor in (liaison_actor(work.county.finance), actor_of(successor, DAY), leader_actor(work.county.finance)):
        actions.confirm(row, actor=actor, at=AT)
    row.refresh_from_db()
    assert row.state == State.AGREED
    assert {each.part for each in row.confirmations.all()} == {"leaving", "successor", "supervisor"}
    assert all(each.digest and each.lines for each in row.confirmations.all())


def test_a_colleague_confirms_nothing_and_nobody_signs_paper_for_himself(work: Work):
    row = prepared(work)
    with pytest.raises(Conflict, match="没有需要您确认的"):
        actions.confirm(row, actor=liaison_actor(work.county.qinghe), at=AT)
    with pytest.raises(NotAllowed):
        actions.confirm_on_paper(row, b"x", "a.pdf", actor=liaison_actor(work.county.finance), at=AT)
    with pytest.raises(BadInput, match="扫描件"):
        actions.confirm_on_paper(row, b"x", "a.exe", actor=office_actor(), at=AT)


def test_a_changed_arrangement_asks_for_new_confirmations(work: Work):
    row = prepared(work)
    actions.confirm(row, actor=liaison_actor(work.county.finance), at=AT)
    actions.arrange(row, [], remarks="另：年报材料在移动硬盘", actor=office_actor(), at=AT)
    assert len(queries.missing_parts(row)) == 3


def test_what_hangs_on_the_post_cannot_go_elsewhere_alone(work: Work):
    row = prepared(work)
    key = next(held.key for held in queries.everything(work.leaving, AT) if held.by_post)
    with pytest.raises(BadInput, match="随岗位"):
        actions.arrange(row, [actions.Arranged(key, to=work.successor)], remarks="", actor=office_actor(), at=AT)


def test_cancelled_nothing_has_moved(work: Work):
    before = queries.everything(work.leaving, AT)
    row = prepared(work)
    with pytest.raises(BadInput):
        actions.cancel(row, " ", actor=office_actor(), at=AT)
    actions.cancel(row, "不调了", actor=office_actor(), at=AT)
    assert queries.everything(work.leaving, AT) == before
    assert Handover.objects.get().state == State.CANCELLED


def test_objects_are_a_plain_list_without_passwords(work: Work):
    with pytest.raises(BadInput, match="不能写密码"):
        actions.keep_object(actions.NewObject(work.county.finance, work.leaving, "key", "U盾", "抽屉，密码123456"), actor=office_actor(), at=AT)
    row = actions.keep_object(actions.NewObject(work.county.finance, work.leaving, "key", "U盾", "抽屉"), actor=office_actor(), at=AT)
    actions.drop_object(row, "已交回", actor=office_actor(), at=AT)
    assert row not in queries.kept_objects(None)
