"""A kind of information as the files of `kinds/` describe it: fields, masks, checks, chart, life line. Frozen facts; no behaviour.

    KindDef ── fields: FieldDef ── mask: MaskDef      what each column is and how it is shown in public
            ├─ checks: CheckDef                       what must hold between fields
            ├─ period: PeriodDef                      how long it stays public
            ├─ charts: ChartDef                       what the public table draws
            └─ line: LineDef                          rows of another kind that make up its course
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zwgk.law.model import Reference, Status


class FieldType(StrEnum):
    """The closed list of types."""

    TEXT = "text"
    LONG = "longtext"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    YEAR = "year"
    PERIOD = "period"  # 2026年第三季度 → 2026Q3
    CHOICE = "choice"
    MULTI = "multi"
    YESNO = "yesno"
    NAME = "name"  # of a person or an organisation
    ORGAN = "organ"  # of this jurisdiction
    PLACE = "place"
    CREDIT_CODE = "credit_code"
    ID_NUMBER = "id_number"
    ACCOUNT = "account"
    PHONE = "phone"
    ILLNESS = "illness"
    MINOR = "minor"  # name of a child
    URL = "url"
    FILE = "file"
    KEY = "key"  # the natural key of a row of another kind
    TABLE = "table"  # rows of subfields


NUMBERS = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY, FieldType.PERCENT, FieldType.YEAR})
# 《中华人民共和国个人信息保护法》第二十八条 sensitive data, and numbers that identify: never public, whatever a file says.
NEVER_SHOWN = frozenset({FieldType.ID_NUMBER, FieldType.ACCOUNT, FieldType.ILLNESS, FieldType.MINOR})
PERSONAL = NEVER_SHOWN | {FieldType.PHONE}


class Show(StrEnum):
    """How a field appears in public."""

    SHOWN = "shown"
    PARTLY = "partly"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class MaskDef:
    """The mask of a field and why."""

    show: Show = Show.SHOWN
    when: str = ""  # condition over other fields; "" always
    ground: str = ""  # why it is hidden, or why it may be shown


@dataclass(frozen=True, slots=True)
class FieldDef:
    """One field."""

    id: str
    label: str
    type: FieldType
    required: bool = False
    unit: str = ""  # 元, 万元, 公顷
    options: tuple[str, ...] = ()
    help: str = ""
    example: str = ""
    pattern: str = ""  # of a text: [0-9]{7}; `help` says it in words
    of: str = ""  # for `key`: the kind it points to
    mask: MaskDef = MaskDef()
    listed: bool = False  # a column of office list and public table
    filter: bool = False
    sort: bool = False
    sum: bool = False
    export: tuple[str, ...] = ()  # official column names, the first is written, all are read
    fields: tuple[FieldDef, ...] = ()  # of a table

    @property
    def projected(self) -> bool:
        """Kept as a typed row of its own, for lists and sums."""
        return self.listed or self.filter or self.sort or self.sum


@dataclass(frozen=True, slots=True)
class CheckDef:
    """What must hold: `served_on >= decided_on`, `total == basic + project`."""

    rule: str
    say: str
    within: str = "0"  # tolerance of an equation, in the unit of its fields


@dataclass(frozen=True, slots=True)
class PeriodDef:
    """How long a row stays in public."""

    amount: int
    unit: str  # years | months | days | working_days
    start: str  # field
    until: str = ""  # or: a field that holds the last day
    ground: str = ""
    status: Status = Status.VERIFIED


@dataclass(frozen=True, slots=True)
class ChartDef:
    """One drawing of the public table."""

    title: str
    type: str  # bar | line | stack | timeline
    by: str  # field, or year(field), quarter(field), month(field)
    value: str = "count"  # count, or some of sum(field), mean(field), share(part, whole)
    split: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One station of a life line and who publishes it."""

    name: str
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class LineDef:
    """Rows of another kind that make up the course of this one."""

    kind: str
    field: str  # of the other kind: the key that points here
    by: str  # of the other kind: the choice that names the station
    day: str  # of the other kind: its date
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True)
class KindDef:
    """A kind of information."""

    id: str
    title: str
    theme: str
    name: str  # template of a row's title: "{party}：{case}"
    fields: tuple[FieldDef, ...]
    key: tuple[str, ...]  # fields that make a row the same row
    article_20: tuple[int, ...] = ()  # items of Art. 20 of the Regulation
    areas: tuple[str, ...] = ()  # the 26 pilot fields that it serves
    publisher: str = ""
    deadline: str = ""  # id of a rule of deadlines/
    starts: str = ""  # the field at which that rule begins to run
    every: str = ""  # a kind that is due each period: month | quarter | half_year | year
    period: PeriodDef | None = None
    checks: tuple[CheckDef, ...] = ()
    charts: tuple[ChartDef, ...] = ()
    line: LineDef | None = None
    service: bool = False  # something people can get done: stands first for who asks how
    sheet: bool = False  # a printed sheet for boards, with date and supervision phone
    reference: Reference | None = None
    status: Status = Status.VERIFIED
    note: str = ""
    layer: str = "national"

    def field(self, ident: str) -> FieldDef:
        """The field of that id; KeyError when there is none."""
        for each in self.fields:
            if each.id == ident:
                return each
        raise KeyError(ident)
