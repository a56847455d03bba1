"""What an organ's letters need to know of the organ itself: remedies, payment, contact."""

from __future__ import annotations

from django.db import models


class Details(models.Model):
    """One row per organ; the government's row helps out for court and internet channel."""

    organ = models.OneToOneField("organs.Organ", models.PROTECT, related_name="+", verbose_name="机关")
    court = models.CharField("有管辖权的人民法院", max_length=80, blank=True)
    review_organ = models.CharField("行政复议机关", max_length=120, blank=True)  # empty: the own government
    review_kind = models.CharField("复议管辖的类别", max_length=30, blank=True)  # id in law.review_organs; empty: by the kind of the organ
    internet = models.CharField("互联网复议渠道", max_length=200, blank=True)
    contact = models.CharField("经办机构和联系方式", max_length=200, blank=True)
    sender = models.CharField("寄件地址", max_length=200, blank=True)
    pay = models.CharField("信息处理费缴纳方式", max_length=300, blank=True)
    set_at = models.DateTimeField("修改时间", null=True, blank=True)
    set_by = models.CharField("修改人", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "依申请公开文书设置"

    def __str__(self) -> str:
        return f"{self.organ} 文书设置"
