"""浏览量: how often an address was read in a month. No row ever says by whom."""

from __future__ import annotations

from django.db import models


class View(models.Model):
    """Reads of one thing in one month."""

    kind = models.CharField("类型", max_length=40)  # records.publication, records.kind, sites.channel
    key = models.CharField("对象", max_length=80)  # what its address keeps over all versions
    organ = models.ForeignKey("organs.Organ", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    title = models.CharField("名称", max_length=300)
    url = models.CharField("网址", max_length=300)
    month = models.DateField("月份")  # its first day
    reads = models.PositiveIntegerField("浏览量", default=0)

    class Meta:
        ordering = ["-month", "-reads", "id"]
        verbose_name = verbose_name_plural = "浏览量"
        constraints = [models.UniqueConstraint(fields=["kind", "key", "month"], name="view_once_a_month")]
        indexes = [models.Index(fields=["month", "organ", "-reads"], name="view_month_organ")]


class ViewSalt(models.Model):
    """The salt of one day. When it is deleted, nothing leads from a mark back to a browser."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "浏览计数的日盐"


class ViewMark(models.Model):
    """A salted hash: this browser has read this today. Deleted within a day."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "浏览去重标记"
