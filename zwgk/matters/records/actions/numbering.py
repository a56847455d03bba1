"""索引号: organisation code / year-serial, given at the first publication and never changed (standards.md §4.2)."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from zwgk.foundation.organs.models import Organ
from zwgk.matters.records.models import Record, Series

_CODE = re.compile(r"[0-9A-Z]{9,18}")


def assign(record: Record, at: datetime) -> None:
    """Number and address, once; the row of the series is locked until the transaction ends. The record is not saved here."""
    if record.index_number:
        return
    year = localdate(at).year
    record.index_number, record.slug = names_of(record.organ, year, reserve(record.organ, year))


def names_of(organ: Organ, year: int, serial: int) -> tuple[str, str]:
    """索引号 and the last part of the address."""
    return f"{front_of(organ)}/{year}-{serial:05d}", f"{organ.slug}-{year}-{serial:05d}"


def front_of(organ: Organ) -> str:
    """The organisation code without hyphens; until one is registered, the division and the number of the organ here."""
    code = organ.code.replace("-", "").strip().upper()
    return code if _CODE.fullmatch(code) else f"{(organ.division_code or '000000')[:6]:0<6}{organ.pk:03d}"


def reserve(organ: Organ, year: int, count: int = 1) -> int:
    """The first of so many serial numbers, which nobody else will get."""
    if not Series.objects.filter(organ=organ, year=year).exists():
        try:
            with transaction.atomic():
                Series.objects.create(organ=organ, year=year)
        except IntegrityError:
            pass  # somebody else has begun the year in this second
    series = Series.objects.select_for_update().get(organ=organ, year=year)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return first
