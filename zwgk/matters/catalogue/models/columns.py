"""政府信息公开 column of an organ in the national form, and who does what in each column."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .entries import Every

COLUMN = "catalogue.column"


class Part(models.TextChoices):
    """The parts of the national column (law.md §4)."""

    GUIDE = "guide", "政府信息公开指南"
    RULES = "rules", "政府信息公开制度"
    CONTENT = "content", "法定主动公开内容"
    REPORT = "report", "政府信息公开年报"
    REQUEST = "request", "依申请公开"


class Column(models.Model):
    """A column of one organ. The same key means the same column at every organ."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="columns", verbose_name="单位")
    key = models.CharField("栏目编号", max_length=60)  # of law/catalogues/columns, or made for a local column
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级栏目")
    part = models.CharField("部分", max_length=10, choices=Part.choices)
    title = models.CharField("栏目名称", max_length=80)
    item = models.IntegerField("第二十条项次", null=True, blank=True)  # 1–15
    required = models.BooleanField("法定栏目", default=False)
    description = models.CharField("栏目描述", max_length=300)  # ColumnDescription
    keywords = models.CharField("栏目关键词", max_length=200)  # ColumnKeywords
    type = models.CharField("栏目类别", max_length=80, default="信息公开")  # ColumnType
    every = models.CharField("更新周期", max_length=10, choices=Every.choices, default=Every.EVENT)
    within_days = models.IntegerField("多少日内应有更新", null=True, blank=True)  # stale after that many days
    kinds = models.JSONField("信息类型", default=list, blank=True)
    order = models.IntegerField("排序", default=1000)
    closed_on = models.DateField("停用日期", null=True, blank=True)
    closed_why = models.CharField("停用原因", max_length=200, blank=True)

    class Meta:
        ordering = ["organ", "order", "id"]
        verbose_name = verbose_name_plural = "栏目"
        constraints = [models.UniqueConstraint(fields=["organ", "key"], name="column_once_per_organ")]
        indexes = [models.Index(fields=["key"], name="column_key")]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return f"/office/catalogue/columns/{self.pk}/"


class Step(models.TextChoices):
    """采集、审核、发布 (ATT-06), and the keeper who answers for the whole column (PRO-06)."""

    KEEP = "keep", "栏目责任人"
    COLLECT = "collect", "采集"
    CHECK = "check", "审核"
    RELEASE = "release", "发布"


class ColumnDuty(models.Model):
    """Who does one step in one column, since when; former holders are kept."""

    column = models.ForeignKey(Column, models.CASCADE, related_name="duties", verbose_name="栏目")
    step = models.CharField("环节", max_length=8, choices=Step.choices)
    person = models.ForeignKey("organs.Person", models.PROTECT, related_name="column_duties", verbose_name="责任人")
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    set_by = models.CharField("确定人", max_length=80)

    class Meta:
        ordering = ["column", "step", "-since"]
        verbose_name = verbose_name_plural = "栏目职责"
        constraints = [
            models.UniqueConstraint(fields=["column", "step"], condition=Q(until__isnull=True), name="one_holder_per_step"),
        ]
