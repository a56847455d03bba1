"""Numbers: each belongs to the organ and the year."""

from __future__ import annotations

from ..models import Register


def next_number(organ_id: int, year: int) -> str:
    """The next 受理编号 of an organ in a year; within a transaction, which then holds the series."""
    series, _ = Register.objects.get_or_create(organ_id=organ_id, year=year)
    series = Register.objects.select_for_update().get(pk=series.pk)
    series.last += 1
    series.save(update_fields=["last"])
    return f"申〔{year}〕{series.last}号"
