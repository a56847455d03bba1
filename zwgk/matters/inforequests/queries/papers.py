"""The papers of a case: its letters, what the file still lacks, the rules as they were."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.timezone import localdate

from zwgk.domain.deadlines.notes import length
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.letters import queries as letters
from zwgk.matters.letters.models import Letter
from zwgk.matters.letters.models import State as LetterState

from ..letter_kinds import due
from ..models import SUBJECT, Case, Reply, Service, State

# Letters whose service must be shown: they move the limit or end the case.
PROVED = ("foi-clarification", "foi-extension", "foi-fee", "foi-discontinued")


def papers_missing(case: Case) -> tuple[str, ...]:
    """Named before the case is closed, so that nothing is missing in court."""
    found = list(letters.of_subject(SUBJECT, case.pk))
    return tuple(dict.fromkeys([*_letters(case, found), *_services(case, found), *_grounds(case)]))


def missing_papers(case: Case) -> list[str]:
    """The same, for the page of the file."""
    return list(papers_missing(case))


def letters_of(case: Case) -> list[Letter]:
    """Every letter of the case, the oldest first; voided ones too, their numbers stay taken."""
    return list(letters.of_subject(SUBJECT, case.pk).order_by("pk"))


def served_letters() -> QuerySet:
    """Numbers of the letters whose service is on record."""
    return Service.objects.filter(letter__isnull=False).values_list("letter_id", flat=True)


def rules_then(case: Case) -> list[tuple[str, str, str, str]]:
    """Title, length, source and since when of each limit that was in force when the request was received."""
    day = case.received_on or localdate(case.submitted_at)
    areas = ("requests/", "fees/") if case.fees.exists() else ("requests/",)
    told = []
    for name, rule in rulebook.law().deadlines.items():
        held = rule.value_on(day)
        if name.startswith(areas) and held is not None:
            said = length(held.value, rule.unit) if isinstance(held.value, int) else str(held.value or rule.said)
            told.append((rule.title, said, str(held.reference), held.since.isoformat()))
    return told


def _letters(case: Case, found: list[Letter]) -> Iterator[str]:
    """A letter that an act calls for and that is still a draft, or was never written."""
    titles = [paper.title for paper in case.papers.all()]
    for event in case.events.all():
        for kind in due(event):
            rows = [letter for letter in found if letter.kind == kind]
            title = letters.kind(kind).title
            if any(letter.state == LetterState.DRAFT for letter in rows) and not _scanned(title, titles):
                yield f"{title}（已起草，没有印发）"
    reply = case.replies.exclude(state=Reply.State.REPLACED).order_by("-id").select_related("letter").first()
    if reply is not None and reply.issued_on and not (reply.letter and reply.letter.issued_at) and not any("答复" in title or "告知" in title for title in titles):
        yield "答复书（平台以外印发的，请放入扫描件）"


def _services(case: Case, found: list[Letter]) -> Iterator[str]:
    served = {row.letter_id for row in case.services.all()}
    if case.state == State.SERVED and not any(row.reply_id for row in case.services.all()):
        yield "答复书的送达证明"
    for letter in found:
        if letter.kind in PROVED and letter.state == LetterState.ISSUED and letter.pk not in served:
            yield f"{letter.kind_title}（{letter.number}）的送达登记"


def _grounds(case: Case) -> Iterator[str]:
    outcomes = {part.outcome for reply in case.replies.exclude(state=Reply.State.REPLACED) for part in reply.parts.all()}
    if outcomes & {"D21", "D23"} and not case.searches.exists():
        yield "检索记录"
    if "D14" in outcomes and not case.consultations.filter(kind="third_party").exists():
        yield "征求第三方意见的记录"


def _scanned(title: str, titles: list[str]) -> bool:
    """The paper one lies in the file: its title says so."""
    short = title.removeprefix("政府信息公开申请").removeprefix("政府信息公开")
    return any(short in each for each in titles)
