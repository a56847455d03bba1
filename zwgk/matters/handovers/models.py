"""Hand-overs with their confirmations, the objects people keep, and what was found without an owner."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

SUBJECT = "handovers.handover"


class State(models.TextChoices):
    """准备中 → 待生效 → 已交接."""

    PREPARING = "preparing", "准备中"
    AGREED = "agreed", "待生效"
    DONE = "done", "已交接"
    CANCELLED = "cancelled", "已取消"
    UNDONE = "undone", "已撤回"


OPEN = (State.PREPARING, State.AGREED)


class Handover(models.Model):
    """One person leaves, another follows. What was handed over is frozen in `content` at the moment of the act."""

    leaving = models.ForeignKey("organs.Person", models.PROTECT, related_name="+", verbose_name="移交人")
    successor = models.ForeignKey("organs.Person", models.PROTECT, related_name="+", verbose_name="接收人")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name="单位")
    on = models.DateField("交接日期")  # from this day on the successor answers
    reason = models.CharField("原因", max_length=200, blank=True)
    remarks = models.TextField("在办事项说明", blank=True)  # 卡在哪里、找谁
    absent_note = models.CharField("代办说明", max_length=300, blank=True)  # the leaver is gone: why the county does it
    ends_account = models.BooleanField("停用移交人账号", default=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PREPARING, db_index=True)
    prepared_at = models.DateTimeField("发起时间")
    prepared_by = models.CharField("发起人", max_length=80)
    done_at = models.DateTimeField("交接时间", null=True, blank=True)
    done_by = models.CharField("办理人", max_length=80, blank=True)
    content = models.JSONField("交接清单", default=dict)  # frozen: people, lines, remarks, objects, confirmations
    digest = models.CharField("清单校验码", max_length=64, blank=True)  # SHA-256 of `content`
    moved = models.JSONField(default=dict)  # key → person by number, and pairs of holdings: for 撤回
    docx = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="清单文档")
    pdf = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="清单 PDF")
    ended_at = models.DateTimeField("取消或撤回时间", null=True, blank=True)
    ended_by = models.CharField("取消或撤回人", max_length=80, blank=True)
    ended_reason = models.CharField("取消或撤回原因", max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "工作交接"
        constraints = [models.UniqueConstraint(fields=["leaving"], condition=Q(state__in=["preparing", "agreed"]), name="one_open_handover")]

    def __str__(self) -> str:
        return f"{self.leaving.name}→{self.successor.name}"

    @property
    def url(self) -> str:
        return f"/office/handovers/{self.pk}/"


class Arrangement(models.Model):
    """What is said of one thing on the list: it goes to somebody else, or a remark."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="arrangements")
    key = models.CharField(max_length=80)
    to = models.ForeignKey("organs.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="改交")
    remark = models.CharField("说明", max_length=300, blank=True)
    missing = models.BooleanField("未交出", default=False)  # an object that was not handed over

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "逐项安排"
        constraints = [models.UniqueConstraint(fields=["handover", "key"], name="arrangement_once")]


class Part(models.TextChoices):
    """Who confirms."""

    LEAVING = "leaving", "移交人"
    SUCCESSOR = "successor", "接收人"
    SUPERVISOR = "supervisor", "监交人"


class Confirmation(models.Model):
    """One signature: on the screen, or on the printed list whose scan is kept."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="confirmations")
    part = models.CharField("身份", max_length=12, choices=Part.choices)
    name = models.CharField("姓名", max_length=80)
    person_number = models.BigIntegerField(null=True)  # who clicked; on paper: who registered the scan
    at = models.DateTimeField("时间")
    lines = models.IntegerField("确认时清单件数", default=0)
    digest = models.CharField("确认时清单校验码", max_length=64, blank=True)
    paper = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签字扫描件")

    class Meta:
        ordering = ["at", "id"]
        verbose_name = verbose_name_plural = "确认"
        constraints = [models.UniqueConstraint(fields=["handover", "part"], name="confirmed_once")]


class KeptObject(models.Model):
    """An account of the unit or a thing that somebody keeps for it. Never a password."""

    class Kind(models.TextChoices):
        ACCOUNT = "account", "新媒体账号"
        SITE = "site", "网站或系统账号"
        KEY = "key", "U盾、密钥"
        SEAL = "seal", "印章"
        PAPER = "paper", "纸质档案"
        OTHER = "other", "其他"

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name="单位")
    keeper = models.ForeignKey("organs.Person", models.PROTECT, related_name="+", verbose_name="保管人")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    name = models.CharField("名称", max_length=120)
    place = models.CharField("存放处或管理方式", max_length=200)
    missing_since = models.DateField("未交出", null=True, blank=True)  # the former keeper did not hand it over
    since = models.DateField("保管起")
    ended_on = models.DateField("不再保管", null=True, blank=True)
    ended_reason = models.CharField("原因", max_length=200, blank=True)

    class Meta:
        ordering = ["organ", "kind", "id"]
        verbose_name = verbose_name_plural = "保管物品"

    def __str__(self) -> str:
        return self.name


class Ownerless(models.Model):
    """Something that nobody answers for: found at night, told once, gone when mended."""

    kind = models.CharField("类别", max_length=20)
    key = models.CharField(max_length=120)
    label = models.CharField("事项", max_length=300)
    organ = models.ForeignKey("organs.Organ", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="单位")
    found_at = models.DateTimeField("发现时间")
    gone_at = models.DateTimeField("消除时间", null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "无人负责"
        constraints = [models.UniqueConstraint(fields=["key"], condition=Q(gone_at__isnull=True), name="ownerless_once")]
