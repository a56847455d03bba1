"""`remedies/*.yaml` → Route, `review_organs/*.yaml` → ReviewOrgan, `fees/*.yaml` → Tariff. The file name is the id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from zwgk.law.model import DeadlineRule, Instrument, Reference, Status
from zwgk.law.read_deadline import same_id
from zwgk.law.read_instrument import reference
from zwgk.law.reading import Page
from zwgk.law.remedy_model import BodyText, Dated, ReviewOrgan, Route, RouteText, Tariff, TariffText, Tier

Instruments = dict[str, Instrument]
One = TypeVar("One", bound=Dated)
_Head = tuple[date, Reference, Status, str]
_DATED = ("reference", "status", "note")


def route(name: str, page: Page, instruments: Instruments, rules: Mapping[str, DeadlineRule]) -> Route | None:
    """A remedy sentence through the years."""

    def one(part: Page, head: _Head) -> RouteText:
        part.allow(("text", "rules", "terms", *_DATED))
        lengths = _words(part, "rules")
        for word, rule in lengths.items():
            if rule not in rules:
                part.wrong(f"rules.{word}", f"没有编号为“{rule}”的期限规则。", "先在 deadlines/ 下建这条规则，或者改正编号。")
        return RouteText(*head, part.text("text"), lengths, _words(part, "terms"))

    return _made(name, page, ("id", "title", "note", "values"), instruments, one, lambda title, values: Route(name, title, values))


def review_organ(name: str, page: Page, instruments: Instruments) -> ReviewOrgan | None:
    """The reviewing organ of one kind of organ through the years."""

    def one(part: Page, head: _Head) -> BodyText:
        part.allow(("text", "asks", *_DATED))
        asks = tuple(str(each) for each in part.data.get("asks") or ())
        text = part.text("text")
        for each in asks:
            if f"{{{each}}}" not in text:
                part.wrong("asks", f"text 里没有“{{{each}}}”。", "asks 只列 text 里用到的名称。")
        return BodyText(*head, text, asks)

    return _made(name, page, ("id", "title", "values"), instruments, one, lambda title, values: ReviewOrgan(name, title, values))


def tariff(name: str, page: Page, instruments: Instruments) -> Tariff | None:
    """One way of charging through the years."""

    def one(part: Page, head: _Head) -> TariffText:
        part.allow(("tiers", *_DATED))
        return TariffText(*head, _tiers(part))

    unit, counted, usable = page.text("unit"), page.text("counted"), page.text("usable")
    not_for = tuple(str(each) for each in page.data.get("not_for") or ())
    keys = ("id", "title", "unit", "counted", "usable", "not_for", "values")
    return _made(
        name, page, keys, instruments, one, lambda title, values: Tariff(name, title, unit, counted, usable, not_for, values)
    )  # fmt: skip


Whole = TypeVar("Whole")


def _made(
    name: str, page: Page, keys: tuple[str, ...], instruments: Instruments, one: Callable[[Page, _Head], One],
    whole: Callable[[str, tuple[One, ...]], Whole],
) -> Whole | None:  # fmt: skip
    before = len(page.problems)
    page.allow(keys)
    same_id(name, page)
    title = page.text("title")
    part, found = page.part("values", needed=True), []
    for key, body in part.data.items() if part else ():
        since = page.as_day(f"values.{key}", key)
        if since is None or not isinstance(body, dict):
            continue
        item = Page(page.file, body, page.problems, f"{page.prefix}values.{key}.")
        cited = reference(item.part("reference", needed=True), instruments, since)
        status, note = item.choice("status", Status, Status.VERIFIED), item.text("note", needed=False)
        if status is Status.UNVERIFIED and not note:
            item.wrong("note", "标为“未核实”却没有说明。", "用 note 写明哪一点没有核实、为什么。")
        if cited and status:
            found.append(one(item, (since, cited, status, note)))
    if len(page.problems) > before:
        return None
    return whole(title, tuple(sorted(found, key=lambda value: value.since)))


def _words(page: Page, key: str) -> dict[str, str]:
    part = page.part(key)
    return {str(word): str(value) for word, value in part.data.items()} if part else {}


def _tiers(page: Page) -> tuple[Tier, ...]:
    found: list[Tier] = []
    for number, part in enumerate(page.parts("tiers")):
        part.allow(("up_to", "rate", "every", "more"))
        numbers = {key: part.data.get(key, 0) for key in ("up_to", "rate", "every", "more")}
        if "rate" not in part.data or any(not isinstance(value, int) or isinstance(value, bool) or value < 0 for value in numbers.values()):
            part.wrong("rate", "分档应当写不小于0的整数。", "写成“{up_to: 30, rate: 100}”；最后一档不写 up_to。")
            continue
        last = found[-1].up_to if found else 0
        if number and (last is None or (numbers["up_to"] and numbers["up_to"] <= last)):
            part.wrong("up_to", "分档应当由低到高，只有最后一档可以不写 up_to。", "按数量从小到大排列。")
        found.append(Tier(numbers["rate"], numbers["up_to"] or None, numbers["every"], numbers["more"]))
    if not found or found[-1].up_to is not None:
        page.wrong("tiers", "没有不封顶的最后一档。", "最后一档不写 up_to。")
    return tuple(found)
