"""Messages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


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
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organ__isnull=True) | Q(person__isnull=True, organ__isnull=False),
                name="message_one_addressee",
            )
        ]

    def __str__(self) -> str:
        return self.title
