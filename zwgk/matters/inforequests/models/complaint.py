"""投诉、举报: somebody says that an organ does not publish or answer as the law wants (Art. 47(2), 51)."""

from __future__ import annotations

from django.db import models

from .private import sealed


class Complaint(models.Model):
    """To the competent department; the organ complained about never sees who wrote."""

    class About(models.TextChoices):
        NOT_PUBLISHED = "not_published", "应当主动公开的没有公开"
        NOT_ANSWERED = "not_answered", "申请公开超过期限没有答复"
        WRONGLY_ANSWERED = "wrongly_answered", "答复不符合规定"
        OUT_OF_DATE = "out_of_date", "公开的内容、指南或者目录没有更新"
        PRIVACY = "privacy", "公开了不应当公开的信息"
        OTHER = "other", "其他"

    class State(models.TextChoices):
        ARRIVED = "arrived", "待核查"
        FOUNDED = "founded", "属实，督促整改"
        UNFOUNDED = "unfounded", "不属实"
        ELSEWHERE = "elsewhere", "不属于受理范围"

    code = models.CharField("查询码", max_length=20, unique=True)
    token = models.CharField(max_length=64, unique=True)  # of the form: sent twice, taken once
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name="被反映单位")
    about = models.CharField("反映事项", max_length=20, choices=About.choices)
    text = models.TextField("具体情况")
    name = models.CharField("反映人", max_length=120, blank=True)
    phone_sealed = models.TextField("电话", blank=True)
    email = models.EmailField("邮箱", blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.ARRIVED, db_index=True)
    arrived_at = models.DateTimeField("收到时间")
    result = models.TextField("核查结果", blank=True)
    finding = models.ForeignKey("findings.Finding", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="问题")
    found_at = models.DateTimeField("办结时间", null=True, blank=True)
    found_by = models.CharField("核查人", max_length=80, blank=True)
    files = models.ManyToManyField("files.StoredFile", blank=True, related_name="+", verbose_name="材料")

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "投诉举报"

    phone = sealed("phone_sealed")

    @property
    def url(self) -> str:
        return f"/office/requests/complaints/{self.pk}/"

    @property
    def number(self) -> str:
        """How it is called where nobody may be named."""
        return f"投诉举报第{self.pk}号"
