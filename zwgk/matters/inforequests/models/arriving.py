"""What keeps the door: one application per sent form, who handed it on."""

from __future__ import annotations

from django.db import models

from .case import Case


class Sent(models.Model):
    """A form that was sent. Its token is taken once, so a double click makes one case."""

    token = models.CharField(max_length=64)
    case = models.ForeignKey(Case, models.PROTECT, related_name="sent")
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "已提交的表单"
        constraints = [models.UniqueConstraint(fields=["token"], name="inforequest_sent_once")]


class Forwarding(models.Model):
    """A request taken in at the common counter and handed on to the organ it is for (REQ-01)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="forwarding")
    taken_at = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name="集中受理点")
    to = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name="受理机关")
    sent_at = models.DateTimeField("转送时间", db_index=True)
    sent_by = models.CharField("转送人", max_length=80)
    reason = models.CharField("说明", max_length=300, blank=True)
    taken_over_at = models.DateTimeField("接收时间", null=True, blank=True)
    taken_over_by = models.CharField("接收人", max_length=80, blank=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        verbose_name = verbose_name_plural = "转送登记"
