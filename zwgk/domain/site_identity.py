"""Whether what a site says of itself is written as the rules want: each fact against its rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

DIVISION = 6  # digits of a division code that begin a 网站标识码


@dataclass(frozen=True, slots=True)
class Rule:
    """How one fact is written."""

    field: str
    title: str
    pattern: str  # of the whole value
    says: str
    remedy: str = ""
    basis: str = ""
    strict: bool = True  # False: told, not refused
    unverified: bool = False  # the article was not read in its original


@dataclass(frozen=True, slots=True)
class Problem:
    """One fact that is not written so."""

    field: str
    title: str
    value: str
    says: str
    remedy: str
    basis: str
    strict: bool

    @property
    def sentence(self) -> str:
        basis = f"（{self.basis}）" if self.basis else ""
        return f"{self.title}“{self.value}”不符合要求：{self.says}{basis}。{self.remedy}"


def problems(values: Mapping[str, str], rules: Iterable[Rule], division: str = "") -> list[Problem]:
    """Every fact that breaks its rule; an empty one breaks none. A 标识码 should begin with the division code of its place."""
    found = []
    for rule in rules:
        value = values.get(rule.field, "")
        if value and not re.fullmatch(rule.pattern, value):
            found.append(_problem(rule, value, rule.says, rule.remedy, rule.strict))
        elif rule.field == "id_code" and value.isdigit() and len(division) >= DIVISION and not value.startswith(division[:DIVISION]):
            says = f"前6位是行政区划代码，本地是{division[:DIVISION]}"
            found.append(_problem(rule, value, says, "撤并过行政区划的，以报送系统里的编码为准。", False))
    return found


def _problem(rule: Rule, value: str, says: str, remedy: str, strict: bool) -> Problem:
    basis = rule.basis + ("，条文待核" if rule.basis and rule.unverified else "")
    return Problem(rule.field, rule.title, value, says, remedy, basis, strict)
