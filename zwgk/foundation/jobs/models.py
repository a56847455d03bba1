"""What is to be run and what is to be sent."""

from __future__ import annotations

from django.db import models


class Schedule(models.Model):
    """A function that runs again and again."""

    name = models.CharField("作业", max_length=120, unique=True)  # dotted name of the function
    title = models.CharField("名称", max_length=80, blank=True)
    every = models.CharField("周期", max_length=20)  # "minute", "hour", "10min", "day 08:30"
    active = models.BooleanField("启用", default=True)  # False: no slice declares it any more
    next_run = models.DateTimeField("下次运行", db_index=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=80, blank=True)
    last_run = models.DateTimeField("上次运行", null=True, blank=True)
    last_result = models.CharField("上次结果", max_length=300, blank=True)
    last_error = models.TextField("上次错误", blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = verbose_name_plural = "定时作业"

    def __str__(self) -> str:
        return self.title or self.name


class Delivery(models.Model):
    """Something to be sent outside, once."""

    class State(models.TextChoices):
        QUEUED = "queued", "待发送"
        SENDING = "sending", "发送中"
        SENT = "sent", "已发出"
        FAILED = "failed", "发送失败"
        UNCERTAIN = "uncertain", "结果不明"  # the worker died while sending: a person decides, nobody gets it twice

    class Report(models.TextChoices):
        DELIVERED = "delivered", "已送达手机"
        UNDELIVERED = "undelivered", "未送达手机"

    key = models.CharField("唯一标识", max_length=120, unique=True)
    channel = models.CharField("渠道", max_length=20)  # a connector: smtp, webhook, sms, filedrop
    address = models.CharField("地址", max_length=300)
    subject = models.CharField("标题", max_length=200, blank=True)
    body = models.TextField("内容", blank=True)
    options = models.JSONField(default=dict, blank=True)  # what the connector needs besides: the shape of a webhook
    attachments = models.JSONField("附件", default=list, blank=True)  # [{"name": …, "path": below MEDIA_ROOT}]
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.IntegerField("已试次数", default=0)
    queued_at = models.DateTimeField("提交时间")
    next_try = models.DateTimeField("下次发送", null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    receipt = models.CharField("回执", max_length=500, blank=True)
    recipient = models.CharField("收件人", max_length=80, blank=True)  # a name for the list; never an address
    lane = models.CharField(max_length=64, blank=True)  # deliveries of one robot are paced together
    tried_at = models.DateTimeField("上次尝试", null=True, blank=True)
    gateway_number = models.CharField("网关编号", max_length=120, blank=True)
    reported = models.CharField("状态报告", max_length=12, choices=Report.choices, blank=True)
    reported_at = models.DateTimeField("报告时间", null=True, blank=True)
    reported_said = models.CharField("报告内容", max_length=120, blank=True)
    last_error = models.TextField("错误", blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "对外发送"
        indexes = [models.Index(fields=["state", "next_try"], name="delivery_due"), models.Index(fields=["lane", "tried_at"], name="delivery_lane")]

    def __str__(self) -> str:
        return f"{self.channel} {self.address} {self.subject}"
