"""Timed work: what came for those who follow; one letter a day; forgetting."""

from __future__ import annotations

from datetime import datetime

from zwgk.foundation.jobs.actions import Timed

from . import actions
from .models import Follow


def news(*, at: datetime) -> str:
    """Look, and tell at once whoever wants that."""
    found = actions.look_for_news(at=at)
    sent = actions.mail_news(Follow.How.AT_ONCE, at=at)
    return f"关注动态 {found} 条，发出 {sent} 封" if found or sent else ""


def daily(*, at: datetime) -> str:
    """The one letter of the day."""
    actions.look_for_news(at=at)
    sent = actions.mail_news(Follow.How.DAILY, at=at)
    return f"每日关注邮件 {sent} 封" if sent else ""


def clean(*, at: datetime) -> str:
    """Codes, idle sign-ins and old news go."""
    gone = actions.clean_up(at=at)
    return f"清除过期验证码等 {gone} 条" if gone else ""


SCHEDULE = [
    Timed("zwgk.foundation.visitors.jobs.news", "5min", "来访用户关注动态"),
    Timed("zwgk.foundation.visitors.jobs.daily", "day 08:00", "来访用户每日关注邮件"),
    Timed("zwgk.foundation.visitors.jobs.clean", "day 03:30", "清除过期验证码和登录"),
]
