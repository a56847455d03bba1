"""Kept figures; briefings with their versions, questions and decisions."""

from __future__ import annotations

from django.db import models

FIGURE, BRIEFING = "briefings.figure", "briefings.briefing"


class Figure(models.Model):
    """A figure that was told to somebody: it is never changed; a mistake is corrected by a new one that names it."""

    class Asker(models.TextChoices):
        SUPERIOR = "superior", "上级单位"
        LEADER = "leader", "领导"
        PHONE = "phone", "电话询问"
        PAPER = "paper", "专报引用"
        OTHER = "other", "其他"

    year = models.IntegerField("年度")
    serial = models.IntegerField("顺序号")
    subject = models.CharField("事项", max_length=40, db_index=True)
    title = models.CharField("名称", max_length=80)
    area = models.CharField(max_length=20)
    first = models.DateField("起")
    last = models.DateField("止")
    period = models.CharField("时段", max_length=60)
    as_of = models.DateTimeField("统计时刻")
    units = models.CharField("单位范围", max_length=300)
    organ_ids = models.JSONField("单位", null=True)  # numbers; null: all
    definition = models.TextField("口径")
    definition_version = models.IntegerField("口径版本")
    value = models.DecimalField("数值", max_digits=14, decimal_places=2)
    shown = models.CharField("报出数", max_length=40)  # “128件”
    counted = models.IntegerField("计入行数")
    total = models.IntegerField("范围内行数")
    sentence = models.TextField("报送语句")
    rows = models.JSONField("明细", default=list)  # [[key, label, url, organ, state, counts, sort, value], …]
    digest = models.CharField("SHA-256", max_length=64)
    asker = models.CharField("询问方", max_length=10, choices=Asker.choices)
    asked_by = models.CharField("询问单位或人员", max_length=120, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    counted_at = models.DateTimeField("报数时间")
    counted_by = models.CharField("报数人", max_length=80)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="更正")
    reason = models.CharField("更正原因", max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "报数"
        constraints = [models.UniqueConstraint(fields=["year", "serial"], name="figure_number_once")]
        indexes = [models.Index(fields=["subject", "first", "last"], name="figure_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}：{self.shown}"

    @property
    def number(self) -> str:
        return f"报数〔{self.year}〕{self.serial}号"

    @property
    def url(self) -> str:
        return f"/office/briefings/figures/{self.pk}/"


class Kind(models.TextChoices):
    PAPER = "paper", "政务公开工作专报"
    MEETING = "meeting", "常务会议汇报材料"


class Template(models.Model):
    """A .docx template that the county uploaded; the newest counts."""

    kind = models.CharField("文种", max_length=8, choices=Kind.choices)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    set_at = models.DateTimeField("上传时间")
    set_by = models.CharField("上传人", max_length=80)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "专报模板"


class Briefing(models.Model):
    """One page for the leader, or the paper for the executive meeting."""

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        FINISHED = "finished", "已印发"

    kind = models.CharField("文种", max_length=8, choices=Kind.choices, default=Kind.PAPER)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="briefings", verbose_name="编报单位")
    key = models.CharField(max_length=40, unique=True, null=True)  # “paper:2026M10” for the monthly one: drafted once
    first = models.DateField("起")
    last = models.DateField("止")
    period = models.CharField("时段", max_length=60)
    as_of = models.DateTimeField("统计时刻")
    title = models.CharField("标题", max_length=200)
    generated = models.JSONField("系统生成", default=list)  # [{id, head, text, figures: [pk], links: [[label, url]]}, …]
    figures = models.ManyToManyField(Figure, related_name="briefings")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    year = models.IntegerField("年度", null=True, blank=True)
    issue = models.IntegerField("期号", null=True, blank=True)
    drafted_at = models.DateTimeField("起草时间")
    drafted_by = models.CharField("起草人", max_length=80)
    finished_at = models.DateTimeField("印发时间", null=True, blank=True)
    finished_by = models.CharField("印发人", max_length=80, blank=True)
    docx = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    heard_on = models.DateField("上会日期", null=True, blank=True)
    heard_number = models.CharField("会次", max_length=60, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "专报"
        constraints = [models.UniqueConstraint(fields=["kind", "year", "issue"], name="briefing_issue_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return f"/office/briefings/papers/{self.pk}/"

    @property
    def issue_label(self) -> str:
        return f"{self.year}年第{self.issue}期" if self.issue else "（印发时编期号）"


class Version(models.Model):
    """What a person made of the text; every saving is kept."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="versions")
    number = models.IntegerField("版次")
    texts = models.JSONField("正文", default=dict)  # paragraph id → text
    saved_at = models.DateTimeField("保存时间")
    saved_by = models.CharField("保存人", max_length=80)

    class Meta:
        ordering = ["-number"]
        verbose_name = verbose_name_plural = "专报版次"
        constraints = [models.UniqueConstraint(fields=["briefing", "number"], name="briefing_version_once")]


class Question(models.Model):
    """A decision asked for, with its options."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="questions")
    paragraph = models.CharField(max_length=20)  # id of its paragraph
    text = models.CharField("请示事项", max_length=300)
    options = models.JSONField("选项", default=list)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "请示事项"


class Decision(models.Model):
    """What the leader ticked, with a remark. A later one stands beside the earlier one."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="decisions")
    option = models.CharField("选择", max_length=200)
    remark = models.CharField("批示", max_length=500, blank=True)
    decided_at = models.DateTimeField("批示时间")
    decided_by = models.CharField("批示人", max_length=80)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "批示"
