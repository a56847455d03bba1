"""A call for data, what each unit returns, and what was handed on. The time limit lives in clocks, under ("datacalls.return", id)."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django.utils import timezone

from .spec import Sheet, sheet_from

SUBJECT = "datacalls.return"
CALL = "datacalls.call"


class CallState(models.TextChoices):
    """设计 → 收集 → 已截止; what was handed on is a row of its own."""

    DRAFT = "draft", "待下发"
    RUNNING = "running", "收集中"
    CLOSED = "closed", "已截止"
    VOID = "void", "已撤销"


class State(models.TextChoices):
    """Where one unit stands."""

    WAITING = "waiting", "未报"
    SIGNING = "signing", "待签发"
    SENT = "sent", "已报"
    RETURNED = "returned", "已退回"


class DataCall(models.Model):
    """One table asked for by a superior, collected from units."""

    title = models.CharField("名称", max_length=200)
    asked_by = models.CharField("来表单位", max_length=120, blank=True)
    words = models.TextField("填报要求", blank=True)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+", verbose_name="牵头单位")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name="来表")
    book = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name="工作簿")  # the same file, or its .xlsx
    sheets = models.JSONField("填报内容", default=list)
    notes = models.JSONField("提示", default=list)  # what the reader wants the officer to know
    state = models.CharField("状态", max_length=10, choices=CallState.choices, default=CallState.DRAFT, db_index=True)
    due_on = models.DateField("截止日期", null=True, blank=True)
    due_words = models.CharField("截止时刻", max_length=60, blank=True)  # 中午12时前
    needs_sign = models.BooleanField("须本单位领导签发", default=False)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="上一期")
    made_at = models.DateTimeField("登记时间")
    made_by = models.CharField("登记人", max_length=80)
    started_at = models.DateTimeField("下发时间", null=True, blank=True)
    started_by = models.CharField("下发人", max_length=80, blank=True)
    closed_at = models.DateTimeField("截止操作时间", null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "采集表"

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return f"/office/datacalls/{self.pk}/"

    @cached_property
    def spec(self) -> tuple[Sheet, ...]:
        """The sheets that units fill."""
        return tuple(sheet_from(each) for each in self.sheets)


class Return(models.Model):
    """What one unit returns to one call. Rows: sheet name → list of {key of the column: value}."""

    call = models.ForeignKey(DataCall, models.CASCADE, related_name="returns", verbose_name="采集表")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="datacall_returns", verbose_name="填报单位")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    draft = models.JSONField("草稿", default=dict)
    draft_at = models.DateTimeField("草稿时间", null=True, blank=True)
    draft_by = models.CharField("草稿人", max_length=80, blank=True)
    values = models.JSONField("已报内容", default=dict)
    zero = models.BooleanField("零报告", default=False)
    on_paper = models.BooleanField("纸质代录", default=False)
    sent_at = models.DateTimeField("报送时间", null=True, blank=True)
    sent_by = models.CharField("报送人", max_length=80, blank=True)
    sent_by_id = models.BigIntegerField(null=True)
    signed_by = models.CharField("签发人", max_length=80, blank=True)
    seen_at = models.DateTimeField("首次打开", null=True, blank=True)
    seen_by = models.CharField("打开人", max_length=80, blank=True)
    reason = models.TextField("退回原因", blank=True)
    urged = models.IntegerField("催报次数", default=0)

    class Meta:
        ordering = ["organ__order", "organ_id"]
        verbose_name = verbose_name_plural = "填报"
        constraints = [models.UniqueConstraint(fields=["call", "organ"], name="datacall_return_once")]

    def __str__(self) -> str:
        return f"{self.call.title}（{self.organ.label}）"

    @property
    def url(self) -> str:
        return f"/office/datacalls/{self.call_id}/{self.organ_id}/"

    @property
    def has_sent(self) -> bool:
        return self.state == State.SENT

    @property
    def progress(self) -> str:
        """For the list of units."""
        if self.state == State.WAITING:
            if self.draft_at:
                return f"填写中，{timezone.localtime(self.draft_at):%m-%d %H:%M}保存"
            return "已打开" if self.seen_at else "未打开"
        return str(self.get_state_display())


class Revision(models.Model):
    """Each version that a unit sent: what changed stays visible."""

    given = models.ForeignKey(Return, models.CASCADE, related_name="revisions", verbose_name="填报")
    values = models.JSONField("内容", default=dict)
    zero = models.BooleanField("零报告", default=False)
    on_paper = models.BooleanField("纸质代录", default=False)
    sent_at = models.DateTimeField("报送时间")
    sent_by = models.CharField("报送人", max_length=80)
    note = models.CharField("更正说明", max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "报送记录"


class Paper(models.Model):
    """A file of a return: the stamped sheet, a photo, a proof that a column asks for."""

    given = models.ForeignKey(Return, models.CASCADE, related_name="papers", verbose_name="填报")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "填报附件"

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def size(self) -> int:
        return self.file.size

    @property
    def url(self) -> str:
        return f"{self.given.url}papers/{self.pk}/"


class Urge(models.Model):
    """One 催报: to whom, with which words."""

    call = models.ForeignKey(DataCall, models.CASCADE, related_name="urges", verbose_name="采集表")
    at = models.DateTimeField("时间")
    by = models.CharField("催报人", max_length=80)
    text = models.TextField("群消息")
    organs = models.JSONField("单位", default=list)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "催报"


class Handed(models.Model):
    """A merged version handed on: frozen with its digest; later changes are shown against it."""

    call = models.ForeignKey(DataCall, models.CASCADE, related_name="handed", verbose_name="采集表")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name="汇总表")
    sha256 = models.CharField("校验值", max_length=64)
    values = models.JSONField("内容", default=dict)  # organ → values
    missing = models.JSONField("缺报单位", default=list)
    handed_to = models.CharField("报送对象", max_length=120)
    note = models.CharField("说明", max_length=300, blank=True)
    at = models.DateTimeField("报送时间")
    by = models.CharField("经办人", max_length=80)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "已报上级的版本"

    @property
    def url(self) -> str:
        return f"/office/datacalls/{self.call_id}/handed/{self.pk}/"
