"""Who answers for open government here. Former entries are kept with their days; nothing is overwritten."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .dated import Dated
from .rules import ARTICLE_3, POWERS
from .work import (
    GUIDANCE,
    STANDARD,
    TALK,
    Guidance,
    GuidanceKind,
    LineContact,
    LineTalk,
    Meeting,
    MeetingKind,
    MeetingTarget,
    Resources,
    Section,
    Standard,
    Watch,
)

__all__ = [
    "GUIDANCE", "ITEM", "STANDARD", "TALK", "CompetentDepartment", "Duty", "Filing", "FilingCall", "FilingState", "Guidance", "GuidanceKind", "LineContact", "LineTalk",
    "Meeting", "MeetingKind", "MeetingTarget", "Resources", "Responsible", "Section", "Standard", "Watch", "WorkingOrgan",
]  # fmt: skip

ITEM = "governance.filing"


def _powers() -> list[str]:
    return list(POWERS)


class CompetentDepartment(Dated):
    """政府信息公开工作主管部门 of a government: its 办公厅（室） (Art. 3)."""

    government = models.ForeignKey("organs.Organ", models.PROTECT, related_name="competent_departments", verbose_name="人民政府")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="competent_for", verbose_name="主管部门")
    joint = models.ForeignKey("organs.Organ", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="会同牵头单位")
    joint_basis = models.CharField("会同牵头依据", max_length=300, blank=True)
    area = models.CharField("行政区域", max_length=80)
    powers = models.JSONField("职责", default=_powers)
    basis = models.CharField("依据", max_length=200, default=ARTICLE_3)
    because = models.CharField("特别依据", max_length=300, blank=True)  # when it is not the 办公厅（室）

    class Meta:
        ordering = ["government", "-since"]
        verbose_name = verbose_name_plural = "主管部门"
        constraints = [
            models.UniqueConstraint(fields=["government"], condition=Q(until__isnull=True), name="one_competent_department")
        ]

    def __str__(self) -> str:
        return f"{self.organ.name}（{self.area}）"


class WorkingOrgan(Dated):
    """政府信息公开工作机构 of an organ (Art. 4): the organ's own office or an internal body, as published in the 指南 (Art. 12)."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="working_organs", verbose_name="行政机关")
    name = models.CharField("机构名称", max_length=120)
    address = models.CharField("办公地址", max_length=200)
    office_hours = models.CharField("办公时间", max_length=120)
    phone = models.CharField("联系电话", max_length=60)
    fax = models.CharField("传真号码", max_length=60, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    web = models.CharField("互联网联系方式", max_length=200, blank=True)
    postcode = models.CharField("邮政编码", max_length=10, blank=True)
    because = models.CharField("确认为内设机构的说明", max_length=300, blank=True)

    class Meta:
        ordering = ["organ__order", "-since"]
        verbose_name = verbose_name_plural = "工作机构"
        constraints = [models.UniqueConstraint(fields=["organ"], condition=Q(until__isnull=True), name="one_working_organ")]

    def __str__(self) -> str:
        return f"{self.organ.label}：{self.name}"


class Duty(models.TextChoices):
    """亲自管、负责抓、对外联系."""

    HEAD = "head", "主要负责同志"
    LEADER = "leader", "负责同志（分管）"
    CONTACT = "contact", "联系人"


class Responsible(Dated):
    """The one person who has this duty at an organ. The former one is kept with his last day."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="responsible", verbose_name="单位")
    duty = models.CharField("职责", max_length=10, choices=Duty.choices)
    name = models.CharField("姓名", max_length=40)
    title = models.CharField("职务", max_length=80)
    phone = models.CharField("办公电话", max_length=60)
    mobile = models.CharField("手机（不公开）", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    work = models.CharField("分工", max_length=300, blank=True)  # 列入工作分工, published
    published_at = models.DateTimeField("公布时间", null=True, blank=True)

    class Meta:
        ordering = ["organ__order", "duty", "-since", "-id"]
        verbose_name = verbose_name_plural = "负责同志和联系人"
        constraints = [models.UniqueConstraint(fields=["organ", "duty"], condition=Q(until__isnull=True), name="one_person_per_duty")]

    def __str__(self) -> str:
        return f"{self.organ.label}{self.get_duty_display()}{self.name}"


class FilingCall(models.Model):
    """The competent department asks organs to file their leader and contact by a day (备案通知)."""

    title = models.CharField("标题", max_length=200)
    receiver = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name="备案机关")
    due_on = models.DateField("截止日期")  # as the notice says; what runs are the clocks
    words = models.CharField("文件中的说法", max_length=200, blank=True)  # “8月20日前”
    source_title = models.CharField("依据文件", max_length=300, blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    called_at = models.DateTimeField("发起时间")
    called_by = models.CharField("发起人", max_length=80)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "备案通知"

    def __str__(self) -> str:
        return self.title


class FilingState(models.TextChoices):
    WAITING = "waiting", "未报备"
    FILED = "filed", "已报备"
    RETURNED = "returned", "退回补正"
    CONFIRMED = "confirmed", "已备案"
    EXEMPT = "exempt", "不需报备"


class Filing(models.Model):
    """What one organ filed under a call: the names as they were on that day, and the receipt."""

    call = models.ForeignKey(FilingCall, models.CASCADE, related_name="filings", verbose_name="备案通知")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="filings", verbose_name="单位")
    state = models.CharField("状态", max_length=10, choices=FilingState.choices, default=FilingState.WAITING)
    people = models.JSONField("报备内容", default=list)  # [{duty, name, title, phone, work}], never mobile numbers
    filed_with = models.CharField("报备去向", max_length=120, blank=True)  # a vertically led body files with its own superior
    filed_at = models.DateTimeField("报备时间", null=True, blank=True)
    filed_by = models.CharField("报备人", max_length=80, blank=True)
    receipt = models.CharField("回执号", max_length=60, blank=True)
    confirmed_at = models.DateTimeField("备案时间", null=True, blank=True)
    confirmed_by = models.CharField("备案人", max_length=80, blank=True)
    reason = models.CharField("退回或免报原因", max_length=300, blank=True)

    class Meta:
        ordering = ["organ__order", "id"]
        verbose_name = verbose_name_plural = "备案"
        constraints = [models.UniqueConstraint(fields=["call", "organ"], name="filing_once_per_organ")]

    def __str__(self) -> str:
        return f"{self.organ.label}：{self.call.title}"

    @property
    def url(self) -> str:
        return f"/office/governance/calls/{self.call_id}/#organ-{self.organ_id}"
