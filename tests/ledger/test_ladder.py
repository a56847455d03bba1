"""The ladder: what is proposed and why, steps taken by a person, letters by the worker, excuses and talks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import AT, County, liaison_actor, login, office_actor
from tests.ledger.conftest import item_of
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.journal import queries as journal
from zwgk.matters.governance import actions as governance
from zwgk.matters.governance.models import Duty
from zwgk.matters.ledger import actions, ladder, queries
from zwgk.matters.ledger.actions.escalate import Wanted, letters_of
from zwgk.matters.ledger.models import Escalation, Item, Plan
from zwgk.matters.ledger.subjects import ITEM
from zwgk.matters.letters.actions import Approval, issue, render_waiting, void
from zwgk.matters.letters.models import Letter, State

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("TSK-09")]
DUE = date(2026, 12, 10)  # 一/(一)


def days_late(number: int):
    return AT + timedelta(days=17 + number)  # 10 December is 17 days after AT


def of(county: County, at, organ=None):
    found = {each.organ.slug: each for each in queries.proposals(at)}
    return found.get((organ or county.finance).slug)


def take(step: str, county: County, at, **more) -> list[Letter]:
    wanted = Wanted(step, [county.finance.pk], county.office, (at + timedelta(days=7)).date(), **more)
    made = actions.escalate(wanted, actor=office_actor(), at=at)
    render_waiting(at=at)
    return [Letter.objects.get(pk=letter.pk) for letter in made]


def approval(at) -> Approval:
    return Approval("方知远", at.date())


def test_nothing_is_proposed_before_the_day_and_the_lowest_step_first(plan: Plan, county: County) -> None:
    assert not any(each.items and each.days < 1 for each in queries.proposals(AT))
    found = of(county, days_late(1))
    assert found.next.id == "remind" and f"逾期 {found.days} 天" in found.reason and found.current is None


@pytest.mark.db
def test_the_ladder_is_climbed_step_by_step_each_with_its_grounds(plan: Plan, county: County) -> None:
    take("remind", county, days_late(1))
    assert (of(county, days_late(1)).next, "须逾期满 2 天" in of(county, days_late(1)).reason) == (None, True)
    (urging,) = take("urge", county, days_late(2))
    assert urging.state == State.ISSUED and "已12月11日提醒" in "".join(urging.values["body"])
    found = of(county, days_late(7))
    assert found.next.id == "supervise" and urging.number in found.reason
    with pytest.raises(BadInput, match="督办单须经批准"):
        take("supervise", county, days_late(7), more={"signer": "方知远"})
    (supervision,) = take("supervise", county, days_late(7), approval=approval(days_late(7)))
    assert supervision.approved_by == "方知远"
    assert supervision.values["copies"] == "和光县财政局主要负责同志"
    assert "须距上一步" in of(county, days_late(15)).reason or of(county, days_late(15)).next.id == "circular"


def test_a_step_of_the_leader_names_who_is_in_charge(plan: Plan, county: County) -> None:
    governance.set_responsible(governance.Named(county.finance, Duty.LEADER, "钟其昌", "副局长", "0999-6000001", date(2026, 1, 4)), actor=office_actor(), at=AT)
    at = days_late(8)
    (pair,) = letters_of(Wanted("supervise", [county.finance.pk], county.office, DUE), at=at)
    assert pair[1].values["addressee"] == "和光县财政局（分管负责同志：钟其昌）"


def test_a_message_in_the_inbox_is_the_first_step(plan: Plan, county: County) -> None:
    actions.urge(plan, [item_of(plan, "一/(一)", "finance")], "请抓紧。", actor=office_actor(), at=days_late(1))
    assert of(county, days_late(2)).next.id == "urge"


def test_a_voided_letter_is_no_step(plan: Plan, county: County) -> None:
    (letter,) = take("remind", county, days_late(1))
    void(letter, "发错单位", actor=office_actor(), at=days_late(1))
    assert of(county, days_late(2)).next.id == "remind"


def test_what_is_done_or_waits_for_us_is_not_late(plan: Plan, county: County) -> None:
    Item.objects.filter(duty__organ=county.finance).update(state=Item.State.SUBMITTED)
    assert of(county, days_late(5)) is None


def test_excuses_and_extensions_stand_in_the_next_letter(plan: Plan, county: County) -> None:
    item, finance = item_of(plan, "一/(一)", "finance"), liaison_actor(county.finance)
    asked = actions.ask_extension(item, date(2026, 12, 20), "系统升级尚未完成。", actor=finance, at=AT)
    assert of(county, days_late(2)).hesitate
    actions.decide_extension(asked, False, "请先公开已有部分", actor=office_actor(), at=AT)
    actions.excuse(item, "经办人调离，新人已到岗，20日前完成。", actor=finance, at=days_late(1))
    (letter,) = take("urge", county, days_late(2))
    said = "".join(letter.values["body"])
    assert "申请延期至2026-12-20（未同意）" in said and "单位说明：经办人调离" in said
    assert any("情况说明" in fact.sentence for fact in journal.of_subject(ITEM, item.pk))


def test_an_excuse_is_refused_when_empty_done_or_foreign(plan: Plan, county: County) -> None:
    item = item_of(plan, "一/(一)", "finance")
    with pytest.raises(BadInput, match="请写明情况"):
        actions.excuse(item, "忙", actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(NotAllowed):
        actions.excuse(item, "说明说明说明。", actor=liaison_actor(county.justice), at=AT)
    item.state = Item.State.DONE
    with pytest.raises(Conflict):
        actions.excuse(item, "说明说明说明。", actor=liaison_actor(county.finance), at=AT)


def test_a_circular_is_a_draft_with_its_table_until_it_is_approved(plan: Plan, county: County) -> None:
    at = days_late(16)
    wanted = Wanted("circular", [county.finance.pk, county.justice.pk], county.office, (at + timedelta(days=7)).date(), more={"signer": "方知远"})
    (letter,) = actions.escalate(wanted, actor=office_actor(), at=at)
    assert letter.state == State.DRAFT and set(letter.recipients.all()) == {county.finance, county.justice}
    table = letter.values["table"]
    assert table["head"][:4] == ["单位", "任务", "期限", "逾期（天）"] and {row[0] for row in table["rows"]} == {"县财政局", "县司法局"}
    assert of(county, at).current is None  # a draft is no step
    with pytest.raises(BadInput, match="还没有登记批准"):
        issue(letter, actor=office_actor(), at=at)
    assert Escalation.objects.filter(letter=letter).count() == 2


def test_the_talk_is_recorded_at_its_step(plan: Plan, county: County) -> None:
    at = days_late(40)
    more = {"signer": "方知远", "when": "1月20日9时", "place": "县政府第二会议室"}
    (letter,) = take("talk", county, at, more=more, approval=approval(at))
    row = Escalation.objects.get(letter=letter)
    done = actions.record_talk(row, at.date(), "王某、李某", "指出问题，要求月底前完成。", actor=office_actor(), at=at)
    assert done.talk_by and "约谈记录" in journal.of_subject(ITEM, row.items.first().pk)[0].sentence
    with pytest.raises(BadInput, match="晚于今天"):
        actions.record_talk(row, (at + timedelta(days=1)).date(), "王某", "指出问题，要求整改。", actor=office_actor(), at=at)
    with pytest.raises(NotAllowed):
        actions.record_talk(row, at.date(), "王某", "指出问题，要求整改。", actor=liaison_actor(county.finance), at=at)


def test_only_the_office_climbs_and_a_day_in_the_past_is_refused(plan: Plan, county: County) -> None:
    wanted = Wanted("remind", [county.finance.pk], county.office, DUE + timedelta(days=30))
    with pytest.raises(NotAllowed):
        actions.escalate(wanted, actor=liaison_actor(county.finance), at=days_late(1))
    with pytest.raises(BadInput, match="须晚于今天"):
        actions.escalate(replace(wanted, due=DUE), actor=office_actor(), at=days_late(1))
    with pytest.raises(BadInput, match="没有选择逾期单位"):
        actions.escalate(replace(wanted, organ_ids=[]), actor=office_actor(), at=days_late(1))


def test_the_county_lays_its_own_days_on_top(tmp_path: Path) -> None:
    nation = ladder.rulebook.form_folders("ladder")[0]
    (tmp_path / "urge.yaml").write_text("late_days: 5\n", "utf-8")
    ours = {rung.id: rung for rung in ladder.read((nation, tmp_path))}
    assert (ours["urge"].late_days, ours["urge"].title, len(ours)) == (5, "催办单", 5)
    broken = tmp_path / "x"
    broken.mkdir()
    (broken / "urge.yaml").write_text("to: 大家\n", "utf-8")
    with pytest.raises(ValueError, match="urge.yaml: to: 只能是"):
        ladder.read((nation, broken))


def test_the_pages_lead_from_the_list_to_the_letters(plan: Plan, county: County, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zwgk.foundation.organs.pages.timezone.now", lambda: days_late(3))
    office = login(client, office_actor())
    page = office.get("/office/ledger/ladder/").content.decode()
    assert "县财政局" in page and "系统只提建议" in page
    monkeypatch.setattr("zwgk.matters.ledger.office.ladder.MOST", 0)
    more = f"?step=all&amp;organ={county.finance.pk}"
    assert more in office.get("/office/ledger/ladder/").content.decode()
    own_list = office.get("/office/ledger/ladder/", {"step": "all", "organ": county.finance.pk}).content.decode()
    assert "逾期" in own_list and more not in own_list and 'aria-label="选择：县司法局"' not in own_list
    chosen = {"step": "remind", "organ": [county.finance.pk, county.justice.pk]}
    preview = office.post("/office/ledger/ladder/step/", chosen).content.decode()
    assert "将生成 <span class=\"num\">2</span> 份" in preview and "逾期3天" in preview
    sent = office.post("/office/ledger/ladder/step/", {**chosen, "words": "请抓紧。", "due": "2026-12-25", "send": "1"})
    batch = sent.headers["Location"]
    render_waiting(at=days_late(3))
    assert "2/2" in office.get(batch).content.decode()
    letter = Letter.objects.filter(addressee_organ=county.finance).get()
    assert "当时情况" in office.get(letter.subject_url).content.decode()
    liaison = login(Client(), liaison_actor(county.finance))
    own = liaison.get(letter.subject_url).content.decode()
    assert "县财政局" in own and "县司法局" not in own
    item = item_of(plan, "一/(一)", "finance")
    liaison.post(f"/office/ledger/items/{item.pk}/excuse/", {"excuse": "经办人调离，正在补办。"})
    assert "经办人调离" in liaison.get(f"/office/ledger/items/{item.pk}/").content.decode()
