"""`facts/*.yaml` → FactDef by name, `outcomes/*.yaml` → Outcome. The file name is the id."""

from __future__ import annotations

from collections.abc import Mapping

from zwgk.law.model import Instrument, Reference, Status
from zwgk.law.outcome_model import Duty, FactDef, FactKind, Outcome, OutcomeGroup
from zwgk.law.read_deadline import same_id
from zwgk.law.read_instrument import reference
from zwgk.law.reading import Page

_KEYS = (
    "id", "title", "group", "order", "basis", "since", "row", "row_2019", "duty", "remedy", "letter", "audience", "says", "requires",
    "more_open", "ask", "remedy_note", "status", "note",
)  # fmt: skip
_ROUTES = ("P", "C", "N", "X")


def facts(name: str, page: Page) -> dict[str, FactDef]:
    """The facts of one file."""
    page.allow(("id", "title", "facts"))
    same_id(name, page)
    part, found = page.part("facts", needed=True), {}
    for key in part.data if part else ():
        one = part.part(str(key)) if part else None
        if one is None:
            continue
        one.allow(("label", "help", "kind"))
        label, text, kind = one.text("label"), one.text("help"), one.choice("kind", FactKind)
        if label and kind:
            found[str(key)] = FactDef(str(key), label, text, kind)
    return found


def outcome(name: str, page: Page, instruments: dict[str, Instrument], known: Mapping[str, FactDef]) -> Outcome | None:
    """The decision of one file, or None with its problems noted."""
    before = len(page.problems)
    page.allow(_KEYS)
    same_id(name, page)
    group, duty = page.choice("group", OutcomeGroup), page.choice("duty", Duty, Duty.MUST)
    status, since = page.choice("status", Status, Status.VERIFIED), page.day("since")
    row, note = page.text("row", needed=False), page.text("note", needed=False)
    if row and not row.startswith("R3."):
        page.wrong("row", f"“{row}”不是年度报告第三部分的栏目。", "写成“row: R3.3.4”；不计入的，删去 row。")
    if status is Status.UNVERIFIED and not note:
        page.wrong("note", "标为“未核实”却没有说明。", "用 note 写明哪一点没有核实、为什么。")
    remedy, letter = page.text("remedy"), page.text("letter")
    if remedy and remedy not in _ROUTES:
        page.wrong("remedy", f"“{remedy}”不是救济途径。", f"从这些取值中选一个：{'、'.join(_ROUTES)}。")
    more, ask = _names(page, "more_open"), page.text("ask", needed=False)
    if more and not ask:
        page.wrong("ask", "有更公开的方案，却没有写不采用时要回答的问题。", "写成“ask: 为什么不能部分公开”。")
    basis, needs = _basis(page, instruments), _facts(page, known)
    if not basis and status is Status.VERIFIED:
        page.wrong("basis", "没有写依据。", "写明文件和条款；没有专条的，标为 status: unverified 并用 note 说明。")
    order, title, says = page.data.get("order", 0), page.text("title"), page.text("says")
    if len(page.problems) > before or group is None or duty is None or since is None or status is None:
        return None
    return Outcome(
        name, title, group, int(order), basis, since, row, page.text("row_2019", needed=False) or row, duty, remedy,
        "" if letter == "none" else letter, says, needs, more, ask, page.text("audience", needed=False) or "applicant",
        page.text("remedy_note", needed=False), status, note,
    )  # fmt: skip


def _basis(page: Page, instruments: dict[str, Instrument]) -> tuple[Reference, ...]:
    found = [reference(part, instruments) for part in page.parts("basis")]
    return tuple(one for one in found if one is not None)


def _names(page: Page, key: str) -> tuple[str, ...]:
    found = page.data.get(key) or []
    if not isinstance(found, list):
        page.wrong(key, "这里应当是一个列表。", f"写成“{key}: [D02, D03]”。")
        return ()
    return tuple(str(each) for each in found)


def _facts(page: Page, known: Mapping[str, FactDef]) -> tuple[FactDef, ...]:
    found = []
    for name in _names(page, "requires"):
        if name in known:
            found.append(known[name])
        else:
            page.wrong("requires", f"没有名为“{name}”的事实。", f"先写进 facts/requests.yaml，或者从这些中选：{'、'.join(known)}。")
    return tuple(found)
