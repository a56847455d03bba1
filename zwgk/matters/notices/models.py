"""Received documents and what was read from them."""

from __future__ import annotations

import hashlib
import json

from django.db import models

from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.organs.models import Organ


class Notice(models.Model):
    """One document: its record (DOC-01), its original bytes and the reading made of them."""

    class State(models.TextChoices):
        DRAFT = "draft", "待核对"
        CONFIRMED = "confirmed", "已核对"
        SUPERSEDED = "superseded", "已被更正件替换"

    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.DRAFT)
    title = models.CharField("标题", max_length=300, blank=True)
    annex_title = models.CharField("附件标题", max_length=300, blank=True)
    kind = models.CharField("文种", max_length=20, blank=True)
    doc_number = models.CharField("发文字号", max_length=80, blank=True, db_index=True)
    index_number = models.CharField("索引号", max_length=80, blank=True)
    theme = models.CharField("主题分类", max_length=120, blank=True)
    issuing_organ = models.CharField("发文机关", max_length=200, blank=True)
    issuer = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="notices", verbose_name="对应单位")
    source_site = models.CharField("来源", max_length=200, blank=True)
    editor = models.CharField("编辑", max_length=80, blank=True)
    author = models.CharField("作者", max_length=80, blank=True)
    signed_date = models.DateField("成文日期", null=True, blank=True)
    published_date = models.DateField("发布日期", null=True, blank=True)
    published_time = models.CharField("发布时间", max_length=12, blank=True)
    issue_timestamp = models.CharField("网页发文日期", max_length=30, blank=True)
    printed_date = models.DateField("印发日期", null=True, blank=True)
    validity = models.CharField("有效性", max_length=40, blank=True)
    publicity = models.CharField("公开属性", max_length=60, blank=True)
    seal = models.CharField("印章", max_length=120, blank=True)
    plan_year = models.IntegerField("计划年度", null=True, blank=True)
    approval = models.CharField("批准表述", max_length=120, blank=True)

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="notices", verbose_name="原件")
    format = models.CharField("格式", max_length=12)
    encoding = models.CharField("编码", max_length=20, blank=True)
    scanned = models.BooleanField("由图像识别", default=False)
    fields = models.JSONField("逐项来源", default=dict)  # name → {value, raw, line, place, how, by}
    to_ask = models.JSONField("待补项目", default=list)
    lines = models.JSONField("原文", default=list)  # [[number, text, role], …]
    warnings = models.JSONField("提示", default=list)  # [{code, message, line, quote}]
    repairs = models.JSONField("修复建议", default=list)  # [{line, raw, proposed, reason, state, by}]
    contacts = models.JSONField("文中联系人", default=list)  # never shown before a person confirmed
    notes = models.JSONField("读取说明", default=list)

    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name="更正自")
    superior = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_out_by", verbose_name="贯彻的上级文件")
    received_at = models.DateTimeField("登记时间")
    received_by = models.CharField("登记人", max_length=80)
    confirmed_at = models.DateTimeField("核对时间", null=True, blank=True)
    confirmed_by = models.CharField("核对人", max_length=80, blank=True)

    class Meta:
        ordering = ["-received_at", "-id"]
        verbose_name = verbose_name_plural = "来文"

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Title, or the name of the file while the title is unknown."""
        return self.title or self.annex_title or f"（无标题）{self.file.name}"


class Part(models.Model):
    """Covering notice, annex, or the body of a document without covering notice."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=8)  # cover | annex | body
    title = models.CharField(max_length=300, blank=True)
    order = models.IntegerField()
    preamble = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name = verbose_name_plural = "文件组成部分"


class Clause(models.Model):
    """A leaf of the clause tree: one thing to be done, with what was read from it."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="clauses")
    part = models.ForeignKey(Part, models.CASCADE, related_name="clauses")
    order = models.IntegerField()
    path = models.CharField(max_length=80)  # 一/(二)/1
    ancestors = models.JSONField(default=list)  # headings above
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    lead_units = models.JSONField(default=list)
    responsible_units = models.JSONField(default=list)
    cooperating_units = models.JSONField(default=list)
    units_raw = models.TextField(blank=True)
    actors = models.JSONField(default=list)
    deadlines = models.JSONField(default=list)
    targets = models.JSONField(default=list)
    form = models.CharField(max_length=24)
    line = models.IntegerField(default=0)
    last_line = models.IntegerField(default=0)
    place = models.CharField(max_length=80, blank=True)
    is_task = models.BooleanField("列为任务", default=True)  # the person may take a leaf out
    edited_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name = verbose_name_plural = "条款"

    @property
    def mark(self) -> str:
        """Short digest of what a person may edit: tells whether somebody else has edited it meanwhile."""
        told = [self.is_task, self.heading, self.text, self.lead_units, self.responsible_units, self.deadlines, self.targets]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


class BasisDocument(models.Model):
    """A law, rule, superior notice or standard that documents cite (DOC-09)."""

    title = models.CharField("名称", max_length=300, blank=True)
    number = models.CharField("文号", max_length=80, blank=True)
    issuer = models.CharField("制发机关", max_length=120, blank=True)
    status = models.CharField("状态", max_length=20, default="cited")  # cited | number_only | not_yet_issued

    class Meta:
        ordering = ["title", "number"]
        verbose_name = verbose_name_plural = "依据文件"
        constraints = [models.UniqueConstraint(fields=["title", "number"], name="basis_once")]

    def __str__(self) -> str:
        return f"《{self.title}》{f'（{self.number}）' if self.number else ''}" if self.title else self.number


class Citation(models.Model):
    """A basis document cited in a notice, and the clauses that cite it."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="citations")
    basis = models.ForeignKey(BasisDocument, models.PROTECT, related_name="citations")
    clauses = models.ManyToManyField(Clause, blank=True, related_name="citations")
    alias = models.CharField("简称", max_length=80, blank=True)
    articles = models.JSONField("条款", default=list)
    lines = models.JSONField("所在行", default=list)
    raw = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "引用"


class Recipient(models.Model):
    """One name of the 主送 or 抄送 line, and one row per organ that it was delivered to."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="recipients")
    text = models.CharField("名称", max_length=200)  # as in the document
    copy = models.BooleanField("抄送", default=False)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="received_notices", verbose_name="单位")
    delivered_at = models.DateTimeField("送达时间", null=True, blank=True)
    received_at = models.DateTimeField("签收时间", null=True, blank=True)
    received_by = models.CharField("签收人", max_length=80, blank=True)

    class Meta:
        ordering = ["copy", "id"]
        verbose_name = verbose_name_plural = "收文单位"
        constraints = [models.UniqueConstraint(fields=["notice", "organ"], name="recipient_once")]


class Approval(models.Model):
    """Who approved the document before it was issued (DOC-10)."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="approvals")
    level = models.CharField("批准机关", max_length=120)
    approved_on = models.DateField("批准日期")
    by = models.CharField("批准人或会议", max_length=120)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, verbose_name="批准件")
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["approved_on"]
        verbose_name = verbose_name_plural = "批准记录"
