"""Decisions on requests as the files of `outcomes/` say: the closed list, and what each must state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zwgk.law.model import Reference, Status


class OutcomeGroup(StrEnum):
    """The groups of the annual report's third section, and what stands outside it."""

    DISCLOSED = "disclosed"
    PARTLY = "partly"
    WITHHELD = "withheld"
    UNABLE = "unable"
    DECLINED = "declined"
    OTHER = "other"
    TOLD = "told"  # a decision told to somebody beside the answer: third party, correction
    SILENT = "silent"


GROUP_NAMES = {
    OutcomeGroup.DISCLOSED: "予以公开", OutcomeGroup.PARTLY: "部分公开", OutcomeGroup.WITHHELD: "不予公开", OutcomeGroup.UNABLE: "无法提供",
    OutcomeGroup.DECLINED: "不予处理", OutcomeGroup.OTHER: "其他处理", OutcomeGroup.TOLD: "另行告知", OutcomeGroup.SILENT: "没有答复",
}  # fmt: skip


class Duty(StrEnum):
    """Whether the law leaves a choice."""

    MUST = "must"
    MAY = "may"  # 可以不予公开: choosing it needs a reason


class FactKind(StrEnum):
    """How a fact is entered."""

    TEXT = "text"
    LONG = "long"
    PARTS = "parts"  # withheld passages, each with its ground
    GROUND = "ground"  # one of the withholding outcomes
    SEARCH = "search"  # the search log
    CONSULTATION = "consultation"
    SUPPLIED = "supplied"
    INNER = "inner"  # kept in the file, never printed in the reply


@dataclass(frozen=True, slots=True)
class FactDef:
    """Something a decision must state or be able to show."""

    id: str
    label: str
    help: str
    kind: FactKind


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decision."""

    id: str
    title: str
    group: OutcomeGroup
    order: int
    basis: tuple[Reference, ...]
    since: date
    row: str  # of the annual report, 2021 format; "" when it is not counted there
    row_2019: str
    duty: Duty
    remedy: str  # P, C, N, X: a file of remedies/
    letter: str  # kind of letter; "" for none
    says: str  # the sentence of decision
    requires: tuple[FactDef, ...] = ()
    more_open: tuple[str, ...] = ()
    ask: str = ""  # the question when the more open way is not taken
    audience: str = "applicant"
    remedy_note: str = ""
    status: Status = Status.VERIFIED
    note: str = ""

    @property
    def label(self) -> str:
        """“不予公开：国家秘密”."""
        group = GROUP_NAMES[self.group]
        return self.title if group in self.title or self.group in (OutcomeGroup.DISCLOSED, OutcomeGroup.OTHER) else f"{group}：{self.title}"

    @property
    def cited(self) -> str:
        """“《…》第十五条、第三十二条”."""
        found: dict[str, list[str]] = {}
        for each in self.basis:
            found.setdefault(str(Reference(each.instrument, "", each.title, each.number)), []).append(each.article)
        return "；".join(f"{act}{'、'.join(articles)}" for act, articles in found.items())
