"""公开事项清单 derived from powers and services, and the negative list."""

from __future__ import annotations

from django.db import models

MATTER = "catalogue.matter"


class Attribute(models.TextChoices):
    """The publicity attribute of a piece of information."""

    OPEN = "open", "主动公开"
    REQUEST = "request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Ground(models.TextChoices):
    """Why something is withheld: the articles of the Regulation (国令第711号)."""

    SECRET = "secret", "依法确定为国家秘密（第十四条）"
    FORBIDDEN = "forbidden", "法律、行政法规禁止公开（第十四条）"
    SECURITY = "security", "可能危及国家安全、公共安全、经济安全、社会稳定（第十四条）"
    THIRD_PARTY = "third_party", "涉及商业秘密、个人隐私等，公开会损害第三方合法权益（第十五条）"
    INTERNAL = "internal", "内部事务信息（第十六条第一款）"
    PROCESS = "process", "过程性信息（第十六条第二款）"
    CASE_FILE = "case_file", "行政执法案卷信息（第十六条第二款）"


class Matter(models.Model):
    """One piece of information that one link (环节) of a power or service brings forth."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="matters", verbose_name="单位")
    source = models.ForeignKey(
        "catalogue.RegisterItem", models.PROTECT, null=True, blank=True, related_name="matters", verbose_name="来源事项"
    )
    source_name = models.CharField("来源", max_length=300)
    link = models.CharField("环节", max_length=40)  # 依据、受理、审查、决定、送达、监督
    name = models.CharField("信息事项", max_length=300)
    attribute = models.CharField("公开属性", max_length=10, choices=Attribute.choices, blank=True)  # "": not yet decided
    ground = models.CharField("理由", max_length=12, choices=Ground.choices, blank=True)
    basis = models.CharField("依据", max_length=300, blank=True)
    negative = models.ForeignKey(
        "catalogue.NegativeItem", models.PROTECT, null=True, blank=True, related_name="matters", verbose_name="负面清单条目"
    )
    entry = models.ForeignKey("catalogue.Entry", models.PROTECT, null=True, blank=True, related_name="matters", verbose_name="目录事项")
    decided_at = models.DateTimeField("认定时间", null=True, blank=True)
    decided_by = models.CharField("认定人", max_length=80, blank=True)
    made_at = models.DateTimeField("列入时间")
    ended_on = models.DateField("停用日期", null=True, blank=True)  # its power was cancelled

    class Meta:
        ordering = ["organ", "id"]
        verbose_name = verbose_name_plural = "公开事项清单"
        constraints = [models.UniqueConstraint(fields=["source", "link", "name"], name="matter_once_per_link")]
        indexes = [models.Index(fields=["organ", "attribute"], name="matter_of_organ")]

    def __str__(self) -> str:
        return self.name


class NegativeItem(models.Model):
    """What is not disclosed, with its ground (政务公开负面清单)."""

    title = models.CharField("不予公开事项", max_length=300)
    ground = models.CharField("理由", max_length=12, choices=Ground.choices)
    basis = models.CharField("依据", max_length=300)  # the law and article that forbids
    organ = models.ForeignKey("organs.Organ", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    field = models.ForeignKey("catalogue.Field", models.PROTECT, null=True, blank=True, related_name="negative", verbose_name="领域")
    note = models.CharField("说明", max_length=300, blank=True)
    since = models.DateField("列入日期")
    until = models.DateField("移出日期", null=True, blank=True)
    ended_why = models.CharField("移出原因", max_length=200, blank=True)
    set_by = models.CharField("列入人", max_length=80)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "负面清单条目"

    def __str__(self) -> str:
        return self.title


class NegativeList(models.Model):
    """A released version of the negative list."""

    number = models.IntegerField("版次", unique=True)
    items = models.JSONField("条目")
    reason = models.CharField("原因", max_length=300)
    released_at = models.DateTimeField("发布时间")
    released_by = models.CharField("发布人", max_length=80)

    class Meta:
        ordering = ["-number"]
        verbose_name = verbose_name_plural = "负面清单版本"
