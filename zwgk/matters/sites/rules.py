"""The rules of sites, which are data (law/forms/sites): how identity is written, who may have a site, what is checked once a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zwgk.domain.errors import NotAllowed
from zwgk.domain.site_identity import Rule
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.rulebook import queries as rulebook

UNVERIFIED = "，条文待核"


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a kind of organ may have a site of its own."""

    title: str
    may: str  # yes, no, approved
    says: str
    basis: str


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One line of the yearly check list."""

    key: str
    title: str
    says: str
    basis: str


def identity_rules() -> list[Rule]:
    """How each fact is written, in the order of the form."""
    told = sorted(rulebook.form_page("sites", "identity").items(), key=lambda each: each[1].get("order", 100))
    return [
        Rule(key, said["title"], said["pattern"], said["says"], said.get("remedy", ""), said.get("basis", ""), said.get("strict", True), said.get("status") == "unverified")
        for key, said in told
    ]  # fmt: skip


def opening_for(kind: str) -> Opening:
    """The line for this kind of organ."""
    page = rulebook.form_page("sites", "openings")
    said = page.get(kind) or page["other"]
    return Opening(said["title"], said["may"], said["says"], _basis(said))


def require_opening(organ: Organ, approval: str) -> None:
    """Refuse a site of its own where the rulebook does not allow it, with the article."""
    found = opening_for(organ.kind)
    if found.may == "yes" or (found.may == "approved" and approval.strip()):
        return
    remedy = "请改为在县政府网站开设单位频道。" if found.may == "no" else "请改为开设单位频道；已经获批的，填写批准文件的名称和文号。"
    raise NotAllowed(f"“{organ.label}”不能单独开设网站：{found.says}。", field="approval", basis=found.basis, remedy=remedy)


def yearly_items() -> list[CheckItem]:
    """The check list, in its order."""
    told = sorted(rulebook.form_page("sites", "yearly").items(), key=lambda each: each[1].get("order", 100))
    return [CheckItem(key, said["title"], said["says"], _basis(said)) for key, said in told]


def _basis(said: Mapping[str, Any]) -> str:
    basis = str(said.get("basis", ""))
    return basis + (UNVERIFIED if basis and said.get("status") == "unverified" else "")
