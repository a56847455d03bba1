"""How often one may send or ask over the internet. Counter and post have no limit (Art. 28: they are the base channels)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from zwgk.domain.errors import Conflict
from zwgk.foundation.files.actions import key_of

from ..models import Attempt

KEPT = timedelta(days=2)
ELSEWHERE = "着急的话，可以当面提交或者邮寄给受理机关，这两种方式没有次数限制；机关的地址和电话在申请指南里。"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many within a time."""

    kind: str
    most: int
    within: timedelta
    says: str


SENT_FROM_HERE = Limit("sent_address", 30, timedelta(hours=1), "这个网络地址一小时内提交的申请已达30件，请稍后再试。")
SENT_BY_CONTACT = Limit("sent_contact", 20, timedelta(days=1), "这个电话或者邮箱24小时内提交的申请已达20件，请明天再提交。")
DRAFTS_FROM_HERE = Limit("draft_address", 200, timedelta(hours=1), "这个网络地址暂存的草稿太多，请直接提交。")
FILES_FROM_HERE = Limit("file_address", 60, timedelta(hours=1), "这个网络地址上传的文件太多，请稍后再传。")
COMPLAINTS_FROM_HERE = Limit("complaint_address", 10, timedelta(hours=1), "这个网络地址一小时内的投诉举报已达10件，请稍后再试。")
MISSED = Limit("missed", 20, timedelta(minutes=30), "半小时内查询不成功的次数太多，请过半小时再试。")
MISSED_FEW = 3  # misses after which the question is asked


def refuse_over(limit: Limit, whose: str, *, at: datetime) -> None:
    """Refuse when the limit is reached; says when and where else."""
    if count(limit, whose, at=at) >= limit.most:
        raise Conflict(limit.says, remedy=ELSEWHERE)


def count(limit: Limit, whose: str, *, at: datetime) -> int:
    """How many there were within the time."""
    return Attempt.objects.filter(kind=limit.kind, whose=key_of(whose), at__gt=at - limit.within).count()


def within(limit: Limit, whose: str, *, at: datetime) -> bool:
    """Count one more, unless the limit is reached."""
    if count(limit, whose, at=at) >= limit.most:
        return False
    note(limit, whose, at=at)
    return True


def note(limit: Limit, whose: str, *, at: datetime) -> None:
    """Count one more."""
    Attempt.objects.create(kind=limit.kind, whose=key_of(whose), at=at)


def clear_attempts(*, at: datetime) -> int:
    """Forget what no limit counts any more."""
    return Attempt.objects.filter(at__lt=at - KEPT).delete()[0]
