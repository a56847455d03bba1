"""The three documents, read by the real reader; the county's plan handed out; the chain to city and province."""

from __future__ import annotations

from zwgk.domain.errors import Refusal
from zwgk.foundation.organs import queries as organ_queries
from zwgk.foundation.organs.models import Organ
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.ledger.actions.adopt import Adoption
from zwgk.matters.ledger.models import Plan
from zwgk.matters.notices import actions as notices
from zwgk.matters.notices import queries as notice_queries
from zwgk.matters.notices.models import Notice

from .reading import DATA, Cast, day, load, moment


def make_documents(cast: Cast) -> list[Notice]:
    """Receive province, city and county document, confirm them, link them."""
    made: list[Notice] = []
    for row in load("cascade.yaml")["chain"]:
        at = moment(row["received"])
        notice = notices.receive((DATA / row["file"]).read_bytes(), row["file"], actor=cast.actor("xiajing"), at=at)
        if not notice.title and not notice.annex_title:
            notices.correct_field(notice, "title", row["number"], actor=cast.actor("xiajing"), at=at)
        notices.confirm(notice, actor=cast.actor("luqinghe"), at=at)
        if made:
            notices.link_superior(notice, made[-1], actor=cast.actor("luqinghe"), at=at)
        made.append(notice)
    return made


def make_plan(notice: Notice, cast: Cast) -> Plan:
    """Hand out the county's plan with the decisions of the wizard."""
    told = load("progress.yaml")["adopted"]
    at, office = moment(told["at"]), cast.actor(told["by"])
    for clause in notice.clauses.select_related("part", "notice"):
        if full_path(clause.path, clause.part.kind) in told.get("not_tasks", []):
            notices.change_clause(clause, {"is_task": False}, actor=office, at=at)
    facts = Adoption(
        organ=cast.organs["zhengfuban"],
        year=2026,
        units=_units(notice, cast),
        common_organs=tuple(cast.organs[slug] for slug in told["common"]),
        public_on=day(told["public_on"]),
        default_due=day(told["default_due"]),
        unit_plan_days=told["unit_plan_days"],
        unit_plan_organs=tuple(cast.organs[slug] for slug in told["unit_plan_organs"]),
        report_every=told["report_every"],
    )
    plan = ledger.adopt(notice, facts, actor=office, at=at)
    ledger.propose_links(plan, actor=office, at=at)
    _confirm_links(plan, cast)
    published = load("progress.yaml")["published"]
    ledger.publish_plan(plan, actor=cast.actor(published["by"]), at=moment(published["at"]))
    return plan


def full_path(path: str, part: str) -> str:
    """Paths of the covering notice are told apart: 通知/一."""
    return f"通知/{path}" if part == "cover" else path


def _units(notice: Notice, cast: Cast) -> dict[str, tuple[Organ, ...]]:
    """What the wizard would propose; the rest means nobody here."""
    today = day("2026-03-06 00:00")
    found: dict[str, tuple[Organ, ...]] = {}
    for text, resolution in organ_queries.propose(notice_queries.unit_names(notice), today).items():
        if resolution.organ is not None:
            found[text] = (resolution.organ,)
        elif resolution.group is not None:
            found[text] = tuple(organ_queries.members(resolution.group, today) or organ_queries.choices(resolution.group, today))
        else:
            found[text] = (resolution.best.organ,) if resolution.best else ()
    return found


def _confirm_links(plan: Plan, cast: Cast) -> None:
    office, at = cast.actor("gaoyuchen"), moment("2026-03-09 10:00")
    wanted = load("cascade.yaml")["links"][-1]["clauses"]
    superior = plan.notice.superior
    assert superior is not None
    clauses = {clause.path: clause for clause in notice_queries.tasks(superior)}
    for task in plan.tasks.select_related("clause__part", "plan__notice__superior"):
        path = full_path(task.path, task.clause.part.kind if task.clause else "")
        targets = [clauses[target] for target in wanted.get(path, []) if target in clauses]
        try:
            ledger.link_superior_clause(task, targets[0] if targets else None, actor=office, at=at)
        except Refusal:
            continue


