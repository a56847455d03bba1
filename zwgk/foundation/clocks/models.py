"""Everything that is due."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """A clock's life. Late is derived: running and past `due_at`."""

    RUNNING = "running", "计时中"
    WAITING = "waiting", "等待期满"  # the applicant's time, a minimum length: runs out, but nobody here is late
    SUSPENDED = "suspended", "中止计时"
    MET = "met", "已办结"
    VOID = "void", "已取消"


OPEN = (State.RUNNING, State.WAITING, State.SUSPENDED)
TICKING = (State.RUNNING, State.WAITING)


class Clock(models.Model):
    """One running time limit."""

    rule = models.CharField(
        "规则", max_length=80, blank=True
    )  # id in the rulebook; "" for an own length or a fixed day
    title = models.CharField("事项", max_length=200)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_title = models.CharField(max_length=300, blank=True)
    subject_url = models.CharField(max_length=300, blank=True)
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="clocks", verbose_name="责任单位", db_index=False
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="clocks", verbose_name="责任人"
    )
    started_on = models.DateField("起算日期")
    due_on = models.DateField("到期日", null=True, blank=True)
    due_at = models.DateTimeField("到期时刻", null=True, blank=True)  # end of the day in Beijing; exact for hours
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.RUNNING)
    waits = models.BooleanField("只等期满", default=False)  # which of the two ticking states it has when it ticks
    unit = models.CharField("单位", max_length=15, blank=True)  # zwgk.law.Unit; "" for a fixed day
    remaining = models.IntegerField("剩余", null=True, blank=True)  # units left while suspended
    provisional = models.BooleanField("日期暂定", default=False)  # rests on a calendar not yet announced
    law_version = models.CharField(max_length=64, blank=True)  # "" for a fixed day: no rule and no calendar can move it
    spec = models.JSONField(default=dict)  # how it is computed: clocks.specs
    suspensions = models.JSONField(default=list)
    extension = models.JSONField(default=list)  # the grants, oldest first
    grounds = models.JSONField(default=dict)  # what it came to: steps, reference, days, warnings
    met_at = models.DateTimeField("办结时刻", null=True, blank=True)
    met_late = models.BooleanField("逾期办结", default=False)
    created_at = models.DateTimeField()
    replayed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_at", "id"]
        verbose_name = verbose_name_plural = "时限"
        indexes = [
            models.Index(fields=["state", "due_at", "organ"], name="clock_desk"),
            models.Index(fields=["organ", "state", "due_at"], name="clock_organ_desk"),
            models.Index(fields=["rule", "state", "due_at"], name="clock_rule"),
            models.Index(fields=["subject_type", "subject_id"], name="clock_subject"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="clock_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.MET) | Q(met_at__isnull=False), name="clock_met_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.subject_title}）"


class Replay(models.Model):
    """One recomputation of the open clocks, because the law in force here had changed."""

    law_version = models.CharField("规则库版本", max_length=64)
    at = models.DateTimeField("时间")
    looked = models.IntegerField("核对件数", default=0)
    changed = models.IntegerField("变更件数", default=0)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "时限重算"
