"""Compare the journal with its seals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .chain import GENESIS, digest, marks
from .models import Fact, Seal


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is not as it was sealed."""

    seal: int | None  # number of the seal
    fact: int | None  # number of the fact, if one can be named
    what: str  # Chinese sentence

    def __str__(self) -> str:
        return self.what


@dataclass(slots=True)
class Report:
    """What `zwgk journal verify` prints."""

    sealed: int = 0
    unsealed: int = 0
    seals: int = 0
    last_digest: str = GENESIS
    damage: list[Damage] = field(default_factory=list)


def verify(known_digest: str = "") -> Report:
    """Go through all seals in order; facts after the last one are counted as the unsealed tail.

    `known_digest` was written down earlier, on paper or elsewhere: only so can one see that the end of the chain was cut off.
    """
    report, after, known = Report(), 0, not known_digest
    for seal in Seal.objects.order_by("id").iterator(chunk_size=50):
        report.damage += _link(seal, report.last_digest)
        report.damage += _facts(seal, after)
        report.seals, report.sealed = report.seals + 1, report.sealed + seal.count
        report.last_digest, after = seal.digest, seal.last_fact
        known = known or seal.digest == known_digest
    if not known:
        report.damage.append(Damage(None, None, "留存的封存摘要已不在链上：封存记录被整段删除或重做。"))
    report.unsealed = Fact.objects.filter(pk__gt=after).count()
    return report


def _link(seal: Seal, previous: str) -> Iterator[Damage]:
    if seal.previous != previous:
        yield Damage(seal.pk, None, f"第{seal.pk}号封存与前一号不相接：前面的封存被删除、插入或修改。")
    if digest(seal.previous, seal.marks) != seal.digest:
        yield Damage(seal.pk, None, f"第{seal.pk}号封存的摘要与内容不符：封存记录被修改。")
    if [seal.first_fact, seal.last_fact, seal.count] != [*_ends(seal), len(seal.marks)]:
        yield Damage(seal.pk, None, f"第{seal.pk}号封存的起止编号与内容不符：封存记录被修改。")


def _ends(seal: Seal) -> tuple[int | None, int | None]:
    return (seal.marks[0][0], seal.marks[-1][0]) if seal.marks else (None, None)


def _facts(seal: Seal, after: int) -> Iterator[Damage]:
    sealed = dict(map(tuple, seal.marks))
    found = dict(marks(Fact.objects.filter(pk__gt=after, pk__lte=seal.last_fact).order_by("pk")))
    for number in sorted(sealed.keys() | found.keys()):
        if number not in found:
            yield Damage(seal.pk, number, f"第{number}号日志被删除（第{seal.pk}号封存）。")
        elif number not in sealed:
            yield Damage(seal.pk, number, f"第{number}号日志是封存后插入的（第{seal.pk}号封存）。")
        elif sealed[number] != found[number]:
            yield Damage(seal.pk, number, f"第{number}号日志被修改（第{seal.pk}号封存）。")
