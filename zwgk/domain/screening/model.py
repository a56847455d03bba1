"""Findings and the lists they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What was found."""

    IDENTITY = "identity_number"  # 公民身份号码
    PHONE = "phone"  # mobile number
    BANK = "bank_card"
    CREDIT = "credit_code"  # 统一社会信用代码
    PASSPORT = "passport"
    PLATE = "plate"
    ADDRESS = "address"
    EMAIL = "email"
    HEALTH = "health"
    MINOR = "minor"
    ACCOUNT = "account"  # other account numbers under a label
    SECRECY = "secrecy_mark"
    ATTRIBUTE = "attribute_mark"  # 此件不予公开 …
    VAGUE = "vague_word"
    WRONG = "wrong_character"
    FIXED = "fixed_expression"  # an organ that was renamed, a law that was repealed, a title with one right form
    LISTED = "listed_word"  # the county's own lists
    PLACEHOLDER = "placeholder"  # ××县, XX月, 待补充
    DATE = "impossible_date"
    MISSING = "missing_field"
    UNREAD = "unread_file"  # nothing can be read in it: a person must look


KIND_NAMES: Mapping[Kind, str] = {
    Kind.IDENTITY: "公民身份号码", Kind.PHONE: "手机号码", Kind.BANK: "银行卡号", Kind.CREDIT: "统一社会信用代码", Kind.PASSPORT: "护照号码",
    Kind.PLATE: "车牌号", Kind.ADDRESS: "住址", Kind.EMAIL: "电子邮箱", Kind.HEALTH: "健康信息", Kind.MINOR: "未成年人信息",
    Kind.ACCOUNT: "账号", Kind.SECRECY: "涉密标志", Kind.ATTRIBUTE: "公开属性字样", Kind.VAGUE: "模糊用语", Kind.WRONG: "错别字",
    Kind.FIXED: "固定表述", Kind.LISTED: "词库命中", Kind.PLACEHOLDER: "未填写的占位符", Kind.DATE: "不存在的日期", Kind.MISSING: "缺少要素", Kind.UNREAD: "无法筛查的附件",
}  # fmt: skip

PERSONAL = frozenset(
    {Kind.IDENTITY, Kind.PHONE, Kind.BANK, Kind.PASSPORT, Kind.PLATE, Kind.ADDRESS, Kind.EMAIL, Kind.HEALTH, Kind.MINOR, Kind.ACCOUNT}
)


class Severity(StrEnum):
    """How sure it is."""

    CERTAIN = "certain"
    SUSPECTED = "suspected"


@dataclass(frozen=True, slots=True)
class Finding:
    """One spot."""

    kind: Kind
    text: str  # as it stands in the source
    position: int  # offset of its first character
    severity: Severity
    advice: str = ""  # what to do about it
    mask: str = ""  # proposed replacement; "" when there is none
    ground: str = ""  # instrument and article
    where: str = ""  # "第3行", "工作表「名单」B4（隐藏列）"

    @property
    def end(self) -> int:
        return self.position + len(self.text)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a word list."""

    wrong: str
    right: str = ""  # proposed wording
    kind: Kind = Kind.WRONG
    reason: str = ""
    unless: tuple[str, ...] = ()  # surroundings in which it is right
    sure: bool = False  # True: certain


@dataclass(frozen=True, slots=True)
class Lists:
    """The editable lists in force here."""

    entries: tuple[Entry, ...] = ()
    health: tuple[str, ...] = ()  # illnesses and disabilities
    public_phones: frozenset[str] = field(default_factory=frozenset)  # numbers that the county itself publishes


NO_LISTS = Lists()
