"""What a reading of an official document consists of: facts with their source, nothing guessed.

Every `Field` keeps the raw string and where it stood. What the document does not say stays None (or an empty
tuple) and its name goes to `Reading.to_ask`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a line is for. One line has one role."""

    FURNITURE = "furniture"  # 页面部件: navigation, widgets, site footer
    METADATA = "metadata_fields"  # 信息公开表头: 索引号、发布机构 …
    NUMBER = "doc_number"
    TITLE = "title"
    ADDRESSEE = "addressee"  # 主送
    COVER_TEXT = "cover_text"  # “现印发给你们” and other text of a covering notice
    PREAMBLE = "preamble"
    HEADING = "heading"
    CLAUSE = "clause"
    CLOSING = "closing"  # un-numbered closing paragraph
    UNITS = "units"  # 责任单位 on a line of its own
    TABLE = "table"
    SIGNATURE = "signature"
    SIGNED_DATE = "signed_date"
    PUBLICITY = "publicity"  # （此件公开发布）
    CONTACT = "contact"
    ATTACHMENTS = "attachments"  # 附件：1. …
    ANNEX_LABEL = "annex_label"  # “附件1” on a line of its own
    ANNEX_TITLE = "annex_title"
    CC = "cc"  # 抄送
    PRINTING = "printing"  # 印发 line, seal mark
    NOTE = "note"
    TEXT = "text"
    BLANK = "blank"


class PartKind(StrEnum):
    """Which part of the document."""

    COVER = "cover"  # 印发通知
    ANNEX = "annex"
    BODY = "body"  # a document without covering notice


class DeadlineKind(StrEnum):
    """How a time is fixed."""

    DATE = "date"
    RELATIVE = "relative"
    RECURRENCE = "recurrence"
    START = "start"
    CONDITIONAL = "conditional"
    VAGUE = "vague"
    ANNUAL_PRODUCT = "annual_product"


@dataclass(frozen=True, slots=True)
class Field:
    """One read value with its source."""

    value: str
    raw: str = ""  # characters as they stand in the source
    line: int = 0  # 1-based line of the source; 0 when it has none
    place: str = ""  # where a person finds it: 第12行, 表2 第4行
    how: str = ""  # which rule read it: 表头字段, 落款, 文首 …


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or office with a telephone number; personal data, shown only after a person confirmed."""

    name: str | None
    phone: str
    label: str = ""  # 联系电话, 传真 …
    personal_mobile: bool = False
    email: str | None = None
    line: int = 0
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The record of the document (DOC-01). Missing stays None."""

    title: Field | None = None
    doc_number: Field | None = None
    issuing_organ: Field | None = None
    signed_date: Field | None = None  # 成文日期, ISO
    published_date: Field | None = None  # 发布日期, ISO
    addressees: tuple[str, ...] = ()
    addressees_field: Field | None = None
    cc: tuple[str, ...] = ()
    cc_field: Field | None = None
    publicity: Field | None = None  # 主动公开 …
    index_number: Field | None = None
    validity: Field | None = None
    theme: Field | None = None
    source_site: Field | None = None
    editor: Field | None = None
    author: Field | None = None
    issue_timestamp: Field | None = None  # 发文日期/生成日期 of the page
    published_time: Field | None = None  # HH:MM[:SS] beside 发布日期
    printed_date: Field | None = None  # 印发日期
    printing_organ: Field | None = None
    seal: Field | None = None
    plan_year: Field | None = None
    approval: Field | None = None  # 已经县政府同意
    annex_title: Field | None = None
    attachments: tuple[Field, ...] = ()
    contacts: tuple[Contact, ...] = ()
    other: tuple[tuple[str, Field], ...] = ()  # label → value of head fields without a slot of their own


@dataclass(frozen=True, slots=True)
class Deadline:
    """One phrase of time and what it resolves to."""

    text: str  # the quoted phrase
    kind: DeadlineKind
    core: bool
    date: str | None = None  # ISO
    rule: str = ""  # month_end, year_end, explicit, plan_year …
    amount: int | None = None  # relative
    unit: str | None = None  # working_day | calendar_day | hour | month | year
    anchor: str | None = None  # event from which a relative time runs
    frequency: str | None = None  # monthly | quarterly | yearly | half_yearly | weekly | daily
    min_count: int | None = None
    line: int = 0
    about: str = ""  # the sentence it stands in


@dataclass(frozen=True, slots=True)
class Target:
    """A numeric threshold that is not a point in time."""

    text: str
    value: float
    unit: str
    op: str = "="  # >= | <= | > | < | =
    line: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """One leaf of the clause tree (rules R1–R7)."""

    path: tuple[str, ...]  # 一 | (一) | 1 | 一是 | p2 | 尾
    text: str  # after the marker, with run-in heading, without the note of units
    part: PartKind
    part_index: int  # into Reading.parts
    heading: str | None = None
    ancestor_headings: tuple[str, ...] = ()
    lead_units: tuple[str, ...] = ()
    responsible_units: tuple[str, ...] = ()
    cooperating_units: tuple[str, ...] = ()  # those of responsible_units that stand under 配合/参与/协办
    units_raw: str = ""  # the note or cells as they stand
    actors_in_text: tuple[str, ...] = ()
    lead_in_text: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    form: str = "paragraph"  # paragraph | table_row | closing_paragraph | heading_with_paragraph
    lines: tuple[int, int] = (0, 0)  # first and last source line
    place: str = ""
    columns: tuple[tuple[str, str], ...] = ()  # other columns of the table row: (header, cell)


@dataclass(frozen=True, slots=True)
class Clause:
    """One node of the clause tree; leaves point to their task."""

    marker: str  # as in the source: （一）
    label: str  # canonical: (一)
    level: int
    heading: str | None
    text: str  # own text without the children
    line: int
    children: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Cover, annex or body: its own title and clause tree."""

    kind: PartKind
    title: str | None
    lines: tuple[int, int]
    clauses: tuple[Clause, ...] = ()
    preamble: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """A document cited as basis (DOC-09)."""

    title: str | None
    number: str | None
    alias: str | None = None
    articles: tuple[str, ...] = ()  # 第二十条 …
    issuer: str | None = None  # organ named in the title
    status: str = "cited"  # cited | number_only | not_yet_issued | self
    lines: tuple[int, ...] = ()
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """A proposal; the raw text stays as it was."""

    line: int
    raw: str
    proposed: str
    reason: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Warning_:
    """Something a person should look at, in one Chinese sentence."""

    code: str
    message: str
    line: int = 0
    quote: str = ""


@dataclass(frozen=True, slots=True)
class LineRole:
    """The role of one source line."""

    line: int
    role: Role
    place: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document."""

    metadata: Metadata
    kind: str = ""  # 通知 | 意见 | 批复 | 函 | 公告 | 方案 | …
    parts: tuple[Part, ...] = ()
    tasks: tuple[Task, ...] = ()
    basis: tuple[Basis, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    repairs: tuple[Repair, ...] = ()
    line_roles: tuple[LineRole, ...] = ()
    to_ask: tuple[str, ...] = ()  # names of metadata fields that a person must supply
    notes: tuple[str, ...] = field(default_factory=tuple)  # from the reader of the format
    scanned: bool = False
