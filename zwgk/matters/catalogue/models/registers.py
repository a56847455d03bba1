"""权责清单、公共服务事项清单、行政审批事项清单 …: versioned registers; functions and structure of an organ."""

from __future__ import annotations

from django.db import models

REGISTER = "catalogue.register"


class Register(models.TextChoices):
    """Which list an item stands in."""

    POWER = "power", "权责清单"
    SERVICE = "service", "政务服务事项清单"
    APPROVAL = "approval", "行政审批事项清单"
    QUALIFICATION = "qualification", "职业资格清单"
    INTERMEDIARY = "intermediary", "中介服务事项清单"


class RegisterReason(models.TextChoices):
    """Why a list changes (PWR-02)."""

    FIRST = "first", "首次编制"
    LAW = "law", "法律法规修订"
    FUNCTION = "function", "职能转移调整"
    PROCESS = "process", "流程优化"
    SUPERIOR = "superior", "上级清单调整"
    MISTAKE = "mistake", "更正错误"


class RegisterItem(models.Model):
    """A power, service, approval … of an organ, as it stands now."""

    class State(models.TextChoices):
        KEPT = "kept", "保留"
        DELEGATED = "delegated", "下放"
        TAKEN_OVER = "taken_over", "承接"
        CANCELLED = "cancelled", "取消"

    register = models.CharField("清单", max_length=14, choices=Register.choices)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="register_items", verbose_name="单位")
    code = models.CharField("编码", max_length=80)
    name = models.CharField("名称", max_length=300)
    category = models.CharField("类别", max_length=60, blank=True)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.KEPT)
    values = models.JSONField("各栏", default=dict)  # of the kind power-item or service-item
    version = models.IntegerField("版本", default=1)
    changed_on = models.DateField("最近调整")

    class Meta:
        ordering = ["organ", "register", "code", "id"]
        verbose_name = verbose_name_plural = "清单事项"
        constraints = [models.UniqueConstraint(fields=["register", "organ", "code"], name="register_code_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"/office/catalogue/registers/items/{self.pk}/"


class RegisterChange(models.Model):
    """A version of an item: why, old and new text, when it was published and passed on."""

    item = models.ForeignKey(RegisterItem, models.CASCADE, related_name="changes", verbose_name="清单事项")
    version = models.IntegerField("版本")
    reason = models.CharField("调整原因", max_length=10, choices=RegisterReason.choices)
    basis = models.CharField("调整依据", max_length=300, blank=True)
    old = models.JSONField("调整前", default=dict)
    new = models.JSONField("调整后")
    made_at = models.DateTimeField("调整时间")
    made_by = models.CharField("经办人", max_length=80)
    published_at = models.DateTimeField("公开时间", null=True, blank=True)
    published_url = models.CharField("公开地址", max_length=500, blank=True)
    synced_at = models.DateTimeField("同步政务服务网时间", null=True, blank=True)
    synced_note = models.CharField("同步情况", max_length=200, blank=True)

    class Meta:
        ordering = ["-version"]
        verbose_name = verbose_name_plural = "清单调整记录"
        constraints = [models.UniqueConstraint(fields=["item", "version"], name="register_version_once")]


class SuperiorList(models.Model):
    """A unified list of the superior (统一行政权力清单), to compare with."""

    register = models.CharField("清单", max_length=14, choices=Register.choices)
    title = models.CharField("名称", max_length=200)
    issuer = models.CharField("发布机关", max_length=120)
    rows = models.JSONField("事项", default=list)  # [{"code", "name", "category", "basis"}]
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="原件")
    imported_at = models.DateTimeField("导入时间")
    imported_by = models.CharField("导入人", max_length=80)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "上级清单"


class Functions(models.Model):
    """三定职责、内设机构、下属单位 of an organ: one version; the newest is in force."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="functions", verbose_name="单位")
    version = models.IntegerField("版本")
    duties = models.TextField("主要职责")
    basis = models.CharField("三定规定", max_length=200, blank=True)
    sections = models.JSONField("内设机构", default=list)  # [{"name", "duties", "phone"}]
    subordinates = models.JSONField("下属单位", default=list)
    reason = models.CharField("调整原因", max_length=10, choices=RegisterReason.choices)
    made_at = models.DateTimeField("时间")
    made_by = models.CharField("经办人", max_length=80)

    class Meta:
        ordering = ["organ", "-version"]
        verbose_name = verbose_name_plural = "机构职能"
        constraints = [models.UniqueConstraint(fields=["organ", "version"], name="functions_version_once")]
