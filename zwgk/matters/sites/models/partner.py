"""网站联动: news and commercial sites that take our feeds, and what they showed again (WEB-08)."""

from __future__ import annotations

from django.db import models


class Partner(models.Model):
    """A site that we work with."""

    class Kind(models.TextChoices):
        NEWS = "news", "新闻网站"
        COMMERCIAL = "commercial", "商业网站"
        GOVERNMENT = "government", "其他政府网站"
        MEDIA = "media", "报刊、广播电视"

    kind = models.CharField("类别", max_length=12, choices=Kind.choices)
    name = models.CharField("名称", max_length=120, unique=True)
    url = models.CharField("网址", max_length=300, blank=True)
    contact = models.CharField("联系人和办公电话", max_length=120, blank=True)
    agreed_on = models.DateField("合作开始日期", null=True, blank=True)
    feeds = models.JSONField("使用的订阅", default=list)  # addresses of ours
    active = models.BooleanField("合作中", default=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        ordering = ["-active", "kind", "name"]
        verbose_name = verbose_name_plural = "转载合作单位"

    def __str__(self) -> str:
        return self.name

    @property
    def office_url(self) -> str:
        return f"/office/sites/partners/{self.pk}/"


class Reprint(models.Model):
    """One re-publication."""

    class Form(models.TextChoices):
        FULL = "full", "全文转载"
        EXCERPT = "excerpt", "摘编"
        LINK = "link", "标题链接"
        VIDEO = "video", "音视频、图解"

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="reprints", verbose_name="合作单位")
    page = models.CharField("本站网址", max_length=300)
    title = models.CharField("标题", max_length=300)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="发布单位")
    form = models.CharField("转载方式", max_length=8, choices=Form.choices)
    address = models.CharField("转载网址", max_length=500)
    shown_on = models.DateField("转载日期")
    noted_at = models.DateTimeField("登记时间")
    noted_by = models.CharField("登记人", max_length=80)

    class Meta:
        ordering = ["-shown_on", "-id"]
        verbose_name = verbose_name_plural = "转载记录"
        constraints = [models.UniqueConstraint(fields=["partner", "address"], name="reprint_once")]
