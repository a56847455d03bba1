"""Reading for the office: the list with its filters and counts, what is missing before submission, what the jobs take up."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from zwgk.domain.held import Held
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs.queries import reach
from zwgk.matters.records import clean
from zwgk.matters.records.content import LABELS
from zwgk.matters.records.models import DOCUMENT, SUBJECT, Attribute, Hit, Publication, Record, State, Unsaved, Version
from zwgk.matters.reviews import queries as reviews

LATE = "late"
MOST_SEARCHED = 5_000
UNFINISHED = (State.STAGED, State.DRAFT, State.IN_REVIEW, State.APPROVED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the list; "" leaves one out."""

    state: str = ""
    organ_id: int | None = None
    kind: str = ""
    column_id: int | None = None
    attribute: str = ""
    text: str = ""
    clock: str = ""  # "late": the limit has passed
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that stands in the way of submission."""

    field: str
    said: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that differs between two versions; of texts the lines."""

    label: str
    before: str
    after: str
    lines: tuple[tuple[str, str], ...] = ()  # (" " | "-" | "+", line)


def visible_to(actor: Actor) -> QuerySet[Record]:
    """Records of the organs that the right reaches."""
    organ_ids = reach(actor, "records.see")
    found = Record.objects.all()
    return found if organ_ids is None else found.filter(organ_id__in=organ_ids)


def filtered(found: QuerySet[Record], wanted: Wanted, at: datetime) -> QuerySet[Record]:
    """The list with its filters."""
    plain = {
        "state": wanted.state, "organ_id": wanted.organ_id, "kind": wanted.kind, "attribute": wanted.attribute, "columns": wanted.column_id, "batch": wanted.batch,
    }  # fmt: skip
    found = found.filter(**{name: value for name, value in plain.items() if value})
    if wanted.text:
        found = found.filter(_holding(wanted.text.strip()))
    if wanted.clock == LATE:
        late = clocks.late_subjects(SUBJECT, at, {wanted.organ_id} if wanted.organ_id else None)
        found = found.filter(pk__in=[int(number) for number in late])
    return found


def _holding(words: str) -> Q:
    """In title or 文号; words with a digit may also be an index number. PostgreSQL folds every row for words with letters; Chinese has none."""
    how = "contains" if words.upper() == words.lower() else "icontains"
    told = Q(**{f"title__{how}": words}) | Q(**{f"doc_number__{how}": words})
    return told | Q(**{f"index_number__{how}": words}) if any(sign.isdigit() for sign in words) else told


def searched(found: QuerySet[Record]) -> list[tuple[int, str]] | None:
    """(number, state) of everything that holds the words, newest change first, in one pass over their index; None when too much holds them."""
    hits = list(found.order_by("-changed_at", "-id").values_list("pk", "state")[: MOST_SEARCHED + 1])
    return hits if len(hits) <= MOST_SEARCHED else None


def rows_of(found: QuerySet[Record], ids: Sequence[int]) -> list[Record]:
    """These records in this order, without their bodies."""
    rows = found.select_related("organ").defer("body", "values").in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]


def counts(found: QuerySet[Record]) -> dict[str, int]:
    """How many per state."""
    return dict(found.order_by().values_list("state").annotate(Count("id")))


def record_of(pk: int) -> Record | None:
    """One record by number."""
    return Record.objects.select_related("organ", "live", "successor", "drafter").filter(pk=pk).first()


def held_by(person_id: int, at: datetime) -> list[Held]:
    """Pieces in this person's name that are not yet out: each goes with the hand-over."""
    rows = list(Record.objects.filter(drafter_id=person_id, state__in=UNFINISHED).order_by("id"))
    due = clocks_of(rows)
    return [
        Held("在办公开信息", f"{SUBJECT}:{row.pk}", row.title, row.url, row.organ_id, due[row.pk].due_on if row.pk in due else None, row.get_state_display())
        for row in rows
    ]


