"""事项 (Entry) with every version (Revision). What is edited stands in the entry; what the public sees is its released revision."""

from __future__ import annotations

from django.db import models

ENTRY = "catalogue.entry"


class EntryState(models.TextChoices):
    """A dropped or merged entry stays, with its trace."""

    LIVE = "live", "在目录中"
    MERGED = "merged", "已合并"
    DROPPED = "dropped", "已取消"


class Every(models.TextChoices):
    """How often something is due under an entry; most are due when the matter arises."""

    EVENT = "event", "随发生随公开"
    LASTING = "lasting", "长期公开"
    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    HALF_YEAR = "half_year", "每半年"
    YEAR = "year", "每年"


class Entry(models.Model):
    """One matter of the standard catalogue (standards.md §5.2), as it stands in the working copy."""

    field = models.ForeignKey("catalogue.Field", models.PROTECT, related_name="entries", verbose_name="领域")
    owner = models.ForeignKey(
        "organs.Organ", models.PROTECT, null=True, blank=True, related_name="own_entries", verbose_name="编制单位"
    )  # none: the catalogue of the county; a township keeps its own variant
    varies = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="variants", verbose_name="县级目录事项")
    template = models.CharField("指引事项", max_length=120, blank=True, db_index=True)  # "social-assistance/4"
    number = models.CharField("序号", max_length=20, blank=True)
    order = models.IntegerField("排序", default=1000)
    level1 = models.CharField("一级事项", max_length=200)
    level2 = models.CharField("二级事项", max_length=400, blank=True)
    level3 = models.CharField("三级事项", max_length=400, blank=True)
    content = models.TextField("公开内容（要素）")
    basis = models.TextField("公开依据")
    limit = models.TextField("公开时限")
    publisher = models.CharField("公开主体", max_length=400)
    channels = models.JSONField("公开渠道和载体", default=list)  # [{"name": "政府网站", "required": true}]
    to_all = models.BooleanField("全社会", default=True)
    to_some = models.CharField("特定群体", max_length=200, blank=True)  # "√" or who
    active = models.BooleanField("主动公开", default=True)
    on_request = models.BooleanField("依申请公开", default=False)
    tiers = models.JSONField("公开层级", default=list)  # ["县级", "乡级"]
    extra = models.JSONField("其他栏", default=dict, blank=True)  # local columns, kept as they came
    exceptions = models.JSONField("特殊情形说明", default=dict, blank=True)  # rule → why it does not hold here: 对象两选
    every = models.CharField("公开频次", max_length=10, choices=Every.choices, default=Every.EVENT)
    publishers = models.ManyToManyField("organs.Organ", blank=True, related_name="entries_to_publish", verbose_name="公开单位")
    column_key = models.CharField("对应栏目", max_length=60, blank=True)  # key of Column, the same at every organ
    kind = models.CharField("信息类型", max_length=60, blank=True)  # a kind of law/kinds that fills it
    state = models.CharField("状态", max_length=8, choices=EntryState.choices, default=EntryState.LIVE)
    into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from", verbose_name="并入")
    released = models.ForeignKey("catalogue.Revision", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="已发布版本")

    class Meta:
        ordering = ["field", "order", "id"]
        verbose_name = verbose_name_plural = "目录事项"
        indexes = [
            models.Index(fields=["field", "state", "order"], name="entry_of_field"),
            models.Index(fields=["column_key"], name="entry_of_column"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The most specific name."""
        return self.level3 or self.level2 or self.level1

    @property
    def whole_name(self) -> str:
        """With field and levels, for a list in which titles repeat: 社会救助：最低生活保障—审批信息."""
        return f"{self.field.name}：{'—'.join(filter(None, (self.level1, self.level2, self.level3)))}"

    @property
    def url(self) -> str:
        return f"/office/catalogue/entries/{self.pk}/"


class Act(models.TextChoices):
    """What made a revision."""

    CREATED = "created", "新增"
    IMPORTED = "imported", "导入"
    TEMPLATE = "template", "取自标准指引"
    CHANGED = "changed", "修改"
    MERGED = "merged", "合并"
    DROPPED = "dropped", "取消"
    SHORTENED = "shortened", "精简"
    RESTORED = "restored", "恢复"
    LOCALISED = "localised", "本地化"


class Revision(models.Model):
    """One version of an entry: all columns, why, by whom. Never changed."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="revisions", verbose_name="事项")
    number = models.IntegerField("版本")
    act = models.CharField("方式", max_length=10, choices=Act.choices)
    values = models.JSONField("各栏")
    reason = models.CharField("原因", max_length=400)
    made_at = models.DateTimeField("时间")
    made_by = models.CharField("经办人", max_length=80)
    released_at = models.DateTimeField("发布时间", null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = verbose_name_plural = "事项版本"
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="revision_number_once")]


class Merge(models.Model):
    """The trace of a simplification (再梳理、再简化): what stood before, what stands after."""

    field = models.ForeignKey("catalogue.Field", models.CASCADE, related_name="merges", verbose_name="领域")
    act = models.CharField("方式", max_length=10, choices=Act.choices)
    before = models.JSONField("之前")  # [{"entry": 3, "values": {…}}, …]
    after = models.JSONField("之后")
    reason = models.CharField("原因", max_length=400)
    made_at = models.DateTimeField("时间")
    made_by = models.CharField("经办人", max_length=80)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "精简记录"
