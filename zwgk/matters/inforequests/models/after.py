"""What follows an answer: the file, review and litigation, conversion to proactive publication."""

from __future__ import annotations

from django.db import models

from .case import Case

APPEAL = "inforequests.appeal"  # subject of its clocks and facts


WITHHELD = "withheld"  # kind of a paper that is kept with the case and never goes into its file: what must not be given away
APPLICATION, ENVELOPE, REDACTED = "application", "envelope", "redacted"


class Paper(models.Model):
    """A paper of the case that is not a letter: envelope, attachment, receipt, scanned signature."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    kind = models.CharField("种类", max_length=30)
    title = models.CharField("题名", max_length=200)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    order = models.IntegerField(default=0)
    pages = models.IntegerField("页数", null=True, blank=True)
    dated = models.DateField("日期", null=True, blank=True)
    public = models.BooleanField("申请人可见", default=False)  # supplied with the answer, or sent in by the applicant
    added_at = models.DateTimeField("加入时间")
    added_by = models.CharField("加入人", max_length=80)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = verbose_name_plural = "案件材料"


class Appeal(models.Model):
    """行政复议 or 行政诉讼 about a request (section 四 of the annual report)."""

    class Kind(models.TextChoices):
        RECONSIDERATION = "reconsideration", "行政复议"
        LITIGATION = "litigation", "行政诉讼"

    class Result(models.TextChoices):
        UPHELD = "upheld", "结果维持"
        CORRECTED = "corrected", "结果纠正"
        OTHER = "other", "其他结果"
        PENDING = "pending", "尚未审结"

    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="appeals")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField("类别", max_length=16, choices=Kind.choices)
    after_reconsideration = models.BooleanField("复议后起诉", default=False)
    body = models.CharField("复议机关或法院", max_length=120)
    number = models.CharField("案号", max_length=80, blank=True)
    received_on = models.DateField("收到日期")
    result = models.CharField("结果", max_length=10, choices=Result.choices, default=Result.PENDING)
    row = models.CharField("年报栏目", max_length=20, blank=True)
    events = models.JSONField("经过", default=list, blank=True)
    closed_on = models.DateField("审结日期", null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "复议和诉讼"
        indexes = [models.Index(fields=["organ", "received_on", "closed_on"], name="inforequest_appeal")]

    @property
    def url(self) -> str:
        return f"/office/requests/appeals/{self.pk}/"


class Conversion(models.Model):
    """Art. 44: what is often asked for, or suggested, may become proactive."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "待研究"
        TAKEN = "taken", "转为主动公开"
        REFUSED = "refused", "不转"

    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="conversions")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    text = models.CharField("内容", max_length=300)
    suggested_by = models.CharField("提出人", max_length=80)
    suggested_on = models.DateField("提出日期")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PROPOSED)
    reason = models.CharField("理由", max_length=500, blank=True)
    record = models.ForeignKey("records.Record", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decided_by = models.CharField("决定人", max_length=80, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "依申请转主动公开"

    @property
    def url(self) -> str:
        return f"/office/requests/conversions/{self.pk}/"
