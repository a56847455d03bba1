"""Zones and reading rooms: what stands there, who works there, and each look at it."""

from __future__ import annotations

from django.db import models


class Condition(models.TextChoices):
    USED = "used", "在用"
    BROKEN = "broken", "待修"
    GONE = "gone", "已撤"


class Equipment(models.Model):
    """One line of the inventory."""

    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="equipment", verbose_name="专区")
    name = models.CharField("设备或资料", max_length=80)
    count = models.PositiveSmallIntegerField("数量", default=1)
    number = models.CharField("编号", max_length=60, blank=True)
    condition = models.CharField("状况", max_length=8, choices=Condition.choices, default=Condition.USED)
    since = models.DateField("配置日期", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "专区设备"


class ZoneStaff(models.Model):
    """Who serves there."""

    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="staff", verbose_name="专区")
    name = models.CharField("姓名", max_length=40)
    duty = models.CharField("岗位", max_length=80)
    phone = models.CharField("办公电话", max_length=60, blank=True)
    trained_on = models.DateField("最近培训", null=True, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        ordering = ["until", "id"]
        verbose_name = verbose_name_plural = "专区人员"


class ZoneCheck(models.Model):
    """One look with the check list (四统一、设备); the lines are kept as they were asked."""

    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="checks", verbose_name="专区")
    day = models.DateField("检查日期")
    lines = models.JSONField("检查项目", default=list)  # [{"key", "group", "label", "fits": true|false|null, "note"}]
    note = models.CharField("说明", max_length=300, blank=True)
    checked_at = models.DateTimeField("登记时间")
    checked_by = models.CharField("检查人", max_length=80)
    key = models.CharField(max_length=64, null=True, blank=True, unique=True)  # of the form: sent twice is kept once
    finding = models.ForeignKey("findings.Finding", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="问题")

    class Meta:
        ordering = ["-day", "-id"]
        verbose_name = verbose_name_plural = "专区检查"

    @property
    def missing(self) -> list[dict[str, str]]:
        """Lines that do not fit."""
        return [line for line in self.lines if line["fits"] is False]


class ZonePhoto(models.Model):
    check_of = models.ForeignKey(ZoneCheck, models.CASCADE, related_name="photos", verbose_name="检查")
    line = models.CharField("项目", max_length=40, blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name="照片")

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "检查照片"

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def size(self) -> int:
        return self.file.size

    @property
    def url(self) -> str:
        return f"/office/channels/photos/{self.pk}/"
