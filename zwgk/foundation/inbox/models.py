"""Messages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .quiet import FROM, UNTIL


class Message(models.Model):
    """A message to one person, or to an organ (then one reader is enough)."""

    kind = models.CharField("类别", max_length=40, blank=True)  # "clocks.remind", "ledger.urge": who sends it
    key = models.CharField(max_length=120, null=True, blank=True, unique=True)  # sent once per key
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="messages", verbose_name="收件人"
    )
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, null=True, blank=True, related_name="messages", verbose_name="收件单位"
    )
    role = models.CharField("收件角色", max_length=20, blank=True)  # a Role at that organ; "": everybody of the organ
    title = models.CharField("标题", max_length=200)
    body = models.TextField("内容", blank=True)
    url = models.CharField("网址", max_length=300, blank=True)
    sent_at = models.DateTimeField("发出时间")
    sent_by = models.CharField("发件人", max_length=80, blank=True)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    read_by = models.CharField("阅读人", max_length=80, blank=True)
    needs_receipt = models.BooleanField("要求签收", default=False)
    received_at = models.DateTimeField("签收时间", null=True, blank=True)
    received_by = models.CharField("签收人", max_length=80, blank=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        verbose_name = verbose_name_plural = "站内消息"
        indexes = [
            models.Index(fields=["person", "read_at", "sent_at"], name="message_person"),
            models.Index(fields=["organ", "read_at", "sent_at"], name="message_organ"),
            models.Index(fields=["organ", "person"], name="message_receipt", condition=Q(needs_receipt=True, received_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organ__isnull=True) | Q(person__isnull=True, organ__isnull=False),
                name="message_one_addressee",
            )
        ]

    def __str__(self) -> str:
        return self.title


class WayKind(models.TextChoices):
    """How a message gets to a person outside the platform."""

    MAIL = "mail", "电子邮件"
    SMS = "sms", "短信"
    DINGTALK = "dingtalk", "钉钉机器人"
    WECOM = "wecom", "企业微信机器人"


class Way(models.Model):
    """A way to one person, or a group robot of an organ. What is secret in it rests sealed and is never shown again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="ways", verbose_name="本人")
    organ = models.ForeignKey("organs.Organ", models.CASCADE, null=True, blank=True, related_name="ways", verbose_name="单位")
    kind = models.CharField("方式", max_length=10, choices=WayKind.choices)
    name = models.CharField("名称", max_length=60, blank=True)  # “政务公开工作群”
    address = models.CharField("地址", max_length=200, blank=True)  # e-mail, telephone; empty for robots
    shown = models.CharField("显示", max_length=120)  # “139****0000”, “oapi.dingtalk.com …3f9a”
    sealed = models.TextField(blank=True)  # url, secret, keyword of a robot
    lane = models.CharField(max_length=64, blank=True)  # the same robot, whoever has entered it
    main = models.BooleanField("使用", default=True)  # a person is written to by one way only
    added_at = models.DateTimeField("登记时间")
    added_by = models.CharField("登记人", max_length=80)
    tried_at = models.DateTimeField("上次试发", null=True, blank=True)
    tried_said = models.CharField("试发结果", max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "接收方式"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organ__isnull=True) | Q(person__isnull=True, organ__isnull=False), name="way_one_owner"
            ),
            models.UniqueConstraint(fields=["person"], condition=Q(main=True, person__isnull=False), name="way_one_main"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.shown}"


class Wish(models.Model):
    """When a person wants to be left in peace, and which kinds he reads only in the inbox."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="wish", verbose_name="本人")
    quiet_from = models.TimeField("免打扰起", default=FROM)
    quiet_until = models.TimeField("免打扰止", default=UNTIL)
    rest_days = models.BooleanField("休息日也接收", default=False)
    lowered = models.JSONField("只在站内看的消息", default=list)  # codes of kinds

    class Meta:
        verbose_name = verbose_name_plural = "接收设置"


class Relay(models.Model):
    """A person without a way was told in the group of the county: on which day, by whom."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="relays", verbose_name="收件人")
    day = models.DateField("日期")
    by = models.CharField("转告人", max_length=80)
    at = models.DateTimeField("转告时间")

    class Meta:
        ordering = ["-day", "person"]
        verbose_name = verbose_name_plural = "群内转告"
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="relay_once_a_day")]
