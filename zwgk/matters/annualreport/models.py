"""The yearly report of an organ: its text, what was entered by hand, what was frozen. The running limit lives in clocks, under SUBJECT."""

from __future__ import annotations

from django.db import models

SUBJECT = "annualreport.report"


class State(models.TextChoices):
    """Where the report stands; whether it is public is its record's to say."""

    DRAFTING = "drafting", "编制中"
    SUBMITTED = "submitted", "已报送"
    RETURNED = "returned", "退回更正"
    ACCEPTED = "accepted", "已审定"
    IMPORTED = "imported", "历史报告"


OPEN = (State.DRAFTING, State.RETURNED)


class Report(models.Model):
    """One organ's report of one year."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="annual_reports", verbose_name="报告单位")
    year = models.IntegerField("年度")
    form = models.CharField("格式", max_length=10)  # id of law/forms/annualreport
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFTING)
    begun_at = models.DateTimeField("生成时间")
    figures = models.JSONField("定稿数据", default=dict, blank=True)  # cell → figure; empty while they are live
    hard = models.IntegerField("不一致", default=0)  # as counted when it was frozen
    soft = models.IntegerField("待核对", default=0)
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    submitted_by = models.CharField("报送人", max_length=80, blank=True)
    submitted_by_id = models.BigIntegerField(null=True, blank=True)  # by number: who sends in does not accept
    return_reason = models.TextField("退回原因", blank=True)
    accepted_at = models.DateTimeField("审定时间", null=True, blank=True)
    accepted_by = models.CharField("审定人", max_length=80, blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="导入的原件")
    record = models.ForeignKey("records.Record", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="发布稿")

    class Meta:
        ordering = ["-year", "organ__order", "organ_id"]
        verbose_name = verbose_name_plural = "年度报告"
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="annualreport_once")]
        indexes = [models.Index(fields=["year", "state"], name="annualreport_year")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """和光县财政局2025年政府信息公开工作年度报告."""
        return f"{self.organ.name}{self.year}年政府信息公开工作年度报告"

    @property
    def url(self) -> str:
        return f"/office/annualreport/{self.pk}/"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_online(self) -> bool:
        return bool(self.record_id and self.record.live_id)


class Section(models.Model):
    """The words of one section, with placeholders."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    section = models.CharField("部分", max_length=20)
    text = models.TextField("文字", blank=True)
    changed_at = models.DateTimeField("修改时间")
    changed_by = models.CharField("修改人", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "文字部分"
        constraints = [models.UniqueConstraint(fields=["report", "section"], name="annualreport_section_once")]


class Entry(models.Model):
    """A figure from outside the platform, added to what the platform counts."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="entries")
    cell = models.CharField("格", max_length=40)
    amount = models.DecimalField("数量", max_digits=16, decimal_places=4)
    source = models.CharField("来源说明", max_length=300)
    at = models.DateTimeField("填报时间")
    by = models.CharField("填报人", max_length=80)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "手工补充"
        constraints = [models.UniqueConstraint(fields=["report", "cell"], name="annualreport_entry_once")]
