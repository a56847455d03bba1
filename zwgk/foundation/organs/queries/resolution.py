"""From the words of a document to an organ or a group.

Certain are: the full name, the short name, a confirmed alias, a spelling of a group, and the forms that the county's own
documents use by rule (县财政局 = 和光县财政局). Everything else is only proposed, best first, with the reason; a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zwgk.domain.organ_groups import group_of
from zwgk.domain.organ_names import Place, forms, key, likeness
from zwgk.foundation.organs.models import Alias, Organ, OrganGroup

from .tree import government

SHOWN = 5  # candidates kept


class Kind(StrEnum):
    """What the words turned out to be."""

    ORGAN = "organ"
    GROUP = "group"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organ that the words may mean."""

    organ: Organ
    score: float  # 0 … 1
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The reading of one name."""

    text: str
    kind: Kind
    organ: Organ | None = None
    group: OrganGroup | None = None
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""  # why it is this organ or group
    note: str = ""  # a probable slip or anything else a person should look at
    needs_choice: bool = False  # 有关部门: the words do not say which organs

    @property
    def certain(self) -> bool:
        """True when no person has to decide anything."""
        return self.kind is not Kind.UNKNOWN and not self.note and not self.needs_choice

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None


def resolve(text: str, day: date) -> Resolution:
    """What this name means on that day."""
    return _Register(day).read(text)


def propose(texts: Iterable[str], day: date) -> dict[str, Resolution]:
    """What each of these names means: the list that the wizard shows, in the order given, each name once."""
    register = _Register(day)
    return {text: register.read(text) for text in dict.fromkeys(texts)}


class _Register:
    """All names known on a day, read once."""

    def __init__(self, day: date) -> None:
        self.day = day
        home = government()
        self.place = Place.of_government(home.name) if home else Place()
        self.organs = {organ.pk: organ for organ in Organ.objects.select_related("successor")}
        self.names: dict[int, list[str]] = {pk: [o.name, o.short_name or o.name] for pk, o in self.organs.items()}
        self.rejected: set[tuple[int, str]] = set()
        for alias in Alias.objects.exclude(state=Alias.State.PROPOSED):
            if alias.state == Alias.State.CONFIRMED:
                self.names[alias.organ_id].append(alias.text)
            else:
                self.rejected.add((alias.organ_id, alias.key))
        self.exact: dict[str, set[int]] = {}
        self.by_rule: dict[str, set[int]] = {}
        for pk, names in self.names.items():
            for name in names:
                self.exact.setdefault(key(name), set()).add(pk)
                for form in forms(name, self.place):
                    self.by_rule.setdefault(form, set()).add(pk)
        self.groups = list(OrganGroup.objects.all())

    def read(self, text: str) -> Resolution:
        plain = key(text)
        if not plain:
            return Resolution(text, Kind.UNKNOWN, note="没有写单位名称")
        return self._exact(text, plain) or self._group(text, plain) or self._by_rule(text) or self._unknown(text, plain)

    def _exact(self, text: str, plain: str) -> Resolution | None:
        return self._one_living(text, self.exact.get(plain, set()), "与登记的名称或已确认的别名一致")

    def _by_rule(self, text: str) -> Resolution | None:
        found = set().union(*(self.by_rule.get(form, set()) for form in forms(text, self.place)))
        found = {pk for pk in found if (pk, key(text)) not in self.rejected}
        return self._one_living(text, found, f"省略或补上本地名称“{self.place.name}”后一致")

    def _one_living(self, text: str, found: set[int], reason: str) -> Resolution | None:
        """One organ: certain. Several, or one that no longer exists: a person decides."""
        living = [pk for pk in found if self._lives(self.organs[pk])]
        if len(living) == 1:
            return Resolution(text, Kind.ORGAN, organ=self.organs[living[0]], reason=reason)
        if len(living) > 1:
            several = tuple(Candidate(self.organs[pk], 0.9, reason) for pk in sorted(living))
            return Resolution(text, Kind.UNKNOWN, candidates=several, note="有几个单位都用这个名称")
        return self._gone(text, [self.organs[pk] for pk in sorted(found)])

    def _gone(self, text: str, organs: list[Organ]) -> Resolution | None:
        if not organs:
            return None
        heirs = [Candidate(o.successor, 0.9, f"“{o.label}”已撤销，由该单位承继") for o in organs if o.successor]
        return Resolution(text, Kind.UNKNOWN, candidates=tuple(heirs), note=f"“{organs[0].name}”在这一天不存在")

    def _lives(self, organ: Organ) -> bool:
        return (organ.began is None or organ.began <= self.day) and (organ.ended is None or organ.ended > self.day)

    def _group(self, text: str, plain: str) -> Resolution | None:
        group = next((g for g in self.groups if plain in g.keys or (g.code is None and plain == key(g.name))), None)
        if group:
            return Resolution(text, Kind.GROUP, group=group, reason="与登记的群组写法一致", needs_choice=group.needs_choice)
        code = group_of(text, self.place)
        group = next((g for g in self.groups if code and g.code == code), None)
        if group is None:
            return None
        return self._standard(text, plain, group)

    def _standard(self, text: str, plain: str, group: OrganGroup) -> Resolution:
        strange = self.place.strange_level(plain)
        if strange and self.place.is_above(strange):
            return Resolution(text, Kind.UNKNOWN, note=f"原文写“{strange}”，像是指上级的机关，不是本地单位的合称")
        note = f"原文写“{strange}”，本地为“{self.place.level}”，可能是沿用外地或上级文件的笔误" if strange else ""
        return Resolution(
            text, Kind.GROUP, group=group, reason=f"属于“{group.name}”一类写法", note=note, needs_choice=group.needs_choice
        )

    def _unknown(self, text: str, plain: str) -> Resolution:
        found = [c for pk in self.organs if (c := self._candidate(pk, text, plain))]
        found.sort(key=lambda candidate: (-candidate.score, candidate.organ.order, candidate.organ.pk))
        return Resolution(text, Kind.UNKNOWN, candidates=tuple(found[:SHOWN]), note="" if found else "没有找到相近的单位")

    def _candidate(self, pk: int, text: str, plain: str) -> Candidate | None:
        organ = self.organs[pk]
        if (pk, plain) in self.rejected or not self._lives(organ):
            return None
        found = [like for name in self.names[pk] if (like := likeness(text, name, self.place))]
        best = max(found, key=lambda like: like.score, default=None)
        return Candidate(organ, best.score, best.reason) if best else None


def names_of_organs() -> dict[int, tuple[str, list[str]]]:
    """Every organ that was not closed: its full name, and how else it is called here."""
    home = government()
    place = Place.of_government(home.name) if home else Place()
    told: dict[int, tuple[str, list[str]]] = {}
    for organ in Organ.objects.filter(ended__isnull=True).prefetch_related("aliases"):
        said = [organ.name, organ.short_name, *(alias.text for alias in organ.aliases.all() if alias.state == Alias.State.CONFIRMED)]
        told[organ.pk] = (organ.name, sorted({form for name in said if name for form in (name, *forms(name, place))}))
    return told
