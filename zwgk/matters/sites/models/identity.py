"""What the site says of itself, and the governments above it."""

from __future__ import annotations

from django.db import models

SITE = "sites.identity"  # facts of this type make every kept page anew


class Site(models.Model):
    """The one row; an empty value falls back on the environment (`queries.identity`)."""

    name = models.CharField("网站名称", max_length=60, blank=True)  # full name, shown in the head of every page
    domain = models.CharField("网站域名", max_length=120, blank=True)  # www.heguang.gov.cn, no scheme
    id_code = models.CharField("网站标识码", max_length=20, blank=True)
    icp = models.CharField("ICP备案号", max_length=60, blank=True)
    police = models.CharField("公安备案号", max_length=60, blank=True)
    host = models.CharField("主办单位", max_length=120, blank=True)
    host_url = models.CharField("主办单位网址", max_length=200, blank=True)
    operator = models.CharField("承办单位", max_length=120, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    postcode = models.CharField("邮政编码", max_length=10, blank=True)
    copyright = models.CharField("版权所有", max_length=120, blank=True)
    mark = models.CharField("党政机关网站标识网址", max_length=200, blank=True)  # of the national register of marks
    palette = models.CharField("主色", max_length=10, blank=True)
    changed_at = models.DateTimeField("更新时间", null=True, blank=True)
    changed_by = models.CharField("更新人", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "站点信息"


class HigherLink(models.Model):
    """A government above this one, linked in the head of every page (上级政府链接)."""

    class Level(models.TextChoices):
        CENTRAL = "central", "中央"
        PROVINCE = "province", "省级"
        CITY = "city", "市级"

    level = models.CharField("层级", max_length=10, choices=Level.choices)
    label = models.CharField("名称", max_length=60)
    url = models.CharField("网址", max_length=200)
    order = models.PositiveSmallIntegerField("排序", default=100)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = verbose_name_plural = "上级政府链接"


class HeadAccount(models.Model):
    """An account of the register that the head of every page shows, with the picture of its code where the platform gives one."""

    channel = models.OneToOneField("channels.Channel", models.CASCADE, related_name="+", verbose_name="账号")
    picture = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="二维码图片")
    order = models.PositiveSmallIntegerField("顺序", default=100)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = verbose_name_plural = "页头账号"
