"""The rules in force here: what is looked for and its limits."""

from __future__ import annotations

from collections.abc import Mapping

from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.inspection_model import CheckRule, FilingDef, Needed, Weight
from zwgk.law.model import Status

GROUPS = {
    "broken": "断链和打不开", "wrong": "错链", "empty": "空白栏目", "stale": "栏目不更新", "mixed": "混杂和归类", "twice": "重复和不一致", "tags": "网页标签", "page": "页面",
    "keeper": "责任人", "plan": "栏目设置",
}  # fmt: skip
WEIGHTS = {Weight.GRAVE: "严重", Weight.SERIOUS: "较重", Weight.MINOR: "一般", Weight.HINT: "提示"}
ORDER = (Weight.GRAVE, Weight.SERIOUS, Weight.MINOR, Weight.HINT)
GONE = CheckRule("", "规则已取消", "page", Weight.HINT, "", None, Status.UNVERIFIED, "规则文件里已经没有这一条。")


def every() -> Mapping[str, CheckRule]:
    """All, by id."""
    return rulebook.law().check_rules()


def rule(ident: str) -> CheckRule:
    """One; a rule that a local file no longer has reads so."""
    return every().get(ident, GONE)


def limit(ident: str) -> int:
    """Its number."""
    return every()[ident].value


def filing() -> FilingDef:
    """Where papers belong."""
    return rulebook.law().filing["national"]


def column_names() -> dict[str, str]:
    """Key → title in the national form."""
    return {each.key: each.title for each in rulebook.law().columns["national"].columns}


def needed() -> tuple[Needed, ...]:
    """Columns and entrances that the site must have."""
    return tuple(each for file in rulebook.law().inspections.values() for each in file.needed)


def basis(known: CheckRule) -> str:
    """The instrument and article, with what is not verified."""
    told = str(known.reference) if known.reference else ""
    return told + ("（条款未核实）" if told and known.status is Status.UNVERIFIED else "")


def of_group(group: str) -> list[str]:
    """Ids of the rules of one group."""
    return [ident for ident, known in every().items() if known.group == group]


def hints() -> list[str]:
    """Ids of what is only told and never becomes somebody's work."""
    return [ident for ident, known in every().items() if known.weight is Weight.HINT]
