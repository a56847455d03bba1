"""Rows of the ledger. No due date is kept here: it runs in `clocks`, under subject `ledger.item` or `ledger.unit_plan`."""

from __future__ import annotations

from django.db import models

from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.organs.models import Organ, Person
from zwgk.matters.notices.models import Clause, Notice

from .entries import Entry
from .escalations import Escalation, Excuse

__all__ = [
    "Clause", "Duty", "Entry", "Escalation", "Evidence", "Excuse", "Extension", "Item", "Limit", "Plan", "Report", "Round", "Summary", "Target", "Task", "UnitPlan", "Urging",
]  # fmt: skip
FREQUENCY_NAMES = {"daily": "每日", "weekly": "每周", "monthly": "每月", "quarterly": "每季度", "half_yearly": "每半年", "yearly": "每年"}


class Plan(models.Model):
    """An adopted work plan (工作要点、工作方案、任务分工)."""

    class State(models.TextChoices):
        RUNNING = "running", "执行中"
        CLOSED = "closed", "已办结"

    title = models.CharField("名称", max_length=300)
    year = models.IntegerField("年度")
    notice = models.OneToOneField(Notice, models.PROTECT, related_name="plan", verbose_name="来文")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="plans", verbose_name="分解下发单位")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.RUNNING)
    public_on = models.DateField("公布日期", null=True, blank=True)  # the day from which “公布后…工作日” runs
    default_due = models.DateField("未写时限任务的办结日期", null=True, blank=True)
    unit_plan_days = models.IntegerField("实施方案期限（工作日）", null=True, blank=True)
    report_every = models.CharField("进度报告间隔", max_length=10, blank=True)  # monthly | quarterly | half_yearly
    adopted_at = models.DateTimeField("下发时间")
    adopted_by = models.CharField("下发人", max_length=80)
    published_at = models.DateTimeField("落实情况上网时间", null=True, blank=True)

    class Meta:
        ordering = ["-year", "-adopted_at"]
        verbose_name = verbose_name_plural = "工作计划"

    def __str__(self) -> str:
        return self.title


