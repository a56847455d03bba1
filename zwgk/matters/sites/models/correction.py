"""我为政府网站找错: what a reader found wrong, and what was done about it. The clock lives in clocks, under ("sites.correction", id)."""

from __future__ import annotations

from django.db import models

CORRECTION = "sites.correction"


class Correction(models.Model):
    """One message; who wrote it may stay unknown."""

    class Kind(models.TextChoices):
        UNREACHABLE = "unreachable", "网页打不开、链接错误"
        WORDING = "wording", "错别字、表述错误"
        FACTS = "facts", "内容不准确、已经过时"
        NOT_UPDATED = "not_updated", "栏目空白、长期不更新"
        SERVICE = "service", "办事指南、附件用不了"
        FAKE = "fake", "假冒政府网站"
        OTHER = "other", "其他"

    class State(models.TextChoices):
        ARRIVED = "arrived", "待受理"
        ACCEPTED = "accepted", "办理中"
        PASSED = "passed", "已转办"
        ANSWERED = "answered", "属实，已答复"
        UNFOUNDED = "unfounded", "不属实"

    code = models.CharField("查询码", max_length=20, unique=True)
    token = models.CharField(max_length=64, unique=True)  # of the form: sent twice, taken once
    page = models.CharField("网页地址", max_length=500)
    kind = models.CharField("问题类型", max_length=12, choices=Kind.choices)
    text = models.TextField("问题描述")
    contact = models.CharField("联系方式", max_length=120, blank=True)  # telephone or mailbox; never shown to the public
    files = models.ManyToManyField("files.StoredFile", blank=True, related_name="+", verbose_name="截图")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.ARRIVED, db_index=True)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="site_corrections", verbose_name="办理单位")
    arrived_at = models.DateTimeField("收到时间", db_index=True)
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    passed_at = models.DateTimeField("转办时间", null=True, blank=True)
    pass_note = models.CharField("转办意见", max_length=500, blank=True)
    answer = models.TextField("答复", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=80, blank=True)
    finding = models.ForeignKey("findings.Finding", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="问题")

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "网站找错"
        indexes = [models.Index(fields=["organ", "state"], name="correction_organ_state")]

    def __str__(self) -> str:
        return self.number

    @property
    def url(self) -> str:
        return f"/office/sites/corrections/{self.pk}/"

    @property
    def number(self) -> str:
        return f"网站找错第{self.pk}号"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


OPEN = (Correction.State.ARRIVED, Correction.State.ACCEPTED, Correction.State.PASSED)
