"""What an account holds: each request and complaint with how it stands and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from zwgk.foundation.visitors.models import Visitor

from .. import plain_words
from ..models import Case, Complaint, OnAccount
from .standing import standing

MOST = 100


@dataclass(frozen=True, slots=True)
class Mine:
    """One matter as its owner reads it."""

    title: str
    number: str
    organ: str
    on: date
    now: str
    next: str
    tone: str = ""  # waits: the owner's turn; done: finished
    url: str = ""


def cases_of(visitor: Visitor, today: date) -> list[Mine]:
    """Requests, the newest first."""
    rows = Case.objects.filter(on_accounts__visitor=visitor).select_related("organ").order_by("-submitted_at", "-id")[:MOST]
    return [_case(row, today) for row in rows]


def _case(row: Case, today: date) -> Mine:
    told = plain_words.now(row, standing(row, today))
    return Mine(row.title, row.number, row.organ.name, localdate(row.submitted_at), told.title, told.lines[0], told.tone, reverse("inforequests_public:mine", args=[row.code]))


def complaints_of(visitor: Visitor) -> list[Mine]:
    """Complaints, the newest first."""
    rows = Complaint.objects.filter(on_accounts__visitor=visitor).select_related("organ").order_by("-id")[:MOST]
    return [_complaint(row) for row in rows]


def _complaint(row: Complaint) -> Mine:
    waits = row.state == Complaint.State.ARRIVED
    said = "主管部门正在核查，核查后结果显示在这里。" if waits else row.result
    return Mine(f"{row.organ.label}：{row.get_about_display()}", row.number, row.organ.name, localdate(row.arrived_at), row.get_state_display(), said, "" if waits else "done")


def is_on_account(visitor: Visitor, code: str) -> bool:
    """Whether the owner of this account may see the case with this code: it is there, or what it was split or forwarded from is."""
    mine = Q(on_accounts__visitor=visitor) | Q(split_from__on_accounts__visitor=visitor) | Q(forwarded_from__on_accounts__visitor=visitor)
    return Case.objects.filter(mine, code=code).exists()


def count_of(visitor: Visitor) -> int:
    """How much stays with the organs when the account goes."""
    return OnAccount.objects.filter(visitor=visitor).count()


def told_of(visitor: Visitor) -> dict[str, Any]:
    """For the file of everything that is kept about one."""
    cases = Case.objects.filter(on_accounts__visitor=visitor).select_related("organ").order_by("id")
    complaints = Complaint.objects.filter(on_accounts__visitor=visitor).select_related("organ").order_by("id")
    return {
        "申请": [
            {
                "编号": row.number, "查询码": row.code, "受理机关": row.organ.name, "申请的信息": row.title, "说明": row.description, "申请人": row.applicant, "电话": row.phone,
                "邮箱": row.email, "通信地址": row.address, "提交日期": f"{localdate(row.submitted_at)}", "状态": row.get_state_display(),
            }
            for row in cases
        ],
        "投诉举报": [
            {
                "编号": row.number, "查询码": row.code, "单位": row.organ.name, "事项": row.get_about_display(), "内容": row.text, "姓名": row.name, "电话": row.phone,
                "邮箱": row.email, "提交日期": f"{localdate(row.arrived_at)}", "状态": row.get_state_display(), "结果": row.result,
            }
            for row in complaints
        ],
    }  # fmt: skip
