"""seed.run(): make 和光县 in an empty database, only through the verbs; seed.rest(): what follows in the background."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction

from zwgk.foundation.organs.models import Organ, Person
from zwgk.foundation.organs.queries import living
from zwgk.foundation.rulebook import queries as rulebook

from . import (
    annualreport,
    assessments,
    briefings,
    catalogue,
    channels,
    county,
    datacalls,
    documents,
    governance,
    handovers,
    inforequests,
    inspections,
    kinds,
    letters,
    messages,
    migration,
    progress,
    records,
    requests_after,
    sites,
    standings,
    visitors,
)
from .desk import Desk
from .reading import WRITTEN, Cast, day

PASSWORD = "Heguang@2026"  # told on the terminal; only for the demo


def is_seeded() -> bool:
    """True when 和光县 is there."""
    return living(day("2026-11-23 00:00")).filter(slug="heguang").exists()


def run(say: Callable[[str], None], today: date = WRITTEN) -> dict[str, Organ]:
    """Make everything as it stands on that day. `say` gets one line per step."""
    with transaction.atomic():
        organs = county.make_organs()
        people = county.make_people(organs, PASSWORD)
        say(f"单位 {len(organs)} 个，人员 {len(people)} 名")
        cast = Cast(organs, people, today)
        received = documents.make_documents(cast)
        plan = documents.make_plan(received[-1], cast)
        say(f"来文 {len(received)} 份，分解任务 {plan.tasks.count()} 项")
        governance.make_governance(cast)
        say("目录事项 {} 个，栏目 {} 个".format(*catalogue.make_catalogue(cast)))
        say("渠道 {} 个，发布 {} 次".format(*channels.make_channels(cast)))
    desk = Desk(cast)
    with transaction.atomic():
        desk.appoint()
        papers = records.make_records(desk)
        standings.make_standings(papers)
        say(f"公开文件 {papers.public} 件，渠道回执 {channels.make_receipts(cast)} 份")
    say(migration.make_migration(cast))
    handovers.make_spring(cast)
    datacalls.make_datacalls(cast)
    year = progress.Year(plan, cast)
    year.play()
    say(f"进展、佐证、检查已登记（未采用 {len(year.skipped)} 条）")
    for line in year.skipped[:40]:
        say(f"  {line}")
    with transaction.atomic():
        say(f"依申请公开 {inforequests.make_inforequests(desk)} 件，复议诉讼 {requests_after.make_appeals(desk)} 件")
        say(f"居民账号 {visitors.make_visitor(desk)}（登录时页面显示验证码）")
    briefings.make_briefings(cast)
    say("报数和专报已登记")
    say(f"文书 {letters.make_letters(cast)} 份")
    say(f"佐证材料已到位 {assessments.make_assessments(cast)}%")
    say(f"年度报告 {annualreport.make_annual_reports(desk)} 份")
    say(sites.make_sites(cast))
    handovers.make_now(cast)
    say("交接、代理和无人负责的事项已登记")
    say(f"每日汇总 {messages.make_messages(cast)} 人")
    return organs


def is_whole(today: date) -> bool:
    """True when nothing is left for `rest`."""
    return not kinds.missing_kinds(today)


def rest(say: Callable[[str], None], today: date) -> None:
    """What may come while people look around already: units, then rows of every kind, each in one piece. Begins where it was stopped."""
    desk = Desk(Cast({each.slug: each for each in Organ.objects.all()}, {each.username: each for each in Person.objects.all()}, today))
    desk.recall()
    told = sum(records.introduce(desk, unit) for unit in records.unknown_units(desk))
    say(f"机构概况和公开指南 {told} 件，渠道回执 {channels.make_receipts(desk.cast)} 份")
    for kind in kinds.missing_kinds(today):
        say(f"逐条公开：{rulebook.law().kinds[kind].title} {kinds.make_kind(desk, kind)} 条")
    say(inspections.make_inspections(desk))
