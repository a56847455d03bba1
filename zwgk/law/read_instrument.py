"""`instruments/**.yaml` → Instrument. The file name is the id."""

from __future__ import annotations

from datetime import date

from zwgk.law.model import Instrument, Level, Reference, Status
from zwgk.law.reading import Page

_KEYS = ("id", "title", "number", "issuer", "level", "in_force", "edition", "ended", "status", "note")


def instrument(name: str, page: Page) -> Instrument | None:
    """The instrument of one file, or None with its problems noted."""
    before = len(page.problems)
    page.allow(_KEYS)
    ident = page.text("id")
    if ident and ident != name.rsplit("/", 1)[-1]:
        page.wrong("id", f"id“{ident}”和文件名不一致。", f"写成“id: {name.rsplit('/', 1)[-1]}”，或者给文件改名。")
    level = page.choice("level", Level)
    in_force, ended = page.day("in_force"), page.day("ended", needed=False)
    status = page.choice("status", Status, Status.VERIFIED)
    if status is Status.UNVERIFIED and not page.text("note", needed=False):
        page.wrong("note", "标为“未核实”却没有说明。", "用 note 写明哪一点没有核实、为什么。")
    if in_force and ended and ended <= in_force:
        page.wrong("ended", "失效日期不晚于施行日期。", "核对 in_force 和 ended。")
    title, issuer = page.text("title"), page.text("issuer")
    if len(page.problems) > before or level is None or in_force is None or status is None:
        return None
    return Instrument(
        ident, title, page.text("number", needed=False), issuer, level, in_force,
        page.day("edition", needed=False), ended, status, page.text("note", needed=False),
    )  # fmt: skip


def reference(page: Page | None, instruments: dict[str, Instrument], on: date | None = None) -> Reference | None:
    """A reference whose instrument exists and, if a day is given, was in force on it."""
    if page is None:
        return None
    page.allow(("instrument", "article"))
    ident, article = page.text("instrument"), page.text("article", needed=False)
    if not ident:
        return None
    known = instruments.get(ident)
    if known is None:
        page.wrong("instrument", f"没有编号为“{ident}”的文件。", "先在 instruments/ 下为它建一个文件，或者改正编号。")
        return None
    if on is not None and not known.holds_on(on):
        until = f"至{known.ended}" if known.ended else "起"
        page.wrong(
            "instrument",
            f"《{known.title}》在{on}没有施行（{known.in_force}{until}）。",
            "改正日期，或者引用当日有效的文件。",
        )
        return None
    return Reference(ident, article, known.title, known.number if known.level is Level.NORMATIVE else "")