class Task(models.Model):
    """One measure of a plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks")
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="ledger_tasks")
    order = models.IntegerField()
    path = models.CharField("条款", max_length=80)
    chapter = models.CharField("章", max_length=300, blank=True)  # 重点任务, first level
    section = models.CharField("节", max_length=300, blank=True)  # 重点任务, second level
    heading = models.CharField("标题", max_length=300, blank=True)
    text = models.TextField("贯彻举措")
    lead_names = models.JSONField("牵头单位", default=list)  # as written
    responsible_names = models.JSONField("责任单位", default=list)
    common = models.BooleanField("共性任务", default=False)  # no unit named: duty of all units
    superior = models.ForeignKey(Clause, models.SET_NULL, null=True, blank=True, related_name="carried_out_by", verbose_name="对应的上级条款")
    superior_likeness = models.FloatField("相似度", null=True, blank=True)  # of the proposal; empty when a person chose
    superior_by = models.CharField("对应确认人", max_length=80, blank=True)
    cancelled = models.CharField("撤销原因", max_length=200, blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name = verbose_name_plural = "任务"
        indexes = [models.Index(fields=["plan", "order"], name="task_order")]

    def __str__(self) -> str:
        return self.label

    @property
    def where(self) -> str:
        """The clause as people write it: 一（二）3."""
        return self.path.replace("/", "").replace("(", "（").replace(")", "）")

    @property
    def label(self) -> str:
        """Heading, or the beginning of the text."""
        words = self.heading or self.text
        return words if len(words) <= 40 else words[:39] + "…"


class Limit(models.Model):
    """One phrase of time in a task and how it is reckoned here (editable before and after adoption)."""

    class Kind(models.TextChoices):
        DATE = "date", "截止日期"
        RELATIVE = "relative", "自事件起"
        RECURRENCE = "recurrence", "定期"
        START = "start", "起始日期"
        CONDITIONAL = "conditional", "待条件具备"
        VAGUE = "vague", "未写明周期"
        ANNUAL_PRODUCT = "annual_product", "年度工作"
        DEFAULT = "default", "本计划统一期限"

    task = models.ForeignKey(Task, models.CASCADE, related_name="limits")
    phrase = models.CharField("原文表述", max_length=200)
    kind = models.CharField("类型", max_length=16, choices=Kind.choices)
    due_on = models.DateField("日期", null=True, blank=True)  # what the phrase says, not a running clock
    amount = models.IntegerField("数量", null=True, blank=True)
    unit = models.CharField("单位", max_length=16, blank=True)
    anchor = models.CharField("起算事件", max_length=200, blank=True)
    anchored_on = models.DateField("事件发生日", null=True, blank=True)
    frequency = models.CharField("频次", max_length=16, blank=True)
    min_count = models.IntegerField("至少次数", null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "时限"

    @property
    def unit_name(self) -> str:
        return {"working_day": "个工作日", "calendar_day": "日", "hour": "小时", "week": "周", "month": "个月", "year": "年"}.get(self.unit, self.unit)

    @property
    def frequency_name(self) -> str:
        return FREQUENCY_NAMES.get(self.frequency, self.frequency)


class Target(models.Model):
    """A numeric target of a task."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="targets")
    phrase = models.CharField("原文表述", max_length=200)
    op = models.CharField(max_length=2, default=">=")
    value = models.FloatField("指标值")
    unit = models.CharField("单位", max_length=20, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "量化指标"


class Duty(models.Model):
    """A task as the duty of one organ."""

    class Part(models.TextChoices):
        LEAD = "lead", "牵头"
        RESPONSIBLE = "responsible", "责任"
        COMMON = "common", "共性"

    task = models.ForeignKey(Task, models.CASCADE, related_name="duties")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="duties")
    part = models.CharField("职责", max_length=12, choices=Part.choices)
    named = models.CharField("文中名称", max_length=200, blank=True)  # the name through which the organ got it
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="duties", verbose_name="经办人")
    ended = models.CharField("终止原因", max_length=200, blank=True)

    class Meta:
        ordering = ["task__order", "part", "organ__order"]
        verbose_name = verbose_name_plural = "单位任务"
        constraints = [models.UniqueConstraint(fields=["task", "organ"], name="duty_once")]


class Item(models.Model):
    """One thing an organ has to hand in: one occurrence of one limit of its duty."""

    class State(models.TextChoices):
        TODO = "todo", "未开始"
        DOING = "doing", "办理中"
        SUBMITTED = "submitted", "待审核"
        RETURNED = "returned", "已退回"
        DONE = "done", "已完成"

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="items")
    limit = models.ForeignKey(Limit, models.SET_NULL, null=True, related_name="items")
    label = models.CharField("事项", max_length=120, blank=True)  # “2026年第三季度”; empty for the task as a whole
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.TODO, db_index=True)
    percent = models.IntegerField("进度", default=0)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    public_text = models.TextField("公布文字", blank=True)
    public_url = models.CharField("公布页面", max_length=500, blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)

    class Meta:
        ordering = ["duty__task__order", "id"]
        verbose_name = verbose_name_plural = "办理事项"


class Report(models.Model):
    """What a unit says it has done."""

    class State(models.TextChoices):
        OPEN = "open", "待审核"
        NOTED = "noted", "已阅"
        RETURNED = "returned", "已退回"
        CONFIRMED = "confirmed", "已确认完成"

    item = models.ForeignKey(Item, models.CASCADE, related_name="reports")
    text = models.TextField("进展情况")
    percent = models.IntegerField("进度")
    finished = models.BooleanField("申请办结", default=False)
    counts = models.JSONField("指标完成数", default=dict)  # target id → counted value
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.OPEN)
    comment = models.TextField("审核意见", blank=True)
    reported_at = models.DateTimeField("上报时间")
    reported_by = models.CharField("上报人", max_length=80)
    decided_at = models.DateTimeField("审核时间", null=True, blank=True)
    decided_by = models.CharField("审核人", max_length=80, blank=True)

    class Meta:
        ordering = ["-reported_at", "-id"]
        verbose_name = verbose_name_plural = "进展"


