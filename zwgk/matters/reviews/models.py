"""A review, what it judges, and each step that was taken. The running limit lives in clocks, under ("reviews.review", id)."""

from __future__ import annotations

from django.db import models

from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.organs.models import Organ, Person

SUBJECT = "reviews.review"


class State(models.TextChoices):
    OPEN = "open", "审核中"
    COMPLETED = "completed", "已通过"
    RETURNED = "returned", "已退回"
    LAPSED = "lapsed", "已失效"


class Review(models.Model):
    """One judgement over one or many things, as they were when it was opened."""

    process = models.CharField("审核流程", max_length=60)  # id in law/reviews
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    title = models.CharField("名称", max_length=300)
    url = models.CharField(max_length=500, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="reviews", verbose_name="单位")
    drafter = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="起草人")
    drafter_name = models.CharField("起草人", max_length=80)
    hash = models.CharField("版本哈希", max_length=64)  # over all items that are still in it
    rendition = models.TextField("送审稿", blank=True)  # clean HTML, frozen: what the reviewers saw
    note = models.TextField("送审说明", blank=True)
    remarks = models.JSONField("筛查发现", default=list, blank=True)  # frozen: what the screening found and how it was decided
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.OPEN, db_index=True)
    reason = models.TextField("退回或失效原因", blank=True)
    law_version = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField("送审时间")
    opened_by = models.CharField("送审人", max_length=80)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    emergency_at = models.DateTimeField("紧急发布时间", null=True, blank=True)
    emergency_by = models.CharField("批准紧急发布", max_length=80, blank=True)
    emergency_reason = models.TextField("紧急发布理由", blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "审核"
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="review_subject"),
            models.Index(fields=["organ", "state"], name="review_organ_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id"], condition=models.Q(state="open"), name="review_open_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """Short code of the version, for the printed sheet: A1B2-C3D4."""
        return f"{self.hash[:4]}-{self.hash[4:8]}".upper()

    @property
    def address(self) -> str:
        return f"/office/reviews/{self.pk}/"


class Item(models.Model):
    """One thing of a review; the hash is that of its content when it was opened."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="items")
    type = models.CharField(max_length=60)
    item_id = models.CharField(max_length=40)
    title = models.CharField("名称", max_length=300)
    url = models.CharField(max_length=500, blank=True)
    hash = models.CharField(max_length=64)
    withdrawn = models.CharField("移出原因", max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "送审内容"
        indexes = [models.Index(fields=["type", "item_id"], name="review_item")]
        constraints = [models.UniqueConstraint(fields=["review", "type", "item_id"], name="review_item_once")]


class Step(models.Model):
    """A step that was taken: by whom, how, over which version."""

    class Outcome(models.TextChoices):
        PASSED = "passed", "通过"
        RETURNED = "returned", "退回"

    review = models.ForeignKey(Review, models.CASCADE, related_name="steps")
    step = models.CharField("环节", max_length=40)
    title = models.CharField("环节名称", max_length=80)
    outcome = models.CharField("结论", max_length=10, choices=Outcome.choices)
    opinion = models.TextField("意见", blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审核人")
    name = models.CharField("审核人", max_length=80)
    absent = models.CharField("代理", max_length=80, blank=True)  # AB 角: for whom
    seen_hash = models.CharField("所见版本", max_length=64)
    taken_at = models.DateTimeField("时间")
    signed_on = models.DateField("签字日期", null=True, blank=True)  # 线下签批: the day on the sheet
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签批件")
    registered_by = models.CharField("登记人", max_length=80, blank=True)  # 线下签批: who entered it

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "审核环节"
