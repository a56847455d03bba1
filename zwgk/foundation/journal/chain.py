"""The chain of seals: SM3 over the previous digest and the marks (SM3 of the canonical JSON) of a batch of facts. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from .models import Fact

GENESIS = "0" * 64
FIELDS = (
    "id", "at", "verb", "sentence", "actor_id", "actor_name", "actor_organ", "organ_id", "organ_name",
    "subject_type", "subject_id", "subject_title", "basis", "data",
)  # fmt: skip


def marks(facts: Iterable[Fact]) -> list[list[Any]]:
    """[number, SM3] of each fact."""
    return [[fact.pk, hashlib.new("sm3", canonical(fact)).hexdigest()] for fact in facts]


def digest(previous: str, marked: Iterable[Iterable[Any]]) -> str:
    """The seal of these marks, in their order, on top of the previous seal."""
    # GB/T 32905—2016 (SM3).
    lines = [previous, *(f"{number}:{mark}" for number, mark in marked)]
    return hashlib.new("sm3", "\n".join(lines).encode()).hexdigest()


def canonical(fact: Fact) -> bytes:
    """One fact as JSON that is the same on every database: sorted keys, UTC, no blanks."""
    values = {name: _plain(getattr(fact, name)) for name in FIELDS}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value
