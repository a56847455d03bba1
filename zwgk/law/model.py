"""What the law files say, as frozen facts. Closed sets are enums; every dated value knows its article.

Law ── instruments   Instrument
    ├─ deadlines     DeadlineRule ── values: DatedValue … ── reference: Reference
    ├─ calendar      CalendarYear
    ├─ wording       WordList ── entries: WordEntry …
    ├─ kinds         KindDef (kind_model)
    └─ reviews       ReviewDef (review_model)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """The closed list of units of time."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    HOUR = "hour"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Direction(StrEnum):
    """What the length means for the one who must act."""

    WITHIN = "within"  # act on or before the last day
    AT_LEAST = "at_least"  # leave it open for at least so long; the result is the earliest end
    BEFORE_EVENT = "before_event"  # act so long before an event
    BY_DATE = "by_date"  # a named day of every year
    KEEP_AT_LEAST = "keep_at_least"  # keep for at least so long
    WINDOW = "window"  # a period in which things are counted or shown


class Start(StrEnum):
    """Where counting begins."""

    DAY_AFTER = "day_after"  # the day of the event is not counted
    MOMENT = "moment"  # hours run from the moment itself
    CALENDAR_PERIOD = "calendar_period"  # the calendar month or year in which the event lies
    NAMED_DATE = "named_date"  # not counted at all: the law names the day


class Roll(StrEnum):
    """What happens when the last day is a day of rest."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"


class Effect(StrEnum):
    """What silence means when the time has run out."""

    NONE = "none"
    CONSENT = "consent"  # 视为同意
    ORGAN_DECIDES = "organ_decides"  # 由行政机关决定
    ABANDONED = "abandoned"  # 视为放弃
    ACCEPTED = "accepted"  # 视为受理
    WITHDRAWN = "withdrawn"  # 视为撤回
    NO_EVIDENCE = "no_evidence"  # 视为没有证据、依据
    VETO = "veto"  # 单项否决


class Status(StrEnum):
    """How sure we are."""

    VERIFIED = "verified"  # read in the text of the act
    UNVERIFIED = "unverified"  # from memory, second hand or inferred: shown so, with a note


class Level(StrEnum):
    """Rank of an instrument."""

    LAW = "law"  # 法律
    REGULATION = "regulation"  # 行政法规
    PARTY_REGULATION = "party_regulation"  # 党内法规
    JUDICIAL = "judicial"  # 司法解释
    RULE = "rule"  # 部门规章、政府规章
    LOCAL_REGULATION = "local_regulation"  # 地方性法规
    NORMATIVE = "normative"  # 规范性文件
    OFFICE = "office"  # 本单位规定


@dataclass(frozen=True, slots=True)
class Instrument:
    """An act, regulation or document that rules are taken from."""

    id: str
    title: str  # exact official name
    number: str  # 文号 or 令号; "" if not known
    issuer: str
    level: Level
    in_force: date  # first day of effect
    edition: date | None = None  # date of the text that was read, where it was revised since
    ended: date | None = None  # first day on which it no longer holds
    status: Status = Status.VERIFIED
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the instrument was in force on that day."""
        return self.in_force <= day and (self.ended is None or day < self.ended)


