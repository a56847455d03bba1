"""A 通讯录 as offices keep it → one line per person: sections, merged units, several people in a cell, telephones. Pure.

Nothing is dropped in silence: what was understood otherwise than it stands is said in a remark, which the preview shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zwgk.domain.organ_names import key

PERSONAL = ("title", "roles", "duty", "username", "mobile", "email", "contact")  # belong to the person that stands before them
_BETWEEN = re.compile(r"[、，,；;/／\n]+")
_SECTION = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[(][一二三四五六七八九十]+[)]|\d+[.、])?"
    r"(?P<word>.*(?:部门|乡镇|镇街|街道|单位|系统|机构|企业|团体|群团|学校|医院|领导|党群口?|政府口?|事业))(?:[(].*[)])?[:]?$"
)
_SECTION_KINDS = (
    ("乡镇|镇街", ""), ("垂直|垂管|派出|中省市?驻|驻县", "派出机构、垂直管理机构"), ("党|群团", "党委机构"), ("公共企|水电气|企业", "公共企业事业单位"),
    ("事业|学校|医院", "事业单位"), ("部门|政府", "政府部门"),
)  # fmt: skip
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1\d{2}[- ]?\d{4}[- ]?\d{4})(?!\d)")


@dataclass(slots=True)
class Heads:
    """Which column says what; with two persons in a line (分管领导 …, 联络员 …) a group of columns for each."""

    organ: dict[str, int] = field(default_factory=dict)
    people: list[dict[str, int]] = field(default_factory=list)
    role_words: list[str] = field(default_factory=list)  # over the name of each person: 分管领导, 联络员, ""


@dataclass(slots=True)
class Tidied:
    """Lines with their numbers, and what a person should know of."""

    lines: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def tidy(lines: Sequence[tuple[int, Sequence[str]]], heads: Heads) -> Tidied:
    """Every line of the table below its heading → one line per person."""
    out = Tidied()
    last: dict[str, str] = {}
    section = ""
    for number, line in lines:
        if word := _section(line, heads):
            section = word
            out.remarks.append(f"第 {number} 行“{_flat(word)}”看作分组标题，不登记为单位")
            continue
        organ = _picked(line, heads.organ)
        people = list(_people(number, line, heads, out.remarks))
        if not organ.get("name") and people and last.get("name"):
            organ = {**last, **organ}  # a unit's cell merged over several lines
        if not organ and not people:
            continue
        if section and "kind" not in organ and (kind := section_kind(section)):
            organ["section"] = kind
        last = {column: organ[column] for column in ("name", "kind", "section", "parent") if column in organ}
        out.lines += [(number, {**organ, **person}) for person in people or [{}]]
    return out


def section_kind(word: str) -> str:
    """What 二、县直部门 says about the units below it; "" when it says nothing certain."""
    return next((kind for pattern, kind in _SECTION_KINDS if re.search(pattern, word)), "")


def _section(line: Sequence[str], heads: Heads) -> str:
    """The words of a line that is only a caption: one text, no person, not the name of a unit."""
    said = {cell for cell in line if cell.strip() and not cell.strip().isdigit()}  # a running number may stand before it
    if len(said) != 1 or not heads.people:
        return ""
    text = said.pop()
    found = _SECTION.match(key(text))
    return found["word"] if found and not re.search("(?:局|街道|镇|乡)$", key(text)) or key(text) in ("乡镇街道", "乡镇、街道") else ""


def _picked(line: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    found = {name: _flat(line[at]) for name, at in columns.items() if at < len(line) and line[at].strip()}
    return found | ({"phone": telephone(found["phone"])} if "phone" in found else {})


def _people(number: int, line: Sequence[str], heads: Heads, remarks: list[str]) -> Iterator[dict[str, str]]:
    for columns, word in zip(heads.people, heads.role_words, strict=True):
        raw = {name: line[at].strip() for name, at in columns.items() if at < len(line) and line[at].strip()}
        for person in _apart(number, raw, remarks):
            if word and "roles" not in person:
                person["roles"] = word
            yield person


def _apart(number: int, raw: dict[str, str], remarks: list[str]) -> list[dict[str, str]]:
    """One person of a cell or several; each with the telephone that stands at the same place."""
    if "person" not in raw:
        return [{name: _flat(text) for name, text in raw.items()}] if set(raw) - {"contact"} else _only_contact(raw)
    cell = raw["person"]
    inside = [re.sub(r"[- ]", "", found[1]) for found in _MOBILE.finditer(cell)]
    names = _names(_MOBILE.sub(" ", cell))
    if len(names) < 2:
        person = {name: _flat(text) for name, text in raw.items()} | _named(names[0] if names else cell)
        if inside:
            person.setdefault("mobile", inside[0])
        return [_dialled(person)]
    remarks.append(f"第 {number} 行“{_flat(cell)}”读作 {len(names)} 个人")
    shared = {name: _shares(text, len(names)) for name, text in raw.items() if name != "person"}
    if inside and len(inside) == len(names):
        shared["mobile"] = inside
    for name, parts in shared.items():
        if name in ("mobile", "contact", "email", "username") and len(parts) != len(names):
            remarks.append(f"第 {number} 行有 {len(names)} 个人、{len(parts)} 个号码，不知道是谁的，请在下面补填：{'、'.join(parts)}")
            shared[name] = [""] * len(names)
    told = [{name: (parts[at] if len(parts) == len(names) else parts[0]) for name, parts in shared.items()} for at in range(len(names))]
    return [_dialled({**{k: v for k, v in each.items() if v}, **_named(name)}) for each, name in zip(told, names, strict=True)]


def _only_contact(raw: dict[str, str]) -> list[dict[str, str]]:
    return [{"contact": _flat(raw["contact"])}] if "contact" in raw else []


def _names(cell: str) -> list[str]:
    """`张三、李 四` → 张三, 李四; blanks part only whole names."""
    found = []
    for part in filter(None, (part.strip() for part in _BETWEEN.split(cell))):
        words = part.split()
        whole = len(words) > 1 and all(re.fullmatch(r"[\u4e00-\u9fff·]{2,8}(?:[(（].*[)）])?", word) for word in words)
        found += words if whole else ["".join(words) if re.search("[\u4e00-\u9fff]", part) else part]
    return found


def _named(text: str) -> dict[str, str]:
    """`张三（主任）` → name and title."""
    found = re.fullmatch(r"([^(（]+)[(（](.+)[)）]", text)
    return {"person": found[1].strip(), "title": found[2].strip()} if found else {"person": _flat(text)}


def _shares(text: str, count: int) -> list[str]:
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) != count and len(text.split()) == count:
        parts = text.split()
    return parts or [""]


def _dialled(person: dict[str, str]) -> dict[str, str]:
    for name in ("mobile", "contact"):
        if name in person:
            person[name] = telephone(person[name])
    return person


def telephone(text: str) -> str:
    """`+86 138-0000 0000` → 13800000000; a landline keeps its hyphen; what is neither stays as it stands."""
    plain = _flat(text).translate(str.maketrans("（）—－–", "()---"))
    digits = re.sub(r"\D", "", plain)
    if re.fullmatch(r"(?:0{0,2}86)?1\d{10}", digits) and not re.search(r"[\u4e00-\u9fffA-Za-z]", plain):
        return digits[-11:]
    if landline := re.fullmatch(r"\(?(0\d{2,3})\)?[- ]*(\d{7,8})", plain):
        return f"{landline[1]}-{landline[2]}"
    return plain


def _flat(text: str) -> str:
    return " ".join(text.split())
