"""One thing that is wrong on a page."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 120


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, by which rule, at which place."""

    rule: str  # id in law/inspections
    what: str
    where: str  # 第 12 行：…
    mend: str = ""  # how here, when it can be said more exactly than by the rule


def place(line: int, text: str = "") -> str:
    """第 12 行：the words that stand there."""
    said = " ".join(text.replace("\ufffc", "").split())
    said = said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
    return "：".join(part for part in (f"第 {line} 行" if line else "", said) if part)


def several(items: list[str], most: int = 3) -> str:
    """甲、乙、丙等 7 处."""
    return "、".join(items[:most]) + (f"等 {len(items)} 处" if len(items) > most else "")
