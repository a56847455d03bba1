"""Collective names of organs in official documents (各乡镇（街道）, 县政府各部门, 有关部门 …) → which group they mean. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from zwgk.domain.organ_names import Place, key


class Group(StrEnum):
    """The standard groups."""

    TOWNS = "towns"
    TOWNSHIPS = "townships"
    STREETS = "streets"
    DEPARTMENTS = "departments"
    UNITS = "units"
    ALL = "all"
    VILLAGES = "villages"
    DISPATCHED = "dispatched"
    ENTERPRISES = "enterprises"
    SOME_DEPARTMENTS = "some_departments"
    SOME_UNITS = "some_units"
    LINE_DEPARTMENTS = "line_departments"
    GOVERNMENTS = "governments"


@dataclass(frozen=True, slots=True)
class Standard:
    """What a standard group is called and holds; `{}` stands for the level word of the county."""

    name: str
    kinds: tuple[str, ...]  # values of OrganKind
    needs_choice: bool = False  # the words do not say which organs: a person picks


_TOWNS = ("township", "street")
_DEPARTMENTS = ("government_office", "department")
_UNITS = (*_DEPARTMENTS, "institution")
STANDARD: Mapping[Group, Standard] = {
    Group.TOWNS: Standard("各乡镇（街道）", _TOWNS),
    Group.TOWNSHIPS: Standard("各乡镇", ("township",)),
    Group.STREETS: Standard("各街道", ("street",)),
    Group.DEPARTMENTS: Standard("{}政府各部门", _DEPARTMENTS),
    Group.UNITS: Standard("{}直各单位", _UNITS),
    Group.ALL: Standard("各乡镇（街道）、{}政府各部门", (*_TOWNS, *_DEPARTMENTS)),
    Group.VILLAGES: Standard("各村（社区）", ("village", "community")),
    Group.DISPATCHED: Standard("垂直管理机构", ("dispatched",)),
    Group.ENTERPRISES: Standard("公共企事业单位", ("enterprise",)),
    Group.SOME_DEPARTMENTS: Standard("{}政府有关部门", _DEPARTMENTS, needs_choice=True),
    Group.SOME_UNITS: Standard("各有关单位", (*_TOWNS, *_UNITS, "dispatched", "party"), needs_choice=True),
    Group.LINE_DEPARTMENTS: Standard("行业主管部门", (*_UNITS, "dispatched"), needs_choice=True),
    Group.GOVERNMENTS: Standard("各区县政府", ("government",), needs_choice=True),
}

_P = r"(?:全|本)?[县区市旗州省]?(?:级|直|直属|政府|人民政府)*"
_DEPARTMENT = r"(?:工作|组成|职能|政府|直属)?部门|委、?办、?局|委局|局办|委办局|直属机构"
_PATTERNS: tuple[tuple[Group, str], ...] = (
    (Group.LINE_DEPARTMENTS, r".*(?:行业|业务|领域)(?:的)?(?:主管|监管)部门"),
    (Group.SOME_DEPARTMENTS, rf"{_P}(?:各)?(?:有关|相关)(?:职能|责任|工作|对口)?部门|各(?:责任|牵头|对口)部门"),
    (Group.SOME_UNITS, rf"{_P}(?:各)?(?:有关|相关|责任|牵头|承办)(?:责任)?(?:单位|机关|部门和单位)"),
    (Group.GOVERNMENTS, r"各(?=.*[县区州])[市州县区旗、()]+(?:人民)?政府"),
    (Group.ALL, rf"各级各部门|各行政机关|各地各部门|各地区?、?各部门|各单位|全?{_P}各级(?:行政)?机关|各级(?:人民)?政府及其?部门"),
    (Group.UNITS, rf"{_P}(?:各(?:{_DEPARTMENT})[、和及]?(?:各)?(?:直属)?(?:单位|机构)|各?(?:直属|所属)?各?(?:企事业)?单位)"),
    (Group.DEPARTMENTS, rf"{_P}各(?:{_DEPARTMENT})|各(?:政府)?部门|{_P}(?:所属|工作|组成)部门"),
    (Group.VILLAGES, r"(?:全县)?各?(?:行政)?村(?:民委员会|委会)?[、(]?(?:居|居民委员会|社区|居委会|居民委员会)*\)?(?:民委员会)?|各村居"),
    (Group.DISPATCHED, rf"(?:{_P}各?)?(?:垂直管理|垂管|驻[县区市旗]|中省|省市直属)(?:各)?(?:机构|单位|部门)|市直属机构"),
    (Group.ENTERPRISES, r"(?:各)?公共企(?:业)?事业单位"),
)
_TOWN_WORDS = re.compile(r"(?:乡|镇|街道|街办|街|处|管理处|农林场|场|园区|开发区)+")


def group_of(text: str, place: Place) -> Group | None:
    """The standard group that these words mean; None when they name no group."""
    plain = re.sub(r"^等", "", key(text).replace(",", "、"))
    if place.name:
        plain = plain.replace(place.name, place.level)
    return _one(plain) or _several(plain)


def _one(plain: str) -> Group | None:
    if town := _towns(plain):
        return town
    return next((group for group, pattern in _PATTERNS if re.fullmatch(pattern, plain)), None)


def _towns(plain: str) -> Group | None:
    """各街办(镇、处), 各乡镇人民政府、街道办事处, 各镇街 …: only words for towns and streets remain."""
    many = "各" in plain or re.match(r"乡镇|乡\(镇\)|街道办事处$|街道、|镇街|镇\(", plain)
    rest = re.sub(r"人民政府|政府|办事处|办事(?=\))|全[县区市旗]|[各、和及与()]", "", plain)
    if not many or not _TOWN_WORDS.fullmatch(rest) or not re.search("[乡镇街]", rest):
        return None
    if "街" in rest and ("乡" in rest or "镇" in rest):
        return Group.TOWNS
    return Group.STREETS if "街" in rest else Group.TOWNSHIPS


def _several(plain: str) -> Group | None:
    """各乡镇（街道）、县政府各部门 → everybody; two groups that are not known to make one → None."""
    parts = re.split(r"[、和及与](?![^(]*\))", plain)
    found = {_one(part) for part in parts} if len(parts) > 1 else set()
    if None in found or not found:
        return None
    vague = found & {Group.SOME_DEPARTMENTS, Group.SOME_UNITS, Group.LINE_DEPARTMENTS}
    if vague:
        return Group.SOME_UNITS
    if found <= {Group.TOWNS, Group.TOWNSHIPS, Group.STREETS}:
        return Group.TOWNS if len(found) > 1 else found.pop()
    return Group.ALL if found <= {Group.TOWNS, Group.TOWNSHIPS, Group.STREETS, Group.DEPARTMENTS, Group.UNITS, Group.ALL} else None
