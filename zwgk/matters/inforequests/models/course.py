"""What is asked, searched and paid on the way to an answer."""

from __future__ import annotations

from django.db import models

from .case import Case


class Consultation(models.Model):
    """Somebody is asked for an opinion: a third party, a co-maker, another organ."""

    class Kind(models.TextChoices):
        THIRD_PARTY = "third_party", "第三方"  # Art. 32: silence leaves the decision to the organ
        CO_MAKER = "co_maker", "共同制作机关"  # Art. 34: silence is consent
        ORGAN = "other_organ", "其他机关"  # Art. 33(3): no limit of its own

    case = models.ForeignKey(Case, models.PROTECT, related_name="consultations")
    kind = models.CharField("对象", max_length=12, choices=Kind.choices)
    name = models.CharField("名称", max_length=120)
    contact = models.CharField("联系方式", max_length=200, blank=True)
    about = models.TextField("征求意见的内容", blank=True)
    sent_on = models.DateField("发出日期")
    limit_on = models.DateField("答复期限", null=True, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    agrees = models.BooleanField("同意公开", null=True, blank=True)
    answer = models.TextField("意见", blank=True)
    told_on = models.DateField("告知公开决定日期", null=True, blank=True)  # Art. 32: content and reasons told to the third party
    letter = models.ForeignKey("letters.Letter", models.PROTECT, null=True, blank=True, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "征求意见"


class SearchLog(models.Model):
    """One search for what was asked: where, how, with which words, by whom. Without it nothing “does not exist”."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="searches")
    place = models.CharField("检索位置", max_length=200)
    method = models.CharField("检索方法", max_length=200)
    terms = models.CharField("检索词", max_length=300)
    by = models.CharField("检索人", max_length=80)
    on = models.DateField("检索日期")
    found = models.CharField("检索结果", max_length=500)

    class Meta:
        ordering = ["on", "id"]
        verbose_name = verbose_name_plural = "检索记录"


class Fee(models.Model):
    """A processing fee (信息处理费), as computed, told, paid or waived."""

    class Method(models.TextChoices):
        ITEM = "by-item", "按件计收"  # law/fees
        PAGE = "by-page", "按量计收"

    case = models.ForeignKey(Case, models.PROTECT, related_name="fees")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", db_index=False)
    method = models.CharField("计收方式", max_length=10, choices=Method.choices)
    quantity = models.IntegerField("数量")
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    lines = models.JSONField("计算过程", default=list)
    reason = models.CharField("理由", max_length=300, blank=True)
    notified_on = models.DateField("通知日期")
    due_on = models.DateField("缴费期限", null=True, blank=True)
    paid_on = models.DateField("缴费日期", null=True, blank=True)
    lapsed_on = models.DateField("逾期未缴日期", null=True, blank=True)
    waived = models.BooleanField("减免", default=False)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "信息处理费"
        indexes = [models.Index(fields=["organ", "notified_on"], name="inforequest_fee_notified")]


class Opinion(models.Model):
    """An opinion asked inside the house, above all of the legal adviser."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="opinions")
    question = models.TextField("征求的问题")
    asked_at = models.DateTimeField("提出时间")
    asked_by = models.CharField("提出人", max_length=80)
    opinion = models.TextField("法律意见", blank=True)
    given_at = models.DateTimeField("出具时间", null=True, blank=True)
    given_by = models.CharField("出具人", max_length=80, blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "法律意见"
