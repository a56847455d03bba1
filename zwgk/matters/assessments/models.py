"""Indicator tables with their versions, who has to prove what, what was tagged, and the packs that were made."""

from __future__ import annotations

from django.db import models

TABLE, PACK = "assessments.table", "assessments.pack"


class IndicatorTable(models.Model):
    """One imported table 考核指标 for one year; a corrected one replaces it and takes over its tags."""

    class State(models.TextChoices):
        DRAFT = "draft", "待核对"
        IN_USE = "in_use", "使用中"
        REPLACED = "replaced", "已被更正表替换"

    title = models.CharField("名称", max_length=200)
    year = models.IntegerField("考核年度")
    since = models.DateField("考核期起")
    until = models.DateField("考核期止")
    issuer = models.CharField("印发单位", max_length=200, blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name="原件")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT, db_index=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="更正自")
    grids = models.JSONField("原表", default=list)  # [{name, rows, starts, head, columns, used}]
    lines = models.JSONField("识别结果", default=list)  # lines of domain.indicators while it is a draft
    passed = models.JSONField("未作为指标的行", default=list)
    imported_at = models.DateTimeField("导入时间")
    imported_by = models.CharField("导入人", max_length=80)
    confirmed_at = models.DateTimeField("启用时间", null=True, blank=True)
    confirmed_by = models.CharField("启用人", max_length=80, blank=True)

    class Meta:
        ordering = ["-year", "-id"]
        verbose_name = verbose_name_plural = "指标表"

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return f"/office/assessments/tables/{self.pk}/"


class Indicator(models.Model):
    """One thing that is assessed: 1.1, its content, what it is worth and what has to prove it."""

    table = models.ForeignKey(IndicatorTable, models.CASCADE, related_name="indicators", verbose_name="指标表")
    code = models.CharField("编号", max_length=20)
    order = models.IntegerField("顺序")
    level1 = models.CharField("一级指标", max_length=200, blank=True)
    level2 = models.CharField("二级指标", max_length=200, blank=True)
    text = models.TextField("考核内容")
    score = models.DecimalField("分值", max_digits=7, decimal_places=2, null=True, blank=True)
    criteria = models.TextField("评分标准", blank=True)
    requirement = models.TextField("佐证材料要求", blank=True)
    source = models.CharField("数据来源", max_length=300, blank=True)
    unit_names = models.JSONField("责任单位（原文）", default=list)
    place = models.CharField("原表位置", max_length=120, blank=True)
    continues = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="continued_by", verbose_name="原指标")
    organs = models.ManyToManyField("organs.Organ", related_name="+", verbose_name="责任单位")

    class Meta:
        ordering = ["order", "id"]
        verbose_name = verbose_name_plural = "指标"
        constraints = [models.UniqueConstraint(fields=["table", "code"], name="indicator_code_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def short(self) -> str:
        """The content up to its first stop."""
        first = self.text.replace("\n", " ").partition("。")[0].partition("；")[0]
        return first if len(first) <= 40 else f"{first[:39]}…"

    @property
    def label(self) -> str:
        return f"{self.code} {self.short}"


class Upload(models.Model):
    """A free file of a unit, kept only to prove an indicator."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="assessment_uploads", verbose_name="单位")
    title = models.CharField("名称", max_length=200)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name="文件")
    dated = models.DateField("材料日期")
    added_at = models.DateTimeField("上传时间")
    added_by = models.CharField("上传人", max_length=80)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "补充材料"


class Tag(models.Model):
    """A person says: this material proves this indicator for this unit."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="tags", verbose_name="指标")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="assessment_tags", verbose_name="单位")
    kind = models.CharField("类别", max_length=12)  # a Kind of materials
    source_id = models.BigIntegerField("编号")
    topic = models.CharField(max_length=60, blank=True)  # "task:12": what else belongs to it is proposed here too
    title = models.CharField("材料", max_length=300)
    dated = models.DateField("材料日期", null=True, blank=True)
    url = models.CharField("办公页面", max_length=300, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    pages = models.CharField("页码", max_length=40, blank=True)  # "3-5,8"; empty: all
    counts = models.BooleanField("在考核期内", default=True)
    tagged_at = models.DateTimeField("标注时间")
    tagged_by = models.CharField("标注人", max_length=80)

    class Meta:
        ordering = ["organ__order", "dated", "id"]
        verbose_name = verbose_name_plural = "佐证标注"
        constraints = [models.UniqueConstraint(fields=["indicator", "organ", "kind", "source_id"], name="tag_once")]
        indexes = [models.Index(fields=["kind", "source_id"], name="tag_source")]

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.source_id}"


class Pack(models.Model):
    """One evidence pack: ordered, made by the worker, kept with its date."""

    class State(models.TextChoices):
        WAITING = "waiting", "排队中"
        MAKING = "making", "生成中"
        READY = "ready", "已生成"
        FAILED = "failed", "未生成"

    table = models.ForeignKey(IndicatorTable, models.CASCADE, related_name="packs", verbose_name="指标表")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")  # None: all
    indicator = models.ForeignKey(Indicator, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="指标")  # None: all
    scope = models.CharField("范围", max_length=200)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    done = models.IntegerField("已处理", default=0)
    total = models.IntegerField("共", default=0)
    page_count = models.IntegerField("页数", default=0)
    size = models.BigIntegerField("大小", default=0)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    problems = models.JSONField("未能转换的材料", default=list)
    failure = models.CharField("未生成的原因", max_length=300, blank=True)
    ordered_at = models.DateTimeField("提交时间")
    ordered_by = models.CharField("提交人", max_length=80)
    beat_at = models.DateTimeField(null=True, blank=True)  # last sign of life of the worker
    finished_at = models.DateTimeField("生成时间", null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "佐证材料包"

    @property
    def path(self) -> str:
        """Where the zip lies, relative to the file store."""
        return f"packs/{self.pk}.zip"

    @property
    def name(self) -> str:
        return f"{self.table.year}年政务公开佐证材料包（{self.scope}）.zip"
