"""`deadlines/**.yaml` → DeadlineRule. The path below `deadlines/` is the id."""

from __future__ import annotations

from datetime import date

from zwgk.law.model import (
    Clause,
    DatedValue,
    DeadlineRule,
    Direction,
    Effect,
    ExtensionRule,
    Instrument,
    Roll,
    RollRule,
    Silence,
    Start,
    Status,
    Unit,
)  # fmt: skip
from zwgk.law.read_instrument import reference
from zwgk.law.reading import Page

KEYS = (
    "id", "code", "title", "topic", "trigger", "actor", "direction", "unit", "values", "starts", "roll", "suspends",
    "restarts", "extension", "silence", "local", "said", "note",
)  # fmt: skip
Instruments = dict[str, Instrument]


def deadline(name: str, page: Page, known: Instruments, layer: str) -> DeadlineRule | None:
    """The rule of one file, or None with its problems noted."""
    before = len(page.problems)
    page.allow(KEYS)
    same_id(name, page)
    direction, unit = page.choice("direction", Direction), page.choice("unit", Unit)
    starts = page.choice("starts", Start, _usual_start(direction, unit))
    found = values(page, known, layer, direction or Direction.WITHIN)
    texts = {key: page.text(key) for key in ("code", "title", "topic", "trigger", "actor")}
    said = page.text("said", needed=False)
    if any(item.value is None for item in found) and not said:
        page.wrong("said", "没有数字的期限要写明法律的用语。", "例如“said: 合理期限”“said: 及时”。")
    roll, extension, silence = _roll(page, known), _extension(page, known, layer), _silence(page, known)
    suspends, restarts = _clauses(page, "suspends", known), _clauses(page, "restarts", known)
    local, note = page.truth("local"), page.text("note", needed=False)
    if len(page.problems) > before or direction is None or unit is None or starts is None:
        return None
    return DeadlineRule(
        id=name, direction=direction, unit=unit, values=found, starts=starts, roll=roll, suspends=suspends,
        restarts=restarts, extension=extension, silence=silence, local=local, said=said, note=note, **texts,
    )  # fmt: skip


def same_id(name: str, page: Page) -> None:
    """The id must be the path, so that a rule is found without searching."""
    if page.text("id") not in ("", name):
        page.wrong("id", f"id“{page.data['id']}”和文件路径不一致。", f"写成“id: {name}”，或者移动文件。")


def values(page: Page, known: Instruments, layer: str, direction: Direction) -> tuple[DatedValue, ...]:
    """The dated values, oldest first, each with an instrument in force on its day."""
    part, found = page.part("values", needed=True), []
    for key in part.data if part else ():
        item = part.part(str(key)) if part and isinstance(key, str) else None
        since = page.as_day(f"values.{key}", key)
        body = page.data["values"][key]
        if since is None:
            continue
        if not isinstance(body, dict):
            page.wrong(f"values.{key}", "缺少依据。", "写成“value: 20”和“reference: {instrument: …, article: …}”两行。")
            continue
        item = Page(page.file, body, page.problems, f"{page.prefix}values.{key}.")
        one = _value(item, since, known, layer, direction)
        if one is not None:
            found.append(one)
    return tuple(sorted(found, key=lambda value: value.since))


def _value(item: Page, since: date, known: Instruments, layer: str, direction: Direction) -> DatedValue | None:
    item.allow(("value", "reference", "status", "note"))
    value = item.data.get("value")
    if direction is Direction.BY_DATE:
        if not isinstance(value, str) or not _is_named_day(value):
            item.wrong("value", f"“{value}”不是每年的固定日期。", '写成“value: "01-31"”，月和日各两位，加引号。')
    elif value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        item.wrong("value", f"“{value}”不是期限的数值。", "写一个不小于0的整数；法律没有规定数字的，写“value: null”。")
    if "value" not in item.data:
        item.wrong("value", "缺少这一项。", "写“value: 20”；法律没有规定数字的，写“value: null”。")
    status = item.choice("status", Status, Status.VERIFIED)
    note = item.text("note", needed=False)
    if status is Status.UNVERIFIED and not note:
        item.wrong("note", "标为“未核实”却没有说明。", "用 note 写明哪一点没有核实、为什么。")
    cited = reference(item.part("reference", needed=True), known, since)
    if cited is None or status is None:
        return None
    return DatedValue(since, value, cited, status, note, layer)


def _is_named_day(text: str) -> bool:
    """“01-31”: a day that every year has."""
    try:
        return len(text) == 5 and bool(date.fromisoformat(f"2023-{text}"))
    except ValueError:
        return False


def _usual_start(direction: Direction | None, unit: Unit | None) -> Start:
    if direction is Direction.BY_DATE:
        return Start.NAMED_DATE
    return Start.MOMENT if unit is Unit.HOUR else Start.DAY_AFTER


def _roll(page: Page, known: Instruments) -> RollRule:
    part = page.part("roll")
    if part is None:
        return RollRule()
    part.allow(("rule", "reference", "status", "note"))
    rule, status = part.choice("rule", Roll), part.choice("status", Status, Status.VERIFIED)
    cited = reference(part.part("reference"), known)
    if rule is Roll.NEXT_WORKING_DAY and cited is None:
        part.wrong("reference", "期限顺延没有依据。", "写明规定顺延的文件和条款；没有规定的，删去 roll。")
    return RollRule(rule or Roll.NONE, cited, status or Status.VERIFIED, part.text("note", needed=False))


def _clauses(page: Page, key: str, known: Instruments) -> tuple[Clause, ...]:
    found = []
    for part in page.parts(key):
        part.allow(("when", "reference", "status", "note"))
        cited = reference(part.part("reference", needed=True), known)
        status = part.choice("status", Status, Status.VERIFIED)
        if cited is not None and status is not None:
            found.append(Clause(part.text("when"), cited, status, part.text("note", needed=False)))
    return tuple(found)


def _extension(page: Page, known: Instruments, layer: str) -> ExtensionRule | None:
    part = page.part("extension")
    if part is None:
        return None
    part.allow(("unit", "values", "approval", "times"))
    unit, caps = part.choice("unit", Unit), values(part, known, layer, Direction.WITHIN)
    times = part.data.get("times", 1)
    if not isinstance(times, int) or times < 1:
        part.wrong("times", f"“{times}”不是次数。", "写“times: 1”。")
        return None
    return ExtensionRule(unit, caps, part.text("approval", needed=False), times) if unit and caps else None


def _silence(page: Page, known: Instruments) -> Silence | None:
    part = page.part("silence")
    if part is None:
        return None
    part.allow(("effect", "text", "reference"))
    effect = part.choice("effect", Effect)
    return Silence(effect, part.text("text"), reference(part.part("reference"), known)) if effect else None