@dataclass(frozen=True, slots=True)
class Reference:
    """The place of a rule: instrument and article."""

    instrument: str  # id of an Instrument
    article: str  # "第三十三条第二款"; "" where a document has no articles
    title: str = ""  # official name, filled in by the loader
    number: str = ""  # 文号, filled in by the loader for documents that are cited with it

    def __str__(self) -> str:
        inner = (self.title or self.instrument).replace("《", "〈").replace("》", "〉")
        number = f"（{self.number}）" if self.number else ""
        return f"《{inner}》{number}{self.article}"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value that holds from a day on."""

    since: date
    value: int | str | None  # a number of units; "01-31" for a named day; None: the law gives no number
    reference: Reference
    status: Status = Status.VERIFIED
    note: str = ""
    layer: str = "national"  # who set it: national, a local folder's name, office
    who: str = ""  # for values set in the office: the persons who set and confirmed it


@dataclass(frozen=True, slots=True)
class Clause:
    """An event with the article that gives it an effect: a suspension, a restart."""

    when: str
    reference: Reference
    status: Status = Status.VERIFIED
    note: str = ""


@dataclass(frozen=True, slots=True)
class RollRule:
    """Whether the end moves when it falls on a day of rest, and who says so."""

    rule: Roll = Roll.NONE
    reference: Reference | None = None
    status: Status = Status.VERIFIED
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """How far, by whose consent and how often a limit may be extended."""

    unit: Unit
    values: tuple[DatedValue, ...]  # the cap
    approval: str  # whose consent is needed
    times: int = 1


@dataclass(frozen=True, slots=True)
class Silence:
    """What follows when nothing happens in time."""

    effect: Effect
    text: str
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One limit of time, as one file says it."""

    id: str  # path below deadlines/ without the ending: "requests/answer"
    code: str  # row of the table of all timers: "T-REQ-20"
    title: str
    topic: str
    trigger: str  # the event that starts it
    actor: str  # who must act
    direction: Direction
    unit: Unit
    values: tuple[DatedValue, ...]
    starts: Start = Start.DAY_AFTER
    roll: RollRule = field(default_factory=RollRule)
    suspends: tuple[Clause, ...] = ()
    restarts: tuple[Clause, ...] = ()
    extension: ExtensionRule | None = None
    silence: Silence | None = None
    local: bool = False  # may a locality set its own, stricter value
    said: str = ""  # the word of the law where it gives no number: 及时, 立即, 合理期限
    note: str = ""

    @property
    def status(self) -> Status:
        """Unverified as soon as the newest value is."""
        return self.values[-1].status

    def value_on(self, day: date) -> DatedValue | None:
        """The value in force on that day: the newest of each layer, and of these the tightest."""
        return tightest(self.values, day, self.direction)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A weekday without work or a weekend day with work."""

    day: date
    off: bool
    reason: str  # 春节, 国庆节 …
    source: str = ""  # 《…》 of the notice


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """What the State Council (or a locality) announced for one year."""

    year: int
    announced: bool  # False: only weekends and the statutory days of the 放假办法 are known
    days: tuple[SpecialDay, ...]  # may hold days of the year before
    number: str = ""  # its 文号, where known
    source: tuple[str, ...] = ()
    note: str = ""
    title: str = ""  # name of the notice


@dataclass(frozen=True, slots=True)
class WordEntry:
    """One word to look at before release."""

    wrong: str
    right: str = ""  # proposed wording; "" when a person must decide
    reason: str = ""
    unless: tuple[str, ...] = ()  # surroundings in which it is right
    since: date = date.min  # the day from which the new wording holds
    sure: bool = False  # True: a finding is certain


@dataclass(frozen=True, slots=True)
class WordList:
    """One list of words; the county adds its own and takes words out."""

    id: str
    title: str
    kind: str  # wrong_character | fixed_expression | vague_word | listed_word | health
    entries: tuple[WordEntry, ...]
    status: Status
    note: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A single value set in the office."""

    rule: str  # id of the rule
    value: int | str | None
    since: date
    reference: Reference
    who: str  # the persons who set and confirmed it
    note: str = ""
    replaces: bool = False  # True: the law itself has changed; False: a stricter rule of our own


def tightest(values: tuple[DatedValue, ...], day: date, direction: Direction) -> DatedValue | None:
    """The newest value of each layer on that day, and of these the tightest; None before the first."""
    newest: dict[str, DatedValue] = {}
    for item in values:
        if item.since <= day and (item.layer not in newest or newest[item.layer].since <= item.since):
            newest[item.layer] = item
    set_values = [item for item in newest.values() if item.value is not None]
    if not set_values:
        return next(iter(newest.values()), None)
    longest_wins = direction in (Direction.AT_LEAST, Direction.BEFORE_EVENT, Direction.KEEP_AT_LEAST)
    order = max if longest_wins else min
    return order(set_values, key=lambda item: _rank(item.value))


def _rank(value: int | str | None) -> tuple[int, str]:
    return (value, "") if isinstance(value, int) else (0, str(value))
