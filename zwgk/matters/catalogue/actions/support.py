"""What the verbs of the catalogue share: plain checks, writing a revision, the journal, messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from zwgk.domain import catalogues
from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ
from zwgk.matters.catalogue.models import ENTRY, FIELD, Act, Entry, Field, Revision
from zwgk.matters.catalogue.queries.entries import COLUMNS

BASIS_54 = "国办发〔2019〕54号"
LENGTHS = {"level1": 200, "level2": 400, "level3": 400, "publisher": 400, "to_some": 200, "number": 20}


def say_why(reason: str, field: str = "reason") -> str:
    """The reason without its blanks; refused when there is none."""
    if not reason.strip():
        raise BadInput("请写明原因。", field=field, remedy="写清依据或者情况，例如“国家指引修订”。")
    return reason.strip()[:400]


def values_of(entry: Entry) -> dict[str, Any]:
    """The columns of the working copy as plain values."""
    return {name: getattr(entry, name) for name in COLUMNS}


def put(entry: Entry, values: Mapping[str, Any]) -> None:
    """Set the columns; too long a name is refused, never cut."""
    row = catalogues.to_values(catalogues.from_values(values))
    for name, longest in LENGTHS.items():
        if len(row[name]) > longest:
            raise BadInput(f"{catalogues.row.LABELS[name]}超过{longest}个字。", field=name, remedy="名称写短一些，详细内容写到“公开内容”里。")
    for name, value in row.items():
        setattr(entry, name, value)


def revise(entry: Entry, act: Act, reason: str, *, actor: Actor, at: datetime) -> Revision:
    """Keep what the entry says now as its next version."""
    last = entry.revisions.aggregate(last=Max("number"))["last"] or 0
    return Revision.objects.create(entry=entry, number=last + 1, act=act, values=values_of(entry), reason=reason[:400], made_at=at, made_by=actor.name)


def revise_many(made: Iterable[tuple[Entry, Act, str]], *, actor: Actor, at: datetime) -> int:
    """First versions of new entries, at once."""
    rows = [Revision(entry=entry, number=1, act=act, values=values_of(entry), reason=why[:400], made_at=at, made_by=actor.name) for entry, act, why in made]
    return len(Revision.objects.bulk_create(rows, batch_size=200))


def tell_entry(entry: Entry, verb: str, sentence: str, *, actor: Actor, at: datetime, basis: str = "") -> None:
    subject = Subject(ENTRY, entry.pk, entry.title[:300], entry.url)
    journal.record(subject, Told(f"catalogue.{verb}", sentence, basis=basis), actor=actor, at=at)


def tell_field(field: Field, verb: str, sentence: str, *, actor: Actor, at: datetime, basis: str = "") -> None:
    subject = Subject(FIELD, field.pk, f"{field.name}领域", field.url)
    journal.record(subject, Told(f"catalogue.{verb}", sentence, basis=basis), actor=actor, at=at)


def tell_organ(organ: Organ, verb: str, sentence: str, *, actor: Actor, at: datetime, basis: str = "") -> None:
    subject = Subject("catalogue.organ", organ.pk, organ.name, f"/office/catalogue/columns/?organ={organ.pk}")
    told = Told(f"catalogue.{verb}", sentence, basis=basis, organ_id=organ.pk, organ_name=organ.label)
    journal.record(subject, told, actor=actor, at=at)


def notify(organ: Organ | None, title: str, body: str, url: str, *, actor: Actor, at: datetime, key: str | None = None) -> None:
    """A message to the liaison of the organ, when there is one."""
    if organ is not None:
        inbox.send_to_organ(inbox.Note(title=title, body=body, url=url, kind="catalogue", key=key), organ=organ, actor=actor, at=at)