def clocks_of(records: Iterable[Record]) -> Mapping[int, clocks.Clock]:
    """Record → its newest clock, in one question; one that was taken back only where there is no other."""
    found = clocks.of_subjects(SUBJECT, [record.pk for record in records]).order_by("id")
    return {int(clock.subject_id): clock for clock in sorted(found, key=lambda each: each.state != "void")}


def lights_of(records: Iterable[Record], at: datetime) -> dict[int, clocks.Light]:
    """Record → the light of its limit."""
    by_record = clocks_of(records)
    shown = clocks.lights(by_record.values(), at)
    return {number: shown[clock.pk] for number, clock in by_record.items()}


def missing(record: Record) -> list[Missing]:
    """What is to be done before submission, in words. Reads only what is stored."""
    found = []
    if not record.attribute:
        found.append(Missing("attribute", "请认定公开属性并说明理由。"))
    elif not record.ground:
        found.append(Missing("ground", "请选择公开属性的理由。"))
    if not record.formed_on:
        found.append(Missing("formed_on", "请填写生成日期：公开时限从这一天起算。"))
    if record.kind == DOCUMENT:
        found += _missing_of_document(record)
    if record.mark and record.attribute and record.mark != record.attribute:
        said = f"文件上印有“{Attribute(record.mark).label}”字样，与认定的“{record.get_attribute_display()}”不一致，请核对后更正其中之一。"
        found.append(Missing("attribute", said))
    blocking = record.hits.filter(blocks=True, decision=Hit.Decision.OPEN).count() if record.attribute == Attribute.PUBLIC else 0
    if blocking:
        found.append(Missing("hits", f"有{blocking}处个人信息、涉密标志或者无法筛查的附件尚未处理。"))
    return found


def _missing_of_document(record: Record) -> list[Missing]:
    found = []
    if not record.body and not record.attachments.exists():
        found.append(Missing("body", "请填写正文或者添加附件。"))
    if not (record.genre or record.theme or record.entries.exists() or record.columns.exists()):
        found.append(Missing("genre", "体裁、主题、目录事项、栏目至少填写一项。"))
    return found


def unsaved_of(record: Record, actor: Actor) -> Unsaved | None:
    """What this person was typing when the page was left."""
    return record.unsaved.filter(person_id=actor.person_id).first() if actor.person_id else None


def changes_between(old: Version, new: Version) -> list[Difference]:
    """What differs, for people: words of fields, lines of the body."""
    found = []
    for name, label in LABELS.items():
        before, after = old.content.get(name), new.content.get(name)
        if before == after:
            continue
        if name == "body":
            lines = _lines(clean.text(before or ""), clean.text(after or ""))
            found.append(Difference(label, "", "", lines or ((" ", "只有格式不同"),)))
        else:
            found.append(Difference(label, _words(before), _words(after)))
    return found


def _lines(before: str, after: str) -> tuple[tuple[str, str], ...]:
    return tuple((line[0], line[2:]) for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-")


def _words(value: Any) -> str:
    match value:
        case None | "":
            return "（空）"
        case dict():
            return "；".join(f"{key}：{said}" for key, said in value.items())
        case list():
            return "；".join(str(each.get("title", each)) if isinstance(each, dict) else str(each) for each in value) or "（无）"
        case _:
            return Attribute(value).label if value in Attribute.values else str(value)


def due_to_settle(at: datetime, limit: int = 500) -> list[Record]:
    """Records whose review has ended, or whose hour has come. What is still judged takes no place: a batch of thousands keeps nobody waiting."""
    ready = Q(state=State.IN_REVIEW) | Q(state=State.APPROVED, publish_at__lte=at) | Q(state=State.APPROVED, publish_at__isnull=True)
    judged = reviews.under_way(SUBJECT)
    found = [pk for pk in Record.objects.filter(ready).order_by("pk").values_list("pk", flat=True) if str(pk) not in judged]
    return list(Record.objects.filter(pk__in=found[:limit]).select_related("organ").order_by("pk"))


def period_over(today: date, limit: int = 2_000) -> list[Record]:
    """Records whose publication has stood until its last day."""
    found = Publication.objects.filter(shown=True, shown_until__lt=today).select_related("record__organ").order_by("pk")[:limit]
    return [each.record for each in found]
