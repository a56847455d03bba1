"""How the journal, clocks and messages name a notice."""

from __future__ import annotations

from zwgk.foundation.journal.actions import Subject

from .models import Notice

TYPE = "notices.notice"


def subject(notice: Notice) -> Subject:
    """The notice as a subject."""
    return Subject(TYPE, notice.pk, notice.label, f"/office/notices/{notice.pk}/")
