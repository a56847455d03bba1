"""The one table of what can be counted. A new subject: a function and a line in the `SUBJECTS` of its area's file; a new area: a file here."""

from __future__ import annotations

from collections.abc import Mapping

from zwgk.domain.errors import BadInput
from zwgk.matters.briefings.counting import Subject

from . import findings, governance, ledger, letters, notices

AREAS: Mapping[str, str] = {
    "ledger": "台账任务", "notices": "来文", "findings": "问题整改", "letters": "文书", "governance": "组织保障",
}  # fmt: skip
TABLE: Mapping[str, Subject] = {
    each.id: each for module in (ledger, notices, findings, letters, governance) for each in module.SUBJECTS
}


def subject(name: str) -> Subject:
    """The subject of that id."""
    try:
        return TABLE[name]
    except KeyError:
        raise BadInput(f"没有“{name}”这个报数事项。", field="subject", remedy="请从列表中选择。")


def offered() -> list[tuple[str, list[tuple[str, str]]]]:
    """Areas with their subjects, for a choice."""
    return [(title, [(each.id, each.title) for each in TABLE.values() if each.area == area]) for area, title in AREAS.items()]
