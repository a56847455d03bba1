"""What the office sets beside the files."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class State(models.TextChoices):
    """A setting counts only while confirmed."""

    PROPOSED = "proposed", "待确认"
    CONFIRMED = "confirmed", "已生效"
    WITHDRAWN = "withdrawn", "已撤回"


class Setting(models.Model):
    """Who proposed, who confirmed: never the same person."""

    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PROPOSED)
    reason = models.CharField("理由", max_length=500, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="提出人"
    )
    proposed_name = models.CharField("提出人", max_length=80)
    proposed_at = models.DateTimeField("提出时间")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="确认人"
    )
    confirmed_name = models.CharField("确认人", max_length=80, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-id"]


def _two_people(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(confirmed_by__isnull=True) | Q(proposed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
        name=name,
    )


class Override(Setting):
    """One value of a rule, from a day on, with its reference."""

    rule = models.CharField("规则", max_length=80)
    value = models.CharField("数值", max_length=20)  # digits, or “01-31” for a named day
    since = models.DateField("自何日起")
    reference = models.CharField("依据", max_length=300)  # 《……实施办法》（×政办发〔2026〕1号）第三条
    replaces = models.BooleanField(
        "国家规定已变", default=False
    )  # True: the law changed; False: a stricter rule of our own

    class Meta(Setting.Meta):
        verbose_name = verbose_name_plural = "本地规则"
        constraints = [_two_people("override_two_people")]

    def __str__(self) -> str:
        return f"{self.rule} = {self.value}（自{self.since}起）"


class CalendarPage(Setting):
    """The holidays and make-up days of one year, as announced."""

    year = models.IntegerField("年度")
    number = models.CharField("通知文号", max_length=100)  # 国办发明电〔2026〕×号
    source = models.CharField("通知地址", max_length=300, blank=True)
    off = models.JSONField("放假", default=dict)  # {"春节": ["2027-02-05", …]}
    work = models.JSONField("上班", default=dict)

    class Meta(Setting.Meta):
        verbose_name = verbose_name_plural = "放假安排"
        constraints = [_two_people("calendar_two_people")]

    def __str__(self) -> str:
        return f"{self.year}年放假安排（{self.number}）"


class Edition(models.Model):
    """A change of the law in force here; the last one tells every process whether its copy is old."""

    made_at = models.DateTimeField("时间")
    why = models.CharField("内容", max_length=300)
    token = models.UUIDField(default=uuid.uuid4, editable=False)  # a number can come back after a restore, this cannot

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "规则库版次"
