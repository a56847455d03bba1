"""Facts and the seals over them."""

from __future__ import annotations

from django.db import models


class Fact(models.Model):
    """One thing that happened. Plain values, so that history survives renaming and removal."""

    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=60)  # "ledger.report"
    sentence = models.CharField(max_length=500)  # what a person reads: “上报进展：已编制完成”
    actor_id = models.BigIntegerField(null=True)  # organs.Person by number, no key: the journal stands below organs
    actor_name = models.CharField(max_length=80)
    actor_organ = models.CharField(max_length=120, blank=True)  # where the actor sat; organ_* is whom the fact concerns
    organ_id = models.BigIntegerField(null=True, db_index=True)
    organ_name = models.CharField(max_length=120, blank=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_title = models.CharField(max_length=300, blank=True)
    basis = models.CharField(max_length=300, blank=True)  # article applied
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "工作日志"
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="fact_subject")]


class Seal(models.Model):
    """A link of the chain: SM3 over the previous digest and the SM3 marks of one batch of facts, in the order of their numbers."""

    made_at = models.DateTimeField()
    first_fact = models.BigIntegerField()
    last_fact = models.BigIntegerField()
    count = models.IntegerField()
    marks = models.JSONField(default=list)  # [[number, SM3 of the fact], …]: tells which fact was touched
    previous = models.CharField(max_length=64, unique=True)  # unique: the chain cannot fork
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "日志封存"
