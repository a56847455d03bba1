"""No link leads to a refusal: whoever may not open a page is shown no door to it.

A small county at work, and some people in it. Each begins at the desk and at every place of the navigation and follows the
links of those pages and of the pages behind them. A link is dead when its page answers 403, 404 or 500 (two of a kind are
opened), or when the person does not hold the right of the address (asked of every link).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from tests.assessments.conftest import ROWS, settle, sheet_of
from tests.cast import (
    AT,
    County,
    actor_with,
    assessor_actor,
    leader_actor,
    liaison_actor,
    login,
    office_actor,
    person_with,
)
from tests.channels.conftest import new_piece, place
from tests.datacalls import makers
from tests.datacalls.conftest import opened
from tests.ledger.conftest import confirmed, decisions, item_of
from tests.received.conftest import TEXT
from tests.records.conftest import drafted, published
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.pages import may_open
from zwgk.matters.assessments import actions as assessments
from zwgk.matters.catalogue import actions as catalogue
from zwgk.matters.channels import actions as channels
from zwgk.matters.channels.models import Kind
from zwgk.matters.findings import actions as findings
from zwgk.matters.governance import actions as governance
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.ledger.actions.progress import Progress
from zwgk.matters.letters import actions as letters
from zwgk.matters.notices import actions as notices
from zwgk.matters.records import actions as records

DEEP = 2
EVERYWHERE = {"office", "assessor", "sysadmin"}  # whose rights end at no unit: one page of a kind is as good as two
FILES = re.compile(r"\.(pdf|docx|xlsx|zip|png|jpg|csv)$|/export/|/files?/|/original/")  # made slowly; only their right is asked
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)')
PEOPLE = {
    "office": lambda county: office_actor(),
    "liaison": lambda county: liaison_actor(county.finance),
    "leader": lambda county: leader_actor(county.finance),
    "liaison elsewhere": lambda county: liaison_actor(county.qinghe),
    "assessor": lambda county: assessor_actor(),
    "reviewer": lambda county: actor_with(Role.REVIEWER, county.finance),
    "sysadmin": lambda county: actor_with(Role.SYSTEM_ADMIN, county.office),
}


@pytest.fixture
def at_work(county: County) -> County:
    """Something of every kind, in more than one unit."""
    office, finance = office_actor(), liaison_actor(county.finance)
    plan = ledger.adopt(confirmed(), decisions(county), actor=office, at=AT)
    ledger.report(item_of(plan, "一/(一)", "finance"), Progress("清单公布了。", 100, True), actor=finance, at=AT)
    waiting = confirmed(TEXT.replace("〔2026〕31号", "〔2026〕78号"), "再来文.txt")  # not handed out yet
    notices.deliver(waiting, [("", county.finance, False), ("", county.justice, False)], actor=office, at=AT)
    notices.receive(TEXT.replace("〔2026〕31号", "〔2026〕79号").encode(), "三来文.txt", actor=office, at=AT)
    catalogue.adopt_fields(["social-assistance"], actor=office, at=AT)
    for organ in (county.finance, county.qinghe):
        records.submit(drafted(organ, "关于惠农补贴的公告"), actor=liaison_actor(organ), at=AT)
        drafted(organ, "关于收费目录的公告")
        zone = place(Kind.ZONE, f"{organ.label}政务公开专区", organ, keeper=person_with(Role.LIAISON, organ))
        look = channels.Look(AT.date(), {"sign": False}, {"sign": "没有标识牌"})
        channels.raise_zone(channels.check_zone(zone, look, actor=liaison_actor(organ), at=AT), actor=office, at=AT)
        channels.release(new_piece(organ, id=organ.pk), [zone], actor=liaison_actor(organ), at=AT)
        source = Subject("channels.channel", zone.pk, zone.name, zone.url)
        findings.raise_finding(findings.NewFinding("电话无人接听", organ, source=source), actor=office, at=AT)
    published(drafted(county.finance))
    catalogue.import_superior("power", "全省统一清单", "省政府", [{"name": "代理记账许可"}], actor=office, at=AT)
    opened(makers.requests(), [county.finance, county.justice, *county.towns])
    new = assessments.NewTable("2026年度政务公开考核指标", 2026, "曜州市人民政府办公室")
    settle(assessments.import_table(new, sheet_of(ROWS), "考核指标.xlsx", actor=office, at=AT), county)
    governance.register_department(governance.Department(county.government, county.office, AT.date()), actor=office, at=AT)
    letters.prepare(_letter(county), actor=office, at=AT)
    for person in (person_with(Role.ASSESSOR, county.higher), person_with(Role.SYSTEM_ADMIN, county.office)):
        inbox.send(inbox.Note("专报请阅", url="/office/briefings/papers/"), person=person, actor=office, at=AT)
    return county


def _letter(county: County) -> letters.Draft:
    said = {"title": "关于办理信息公开任务的督办单", "body": "请于期限前办结。", "matter": "公开预决算信息", "due": "2026-12-10", "signer": "方知远"}
    return letters.Draft("supervision", county.office, said, addressee_organ=county.finance, subject=Subject("ledger.task", 1, "公开预决算信息", "/office/ledger/"))


@pytest.mark.parametrize("who", PEOPLE)
def test_every_link_opens_for_whom_it_is_shown(at_work: County, who: str):
    actor = PEOPLE[who](at_work)
    client = login(Client(raise_request_exception=False), actor)
    assert list(dead(client, actor, 1 if who in EVERYWHERE else 2)) == []


def dead(client: Client, actor: Actor, alike: int) -> Iterator[str]:
    """Links that lead nowhere, each with the page that shows it, one of a kind."""
    looked_at, told = Counter[str](), set[str]()
    ways = [("/office/", "")]  # the navigation stands on the desk
    for depth in range(DEEP + 2):  # the desk; the navigation; what lies one level behind, and two
        further: list[tuple[str, str]] = []
        for address, shown_on in ways:
            path = address.partition("?")[0]
            kind = kind_of(path)
            if kind in told:
                continue
            if not may_open(actor, path):
                told.add(kind)
                yield f"{address} on {shown_on}: no right, or no such page"
            elif looked_at[kind] < alike and path.startswith("/office/") and not FILES.search(path):
                looked_at[kind] += 1
                answer = client.get(address)
                if answer.status_code >= 400:
                    told.add(kind)
                    yield f"{address} on {shown_on}: {answer.status_code}"
                further += [(way, address) for way in leading(answer, address)] if depth <= DEEP else []
        ways = list(dict.fromkeys(further))


def kind_of(path: str) -> str:
    """What the address is made after; the address itself where there is no such page."""
    try:
        return resolve(path).route
    except Resolver404:
        return path


def leading(answer, address: str) -> Iterator[str]:
    """Where a page leads: its links within the house, its redirect."""
    if answer.status_code == 302:
        yield urljoin(address, answer["Location"])
    elif answer.status_code == 200 and not answer.streaming and "html" in answer["Content-Type"]:
        for href in LINK.findall(answer.content.decode()):
            way = urljoin(address, unescape(href))
            if way.startswith("/") and not way.startswith(("//", "/static/", "/accounts/")):
                yield way
