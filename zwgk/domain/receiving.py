"""When an application counts as received (Art. 31), channel by channel; which earlier applications look alike. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

FOI = "《中华人民共和国政府信息公开条例》"


@dataclass(frozen=True, slots=True)
class Way:
    """How one channel makes the day of receipt."""

    title: str
    article: str
    says: str  # which day counts, for the applicant
    confirmed: bool = False  # it counts from the day both sides confirm
    same_day: bool = False  # … and the organ owes the confirmation on the day it arrives
    unverified: str = ""  # what has to be checked


WAYS: Mapping[str, Way] = {
    "counter": Way("当面提交", "第三十一条第一项", "当面提交的，提交之日为收到申请之日。"),
    "oral": Way("口头申请", "第三十一条第一项", "口头提出、由工作人员当面代为填写的，当日为收到申请之日。"),
    "zone": Way(
        "集中受理点", "第三十一条第一项", "在集中受理点当面提交的，提交之日为收到申请之日，转送不占用您的时间。",
        unverified="集中受理点代各机关接收时以何日为收到之日，条例没有规定；按对申请人有利的当面提交之日计算。",
    ),
    "post_signed": Way("邮寄（需签收）", "第三十一条第二项", "以需要签收的邮寄方式提交的，行政机关签收之日为收到申请之日。"),
    "post": Way(
        "平常信函", "第三十一条第二项", "以平常信函等无需签收的方式提交的，工作机构应当在收到当日与您确认，确认之日为收到申请之日。", confirmed=True, same_day=True,
    ),
    "fax": Way("传真", "第三十一条第三项", "通过工作机构的传真提交的，双方确认之日为收到申请之日。", confirmed=True),
    "email": Way("电子邮件", "第三十一条第三项", "通过电子邮件提交的，双方确认之日为收到申请之日。", confirmed=True),
    "online": Way("网上提交", "第三十一条第三项", "通过互联网渠道提交的，双方确认之日为收到申请之日。", confirmed=True),
    "platform": Way(
        "上级平台转来", "第三十一条第三项", "通过上级统一平台提交的，以该平台记载的双方确认之日为收到申请之日。", confirmed=True,
    ),
}  # fmt: skip


def received_on(channel: str, arrived: date, confirmed: date | None) -> date | None:
    """The day of receipt; None while the law wants a confirmation that is not there yet.

    A confirmation before the arrival is impossible and counts as one on that day.
    """
    if not WAYS[channel].confirmed:
        return arrived
    return max(arrived, confirmed) if confirmed else None


def why(channel: str) -> str:
    """Which day counts and under which article, as a sentence."""
    way = WAYS[channel]
    return f"{way.says}（{FOI}{way.article}）"


# Likeness: what is proposed to the officer, who decides. Art. 36(6) needs the same information from the same applicant.
ALIKE = 0.55


def likeness(text: str, other: str) -> float:
    """0 … 1: how many pairs of neighbouring signs the shorter text shares with the longer one, and they with each other."""
    mine, yours = _pairs(text), _pairs(other)
    if not mine or not yours:
        return 0.0
    shared = len(mine & yours)
    return max(2 * shared / (len(mine) + len(yours)), 0.9 * shared / min(len(mine), len(yours)) if min(len(mine), len(yours)) >= 8 else 0.0)


def _pairs(text: str) -> frozenset[str]:
    plain = re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", text)).lower()
    for empty in ("申请公开", "请公开", "申请", "公开", "关于", "请", "信息", "的"):
        plain = plain.replace(empty, "")
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
