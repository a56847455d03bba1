"""The catalogue of 和光县: all fields released, one of them on its way to a second edition, columns with keepers, powers, the negative list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from zwgk.domain.rights import Role
from zwgk.foundation.organs.models import Organ, Person
from zwgk.foundation.organs.queries import people_with
from zwgk.matters.catalogue import actions, queries
from zwgk.matters.catalogue.models import Edition, Entry, Field, Matter

from .reading import Cast, day, load, moment

BEGAN = "2026-01-12 09:00"
COLUMNS = "2024-12-09 09:00"  # the columns are older than the standard catalogue


@transaction.atomic
def make_catalogue(cast: Cast) -> tuple[int, int]:
    """In the order in which it happened. How many entries and columns there are now."""
    data = load("catalogue.yaml")
    office = cast.actor(data["office"])
    actions.adopt_fields(actor=office, at=moment(BEGAN))
    actions.make_columns(actor=office, at=moment(COLUMNS))
    _keepers(cast)
    for told in data["released"]:
        _release(_compiled(told, cast, moment(BEGAN)), told, cast, office)
    _changes(data, cast, office)
    _again(data["again"], office)
    _lists(data, cast, office)
    for row in data["targets"]:
        target = actions.set_target(actions.NewTarget(row["title"], row["basis"], day(row["due"]), cast.organs[row["organ"]]), actor=office, at=moment(row["at"]))
        if "done" in row:
            actions.finish_target(target, row["note"], actor=office, at=moment(row["done"]))
    return Entry.objects.count(), queries.every_column().count()


def _compiled(told: dict[str, Any], cast: Cast, at: datetime) -> Field:
    office = cast.actor(load("catalogue.yaml")["office"])
    field = Field.objects.get(key=told["key"])
    new = actions.NewField(field.name, department=field.department or cast.organs["zhengfuban" if told["publishers"] == ["all"] else told["publishers"][0]], superior=told["superior"], note=field.note)
    field = actions.set_field(field, new, actor=office, at=at)
    made = actions.adopt_templates(field, actor=office, at=at)
    actions.set_publishers(made, _organs(told["publishers"], cast), actor=office, at=at)
    for number, units in told.get("also", {}).items():
        actions.set_publishers([each for each in made if each.template == f"{field.key}/{number}"], _organs(units, cast), actor=office, at=at)
    for number, kind in told.get("fits", {}).items():
        every = "month" if number in told.get("month", []) else None
        why = "本县按月公开名单" if every else "由逐条公开的信息填充"
        actions.change_entry(field.entries.get(template=f"{field.key}/{number}"), {}, why, actions.Place(every=every, kind=kind), actor=office, at=at)
    return field


def _sent(field: Field, told: dict[str, Any], office: Any, reason: str = "按上级部署编制基层政务公开标准目录") -> Edition:
    at = moment(told["sent"])
    edition = actions.open_edition(field, reason, actor=office, at=moment(told.get("opened", BEGAN)))
    return actions.send_for_review(edition, told["superior"], actor=office, at=at)


def _again(told: dict[str, Any], office: Any) -> None:
    """An entry has changed; the next edition lies with the department above."""
    actions.change_entry(Entry.objects.get(template=told["entry"]), {"limit": told["limit"]}, told["reason"], actor=office, at=moment(told["at"]))
    _sent(Field.objects.get(key=told["key"]), told, office, told["reason"])


def _release(field: Field, told: dict[str, Any], cast: Cast, office: Any) -> None:
    edition, at = _sent(field, told, office), moment(told["out"])
    one = field.entries.filter(state="live").first()
    part = actions.record_opinion(edition, actions.NewOpinion("change", "要素按最新指引表述", told["superior"], at.date(), one), actor=office, at=at)
    actions.record_opinion(edition, actions.NewOpinion("agreed", "", told["superior"], at.date()), actor=office, at=at)
    actions.answer_opinion(part, "已核对，与现行指引一致", actor=office, at=at)
    actions.conclude_review(edition, actor=office, at=at)
    actions.release(edition, actor=office, at=at)


def _changes(data: dict[str, Any], cast: Cast, office: Any) -> None:
    """Local rules after the release: changed, merged, varied; they wait for the next edition."""
    for row in data["changes"]:
        actions.change_entry(Entry.objects.get(template=row["entry"]), {"limit": row["limit"]}, row["reason"], actor=office, at=moment(row["at"]))
    told = data["merged"]
    into, other = (Entry.objects.get(template=told[name]) for name in ("into", "other"))
    values = {"level2": "养老服务补贴和老年人补贴", "content": into.content}
    actions.merge(into, [other], values, told["reason"], actor=office, at=moment(told["at"]))
    told = data["varied"]
    board = {"channels": [{"name": "政府网站", "required": True}, {"name": "社区/企事业单位/村公示栏（电子屏）", "required": True}]}
    entry = Entry.objects.get(template=told["entry"], owner__isnull=True)
    actions.vary(entry, cast.organs[told["organ"]], board, told["reason"], actor=cast.actor(told["by"]), at=moment(told["at"]))


def _keepers(cast: Cast) -> None:
    """The liaison keeps and collects, the leader checks; the columns of the county government are kept by its office."""
    office, at = cast.actor(load("catalogue.yaml")["office"]), moment("2026-01-20 10:00")
    home = cast.organs["zhengfuban"]
    for unit in queries.obliged(at.date()):
        columns = list(queries.columns_of(unit))
        liaison = next((each for each in (_one(Role.LIAISON, unit, day) for day in (at.date(), cast.today)) if each), None) or _one(Role.LIAISON, home, at.date())
        leader = _one(Role.LEADER, unit, at.date())
        for step, person in (("keep", liaison), ("collect", liaison), ("check", leader), ("release", liaison)):
            if person:
                actions.set_duty(columns, step, person, at.date(), actor=office, at=at)


def _one(role: Role, unit: Organ, day: date) -> Person | None:
    return next(iter(people_with(role, unit.pk, day)), None)


def _lists(data: dict[str, Any], cast: Cast, office: Any) -> None:
    """Powers, their items, the negative list, functions, the superior's list."""
    at = moment("2026-03-02 09:00")
    rows = [
        actions.NewItem("power", cast.organs[row["organ"]], row["code"], row["name"], row["category"], values={"basis": row["basis"], "duties": row["duties"]})
        for row in data["powers"]
    ]
    actions.import_items(rows, "first", "首次编制权责清单", actor=office, at=at)
    told = data["changed_power"]
    old = next(row for row in rows if row.code == told["code"])
    new = actions.NewItem("power", old.organ, old.code, told["name"], old.category, values=old.values)
    actions.set_item(new, told["reason"], told["basis"], actor=office, at=moment(told["at"]))
    fields = {row.key: row for row in Field.objects.all()}
    for row in data["negative"]:
        negative = actions.NewNegative(row["title"], row["ground"], row["basis"], field=fields.get(row.get("field", "")))
        actions.add_negative(negative, actor=office, at=at)
    actions.release_negative("首次编制", actor=office, at=at)
    for slug in ("caizhengju", "minzhengju"):
        actions.derive_matters(cast.organs[slug], actor=office, at=at)
    withheld = list(Matter.objects.filter(link__in=("立案", "检查")))
    actions.decide_matters(withheld, actions.Decision("withheld", "case_file", "《中华人民共和国政府信息公开条例》第十六条第二款"), actor=office, at=at)
    actions.decide_matters(Matter.objects.filter(link__in=("依据", "受理", "决定", "监督")), actions.Decision("open"), actor=office, at=at)
    actions.import_superior("power", data["superior"]["title"], data["superior"]["issuer"], data["superior"]["rows"], actor=office, at=moment("2026-08-03 09:00"))
    duties = {row["slug"]: row["duty"] for row in load("organs.yaml")["organs"] if row.get("duty")}
    for unit in queries.obliged(at.date()):
        new_functions = actions.NewFunctions(unit, duties.get(unit.slug, "负责本领域行政管理和公共服务。"), "first", "三定规定（演示）", [{"name": "办公室", "duties": "综合协调、政务公开"}, {"name": "业务股", "duties": "办理本单位业务"}])
        actions.set_functions(new_functions, actor=office, at=at)


def _organs(slugs: list[str], cast: Cast) -> list[Organ]:
    if slugs == ["all"]:
        return [each for each in cast.organs.values() if each.kind in queries.columns.KEEPING]
    found: list[Organ] = []
    for slug in slugs:
        found += [each for each in cast.organs.values() if each.kind in ("township", "street")] if slug == "towns" else [cast.organs[slug]]
    return found
