"""What follows a publication: captures and certificates, incidents, yearly re-assessment, clean-up."""

from __future__ import annotations

from django.db import models

from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.organs.models import Organ

from .core import Attribute, Publication, Record

EVENTS = {
    "published": "首次发布", "amended": "修订后发布", "lapsed": "标注失效", "repealed": "标注废止", "withdrawn": "撤下", "sealed": "紧急撤稿",
    "restored": "恢复公开", "migrated": "自旧平台迁入",
}  # fmt: skip


class Capture(models.Model):
    """公开留痕: what stood at which address at which moment, kept as a PDF by the worker."""

    class State(models.TextChoices):
        WAITING = "waiting", "生成中"
        KEPT = "kept", "已留存"
        FAILED = "failed", "未能生成"
        NONE = "none", "不存版式文件"  # of a hundred thousand old pages at once only the fact is kept

    record = models.ForeignKey(Record, models.PROTECT, related_name="captures")
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="captures")
    event = models.CharField("事由", max_length=20)  # published | amended | lapsed | repealed | withdrawn | sealed | restored | migrated
    at = models.DateTimeField("时间")
    url = models.CharField("地址", max_length=500)
    body_hash = models.CharField("正文哈希", max_length=64)
    by = models.CharField("操作人", max_length=80)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "公开留痕"
        indexes = [models.Index(fields=["at"], name="capture_at")]

    @property
    def said(self) -> str:
        return EVENTS.get(self.event, self.event)


class Certificate(models.Model):
    """《信息公开情况证明》: what it said when it was made; anybody may check it by its code."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="certificates")
    code = models.CharField("验证码", max_length=20, unique=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField("出具时间")
    made_by = models.CharField("出具人", max_length=80)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "信息公开情况证明"


class Incident(models.Model):
    """紧急撤稿: why, by whom, what was done about copies outside."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="incidents")
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="incidents")
    reason = models.CharField("原因", max_length=60)  # id in law/forms/withdrawal
    note = models.CharField("说明", max_length=500, blank=True)
    taken_at = models.DateTimeField("撤稿时间")
    taken_by = models.CharField("撤稿人", max_length=80)
    online_since = models.DateTimeField("上线时间")
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    closed_by = models.CharField("办结人", max_length=80, blank=True)
    finding = models.TextField("核查情况", blank=True)
    outcome = models.CharField("处理结果", max_length=12, blank=True, choices=[("restored", "恢复公开"), ("mended", "修改后重发"), ("removed", "不再公开")])

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "紧急撤稿"


class OutsideCopy(models.Model):
    """A place outside where the information may still stand."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="copies")
    place = models.CharField("外部位置", max_length=200)
    url = models.CharField("地址", max_length=500, blank=True)
    asked_of = models.CharField("联系", max_length=200, blank=True)
    done_at = models.DateTimeField("清除时间", null=True, blank=True)
    done_by = models.CharField("办理人", max_length=80, blank=True)
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField("情况", max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "外部副本"


class Round(models.Model):
    """不予公开信息年度评估: everything an organ withholds, looked at again once a year."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    year = models.IntegerField("年度")
    opened_at = models.DateTimeField("开始时间")
    opened_by = models.CharField("发起人", max_length=80)
    due_on = models.DateField("完成期限")
    closed_at = models.DateTimeField("完成时间", null=True, blank=True)
    closed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-year", "organ"]
        verbose_name = verbose_name_plural = "年度评估"
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="round_once")]


class Reassessment(models.Model):
    """One withheld record of a round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="lines")
    record = models.ForeignKey(Record, models.PROTECT, related_name="reassessments")
    attribute_before = models.CharField(max_length=12, choices=Attribute.choices)
    attribute = models.CharField("评估结论", max_length=12, choices=Attribute.choices, blank=True)
    reason = models.CharField("理由", max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "评估结论"
        constraints = [models.UniqueConstraint(fields=["round", "record"], name="reassessment_once")]


class CleanUp(models.Model):
    """失效信息清理: what was found lapsed, what was done, where the result was published."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    title = models.CharField("名称", max_length=200)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=80)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=80, blank=True)
    result = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="+")  # the list as a record of its own

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "失效信息清理"


class CleanUpLine(models.Model):
    """One publication of a clean-up."""

    clean_up = models.ForeignKey(CleanUp, models.CASCADE, related_name="lines")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    why = models.CharField("线索", max_length=200)  # its last day, its repealed basis …
    outcome = models.CharField("处理", max_length=10, blank=True, choices=[("keep", "继续有效"), ("label", "标注失效"), ("withdraw", "撤下")])
    note = models.CharField("说明", max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "清理结果"
        constraints = [models.UniqueConstraint(fields=["clean_up", "record"], name="clean_up_once")]
