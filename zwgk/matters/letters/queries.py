"""Reading letters: of a subject, of a register with filters; kinds, templates, numbers; files for download and print."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from zwgk.domain.rights import Actor
from zwgk.foundation.files import queries as files
from zwgk.foundation.files import readers
from zwgk.foundation.organs.queries import existing, reach

from . import composing, docx_out, pdf_out
from .holding import on_post
from .kinds import ORGAN, Element, LetterKind, kind, kinds
from .models import Letter, Pattern, Seal, State, TemplateVersion
from .shipped import FOLDER
from .words import context, missing, variables

__all__ = [
    "Element", "LetterKind", "Progress", "Wanted", "body_of", "bytes_of", "converts", "filtered", "kind", "kinds", "kinds_for", "left_behind", "listed", "may", "missing", "of_batch", "of_subject", "on_post", "pattern_of", "preview_of", "print_of", "progress_of",
    "seal_of", "template_bytes", "template_of", "unapproved", "variables", "versions_of", "visible_to", "zip_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the register; "" leaves one out."""

    kind: str = ""
    state: str = ""
    year: int | None = None
    organ_id: int | None = None  # addressee
    receipt: str = ""  # "waiting": wanted and not there
    batch: str = ""
    text: str = ""


def visible_to(actor: Actor) -> QuerySet[Letter]:
    """Letters this person may see: of kinds with a topic by the right of the topic, the others by `letters.see`; and what was issued to the own organs."""
    organ_ids = reach(actor, "letters.see")
    topical = [each for each in kinds().values() if each.topic]
    seen = _supervision(actor, organ_ids) & ~Q(kind__in=[each.id for each in topical])
    for topic in sorted({each.topic for each in topical}):
        own = reach(actor, f"{topic}.see")
        of_topic = Q(kind__in=[each.id for each in topical if each.topic == topic])
        seen |= of_topic if own is None else of_topic & Q(organ_id__in=own)
    if organ_ids is not None:
        shared = Letter.recipients.through.objects.filter(organ_id__in=organ_ids).values("letter_id")
        seen |= (Q(addressee_organ_id__in=organ_ids) | Q(pk__in=shared)) & Q(issued_at__isnull=False)
    return Letter.objects.select_related("organ", "addressee_organ").filter(seen)


def _supervision(actor: Actor, organ_ids: set[int] | None) -> Q:
    """All (an assessor only what was issued), or those of the own organs."""
    if organ_ids is not None:
        return Q(organ_id__in=organ_ids)
    return Q() if actor.may("letters.prepare") else Q(issued_at__isnull=False)


def listed(actor: Actor) -> QuerySet[Letter]:
    """The register: without letters to persons, which stand with the case they belong to."""
    return visible_to(actor).exclude(kind__in=[each.id for each in kinds().values() if each.personal])


def may(actor: Actor, letter: Letter, verb: str) -> bool:
    """True when this person holds the right of the verb for this kind at the organ that writes, or signs for the one that received."""
    right = kind(letter.kind).right(verb)
    if verb == "register_receipt" and letter.addressee_organ_id:
        return actor.may("letters.register_receipt", letter.addressee_organ_id) or actor.may(right, letter.organ_id)
    return actor.may(right, letter.organ_id)


def kinds_for(actor: Actor, verb: str = "prepare") -> list[LetterKind]:
    """Kinds that this person may write somewhere."""
    return [each for each in kinds().values() if actor.may(each.right(verb))]


def unapproved(actor: Actor) -> QuerySet[Letter]:
    """Drafts of kinds that go out only with an approval, and that have none yet; of the organs this person stands over."""
    organ_ids = reach(actor, "letters.see")
    wanted = [each.id for each in kinds().values() if each.approval]
    found = Letter.objects.filter(kind__in=wanted, state__in=(State.DRAFT, State.RESERVED), approved_by="").select_related("organ", "addressee_organ")
    return found if organ_ids is None else found.filter(organ_id__in=organ_ids)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch has come."""

    total: int
    issued: int
    waiting: int  # handed to the worker
    drafts: int
    failed: tuple[Letter, ...]

    @property
    def running(self) -> bool:
        return self.waiting > 0


def progress_of(letters: Iterable[Letter]) -> Progress:
    """Counts over the letters of a batch; voided ones do not count."""
    living = [letter for letter in letters if letter.state != State.VOID]
    by_state = [letter.state for letter in living]
    failed = tuple(letter for letter in living if letter.state == State.RESERVED and letter.queued_at is None)
    waiting = sum(letter.queued_at is not None for letter in living)
    return Progress(len(living), by_state.count(State.ISSUED), waiting, by_state.count(State.DRAFT), failed)


def left_behind(at: datetime, since: datetime) -> QuerySet[Letter]:
    """Letters handed over before `since` that nobody has in hand."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=at)
    return Letter.objects.filter(free, state=State.RESERVED, queued_at__lt=since, failure="")


