"""领域 with its guides, the editions (送审、发布) of its catalogue, and what is due."""

from __future__ import annotations

from django.db import models

FIELD = "catalogue.field"
EDITION = "catalogue.edition"
TARGET = "catalogue.target"


class Field(models.Model):
    """A field (领域) of open government here: one of the 26 national ones, or a local one. The number is shown, never a key."""

    key = models.SlugField("编号", max_length=60, unique=True)  # of law/catalogues/fields, or made for a local field
    name = models.CharField("领域名称", max_length=80, unique=True)
    number = models.CharField("序号", max_length=20, blank=True)  # as this place prints it: （五）
    national = models.BooleanField("国家试点领域", default=False)
    other_names = models.JSONField("其他名称", default=list, blank=True)
    department = models.ForeignKey(
        "organs.Organ", models.PROTECT, null=True, blank=True, related_name="catalogue_fields", verbose_name="本级牵头部门"
    )
    superior = models.CharField("上级对口部门", max_length=120, blank=True)  # reviews before release: 曜州市民政局
    note = models.CharField("说明", max_length=300, blank=True)
    order = models.IntegerField("排序", default=1000)
    closed_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = verbose_name_plural = "领域"

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"/office/catalogue/fields/{self.pk}/"


class Guide(models.Model):
    """A version of the guide (标准指引) of a field: from the law files, or read from the superior's workbook."""

    field = models.ForeignKey(Field, models.CASCADE, related_name="guides", verbose_name="领域")
    title = models.CharField("指引名称", max_length=200)
    issuer = models.CharField("发布机关", max_length=120)
    doc_number = models.CharField("文号", max_length=80, blank=True)
    issued_on = models.DateField("发布日期", null=True, blank=True)
    rows = models.JSONField("事项", default=list)  # domain.catalogues rows as plain values
    verified = models.BooleanField("已核对原文", default=False)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="原件")
    imported_at = models.DateTimeField("登记时间")
    imported_by = models.CharField("登记人", max_length=80)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "标准指引"

    def __str__(self) -> str:
        return self.title


class EditionState(models.TextChoices):
    """编制 → 送审 → 已审核 or 退回修改 → 发布; a later edition replaces it."""

    COMPILING = "compiling", "编制中"
    IN_REVIEW = "in_review", "送审中"
    RETURNED = "returned", "退回修改"
    CLEARED = "cleared", "已审核"
    RELEASED = "released", "已发布"
    REPLACED = "replaced", "已被新版代替"


EDITING = (EditionState.COMPILING, EditionState.RETURNED)


class Edition(models.Model):
    """One edition of the catalogue of a field: compiled, reviewed by the superior line department, released."""

    field = models.ForeignKey(Field, models.PROTECT, related_name="editions", verbose_name="领域")
    number = models.IntegerField("版次")
    state = models.CharField("状态", max_length=12, choices=EditionState.choices, default=EditionState.COMPILING)
    reason = models.CharField("编制原因", max_length=300)
    opened_at = models.DateTimeField("开始编制")
    opened_by = models.CharField("编制人", max_length=80)
    sent_at = models.DateTimeField("送审时间", null=True, blank=True)
    sent_to = models.CharField("审核部门", max_length=120, blank=True)
    sent_hash = models.CharField("送审稿校验值", max_length=64, blank=True)  # release refuses another content than what was judged
    released_at = models.DateTimeField("发布时间", null=True, blank=True)
    released_by = models.CharField("发布人", max_length=80, blank=True)
    revisions = models.JSONField("各事项版本", default=list)  # numbers of the revisions that it released

    class Meta:
        ordering = ["-number"]
        verbose_name = verbose_name_plural = "目录版次"
        constraints = [models.UniqueConstraint(fields=["field", "number"], name="edition_number_once")]

    def __str__(self) -> str:
        return f"{self.field.name}领域目录第{self.number}版"

    @property
    def url(self) -> str:
        return f"/office/catalogue/editions/{self.pk}/"


class Verdict(models.TextChoices):
    """What the superior line department says."""

    AGREED = "agreed", "同意"
    CHANGE = "change", "修改后同意"
    REFUSED = "refused", "不同意"


class Opinion(models.Model):
    """An opinion of the reviewing department, on the whole edition or on one entry."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="opinions", verbose_name="版次")
    entry = models.ForeignKey("catalogue.Entry", models.PROTECT, null=True, blank=True, related_name="opinions", verbose_name="事项")
    verdict = models.CharField("意见", max_length=10, choices=Verdict.choices)
    text = models.TextField("具体意见", blank=True)
    given_by = models.CharField("审核部门（人）", max_length=120)
    given_on = models.DateField("审核日期")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="复函")
    answer = models.TextField("采纳情况", blank=True)
    answered_by = models.CharField("答复人", max_length=80, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    registered_at = models.DateTimeField("登记时间")
    registered_by = models.CharField("登记人", max_length=80)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "审核意见"


class Target(models.Model):
    """What is due: a date of the jurisdiction (编制时限), or a revision asked for by a new guide."""

    title = models.CharField("任务", max_length=200)
    basis = models.CharField("依据", max_length=300)
    due_on = models.DateField("完成时限")
    field = models.ForeignKey(Field, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name="领域")  # none: all fields
    guide = models.ForeignKey(Guide, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name="标准指引")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name="责任单位")
    done_on = models.DateField("完成日期", null=True, blank=True)
    done_note = models.CharField("完成情况", max_length=300, blank=True)
    set_at = models.DateTimeField("下达时间")
    set_by = models.CharField("下达人", max_length=80)

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = verbose_name_plural = "编制任务"

    def __str__(self) -> str:
        return self.title
