"""单位频道: a department or township within the county's site, with its own name and plan of columns, no site of its own."""

from __future__ import annotations

from django.db import models


class Palette(models.TextChoices):
    """The main colours whose contrast was measured (ui/tokens.css)."""

    BLUE = "", "蓝色（与县站一致）"
    GREEN = "green", "绿色"
    RED = "red", "红色"


class Block(models.TextChoices):
    """What a channel can show; all of it comes from shared data."""

    INTRO = "intro", "单位介绍"
    NEWS = "news", "最新公开"
    FUNCTIONS = "functions", "主要职能"
    LEADERS = "leaders", "领导分工"
    CONTACT = "contact", "联系方式"
    COLUMNS = "columns", "法定主动公开栏目"
    COLUMN = "column", "栏目"  # one column with its newest lines
    TABLES = "tables", "公开数据"
    FEEDS = "feeds", "订阅"


class OrganChannel(models.Model):
    """One organ's page on the site of the county."""

    class State(models.TextChoices):
        PREPARING = "preparing", "筹备中"
        OPEN = "open", "已开通"
        CLOSED = "closed", "已关闭"

    organ = models.OneToOneField("organs.Organ", models.PROTECT, related_name="site_channel", verbose_name="单位")
    name = models.CharField("频道名称", max_length=60)
    intro = models.TextField("单位介绍", blank=True)
    palette = models.CharField("主色", max_length=10, choices=Palette.choices, blank=True, default="")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PREPARING)
    old_site = models.CharField("原网站", max_length=200, blank=True)  # where its pages stood before
    opened_at = models.DateTimeField("开通时间", null=True, blank=True)
    changed_at = models.DateTimeField("更新时间")
    changed_by = models.CharField("更新人", max_length=80)

    class Meta:
        ordering = ["organ__order", "organ_id"]
        verbose_name = verbose_name_plural = "单位频道"

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"/organs/{self.organ.slug}/"

    @property
    def office_url(self) -> str:
        return f"/office/sites/channels/{self.organ_id}/"


class ChannelPart(models.Model):
    """One part of the plan, in its place."""

    channel = models.ForeignKey(OrganChannel, models.CASCADE, related_name="parts")
    block = models.CharField("内容", max_length=10, choices=Block.choices)
    column = models.ForeignKey("catalogue.Column", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="栏目")
    order = models.PositiveSmallIntegerField("顺序")

    class Meta:
        ordering = ["order", "id"]
        verbose_name = verbose_name_plural = "频道版块"
        constraints = [
            models.UniqueConstraint(fields=["channel", "block"], condition=models.Q(column__isnull=True), name="channel_block_once"),
            models.UniqueConstraint(fields=["channel", "column"], condition=models.Q(column__isnull=False), name="channel_column_once"),
        ]
