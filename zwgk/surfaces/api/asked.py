"""What programs may ask, parameter by parameter, with its words; what fits no parameter is refused with a word about how to write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from ninja import Field, Schema
from pydantic import BeforeValidator, WithJsonSchema

HERE = ZoneInfo("Asia/Shanghai")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})")
FIRST, LAST = date(1949, 10, 1), date(9998, 12, 31)
MOST = 100  # things on a page


def _day(said: object) -> date:
    if isinstance(said, date):
        return said
    if not isinstance(said, str) or not DAY.fullmatch(said):
        raise ValueError("不是日期")
    try:
        found = date.fromisoformat(said)
    except ValueError:
        raise ValueError("不是存在的日期") from None
    if not FIRST <= found <= LAST:
        raise ValueError("超出了可以查询的年份")
    return found


def _moment(said: object) -> datetime:
    """A day counts from its midnight in China."""
    if isinstance(said, datetime):
        return said
    if isinstance(said, str) and DAY.fullmatch(said):
        return datetime.combine(_day(said), time.min, HERE)
    if not isinstance(said, str) or not MOMENT.fullmatch(said.replace(" ", "+")):  # a “+” in an address means a blank
        raise ValueError("不是时刻")
    try:
        found = datetime.fromisoformat(said.replace(" ", "+").replace("Z", "+00:00")).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("不是存在的时刻") from None
    if not FIRST <= found.date() <= LAST:
        raise ValueError("超出了可以查询的年份")
    return found


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]})]
NAME = r"^[A-Za-z0-9_-]*$"
KEY = r"^[A-Za-z0-9_.-]*$"


class Paged(Schema):
    """How much, from where."""

    limit: int = Field(20, ge=1, le=MOST, description="每页几条")
    cursor: str = Field("", max_length=500, pattern=NAME, description="翻页标记：原样使用上一页返回的 cursor；第一页不带")


class DocumentsAsked(Paged):
    """Filters of the list of documents; all of them hold together."""

    organ: str = Field("", max_length=60, pattern=NAME, description="单位的网址名，见 /api/v1/organs", examples=["finance"])
    column: str = Field("", max_length=60, pattern=KEY, description="栏目的网址名，见 /api/v1/columns；各单位同名栏目一并返回，可以再用 organ 限定", examples=["art20-07"])
    entry: int | None = Field(None, ge=1, le=2**53, description="目录事项编号，见 /api/v1/catalogue")
    theme: str = Field("", max_length=80, description="主题分类的第一级", examples=["财政、金融、审计"])
    kind: str = Field("", max_length=60, pattern=NAME, description="信息类型：document 是文件，其余见 /api/v1/kinds", examples=["document"])
    validity: Literal["", "valid", "lapsed", "repealed"] = Field("", description="有效性：valid 有效，lapsed 失效，repealed 废止")
    since: Day | None = Field(None, description="发布日期从这一天起", examples=["2026-01-01"])
    until: Day | None = Field(None, description="发布日期到这一天止", examples=["2026-12-31"])
    q: str = Field("", max_length=80, description="检索词；有检索词时按相关度排列，最多翻到第 1000 条", examples=["困难群众救助"])

    def bounds(self) -> tuple[datetime | None, datetime | None]:
        """From the first moment of the first day to the first moment after the last one."""
        since = datetime.combine(self.since, time.min, HERE) if self.since else None
        return since, datetime.combine(self.until + timedelta(days=1), time.min, HERE) if self.until else None


class ChangesAsked(Paged):
    """From when on."""

    since: Moment | None = Field(None, description="从这一时刻起（2026-11-23 或者 2026-11-23T09:00:00+08:00）；不带时从头开始")


class ColumnsAsked(Schema):
    """Of which organ."""

    organ: str = Field("", max_length=60, pattern=NAME, description="单位的网址名；不带时返回全部单位的栏目")


class RowsAsked(Paged):
    """What is the same for the rows of every kind; the fields of the kind come besides."""

    q: str = Field("", max_length=80, description="在各列文字里查找")
    unit: str = Field("", max_length=60, pattern=NAME, description="公开单位的网址名，见 /api/v1/organs")
    sort: str = Field("", max_length=61, pattern=NAME, description="按哪个字段排序，从大到小在前面加“-”；不带时新的在前", examples=["-decided_on"])


class ReportsAsked(Schema):
    """Of which year, of whom."""

    year: int | None = Field(None, ge=1949, le=9998, description="年度", examples=[2025])
    organ: str = Field("", max_length=60, pattern=NAME, description="单位的网址名")
