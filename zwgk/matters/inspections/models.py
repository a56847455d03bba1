"""A run, the pages and outside addresses it looks at, and the problems it finds."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

SUBJECT = "inspections.problem"
RUN = "inspections.run"


class Run(models.Model):
    """One look at the whole portal; numbers, and the rows behind each."""

    class Stage(models.TextChoices):
        PAGES = "pages", "检查页面"
        COLUMNS = "columns", "检查栏目"
        OUTSIDE = "outside", "检查外站链接"
        JUDGING = "judging", "核对链接"
        TASKS = "tasks", "下达和销号"
        DONE = "done", "完成"

    stage = models.CharField("进行到", max_length=10, choices=Stage.choices, default=Stage.PAGES)
    began_at = models.DateTimeField("开始时间")
    began_by = models.CharField("发起", max_length=80)
    ended_at = models.DateTimeField("完成时间", null=True, blank=True)
    seconds = models.FloatField("用时", default=0)  # of work, without the pauses between two pieces
    units = models.JSONField("只查这些单位", default=list)  # numbers; empty: all
    todo = models.JSONField(default=list)  # numbers of pages, in their order; kept as what was looked at
    at = models.IntegerField(default=0)  # how far in the list
    counts = models.JSONField(default=dict)  # name → number

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "检查"

    def __str__(self) -> str:
        return f"第{self.pk}次检查"

    @property
    def url(self) -> str:
        return f"/office/inspections/runs/{self.pk}/"


class Page(models.Model):
    """A public address of our own, and what it was when it was looked at last."""

    class Kind(models.TextChoices):
        HOME = "home", "首页"
        COLUMN = "column", "栏目页"
        DOCUMENT = "document", "内容页"
        OTHER = "other", "其他页面"

    address = models.CharField("地址", max_length=300, unique=True)  # a path
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    title = models.CharField("标题", max_length=300, blank=True)
    organ = models.ForeignKey("organs.Organ", models.CASCADE, null=True, related_name="+", verbose_name="单位")
    column = models.ForeignKey("catalogue.Column", models.SET_NULL, null=True, related_name="+", verbose_name="栏目")
    publication = models.BigIntegerField(null=True, db_index=True)  # records.Publication by number
    stamp = models.CharField(max_length=80, blank=True)  # changes with what it shows
    seen_stamp = models.CharField(max_length=80, blank=True)  # when it was looked at
    links = models.JSONField(default=list)  # [address, words] that leave this page
    depth = models.IntegerField("点击次数", null=True)  # from the home page
    status = models.IntegerField("状态码", default=0)
    millis = models.IntegerField("打开用时", default=0)
    looked_at = models.DateTimeField("检查时间", null=True, db_index=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "页面"

    def __str__(self) -> str:
        return self.title or self.address


class Target(models.Model):
    """An address on another site that our pages link to."""

    address = models.CharField("地址", max_length=700, unique=True)
    status = models.IntegerField("状态码", default=0)
    said = models.CharField("说明", max_length=200, blank=True)
    title = models.CharField("标题", max_length=300, blank=True)
    nights = models.IntegerField("连续打不开的晚数", default=0)
    gone = models.BooleanField("已不存在", default=False)  # 404, 410: no second night is waited for
    looked_at = models.DateTimeField("检查时间", null=True, db_index=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "外站链接"


class Problem(models.Model):
    """One thing that is wrong at one place."""

    class State(models.TextChoices):
        OPEN = "open", "待修复"
        MENDED = "mended", "已修复"
        DISMISSED = "dismissed", "不是问题"

    rule = models.CharField("规则", max_length=40, db_index=True)  # of law/inspections
    mark = models.CharField(max_length=64)  # of rule, address and what exactly: the same problem is known again
    address = models.CharField("页面", max_length=500)  # where a visitor sees it
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="problems", verbose_name="页面")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name="单位")
    column = models.ForeignKey("catalogue.Column", models.SET_NULL, null=True, related_name="+", verbose_name="栏目")
    title = models.CharField("页面标题", max_length=300, blank=True)
    what = models.TextField("问题")
    where = models.TextField("位置", blank=True)
    mend = models.TextField("怎么改", blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.OPEN)
    first_run = models.ForeignKey(Run, models.SET_NULL, null=True, related_name="found")
    mended_run = models.ForeignKey(Run, models.SET_NULL, null=True, related_name="mended")
    found_at = models.DateTimeField("发现时间")
    seen_at = models.DateTimeField("最近一次看到")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    proof = models.TextField("复查记录", blank=True)
    dismissed_by = models.CharField("认定人", max_length=80, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    finding = models.ForeignKey("findings.Finding", models.SET_NULL, null=True, related_name="+", verbose_name="修复任务")

    class Meta:
        ordering = ["-found_at", "-id"]
        verbose_name = verbose_name_plural = "检查发现的问题"
        constraints = [models.UniqueConstraint(fields=["mark"], condition=~Q(state="mended"), name="problem_once")]
        indexes = [
            models.Index(fields=["state", "organ", "rule"], name="problem_state_organ"),
            models.Index(fields=["state", "column"], name="problem_state_column"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def url(self) -> str:
        return f"/office/inspections/{self.pk}/"
