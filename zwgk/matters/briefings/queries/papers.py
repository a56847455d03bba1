"""Papers as pages show them: generated text beside the person's text, numbers with their rows, the finished document."""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
from django.db.models import QuerySet

from zwgk.domain.rights import Actor
from zwgk.foundation.files import queries as files
from zwgk.foundation.files import readers
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.queries import reach
from zwgk.matters.governance import queries as governance
from zwgk.matters.governance.models import MeetingKind

from .. import docx_out
from ..models import Briefing, Figure, Kind, Question, Template

SHIPPED = Path(__file__).resolve().parent.parent / "shipped"
Piece = tuple[str, Figure | None]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with what a page needs."""

    id: str
    head: str
    generated: str
    text: str  # what the document says
    pieces: list[Piece]  # the text cut at its numbers; a number leads to its figure
    difference: list[tuple[str, str]]  # ("same" | "gone" | "new", words)

    @property
    def changed(self) -> bool:
        return self.generated != self.text


def briefings(kind: str = "") -> QuerySet[Briefing]:
    """Papers, newest first."""
    found = Briefing.objects.select_related("organ")
    return found.filter(kind=kind) if kind else found


def undecided(actor: Actor) -> QuerySet[Question]:
    """Decisions asked for in finished papers that this person may take and nobody has taken."""
    if not actor.may("briefings.decide"):
        return Question.objects.none()
    found = Question.objects.filter(briefing__state=Briefing.State.FINISHED, decisions__isnull=True).select_related("briefing")
    organ_ids = reach(actor, "briefings.decide")
    return (found if organ_ids is None else found.filter(briefing__organ_id__in=organ_ids)).order_by("briefing_id", "id")


def texts(briefing: Briefing) -> dict[str, str]:
    """Paragraph → the person's newest text, else the generated one."""
    newest = briefing.versions.first()
    return {each["id"]: each["text"] for each in briefing.generated} | (newest.texts if newest else {})


def paragraphs(briefing: Briefing) -> list[Paragraph]:
    """In the order of the document."""
    known, now = {figure.pk: figure for figure in briefing.figures.defer("rows")}, texts(briefing)
    return [
        Paragraph(each["id"], each["head"], each["text"], now[each["id"]], [*_pieces(now[each["id"]], each["marks"], known)], _difference(each["text"], now[each["id"]]))
        for each in briefing.generated
    ]


def _pieces(text: str, marks: list[list[Any]], known: dict[int, Figure]) -> Iterator[Piece]:
    """Cut at each marked word, at its first place after the one before."""
    at = 0
    for word, pk in marks:
        place = text.find(word, at)
        if place < 0 or pk not in known:
            continue
        if place > at:
            yield text[at:place], None
        yield word, known[pk]
        at = place + len(word)
    if at < len(text):
        yield text[at:], None


def unnumbered(briefing: Briefing) -> list[tuple[str, list[str]]]:
    """Numbers in the person's text that no kept figure says: (paragraph, numbers); days and ordinals left out."""
    found = []
    for each in paragraphs(briefing):
        loose = "".join(words for words, figure in each.pieces if figure is None)
        own = "".join(words for words, figure in _pieces(each.generated, [], {}) if figure is None)
        plain = re.sub(r"\d+(?=[年月日号期．—])|[—]\d+", "", loose)
        numbers = [number for number in re.findall(r"\d+(?:\.\d+)?%?", plain) if number not in own]
        if numbers:
            found.append((each.id, numbers))
    return found


def _difference(old: str, new: str) -> list[tuple[str, str]]:
    if old == new:
        return []
    made: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            made.append(("same", old[a:b]))
        else:
            made += [pair for pair in (("gone", old[a:b]), ("new", new[c:d])) if pair[1]]
    return made


def template_bytes(kind: str) -> bytes:
    """The county's own template, or the shipped one."""
    own = Template.objects.filter(kind=kind).select_related("file").first()
    return files.content(own.file) if own else (SHIPPED / f"{kind}.docx").read_bytes()


def context(briefing: Briefing, day: date) -> dict[str, Any]:
    """The words a template may use."""
    now, lines, head = texts(briefing), [], ""
    for each in briefing.generated:
        if each["head"] != head:
            head = each["head"]
            lines.append({"text": head, "head": True})
        if now[each["id"]].strip():
            lines.append({"text": now[each["id"]].strip(), "head": False})
    issue = f"{briefing.year or day.year}年第{briefing.issue}期" if briefing.issue else f"{day.year}年第  期"
    return {
        "organ": briefing.organ.name, "issue": issue, "title": briefing.title, "lines": lines, "period": briefing.period,
        "date": f"{day.year}年{day.month}月{day.day}日", "kind": str(Kind(briefing.kind).label),
    }  # fmt: skip


def pdf_of(briefing: Briefing, day: date) -> bytes | None:
    """The document as it would be printed; None where LibreOffice is not installed."""
    return readers.pdfs([docx_out.render(template_bytes(briefing.kind), context(briefing, day))])[0]


def too_long(briefing: Briefing, pdf: bytes) -> str:
    """"" when it is one page; else by how much, and which paragraph to shorten. The paper for a meeting may be longer."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    if briefing.kind != Kind.PAPER or len(pages) <= 1:
        return ""
    over = sum(len(re.sub(r"\s|—\s*\d+\s*—", "", text)) for text in pages[1:])
    longest = max(paragraphs(briefing), key=lambda each: len(each.text))
    return f"共 {len(pages)} 页，超出一页约 {over} 字。最长的是“{longest.text[:12]}…”（{len(longest.text)} 字），请先压缩这一段。"


def hearing(year: int, day: date) -> governance.Hearing | None:
    """ORG-05: how often the executive meeting has heard the work this year, against the required number."""
    government = organs.government()
    if government is None:
        return None
    return next((row for row in governance.hearings(year, day, [government.pk]) if row.target.kind == MeetingKind.EXECUTIVE), None)
