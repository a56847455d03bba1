"""`zwgk notice import FILE …`: receive, confirm and hand out documents, as the wizard does."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.utils import timezone

from zwgk.domain.errors import Refusal
from zwgk.domain.rights import Actor
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.ledger.actions.adopt import Adoption
from zwgk.matters.ledger.models import Plan
from zwgk.matters.ledger.queries import default_adoption
from zwgk.matters.notices import actions as notices
from zwgk.matters.notices import queries as reading
from zwgk.matters.notices.models import Notice

from . import acting

HELP = "登记来文并分解成台账：读取、核对、对应单位、下发"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, help="来文文件，可以多个")
    parser.add_argument("--only-receive", action="store_true", help="只登记，不分解下发")
    acting.arguments(parser)


def run(args: argparse.Namespace) -> int:
    """0 when every file was taken; 1 when one was refused."""
    actor, refused, total = acting.actor(args.username), 0, 0
    for file in args.files:
        try:
            total += one(file, actor, receive_only=args.only_receive)
        except (Refusal, OSError) as problem:
            refused += 1
            print(f"✗ {file.name}：{problem.sentence if isinstance(problem, Refusal) else problem}")
    print(f"共 {len(args.files) - refused} 份来文，{total} 项任务{'已登记' if args.only_receive else '进入台账'}。")
    return 1 if refused else 0


def one(file: Path, actor: Actor, *, receive_only: bool = False) -> int:
    """Take one file; return the number of its tasks."""
    at = timezone.now()
    notice = notices.receive(file.read_bytes(), file.name, actor=actor, at=at)
    count = reading.tasks(notice).count()
    print(f"✓ {file.name}：{notice.label}，{count} 项任务，{len(notice.warnings)} 条提示")
    if not count or receive_only:
        return count
    if not notice.title and not notice.annex_title:
        notices.correct_field(notice, "title", f"（原文无标题）{file.stem}", actor=actor, at=at)
    notices.confirm(notice, actor=actor, at=at)
    plan, open_names = adopt(notice, actor)
    if open_names:
        print(f"  {len(open_names)} 个单位名称在本地没有对应，任务已入台账，待对应：{'、'.join(open_names)}")
    return plan.tasks.count()


def adopt(notice: Notice, actor: Actor) -> tuple[Plan, list[str]]:
    """Hand out with what is certain; names that are not certain go to nobody and are returned."""
    at, today = timezone.now(), timezone.localdate()
    units: dict[str, tuple[Organ, ...]] = {}
    for text, resolution in organs.propose(reading.unit_names(notice), today).items():
        certain = resolution.certain
        organ = (resolution.organ,) if certain and resolution.organ else ()
        units[text] = organ or (tuple(organs.members(resolution.group, today)) if certain and resolution.group else ())
    everyone = list(organs.living(today))
    common = tuple(organ for organ in everyone if organ.kind in ("government_office", "department", "dispatched", "township", "street"))
    proposed = default_adoption(notice, today)
    home = next((organ for organ in everyone if organ.pk == actor.organ_id), everyone[0])
    facts = Adoption(
        organ=home, year=proposed["year"], units=units, common_organs=common, title=str(proposed["title"] or notice.label),
        public_on=proposed["public_on"], default_due=proposed["default_due"], unit_plan_days=proposed["unit_plan_days"],
        unit_plan_organs=common if proposed["unit_plan_days"] else (),
    )  # fmt: skip
    return ledger.adopt(notice, facts, actor=actor, at=at), [text for text, found in units.items() if not found]
