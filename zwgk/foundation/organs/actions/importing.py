"""Take over a table of organs and people, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput
from zwgk.domain.organ_names import key
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.imports import Sheet
from zwgk.foundation.organs.models import Organ, Person
from zwgk.foundation.organs.queries import Planned, preview, resolve

from .people import create_person
from .posts import Appointment, appoint
from .tree import Details, NewOrgan, create_organ, edit_organ, move_organ, rename_organ


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows came in."""

    organs_created: int
    organs_changed: int
    people_created: int
    appointed: int

    @property
    def sentence(self) -> str:
        return (
            f"新增单位 {self.organs_created} 个，更新单位 {self.organs_changed} 个，新增人员 {self.people_created} 名，任命岗位 {self.appointed} 个。"
        )


@transaction.atomic
def import_organs(sheet: Sheet, *, source: str, actor: Actor, at: datetime) -> Imported:
    """Look at the table once more, refuse it when a row has a mistake, then apply it through the verbs."""
    actor.require("organs.import")
    day = timezone.localdate(at)
    looked = preview(sheet, day)
    if looked.problems:
        first = looked.problems[0]
        raise BadInput(
            f"表格有 {len(looked.problems)} 处问题，没有导入任何内容。第 {first.row} 行“{first.column}”：{first.message}。",
            field="file", remedy=first.remedy,
        )  # fmt: skip
    taker = _Taker(actor, at)
    for plan in looked.planned:
        taker.organ(plan)
    for plan in looked.planned:
        taker.parent(plan)
    for plan in looked.planned:
        if plan.row["person"]:
            taker.person(plan)
    done = Imported(taker.created, looked.changed_organs, taker.people, taker.appointed)
    journal.record(
        Subject("organs.import", at.strftime("%Y%m%d%H%M%S"), source), Told("organs.import", f"导入“{source}”：{done.sentence}"), actor=actor, at=at
    )
    return done


class _Taker:
    """Applies rows; knows the organs and people made by earlier rows of the same table."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        self.actor, self.at = actor, at
        self.day = timezone.localdate(at)
        self.organs: dict[str, Organ] = {}
        self.made: dict[tuple[str, int], Person] = {}
        self.created = self.people = self.appointed = 0

    def organ(self, plan: Planned) -> None:
        row, name = plan.row, key(plan.row["name"])
        if plan.organ:
            self.organs[name] = plan.organ
            self._change(plan.organ, dict(plan.changes))
        elif name not in self.organs:
            new = NewOrgan(
                name=row["name"], kind=str(plan.kind), short_name=row["short_name"], code=row["code"], division_code=row["division_code"],
                address=row["address"], phone=row["phone"], office_hours=row["office_hours"], began=None,
            )  # fmt: skip
            self.organs[name] = create_organ(new, actor=self.actor, at=self.at)
            self.created += 1

    def _change(self, organ: Organ, changes: dict[str, str]) -> None:
        short_name = changes.pop("short_name", None)
        if short_name:
            rename_organ(organ, organ.name, short_name=short_name, actor=self.actor, at=self.at)
        if changes:
            edit_organ(organ, Details(**changes), actor=self.actor, at=self.at)

    def parent(self, plan: Planned) -> None:
        organ = self.organs[key(plan.row["name"])]
        if not plan.parent:
            return
        parent = self.organs.get(key(plan.parent)) or resolve(plan.parent, self.day).organ
        if parent and organ.parent_id != parent.pk:
            move_organ(organ, parent, actor=self.actor, at=self.at)

    def person(self, plan: Planned) -> None:
        row, organ = plan.row, self.organs[key(plan.row["name"])]
        person = plan.person or self.made.get((row["username"].lower() or key(row["person"]), 0 if row["username"] else organ.pk))
        if person is None:
            person = create_person(
                row["username"] or self._username(row["email"]), row["person"], email=row["email"], phone=row["mobile"] or row["phone"],
                actor=self.actor, at=self.at,
            )  # fmt: skip
            self.made[(row["username"].lower() or key(row["person"]), 0 if row["username"] else organ.pk)] = person
            self.people += 1
        if not plan.appointed:
            title = row["title"] or plan.role_names
            appoint(Appointment(person, organ, title, plan.roles, self.day), actor=self.actor, at=self.at)
            self.appointed += 1

    def _username(self, email: str) -> str:
        """The front of the e-mail address, or a number."""
        front = email.partition("@")[0]
        wanted = front if front.isascii() and len(front) >= 2 else f"user{Person.objects.count() + 1:04d}"
        number, found = 1, wanted
        while Person.objects.filter(username__iexact=found).exists():
            number += 1
            found = f"{wanted}{number}"
        return found
