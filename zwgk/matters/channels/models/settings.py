"""How our platform and the superior's share the work; what the superior's form asks for."""

from __future__ import annotations

from django.db import models


class Function(models.TextChoices):
    """What a platform does for the public."""

    PUBLICATION = "publication", "主动公开"
    INTERPRETATION = "interpretation", "政策解读"
    REQUESTS = "requests", "依申请公开"
    MAILBOX = "mailbox", "领导信箱、咨询投诉"
    CONSULTATION = "consultation", "意见征集"
    SERVICES = "services", "办事服务"


class Mode(models.TextChoices):
    """Which platform holds the original."""

    OWN = "own", "本平台为主"
    SUPERIOR = "superior", "上级平台为主"
    BOTH = "both", "双轨"


class ModeRow(models.Model):
    """A decision: from this day on, for the whole county or one unit. Former ones stay."""

    function = models.CharField("功能", max_length=14, choices=Function.choices)
    organ = models.ForeignKey("organs.Organ", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="单位")  # empty: all
    mode = models.CharField("方式", max_length=10, choices=Mode.choices)
    since = models.DateField("起")
    reason = models.CharField("理由", max_length=300)
    decided_at = models.DateTimeField("登记时间")
    decided_by = models.CharField("登记人", max_length=80)

    class Meta:
        ordering = ["function", "-since", "-id"]
        verbose_name = verbose_name_plural = "平台方式"


class FormColumn(models.Model):
    """One field of the superior's form: what they call it, and from where we fill it."""

    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="columns", verbose_name="上级平台")
    order = models.PositiveSmallIntegerField("顺序")
    label = models.CharField("上级平台的栏名", max_length=80)
    source = models.CharField("取自", max_length=40, blank=True)  # title, text, published_on, or a name of the metadata
    fixed = models.CharField("固定值", max_length=200, blank=True)

    class Meta:
        ordering = ["channel", "order", "id"]
        verbose_name = verbose_name_plural = "上级平台栏目"
