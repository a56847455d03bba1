"""网站名录: every site of this level with its state, and the yearly check of it (WEB-02)."""

from __future__ import annotations

from django.db import models


class SiteEntry(models.Model):
    """A site: in use, moving onto the platform, closed, archived."""

    class State(models.TextChoices):
        IN_USE = "in_use", "在用"
        MOVING = "moving", "迁移中"
        CLOSED = "closed", "已关停"
        ARCHIVED = "archived", "已归档"

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="site_entries", verbose_name="主办单位")
    name = models.CharField("网站名称", max_length=120)
    domain = models.CharField("域名", max_length=120, unique=True)
    id_code = models.CharField("网站标识码", max_length=20, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.IN_USE)
    approval = models.CharField("批准开设的文件", max_length=200, blank=True)  # where the rule asks for it
    closed_on = models.DateField("关停日期", null=True, blank=True)
    notice_url = models.CharField("关停公告网址", max_length=300, blank=True)
    archive_url = models.CharField("归档地址", max_length=300, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    entered_at = models.DateTimeField("登记时间")
    entered_by = models.CharField("登记人", max_length=80)

    class Meta:
        ordering = ["organ__order", "id"]
        verbose_name = verbose_name_plural = "网站名录"
        constraints = [
            # 国办发〔2017〕47号: one unit has at most one site.
            models.UniqueConstraint(fields=["organ"], condition=models.Q(state="in_use"), name="one_site_per_organ"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"/office/sites/register/{self.pk}/"


class EntryCheck(models.Model):
    """One line of the yearly check list of one site."""

    class Result(models.TextChoices):
        FINE = "fine", "符合"
        WRONG = "wrong", "不符合"
        NOT_APPLICABLE = "na", "不涉及"

    entry = models.ForeignKey(SiteEntry, models.CASCADE, related_name="checks")
    year = models.PositiveSmallIntegerField("年度")
    item = models.CharField("检查项", max_length=40)  # key in forms/sites/yearly.yaml
    result = models.CharField("结果", max_length=6, choices=Result.choices)
    note = models.CharField("情况", max_length=300, blank=True)
    checked_at = models.DateTimeField("检查时间")
    checked_by = models.CharField("检查人", max_length=80)

    class Meta:
        ordering = ["-year", "id"]
        verbose_name = verbose_name_plural = "网站年度检查"
        constraints = [models.UniqueConstraint(fields=["entry", "year", "item"], name="site_check_once")]
