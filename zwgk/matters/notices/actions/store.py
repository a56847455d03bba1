"""From a reading to rows. Private to the verbs `receive` and `replace`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from zwgk.domain.documents import Extracted, Paragraph
from zwgk.domain.notices.model import Basis, Field, Reading, Task

from ..models import BasisDocument, Citation, Clause, Notice, Part, Recipient

TEXT_FIELDS = ["title", "doc_number", "issuing_organ", "index_number", "theme", "validity", "publicity", "source_site", "editor", "author", "seal", "approval", "annex_title", "published_time", "issue_timestamp"]
DATE_FIELDS = ("signed_date", "published_date", "printed_date")


def fill(notice: Notice, extracted: Extracted, reading: Reading) -> None:
    """Copy the metadata into the row, each value with its source."""
    metadata = reading.metadata
    notice.kind, notice.format, notice.encoding = reading.kind[:20], extracted.format, extracted.encoding
    notice.scanned, notice.notes, notice.to_ask = reading.scanned, list(reading.notes), list(reading.to_ask)
    for name in TEXT_FIELDS:
        if found := getattr(metadata, name):
            limit = Notice._meta.get_field(name).max_length
            setattr(notice, name, found.value[:limit])
            notice.fields[name] = _source(found)
    for name in DATE_FIELDS:
        if found := getattr(metadata, name):
            setattr(notice, name, date.fromisoformat(found.value))
            notice.fields[name] = _source(found)
    if metadata.plan_year:
        notice.plan_year = int(metadata.plan_year.value)
        notice.fields["plan_year"] = _source(metadata.plan_year)
    notice.contacts = [asdict(contact) for contact in metadata.contacts]
    notice.warnings = [asdict(warning) for warning in reading.warnings]
    notice.repairs = [{**asdict(repair), "state": "proposed", "by": ""} for repair in reading.repairs]
    notice.lines = _lines(extracted, reading)


def store_parts(notice: Notice, reading: Reading) -> None:
    """Write parts, clauses, recipients and citations."""
    parts = [
        Part.objects.create(notice=notice, kind=part.kind.value, title=(part.title or "")[:300], order=number, preamble="\n".join(part.preamble))
        for number, part in enumerate(reading.parts)
    ] or [Part.objects.create(notice=notice, kind="body", order=0)]
    clauses = Clause.objects.bulk_create(
        _clause(notice, parts[min(task.part_index, len(parts) - 1)], number, task) for number, task in enumerate(reading.tasks)
    )
    for copy, names in ((False, reading.metadata.addressees), (True, reading.metadata.cc)):
        Recipient.objects.bulk_create(Recipient(notice=notice, text=name[:200], copy=copy) for name in names)
    for basis in reading.basis:
        if basis.status != "self":
            _cite(notice, basis, clauses)


def _source(found: Field) -> dict[str, Any]:
    return {**asdict(found), "by": ""}


def _lines(extracted: Extracted, reading: Reading) -> list[list[Any]]:
    roles = {role.line: role.role.value for role in reading.line_roles}
    rows: list[list[Any]] = []
    for number, block in enumerate(extracted.blocks, start=1):
        if isinstance(block, Paragraph):
            line = _line_number(block.place, number)
            rows.append([line, block.number + block.text, roles.get(line, "")])
        else:
            rows.append([number, "\n".join(cell.text for cell in block.cells), "table"])
    return rows


def _line_number(place: str, otherwise: int) -> int:
    """`第12行` → 12; places of other formats have no line, so the order counts."""
    inner = place.removeprefix("第").removesuffix("行")
    return int(inner) if inner.isdecimal() else otherwise


def _clause(notice: Notice, part: Part, number: int, task: Task) -> Clause:
    return Clause(
        notice=notice,
        part=part,
        order=number,
        path="/".join(task.path)[:80],
        ancestors=list(task.ancestor_headings),
        heading=(task.heading or "")[:300],
        text=task.text,
        lead_units=list(task.lead_units),
        responsible_units=list(task.responsible_units),
        cooperating_units=list(task.cooperating_units),
        units_raw=task.units_raw,
        actors=list(task.actors_in_text),
        deadlines=[{**asdict(item), "kind": item.kind.value} for item in task.deadlines],
        targets=[asdict(item) for item in task.targets],
        form=task.form[:24],
        line=task.lines[0],
        last_line=task.lines[1],
        place=task.place[:80],
    )


def _cite(notice: Notice, basis: Basis, clauses: list[Clause]) -> None:
    document, _ = BasisDocument.objects.get_or_create(
        title=(basis.title or "")[:300],
        number=(basis.number or "")[:80],
        defaults={"issuer": (basis.issuer or "")[:120], "status": basis.status[:20]},
    )
    citation = Citation.objects.create(
        notice=notice, basis=document, alias=(basis.alias or "")[:80], articles=list(basis.articles), lines=list(basis.lines), raw=basis.raw[:500]
    )
    citation.clauses.set(clause for clause in clauses if any(clause.line <= line <= clause.last_line for line in basis.lines))
