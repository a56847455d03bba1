"""Address labels for registered post: A4, two by six, postcode first; and where a letter goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from zwgk.foundation.files import queries as files
from zwgk.matters.letters.models import Letter

from .models import Case, Details


@dataclass(frozen=True, slots=True)
class Label:
    """One letter to be posted."""

    name: str
    address: str
    postcode: str
    phone: str
    number: str
    sender: str


def labels(found: Sequence[Letter]) -> list[Label]:
    """To the applicant by the application, to others by what the consultation knows."""
    cases = {str(case.pk): case for case in Case.objects.filter(pk__in=[letter.subject_id for letter in found]).select_related("organ").prefetch_related("consultations")}
    senders = {row.organ_id: row.sender for row in Details.objects.filter(organ_id__in={letter.organ_id for letter in found})}
    return [_label(letter, cases[letter.subject_id], senders.get(letter.organ_id, "")) for letter in found if letter.subject_id in cases]


def printed(found: Sequence[Letter]) -> bytes:
    """The sheets."""
    return files.printed(render_to_string("inforequests/_labels.html", {"labels": labels(found)}))


def _label(letter: Letter, case: Case, sender: str) -> Label:
    from_line = sender or f"{case.organ.name}　{case.organ.address}"
    if letter.addressee == case.applicant:
        return Label(case.applicant, case.address, case.postcode, case.phone, letter.number, from_line)
    row = next((row for row in case.consultations.all() if row.name == letter.addressee), None)
    address = row.contact if row else (letter.addressee_organ.address if letter.addressee_organ else "")
    return Label(letter.addressee, address, "", "", letter.number, from_line)
