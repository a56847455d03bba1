"""The answer: drafted in parts, approved, issued, served."""

from __future__ import annotations

from django.db import models

from .case import Case


class Reply(models.Model):
    """One draft of an answer; a returned or remanded one is replaced by the next and kept."""

    class State(models.TextChoices):
        DRAFT = "draft", "起草中"
        SUBMITTED = "submitted", "待审批"
        APPROVED = "approved", "已批准"
        ISSUED = "issued", "已发出"
        SERVED = "served", "已送达"
        REPLACED = "replaced", "已被替代"

    case = models.ForeignKey(Case, models.PROTECT, related_name="replies")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    number = models.CharField("文号", max_length=80, blank=True)
    facts = models.JSONField("事实", default=dict, blank=True)  # what holds for the whole answer
    text = models.TextField("补充说明", blank=True)
    drafted_by = models.CharField("拟稿人", max_length=80)
    drafted_by_id = models.BigIntegerField(null=True)  # whoever drafts does not approve
    drafted_at = models.DateTimeField("拟稿时间")
    returned_by = models.CharField("退回人", max_length=80, blank=True)
    return_reason = models.TextField("退回原因", blank=True)
    approved_by = models.CharField("批准人", max_length=80, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    issued_on = models.DateField("答复日期", null=True, blank=True)
    letter = models.ForeignKey("letters.Letter", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "答复"


class Part(models.Model):
    """One decision of the answer (law.outcomes) with its ground, facts and what it covers."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="parts")
    order = models.IntegerField(default=0)
    outcome = models.CharField("决定", max_length=8)
    ground = models.CharField("依据", max_length=200, blank=True)
    covers = models.CharField("对应的内容", max_length=300, blank=True)
    reasons = models.TextField("理由", blank=True)
    facts = models.JSONField("事实", default=dict, blank=True)
    withheld = models.TextField("不予公开的部分", blank=True)
    not_taken = models.TextField("不采用更公开方案的理由", blank=True)  # REQ-04

    class Meta:
        ordering = ["order", "id"]
        verbose_name = verbose_name_plural = "答复内容"


class Service(models.Model):
    """A letter reached its addressee, with proof."""

    class Way(models.TextChoices):
        POST = "post", "邮政挂号或EMS"  # the day of posting counts
        DIRECT = "direct", "直接送达"
        ENTRUSTED = "entrusted", "委托送达"
        ONLINE = "online", "网上送达"
        EMAIL = "email", "电子邮件"
        FAX = "fax", "传真"
        PICKUP = "pickup", "自行领取"
        NOTICE = "notice", "公告送达"

    case = models.ForeignKey(Case, models.PROTECT, related_name="services")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="services")
    letter = models.ForeignKey("letters.Letter", models.PROTECT, null=True, blank=True, related_name="+")
    addressee = models.CharField("受送达人", max_length=120)
    way = models.CharField("送达方式", max_length=10, choices=Way.choices)
    on = models.DateField("送达日期")  # 交邮之日 or 签收之日
    tracking = models.CharField("邮件号码", max_length=60, blank=True)
    signed_by = models.CharField("签收人", max_length=60, blank=True)
    proof = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.CharField("送达人", max_length=80)
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "送达记录"
