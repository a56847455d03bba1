"""Rows of supervision: a step taken towards a unit, and what a unit says about being late."""

from __future__ import annotations

from django.db import models


class Escalation(models.Model):
    """One step of the ladder towards one unit: which items, which letter, on which grounds."""

    key = models.CharField("批次", max_length=24, db_index=True)  # steps taken together
    step = models.CharField("步骤", max_length=40)
    step_title = models.CharField("步骤名称", max_length=40)  # as it was called then
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="escalations", verbose_name="单位")
    items = models.ManyToManyField("ledger.Item", related_name="escalations")
    letter = models.ForeignKey("letters.Letter", models.PROTECT, related_name="escalations", verbose_name="文书")
    facts = models.JSONField("当时情况", default=list)  # a line per item: number of the item and what was said of it
    taken_at = models.DateTimeField("时间")
    taken_by = models.CharField("经办人", max_length=80)
    talked_on = models.DateField("约谈日期", null=True, blank=True)
    talk_persons = models.CharField("参加人员", max_length=300, blank=True)
    talk_text = models.TextField("约谈记录", blank=True)
    talk_by = models.CharField("记录人", max_length=80, blank=True)

    class Meta:
        ordering = ["taken_at", "id"]
        verbose_name = verbose_name_plural = "督办步骤"


class Excuse(models.Model):
    """What a unit says about being late (情况说明)."""

    item = models.ForeignKey("ledger.Item", models.CASCADE, related_name="excuses")
    text = models.TextField("情况说明")
    said_at = models.DateTimeField("时间")
    said_by = models.CharField("说明人", max_length=80)

    class Meta:
        ordering = ["said_at", "id"]
        verbose_name = verbose_name_plural = "情况说明"
