"""An import of kind rows: the file that was sent, and what each of its lines will do. Records are made when it is applied."""

from __future__ import annotations

from django.db import models

from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.organs.models import Organ

from .core import Record


class Intake(models.Model):
    """One workbook of rows of one kind, for one organ."""

    class State(models.TextChoices):
        LOOKED = "looked", "已检查，未导入"
        RUNNING = "running", "导入中"
        DONE = "done", "已导入"
        DROPPED = "dropped", "已放弃"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="intakes", verbose_name="单位")
    kind = models.CharField("信息类型", max_length=60)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=120)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.LOOKED)
    made_at = models.DateTimeField("时间")
    made_by = models.CharField("导入人", max_length=80)
    done_at = models.DateTimeField(null=True, blank=True)
    missing = models.JSONField(default=list)  # labels of required columns that the sheet has not
    unknown = models.JSONField(default=list)  # heads that are no field

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "表格导入"

    def __str__(self) -> str:
        return f"{self.organ.label}{self.made_at:%Y-%m-%d}"

    @property
    def url(self) -> str:
        return f"/office/records/rows/{self.kind}/import/{self.pk}/"

    @property
    def batch(self) -> str:
        """The mark of its records."""
        return f"intake-{self.pk}"


class Line(models.Model):
    """One line of the sheet."""

    class Does(models.TextChoices):
        NEW = "new", "新增"
        AMEND = "amend", "修订"
        SAME = "same", "没有变化"
        WRONG = "wrong", "有问题"

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="lines")
    number = models.IntegerField("行号")
    key = models.CharField(max_length=300, blank=True)
    title = models.CharField("名称", max_length=300, blank=True)
    values = models.JSONField(default=dict)
    does = models.CharField("处理", max_length=8, choices=Does.choices)
    problems = models.JSONField(default=list)  # "D5 罚款金额：应为数字…"
    hits = models.JSONField(default=list)  # what the screening found: [{…}], kept with the record
    record = models.ForeignKey(Record, models.SET_NULL, null=True, blank=True, related_name="+")
    applied = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        verbose_name = verbose_name_plural = "导入行"
        indexes = [models.Index(fields=["intake", "does", "number"], name="line_does")]


class Posting(models.Model):
    """A printed sheet for a board: which rows, when, whose telephone stands on it; the photo proves that it hangs."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="postings", verbose_name="单位")
    kind = models.CharField("信息类型", max_length=60)
    place = models.CharField("张贴地点", max_length=120)
    filters = models.JSONField(default=dict)
    rows = models.JSONField(default=list)  # publications by number
    phone = models.CharField("监督电话", max_length=60)
    made_at = models.DateTimeField("制表时间")
    made_by = models.CharField("制表人", max_length=80)
    posted_on = models.DateField("张贴日期", null=True, blank=True)
    posted_until = models.DateField("张贴至", null=True, blank=True)
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    photo_by = models.CharField(max_length=80, blank=True)
    photo_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "公示表"
