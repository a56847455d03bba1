"""The ladder 提醒 → 催办单 → 督办单 → 通报 → 约谈, read from law/forms/ladder: one file, one rung; the county's folder lies on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zwgk.domain.errors import BadInput
from zwgk.foundation.rulebook import queries as rulebook

TO = {"unit": "单位", "leader": "单位分管负责同志", "all": "有关单位（一份，附情况表）"}
NEEDED = ("title", "order", "letter", "to", "words", "close", "basis")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder."""

    id: str  # the name of its file
    title: str  # 督办单
    order: int
    letter: str  # id of a kind of letter
    late_days: int  # so many calendar days after the due day
    wait_days: int  # so many calendar days after the step before
    to: str  # one of TO
    copies: tuple[str, ...]
    approval: bool
    words: str
    close: str
    basis: str

    @property
    def to_words(self) -> str:
        return TO[self.to]

    @property
    def condition(self) -> str:
        """When it is proposed, in words."""
        waits = f"，距上一步满 {self.wait_days} 天" if self.wait_days else ""
        return f"逾期满 {self.late_days} 天{waits}"


def rungs() -> tuple[Rung, ...]:
    """From the lowest to the highest, as they are in force here."""
    return read(tuple(folder for folder in rulebook.form_folders("ladder") if folder.is_dir()))


def rung(name: str) -> Rung:
    """The rung with this id, or a refusal."""
    found = next((each for each in rungs() if each.id == name), None)
    if found is None:
        raise BadInput("没有这一步。", field="step", remedy=f"可以选：{'、'.join(each.title for each in rungs())}。")
    return found


@cache
def read(folders: Sequence[Path]) -> tuple[Rung, ...]:
    """The rungs of these folders; a later folder changes single keys of an earlier one, or adds a rung."""
    said: dict[str, dict[str, Any]] = {}
    for folder in folders:
        for file in sorted(folder.glob("*.yaml")):
            page = yaml.safe_load(file.read_text("utf-8"))
            if not isinstance(page, dict):
                raise _wrong(file.stem, "", "整个文件应是“键: 值”")
            said[file.stem] = {**said.get(file.stem, {}), **page}
    return tuple(sorted((_rung(name, page) for name, page in said.items()), key=lambda each: each.order))


def _rung(name: str, page: dict[str, Any]) -> Rung:
    for key in NEEDED:
        if not page.get(key):
            raise _wrong(name, key, "缺少这一项，请补上")
    if page["to"] not in TO:
        raise _wrong(name, "to", f"只能是 {'、'.join(TO)}")
    for key in ("late_days", "wait_days", "order"):
        if not isinstance(page.get(key, 0), int) or page.get(key, 0) < 0:
            raise _wrong(name, key, "应是不小于 0 的整数")
    return Rung(
        name, page["title"], page["order"], page["letter"], page.get("late_days", 1), page.get("wait_days", 0), page["to"],
        tuple(page.get("copies") or ()), bool(page.get("approval")), page["words"], page["close"], page["basis"],
    )  # fmt: skip


def _wrong(name: str, key: str, remedy: str) -> ValueError:
    return ValueError(f"forms/ladder/{name}.yaml: {key}: {remedy}。")
