"""What verbs say about units: A、B牵头，C配合，D按职责分工负责，12月底前完成.

Reads: the inside of a bracket, a label or a cell. Writes: `UnitNote`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from .units import split_units, unit_like

_TAIL = " 。；;，,、."
_HAS_VERB = re.compile("牵头|配合|参与|参加|协助|协同|协办|负责|落实|推进|实施|主办|承办")
_SHARE = r"(?:根据|按照?|依据)(?:各自|部门)?(?:工作)?职[责能](?:和?分工|范围|权限)?"
_VERB = re.compile(
    rf"(?P<units>[^。]{{2,600}}?)(?P<tail>等?)(?P<verb>(?:分别|共同|联合)?牵头(?:负责|组织实施|组织|落实|实施|推进)?|(?:积极)?(?:配合|参与|参加|协助|协同|协办)(?:实施|落实|负责)?"
    rf"|{_SHARE}(?:分别|共同|做好|分工|抓好)?(?:负责|落实|推进|组织实施|实施|配合)?|(?:分别|共同|具体|分工|统一)?负责(?:落实|组织实施|实施)?|(?:抓好|组织|贯彻)?落实|主办|承办|(?:加强|做好)?(?:统筹|指导|督促|督导|监督)(?:协调|推进|落实|督促|指导|检查)?)"
    r"(?=[，,；;。、 ]|$)"
)
_TIME = re.compile(
    r"(?:^|[，,；;、])\s?(?P<time>(?:(?:于|在|力争|截至|到)?(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}日|底|末|份|[上中下]旬)?(?:之?前|以前)?|(?:20\d{2}年|今年|当年)?年?[底内](?:之?前)?|20\d{2}年(?:之?前)?|长期(?:坚持|推进)?|持续(?:推进|开展)|常态化?(?:推进|开展)?|(?:第?[一二三四]季度|[上下]半年)(?:末|底|前)?)"
    r"(?:(?:全部|基本)?完成|落实|报送|建成)?)(?=[，,；;。]|$)"
)


@dataclass(frozen=True, slots=True)
class UnitNote:
    """What the note says; units in the order of the source."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    time: str = ""
    raw: str = ""

    @property
    def names_units(self) -> bool:
        return bool(self.lead or self.responsible)

    def joined(self, other: UnitNote) -> UnitNote:
        """Both notes as one; each unit once."""
        return UnitNote(
            once([*self.lead, *other.lead]), once([*self.responsible, *other.responsible]), once([*self.cooperating, *other.cooperating]),
            self.time or other.time, f"{self.raw} {other.raw}".strip(),
        )  # fmt: skip


def time_apart(inner: str) -> tuple[str, str]:
    """The words without a time that stands among them, and that time."""
    found = _TIME.search(inner)
    return (inner[: found.start()] + inner[found.end() :], found["time"]) if found else (inner, "")


def by_verbs(inner: str, raw: str, known: Collection[str]) -> UnitNote | None:
    """A、B牵头，C配合，D按职责分工负责 → the note; None unless what stands before the verbs are units."""
    inner, time = time_apart(inner)
    if not _HAS_VERB.search(inner):
        return None
    lead: list[str] = []
    resp: list[str] = []
    coop: list[str] = []
    end = 0
    for hit in _VERB.finditer(inner):
        units = split_units(hit["units"].strip("，,；;、 "), known)
        verb = hit["verb"]
        if "牵头" in verb or verb == "主办":
            lead += units
        elif "配合" in verb or verb.startswith(("积极", "参", "协")):
            coop += units
            resp += units
        else:
            resp += units
        end = hit.end()
    if end == 0:
        return None
    rest = inner[end:].strip(_TAIL)
    if rest:
        resp += [unit for unit in split_units(rest, known) if unit_like(unit)]
    named = lead + resp
    if not named or sum(map(unit_like, named)) * 3 < len(named) * 2:
        return None
    return UnitNote(once(lead), once(resp), once(coop), time, raw)


def once(units: list[str]) -> tuple[str, ...]:
    """Each unit once, in order."""
    return tuple(dict.fromkeys(units))