class Evidence(models.Model):
    """A file, or a page that was fetched and kept as text with hash and time."""

    class State(models.TextChoices):
        WAITING = "waiting", "待抓取"
        KEPT = "kept", "已留存"
        FAILED = "failed", "抓取失败"

    item = models.ForeignKey(Item, models.CASCADE, related_name="evidence")
    report = models.ForeignKey(Report, models.SET_NULL, null=True, blank=True, related_name="evidence")
    title = models.CharField("名称", max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="evidence")
    url = models.CharField("网页地址", max_length=500, blank=True)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.KEPT)
    fetched_at = models.DateTimeField("抓取时间", null=True, blank=True)
    page_title = models.CharField("网页标题", max_length=300, blank=True)
    page_text = models.TextField("网页文字", blank=True)
    sha256 = models.CharField("内容哈希", max_length=64, blank=True)
    error = models.CharField("失败原因", max_length=300, blank=True)
    added_at = models.DateTimeField("添加时间")
    added_by = models.CharField("添加人", max_length=80)

    class Meta:
        ordering = ["-added_at", "-id"]
        verbose_name = verbose_name_plural = "佐证材料"


class Summary(models.Model):
    """The lead unit's summing-up of a task."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="summaries")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    text = models.TextField("汇总情况")
    written_at = models.DateTimeField("时间")
    written_by = models.CharField("汇总人", max_length=80)

    class Meta:
        ordering = ["-written_at"]
        verbose_name = verbose_name_plural = "牵头单位汇总"


class Extension(models.Model):
    """A unit asks for more time; the office decides."""

    class State(models.TextChoices):
        ASKED = "asked", "待批"
        GRANTED = "granted", "同意"
        REFUSED = "refused", "不同意"

    item = models.ForeignKey(Item, models.CASCADE, related_name="extensions")
    until = models.DateField("申请延至")
    reason = models.TextField("理由")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.ASKED)
    comment = models.TextField("批复意见", blank=True)
    asked_at = models.DateTimeField("申请时间")
    asked_by = models.CharField("申请人", max_length=80)
    decided_at = models.DateTimeField("批复时间", null=True, blank=True)
    decided_by = models.CharField("批复人", max_length=80, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = verbose_name_plural = "延期申请"


class UnitPlan(models.Model):
    """A unit's own 实施方案 for a plan (TSK-06), or its implementing opinion (TSK-11)."""

    class Kind(models.TextChoices):
        PLAN = "plan", "实施方案"
        OPINION = "opinion", "实施意见"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="unit_plans")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="unit_plans")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PLAN)
    title = models.CharField("名称", max_length=200, blank=True)
    number = models.CharField("文号", max_length=80, blank=True)
    url = models.CharField("公开网址", max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="unit_plans")
    published_on = models.DateField("公开日期", null=True, blank=True)
    filed_at = models.DateTimeField("报送时间", null=True, blank=True)  # empty: still owed
    filed_by = models.CharField("报送人", max_length=80, blank=True)
    inspected_at = models.DateTimeField("检查时间", null=True, blank=True)
    inspected_by = models.CharField("检查人", max_length=80, blank=True)
    inspection = models.CharField("检查结论", max_length=200, blank=True)

    class Meta:
        ordering = ["organ__order"]
        verbose_name = verbose_name_plural = "单位实施方案"
        constraints = [models.UniqueConstraint(fields=["plan", "organ", "kind"], name="unit_plan_once")]


class Urging(models.Model):
    """A reminder sent to units: which items, which words, when."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="urgings")
    items = models.ManyToManyField(Item, related_name="urgings")
    text = models.TextField("文字")
    automatic = models.BooleanField("系统提醒", default=False)
    sent_at = models.DateTimeField("时间")
    sent_by = models.CharField("发出人", max_length=80)

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = verbose_name_plural = "催办"


class Round(models.Model):
    """A round of inspection; what it finds goes to `findings`."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rounds")
    title = models.CharField("名称", max_length=120)
    held_on = models.DateField("检查日期")
    note = models.TextField("说明", blank=True)
    opened_by = models.CharField("发起人", max_length=80)
    opened_at = models.DateTimeField("发起时间")

    class Meta:
        ordering = ["-held_on"]
        verbose_name = verbose_name_plural = "检查轮次"
