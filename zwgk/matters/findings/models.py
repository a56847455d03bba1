"""One problem and everything that happened to it. The running time limit lives in clocks, under ("findings.finding", id)."""

from __future__ import annotations

from django.db import models

SUBJECT = "findings.finding"


class Severity(models.TextChoices):
    """How grave the problem is."""

    MINOR = "minor", "一般"
    SERIOUS = "serious", "较重"
    GRAVE = "grave", "严重"


class State(models.TextChoices):
    """发现 → 交办 → 已答复 → 销号; an answer may be sent back, a problem withdrawn."""

    RAISED = "raised", "待交办"
    ORDERED = "ordered", "整改中"
    ANSWERED = "answered", "待核验"
    RETURNED = "returned", "退回整改"
    CLOSED = "closed", "已销号"
    WITHDRAWN = "withdrawn", "已撤销"


OPEN = (State.RAISED, State.ORDERED, State.ANSWERED, State.RETURNED)


class Finding(models.Model):
    """A problem (问题) found at an organ, whoever found it."""

    year = models.IntegerField("年度")
    serial = models.IntegerField("顺序号")
    problem = models.TextField("问题")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="findings", verbose_name="责任单位")
    severity = models.CharField("程度", max_length=10, choices=Severity.choices, default=Severity.MINOR)
    basis = models.CharField("依据", max_length=300, blank=True)  # the article that was not kept
    found_on = models.DateField("发现日期")
    found_by = models.CharField("发现人", max_length=120)  # a person, an assessor, a scan
    source_type = models.CharField(max_length=60, blank=True)  # "ledger.inspection"
    source_id = models.CharField(max_length=40, blank=True)
    source_title = models.CharField("来源", max_length=300, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.RAISED, db_index=True)
    raised_at = models.DateTimeField("登记时间")
    raised_by = models.CharField("登记人", max_length=80)
    order_number = models.CharField("交办单编号", max_length=60, blank=True)
    order_text = models.TextField("整改要求", blank=True)
    order_due = models.DateField("交办单限定日期", null=True, blank=True)  # as the order says; what runs is the clock
    ordered_at = models.DateTimeField("交办时间", null=True, blank=True)
    ordered_by = models.CharField("交办人", max_length=80, blank=True)
    closed_at = models.DateTimeField("销号时间", null=True, blank=True)
    closed_by = models.CharField("销号人", max_length=80, blank=True)
    closing_note = models.TextField("核验意见", blank=True)  # also the reason of a withdrawal

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "问题"
        constraints = [models.UniqueConstraint(fields=["year", "serial"], name="finding_number_once")]
        indexes = [
            models.Index(fields=["source_type", "source_id"], name="finding_source"),
            models.Index(fields=["organ", "state"], name="finding_organ_state"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def number(self) -> str:
        """〔2026〕12号."""
        return f"〔{self.year}〕{self.serial}号"

    @property
    def title(self) -> str:
        """The beginning of the problem, for lists and messages."""
        line = " ".join(self.problem.split())
        return line if len(line) <= 50 else f"{line[:49]}…"

    @property
    def url(self) -> str:
        return f"/office/findings/{self.pk}/"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Answer(models.Model):
    """What the organ did about it: one round; a returned round is kept."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="answers", verbose_name="问题")
    text = models.TextField("整改情况")
    answered_at = models.DateTimeField("答复时间")
    answered_by = models.CharField("答复人", max_length=80)
    answered_by_id = models.BigIntegerField(null=True)  # person by number: whoever answers does not close
    returned_at = models.DateTimeField("退回时间", null=True, blank=True)
    returned_by = models.CharField("退回人", max_length=80, blank=True)
    return_reason = models.TextField("退回原因", blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "整改答复"


class Attachment(models.Model):
    """A file that shows the problem, or (with an answer) that it was mended."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="attachments", verbose_name="问题")
    answer = models.ForeignKey(Answer, models.CASCADE, null=True, blank=True, related_name="attachments", verbose_name="答复")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "佐证材料"

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def size(self) -> int:
        return self.file.size

    @property
    def url(self) -> str:
        return f"/office/findings/{self.finding_id}/files/{self.pk}/"
