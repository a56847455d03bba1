"""Before somebody asks: who can be asked, who is likely to have it, what is public already. Read before the form; all of it can be skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When

from zwgk.domain.finding_organs import EMPTY, Doer, propose
from zwgk.domain.receiving import likeness
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.foundation.search import queries as search
from zwgk.foundation.search.models import Document
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.catalogue.queries import showing

# Art. 27: local governments of all levels, their departments acting in their own name, and the bodies of Art. 10(2).
ASKED = (
    OrganKind.GOVERNMENT, OrganKind.GOVERNMENT_OFFICE, OrganKind.DEPARTMENT, OrganKind.DISPATCHED, OrganKind.TOWNSHIP, OrganKind.STREET,
)  # fmt: skip
NEAR = 0.25  # titles less alike than this are no help
MOST = 8
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Guess:
    """An organ proposed to the applicant, with the words that made it so."""

    organ: Organ
    source: str
    text: str


def askable(day: date) -> QuerySet[Organ]:
    """Organs that can be asked, the county's own first, townships last."""
    rank = Case(*(When(kind=kind, then=Value(at)) for at, kind in enumerate(ASKED)), default=Value(9), output_field=IntegerField())
    return organs.living(day).filter(kind__in=ASKED).annotate(rank=rank).order_by("rank", "order", "id")


def askable_groups(day: date) -> list[tuple[str, list[Organ]]]:
    """The same in the groups in which people look for them."""
    rows = list(askable(day))
    towns = [each for each in rows if each.kind in (OrganKind.TOWNSHIP, OrganKind.STREET)]
    county = [each for each in rows if each.kind in (OrganKind.GOVERNMENT, OrganKind.GOVERNMENT_OFFICE)]
    rest = [each for each in rows if each not in towns and each not in county]
    return [(name, found) for name, found in (("县政府", county), ("部门", rest), ("乡镇、街道", towns)) if found]


def guesses(asked: str, day: date) -> list[Guess]:
    """Organs whose duties speak of what is asked, the likeliest first."""
    rows = {each.pk: each for each in askable(day)}
    government = organs.government()
    place = government.name.removesuffix("人民政府") if government else ""
    found = propose(asked[:300], _doers(rows, day), place=place)
    return [Guess(rows[each.organ_id], each.source, each.text[:160]) for each in found]


def _doers(rows: dict[int, Organ], day: date) -> list[Doer]:
    duties: dict[int, list[tuple[str, str]]] = {pk: [] for pk in rows}
    for pk, told in showing.functions_in_force().items():
        if pk in duties:
            duties[pk].append(("机构职能", told.duties))
    for entry in showing.public_entries():
        for pk, _, _ in entry.publishers:
            if pk in duties:
                duties[pk].append(("标准目录", f"{entry.field_name}：{entry.title}"))
    for organ_id, name in catalogue.items().values_list("organ_id", "name").order_by():
        if organ_id in duties:
            duties[organ_id].append(("清单事项", name))
    below: dict[int, list[str]] = {}
    for parent, name in organs.living(day).filter(kind__in=(OrganKind.VILLAGE, OrganKind.COMMUNITY)).values_list("parent_id", "name"):
        below.setdefault(parent, []).append(name)
    return [
        Doer(pk, tuple(dict.fromkeys(each for each in (organ.name, organ.short_name, *below.get(pk, ())) if each)), tuple(duties[pk]))
        for pk, organ in rows.items()
    ]  # fmt: skip


def already_public(asked: str, today: date, organ: Organ | None = None) -> Sequence[Document]:
    """What is public about this, the likest first; by titles alone while the search has no index."""
    answer = search.ask(search.Wish(asked[:200], {"organ": [organ.name]} if organ else {}, size=MOST), today=today)
    if not answer.plain:
        return [hit.row for hit in answer.hits]
    words = [word for word in EMPTY.sub(" ", asked[:200]).split() if len(word) > 1][:MOST_WORDS]
    found: dict[int, Document] = {}
    for word in dict.fromkeys([asked.strip()[:80], *words]):
        found |= {each.pk: each for each in search.find_titles(word, organ_id=organ.pk if organ else None, limit=30)}
    ranked = sorted(((likeness(asked, each.title), each) for each in found.values()), key=lambda pair: -pair[0])
    return [each for score, each in ranked if score >= NEAR or asked.strip() in each.title][:MOST]
