"""What a request costs, and why: each part of the tariff that is touched is one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zwgk.domain.errors import BadInput, Conflict
from zwgk.law.book import Law
from zwgk.law.model import Status
from zwgk.law.remedy_model import Tariff, TariffText, Tier, held_on

BY_ITEM, BY_PAGE = "by-item", "by-page"


@dataclass(frozen=True, slots=True)
class Line:
    """The units that fall into one part of the tariff."""

    first: int
    last: int
    rate: int

    @property
    def count(self) -> int:
        """How many."""
        return self.last - self.first + 1

    @property
    def amount(self) -> int:
        """Yuan."""
        return self.count * self.rate

    def sentence(self, unit: str) -> str:
        """“第11件至第30件，20件×100元＝2000元”."""
        span = f"第{self.first}{unit}" if self.first == self.last else f"第{self.first}{unit}至第{self.last}{unit}"
        return f"{span}，{self.count}{unit}×{self.rate}元＝{self.amount}元" if self.rate else f"{span}，不收费"


@dataclass(frozen=True, slots=True)
class Quote:
    """One way of charging a request, computed and explained."""

    method: str
    title: str
    unit: str
    quantity: int
    amount: int
    lines: tuple[Line, ...]
    reference: str
    unverified: str = ""
    counted: str = ""

    def explain(self) -> tuple[str, ...]:
        """Line by line, the sum last."""
        return (*(line.sentence(self.unit) for line in self.lines), f"合计{self.amount}元（{self.title}，{self.reference}）")


def by_item(law: Law, count: int, *, on: date, before: int = 0) -> Quote:
    """So many requests after the earlier ones of the same applicant, organ and calendar month."""
    return _quote(law, BY_ITEM, before, count, on)


def by_page(law: Law, pages: int, *, on: date, outcome: str = "", copies: bool = True) -> Quote:
    """So many pages of one request; refused where nothing is handed over but the way to it."""
    tariff = law.fees[BY_PAGE]
    if outcome in tariff.not_for or not copies:
        held = _held(tariff, on)
        raise Conflict(f"这件申请不能按量计收：{tariff.usable}。", field="method", basis=str(held.reference), remedy="可以按件计收或者不收费。")
    return _quote(law, BY_PAGE, 0, pages, on)


def offers(law: Law, *, on: date, items: int = 1, before: int = 0, pages: int = 0, outcome: str = "") -> tuple[Quote, ...]:
    """What each way would come to; the organ chooses one or none."""
    found = [by_item(law, items, on=on, before=before)]
    if pages and outcome not in law.fees[BY_PAGE].not_for:
        found.append(by_page(law, pages, on=on, outcome=outcome))
    return tuple(found)


def explained_tariff(law: Law, on: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The tariff in words, for the guide: title → lines."""
    found = []
    for tariff in law.fees.values():
        held = held_on(tariff.values, on)
        if held is not None:
            found.append((tariff.title, (*_tariff_lines(held, tariff.unit), f"{tariff.counted}。", f"{tariff.usable}。")))
    return tuple(found)


def statement(amounts: Iterable[int]) -> str:
    """The sentence of section six of the annual report."""
    paid = [amount for amount in amounts if amount]
    if not paid:
        return "本年度没有收取政府信息公开信息处理费。"
    return f"本年度依据《政府信息公开信息处理费管理办法》收取信息处理费{len(paid)}件，共计{sum(paid)}元。"


def _quote(law: Law, method: str, before: int, count: int, on: date) -> Quote:
    tariff = law.fees[method]
    if count < 1 or before < 0:
        raise BadInput(f"{tariff.title}的数量应当是正整数。", field="quantity")
    held = _held(tariff, on)
    lines = tuple(_lines(held.tiers, before + 1, before + count))
    doubt = held.note if held.status is Status.UNVERIFIED else ""
    return Quote(method, tariff.title, tariff.unit, count, sum(line.amount for line in lines), lines, str(held.reference), doubt, tariff.counted)


def _held(tariff: Tariff, on: date) -> TariffText:
    held = held_on(tariff.values, on)
    if held is None:
        raise Conflict(f"{on}还没有施行信息处理费办法（自{tariff.values[0].since}起），不得收费。", field="on", basis=str(tariff.values[0].reference))
    return held


def _lines(tiers: tuple[Tier, ...], first: int, last: int) -> Iterable[Line]:
    """The parts of the tariff from one unit to another."""
    for lower, upper, rate in _parts(tiers, last):
        begin, end = max(lower, first), min(upper, last)
        if begin <= end:
            yield Line(begin, end, rate)


def _parts(tiers: tuple[Tier, ...], last: int) -> Iterable[tuple[int, int, int]]:
    """(first unit, last unit, rate) of every part up to a unit; a stepped tier is cut into its steps."""
    lower = 1
    for tier in tiers:
        upper = tier.up_to if tier.up_to is not None else max(last, lower)
        if not tier.every:
            yield lower, upper, tier.rate
        for step in range((upper - lower) // tier.every + 1 if tier.every else 0):
            begin = lower + step * tier.every
            yield begin, min(begin + tier.every - 1, upper), tier.rate + step * tier.more
        lower = upper + 1


def _tariff_lines(held: TariffText, unit: str) -> list[str]:
    said, lower = [], 1
    for tier in held.tiers:
        price = f"每{unit}{tier.rate}元" if tier.rate else "不收费"
        span = f"{lower}至{tier.up_to}{unit}" if tier.up_to else f"{lower}{unit}以上"
        said.append(f"{span}：{price}" + (f"，每增加{tier.every}{unit}为一档，每档每{unit}再加{tier.more}元" if tier.every else ""))
        lower = (tier.up_to or 0) + 1
    return said