def filtered(found: QuerySet[Letter], wanted: Wanted) -> QuerySet[Letter]:
    """The register with its filters."""
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.year:
        found = found.filter(year=wanted.year)
    if wanted.organ_id:
        found = found.filter(addressee_organ_id=wanted.organ_id)
    if wanted.receipt == "waiting":
        asking = [each.id for each in kinds().values() if each.receipt]
        found = found.filter(kind__in=asking, state=State.ISSUED, receipts__isnull=True)
    if wanted.batch:
        found = found.filter(batch=wanted.batch)
    if wanted.text:
        found = found.filter(
            Q(number__icontains=wanted.text) | Q(title__icontains=wanted.text) | Q(addressee__icontains=wanted.text)
        )
    return found


def of_subject(subject_type: str, subject_id: int | str) -> QuerySet[Letter]:
    """Letters about a task, a finding, a request …, newest first."""
    return Letter.objects.filter(subject_type=subject_type, subject_id=str(subject_id)).select_related(
        "organ", "addressee_organ"
    )


def of_batch(batch: str) -> QuerySet[Letter]:
    """One batch, in the order in which it was prepared."""
    return Letter.objects.filter(batch=batch).select_related("organ", "addressee_organ", "docx", "pdf").order_by("id")


def pattern_of(kind_id: str, organ_id: int) -> str:
    """How this organ numbers this kind."""
    own = Pattern.objects.filter(kind=kind_id, organ_id=organ_id).first()
    if own:
        return own.text
    shipped = kind(kind_id).pattern
    return shipped.replace(ORGAN, existing().get(pk=organ_id).label) if ORGAN in shipped else shipped


def seal_of(organ_id: int) -> Seal | None:
    return Seal.objects.filter(organ_id=organ_id).select_related("file").first()


def versions_of(kind_id: str, organ_id: int) -> QuerySet[TemplateVersion]:
    """Templates that the organ uploaded, newest first."""
    return TemplateVersion.objects.filter(kind=kind_id, organ_id=organ_id).select_related("file")


def template_of(kind_id: str, organ_id: int) -> TemplateVersion | None:
    """The organ's own template; None means the shipped one."""
    return versions_of(kind_id, organ_id).first()


def template_bytes(kind_id: str, version: TemplateVersion | None) -> bytes:
    """The .docx of that version, or the shipped one."""
    return files.content(version.file) if version else (FOLDER / kind(kind_id).template_name).read_bytes()


def preview_of(letter: Letter, day: date) -> bytes:
    """A draft as a PDF, without a number and a seal."""
    of_kind = kind(letter.kind)
    said = context(of_kind, letter.values, organ=letter.organ.name, number=letter.number or "（印发时编号）", day=day)
    own = template_of(letter.kind, letter.organ_id)
    made = readers.pdfs([docx_out.render(template_bytes(letter.kind, own), said)])[0] if own else None
    return made or pdf_out.render(of_kind, said)


def converts() -> bool:
    """True when this machine can turn the county's own template into a PDF."""
    return bool(readers.available()["soffice"])


def bytes_of(letter: Letter, ending: str) -> bytes:
    """Its .docx or .pdf as it was issued."""
    return files.content(letter.docx if ending == "docx" else letter.pdf)


def body_of(letter: Letter) -> list[str]:
    """The paragraphs of its body, as they will be printed."""
    of_kind = kind(letter.kind)
    return composing.body(of_kind, letter.values) if of_kind.text else letter.values.get("body", [])


def zip_of(letters: Iterable[Letter]) -> bytes:
    """Both files of every issued letter."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for n, letter in enumerate(_issued(letters), 1):
            for ending in ("docx", "pdf"):
                archive.writestr(f"{n:03} {letter.name}.{ending}", bytes_of(letter, ending))
    return out.getvalue()


def print_of(letters: Iterable[Letter]) -> bytes:
    """One PDF to print on both sides; each letter begins on a new sheet."""
    return pdf_out.merged(bytes_of(letter, "pdf") for letter in _issued(letters))


def _issued(letters: Iterable[Letter]) -> Iterable[Letter]:
    return (letter for letter in letters if letter.pdf_id and letter.docx_id and letter.state == State.ISSUED)
