"""The daily work of organising: sections, meetings that heard the work, staff and funds, guidance, superior contacts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .dated import Dated, Entered

GUIDANCE = "governance.guidance"
TALK = "governance.talk"
STANDARD = "governance.standard"


class Section(Dated):
    """具体做: the section that does the work at an organ, and who leads it."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="open_sections", verbose_name="单位")
    name = models.CharField("科室", max_length=80)
    chief = models.CharField("科室负责人", max_length=40)
    title = models.CharField("职务", max_length=80)
    phone = models.CharField("办公电话", max_length=60)
    work = models.CharField("职责", max_length=300, blank=True)

    class Meta:
        ordering = ["organ__order", "-since", "-id"]
        verbose_name = verbose_name_plural = "具体承办科室"
        constraints = [models.UniqueConstraint(fields=["organ"], condition=Q(until__isnull=True), name="one_open_section")]


class MeetingKind(models.TextChoices):
    """Which meeting heard the work."""

    EXECUTIVE = "executive", "政府常务会议"
    LEADERSHIP = "leadership", "单位领导班子会议"


class MeetingTarget(Entered):
    """How often a year, in the words of the plan or document that says so. Former ones stay; the newest holds."""

    year = models.IntegerField("年度")
    kind = models.CharField("会议", max_length=12, choices=MeetingKind.choices)
    times = models.PositiveSmallIntegerField("每年次数")
    words = models.CharField("文件中的说法", max_length=200)  # “年内至少专门听取一次”
    source_title = models.CharField("依据文件", max_length=300)

    class Meta:
        ordering = ["-year", "kind", "-id"]
        verbose_name = verbose_name_plural = "听取汇报次数"


class Meeting(Entered):
    """A meeting that heard a report on open government (听取政务公开工作汇报)."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="hearings", verbose_name="单位")
    kind = models.CharField("会议", max_length=12, choices=MeetingKind.choices)
    held_on = models.DateField("日期")
    number = models.CharField("会次", max_length=60)  # 第12次, 〔2026〕8号
    topic = models.CharField("议题", max_length=200)
    decisions = models.TextField("议定事项")
    minutes = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="会议纪要")
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)

    class Meta:
        ordering = ["-held_on", "-id"]
        verbose_name = verbose_name_plural = "听取汇报"
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "kind", "held_on", "number"], condition=Q(voided_at__isnull=True), name="meeting_entered_once"
            )
        ]


class Resources(Entered):
    """有机构承担、有专人负责、有经费保障: body, persons and funds of an organ in a year."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="open_resources", verbose_name="单位")
    year = models.IntegerField("年度")
    body = models.CharField("承担机构", max_length=120, blank=True)
    full_time = models.PositiveSmallIntegerField("专职人数", null=True, blank=True)  # empty: not told; 0: none
    part_time = models.PositiveSmallIntegerField("兼职人数", null=True, blank=True)
    funds = models.DecimalField("经费（万元）", max_digits=10, decimal_places=2, null=True, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        ordering = ["-year", "organ__order"]
        verbose_name = verbose_name_plural = "人员和经费"
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="resources_once_a_year")]


class GuidanceKind(models.TextChoices):
    """What the competent department did."""

    QUESTION = "question", "答复咨询"
    GUIDANCE = "guidance", "业务指导"
    IMPROPER = "improper", "不当行为"


class Guidance(Entered):
    """One entry of the guidance log. A correction is a finding whose source is this entry."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="guidance", verbose_name="单位")
    kind = models.CharField("类别", max_length=10, choices=GuidanceKind.choices)
    day = models.DateField("日期")
    channel = models.CharField("方式", max_length=40, blank=True)  # 电话、现场、书面、工作群
    matter = models.TextField("事项")
    reply = models.TextField("答复或指导意见", blank=True)
    basis = models.CharField("依据", max_length=300, blank=True)

    class Meta:
        ordering = ["-day", "-id"]
        verbose_name = verbose_name_plural = "日常指导"

    @property
    def title(self) -> str:
        """The beginning of the matter."""
        line = " ".join(self.matter.split())
        return line if len(line) <= 50 else f"{line[:49]}…"


class LineContact(Dated):
    """The counterpart of an organ in the superior department of its own line (对口部门)."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="line_contacts", verbose_name="单位")
    superior = models.CharField("上级对口部门", max_length=120)
    section = models.CharField("处（科）室", max_length=80, blank=True)
    person = models.CharField("联系人", max_length=40)
    title = models.CharField("职务", max_length=80, blank=True)
    phone = models.CharField("办公电话", max_length=60)

    class Meta:
        ordering = ["organ__order", "superior", "-since", "-id"]
        verbose_name = verbose_name_plural = "上级对口联系"
        constraints = [
            models.UniqueConstraint(fields=["organ", "superior"], condition=Q(until__isnull=True), name="one_line_contact")
        ]


class LineTalk(Entered):
    """A contact with the superior department, and what is to follow. What runs is the clock."""

    contact = models.ForeignKey(LineContact, models.PROTECT, related_name="talks", verbose_name="对口联系")
    day = models.DateField("日期")
    subject = models.CharField("事项", max_length=200)
    outcome = models.TextField("结果")
    follow_up = models.CharField("后续事项", max_length=200, blank=True)
    done_at = models.DateTimeField("办结时间", null=True, blank=True)
    done_note = models.CharField("办理结果", max_length=300, blank=True)

    class Meta:
        ordering = ["-day", "-id"]
        verbose_name = verbose_name_plural = "联系记录"


class Watch(models.TextChoices):
    """What became of a new standard here."""

    WATCHED = "watched", "待研究"
    ADOPTED = "adopted", "已采用"
    NOT_ADOPTED = "not_adopted", "不采用"


class Standard(Entered):
    """A new standard of the superior department (标准、规范、目录), and whether it was taken up here."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="watched_standards", verbose_name="单位")
    issuer = models.CharField("发布机关", max_length=120)
    name = models.CharField("名称", max_length=200)
    number = models.CharField("文号或标准号", max_length=80, blank=True)
    issued_on = models.DateField("发布日期")
    link = models.CharField("链接", max_length=500, blank=True)
    state = models.CharField("采用情况", max_length=12, choices=Watch.choices, default=Watch.WATCHED)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decision = models.CharField("采用说明", max_length=300, blank=True)

    class Meta:
        ordering = ["-issued_on", "-id"]
        verbose_name = verbose_name_plural = "上级新标准"
        constraints = [models.UniqueConstraint(fields=["organ", "name", "number"], name="standard_watched_once")]
