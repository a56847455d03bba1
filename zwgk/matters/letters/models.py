"""Letters, the series their numbers run in, receipts, and what an organ has set: templates, patterns, seals."""

from __future__ import annotations

from django.db import models

SUBJECT = "letters.letter"


class State(models.TextChoices):
    """草稿 → 已取号 → 已印发; each may be voided."""

    DRAFT = "draft", "草稿"
    RESERVED = "reserved", "已取号"
    ISSUED = "issued", "已印发"
    VOID = "void", "已作废"


class Series(models.Model):
    """Where the numbers of one organ, pattern and year stand; its row is locked while one is taken."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    pattern = models.CharField(max_length=80)
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号序列"
        constraints = [models.UniqueConstraint(fields=["organ", "pattern", "year"], name="letter_series_once")]


class Pattern(models.Model):
    """How this organ numbers this kind: 和政办督〔{year}〕{serial}号."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    text = models.CharField("编号格式", max_length=80)

    class Meta:
        verbose_name = verbose_name_plural = "编号格式"
        constraints = [models.UniqueConstraint(fields=["organ", "kind"], name="letter_pattern_once")]


class TemplateVersion(models.Model):
    """A .docx template as an organ uploaded it; the newest counts, older ones stay."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    version = models.IntegerField("版本")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    note = models.CharField("修改说明", max_length=200, blank=True)
    set_at = models.DateTimeField("上传时间")
    set_by = models.CharField("上传人", max_length=80)

    class Meta:
        ordering = ["-version"]
        verbose_name = verbose_name_plural = "文书模板"
        constraints = [models.UniqueConstraint(fields=["organ", "kind", "version"], name="letter_template_once")]


class Seal(models.Model):
    """The image of an organ's seal; the newest counts."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    set_at = models.DateTimeField("上传时间")
    set_by = models.CharField("上传人", max_length=80)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "印章图片"


class Letter(models.Model):
    """One letter to one addressee, from draft to receipt."""

    kind = models.CharField("文种", max_length=40, db_index=True)
    kind_title = models.CharField("文种名称", max_length=40)  # as it was called then
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="letters", verbose_name="发文单位")
    addressee_organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, null=True, blank=True, related_name="letters_received", verbose_name="收文单位"
    )
    title = models.CharField("标题", max_length=300)
    addressee = models.CharField("主送", max_length=500)
    values = models.JSONField("内容", default=dict)  # element id → text, or list of lines
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    subject_title = models.CharField("事由", max_length=300, blank=True)
    subject_url = models.CharField(max_length=500, blank=True)
    batch = models.CharField("批次", max_length=40, blank=True, db_index=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT, db_index=True)
    with_seal = models.BooleanField("加盖印章图片", default=False)
    pattern = models.CharField(max_length=80, blank=True)
    year = models.IntegerField("年度", null=True, blank=True)
    serial = models.IntegerField("顺序号", null=True, blank=True)
    number = models.CharField("文号", max_length=80, blank=True)
    dated = models.DateField("成文日期", null=True, blank=True)
    failure = models.CharField("生成失败原因", max_length=300, blank=True)
    template = models.ForeignKey(
        TemplateVersion, models.PROTECT, null=True, blank=True, related_name="+"
    )  # None: shipped
    seal = models.ForeignKey(Seal, models.PROTECT, null=True, blank=True, related_name="+")
    docx = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    signed = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="盖章件"
    )
    recipients = models.ManyToManyField("organs.Organ", blank=True, related_name="letters_shared", verbose_name="同收单位")
    approved_by = models.CharField("批准人", max_length=80, blank=True)
    approved_on = models.DateField("批准日期", null=True, blank=True)
    approval = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="批准件")
    queued_at = models.DateTimeField("提交生成时间", null=True, blank=True, db_index=True)  # the worker renders it
    leased_until = models.DateTimeField(null=True, blank=True)  # a worker has it in hand until then
    prepared_at = models.DateTimeField("拟稿时间")
    prepared_by = models.CharField("拟稿人", max_length=80)
    issued_at = models.DateTimeField("印发时间", null=True, blank=True)
    issued_by = models.CharField("印发人", max_length=80, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    voided_by = models.CharField("作废人", max_length=80, blank=True)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "文书"
        constraints = [
            models.UniqueConstraint(fields=["organ", "pattern", "year", "serial"], name="letter_number_once")
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="letter_subject")]

    def __str__(self) -> str:
        return f"{self.number or self.kind_title} {self.title}"

    @property
    def url(self) -> str:
        return f"/office/letters/{self.pk}/"

    @property
    def name(self) -> str:
        """Name of its files, without ending."""
        return f"{self.number or self.kind_title}-{self.addressee}"[:80].replace("/", "／")


class Receipt(models.Model):
    """The signed receipt (回执) of one addressee."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="receipts")
    received_on = models.DateField("签收日期")
    received_by = models.CharField("签收人", max_length=80)
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="回执扫描件"
    )
    registered_at = models.DateTimeField("登记时间")
    registered_by = models.CharField("登记人", max_length=80)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "回执"
