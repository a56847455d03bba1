"""`reviews/*.yaml` → ReviewDef. The file name is the id; a local file replaces the national one whole."""

from __future__ import annotations

from zwgk.law.model import Instrument, Status
from zwgk.law.read_instrument import reference
from zwgk.law.reading import Page
from zwgk.law.review_model import ReviewDef, StepDef, Variant

_KEYS = ("id", "title", "steps", "persons", "together", "by_kind", "reference", "status", "note")
_STEP_KEYS = ("id", "title", "roles", "looks_at", "days")


def review(name: str, page: Page, instruments: dict[str, Instrument], layer: str) -> ReviewDef | None:
    """The process of one file, or None with its problems noted."""
    before = len(page.problems)
    page.allow(_KEYS)
    if page.text("id") not in ("", name):
        page.wrong("id", f"id“{page.data['id']}”和文件名不一致。", f"写成“id: {name}”，或者给文件改名。")
    steps = tuple(_step(part) for part in page.parts("steps"))
    if not steps:
        page.wrong("steps", "没有审核环节。", "在“steps:”下面每个环节一项。")
    known = {step.id for step in steps}
    usual, by_kind = _variant(page, known), {}
    part = page.part("by_kind")
    for kind in part.data if part else ():
        inner = part.part(str(kind)) if part else None
        if inner is not None:
            inner.allow(("persons", "together"))
            by_kind[str(kind)] = _variant(inner, known)
    title, status = page.text("title"), page.choice("status", Status, Status.VERIFIED)
    made = ReviewDef(
        name, title, steps, usual, by_kind, reference(page.part("reference"), instruments), status or Status.UNVERIFIED, page.text("note", needed=False), layer
    )
    return made if len(page.problems) == before else None


def _step(part: Page) -> StepDef:
    part.allow(_STEP_KEYS)
    roles = part.data.get("roles") or []
    if not isinstance(roles, list) or not roles:
        part.wrong("roles", "没有写明由哪些角色办理。", "写成“roles: [reviewer, leader]”。")
        roles = []
    days = part.data.get("days", 0)
    if not isinstance(days, int) or days < 0:
        part.wrong("days", "应当是工作日数。", "写成“days: 7”。")
        days = 0
    looks_at = part.data.get("looks_at") or []
    return StepDef(part.text("id"), part.text("title"), tuple(str(role) for role in roles), tuple(str(each) for each in looks_at), days)


def _variant(page: Page, known: set[str]) -> Variant:
    persons = page.data.get("persons", 1)
    if not isinstance(persons, int) or persons < 1:
        page.wrong("persons", "至少要有一名审核人。", "写成“persons: 3”。")
        persons = 1
    groups = page.data.get("together") or []
    for group in groups:
        for step in group if isinstance(group, list) else [group]:
            if step not in known:
                page.wrong("together", f"没有编号为“{step}”的环节。", "写成“together: [[first, second]]”。")
    return Variant(persons, tuple(frozenset(str(step) for step in group) for group in groups if isinstance(group, list)))
