"""`conventions/**.yaml` → Convention. A local file replaces the national one whole."""

from __future__ import annotations

from zwgk.law.convention_model import Choice, Convention
from zwgk.law.model import Instrument, Status
from zwgk.law.read_deadline import same_id
from zwgk.law.read_instrument import reference
from zwgk.law.reading import Page

Instruments = dict[str, Instrument]


def convention(name: str, page: Page, known: Instruments, layer: str) -> Convention | None:
    """The convention of one file, or None with its problems noted."""
    before = len(page.problems)
    page.allow(("id", "title", "options", "choices"))
    same_id(name, page)
    options = {str(key): str(value) for key, value in _mapping(page, "options").items()}
    if not options:
        page.wrong("options", "没有写明有哪几种算法。", "在“options:”下面每种算法一行：“取值: 一句话说明”。")
    choices = [_choice(page, key, body, options, known) for key, body in _mapping(page, "choices").items()]
    if not choices:
        page.wrong("choices", "没有写明采用哪一种算法。", "写成“choices: {2019-05-15: {value: …, reference: …, note: …}}”。")
    title = page.text("title")
    if len(page.problems) > before:
        return None
    found = tuple(sorted((choice for choice in choices if choice), key=lambda choice: choice.since))
    return Convention(name, title, options, found, layer)


def _mapping(page: Page, key: str) -> dict[object, object]:
    part = page.part(key)
    return dict(part.data) if part else {}


def _choice(page: Page, key: object, body: object, options: dict[str, str], known: Instruments) -> Choice | None:
    since = page.as_day(f"choices.{key}", key)
    if since is None or not isinstance(body, dict):
        if since is not None:
            page.wrong(f"choices.{key}", "缺少取值和依据。", "写成“{value: …, reference: {…}, note: …}”。")
        return None
    part = Page(page.file, body, page.problems, f"{page.prefix}choices.{key}.")
    part.allow(("value", "reference", "status", "note"))
    value, note = part.text("value"), part.text("note", needed=False)
    if value and value not in options:
        part.wrong("value", f"“{value}”不在 options 之中。", f"从这些取值中选一个：{'、'.join(options)}。")
    status = part.choice("status", Status, Status.UNVERIFIED)
    if status is Status.UNVERIFIED and not note:
        part.wrong("note", "标为“未核实”却没有说明。", "用 note 写明法律哪里没有规定、为什么这样算。")
    cited = reference(part.part("reference", needed=True), known, since)
    return Choice(since, value, cited, status, note) if cited and status else None
