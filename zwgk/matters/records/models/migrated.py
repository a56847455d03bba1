"""历史数据迁移: a batch of old pages, each page as it was read, and the signed acts that let them out."""

from __future__ import annotations

from django.db import models

from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.organs.models import Organ

from .core import Record


class Migration(models.Model):
    """One batch: where it comes from, how far it is."""

    class Source(models.TextChoices):
        SHEET = "sheet", "Excel 清单和文件夹"
        SAVED = "saved", "保存下来的网站"
        CRAWL = "crawl", "从网站抓取"

    class State(models.TextChoices):
        LISTING = "listing", "清点中"
        READING = "reading", "读取和筛查中"
        MAPPING = "mapping", "待确认栏目和单位"
        READY = "ready", "待签发"
        PUBLISHING = "publishing", "公开中"
        INDEXING = "indexing", "建立检索"
        DONE = "done", "已公开"
        UNDONE = "undone", "已撤销"
        FAILED = "failed", "未能读取"

    name = models.CharField("批次名称", max_length=120)
    source = models.CharField("来源", max_length=8, choices=Source.choices)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="默认单位")
    base_url = models.CharField("原网站地址", max_length=300, blank=True)
    folder = models.CharField("文件夹", max_length=300)  # below DATA_DIR/migrations
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.LISTING)
    mapping = models.JSONField(default=dict)  # {"units": {text: organ id or 0}, "columns": {text: key}}, as confirmed
    cursor = models.BigIntegerField(default=0)  # bytes of the list that were read
    size = models.BigIntegerField(default=0)  # bytes of the list
    limit = models.IntegerField("最多页数", default=100_000)
    said = models.CharField("情况", max_length=500, blank=True)
    begun_at = models.DateTimeField("开始时间")
    begun_by = models.CharField("发起人", max_length=80)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "历史数据迁移"

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"/office/records/migration/{self.pk}/"

    @property
    def key(self) -> str:
        """What its records carry as batch."""
        return f"migration-{self.pk}"


class MigrationAct(models.Model):
    """The signed act of the head of the 工作机构: in place of a review of each page, over exactly this list."""

    migration = models.ForeignKey(Migration, models.PROTECT, related_name="acts")
    signer = models.CharField("签发人", max_length=80)
    position = models.CharField("职务", max_length=120)
    signed_on = models.DateField("签发日期")
    count = models.IntegerField("件数")
    list_hash = models.CharField("清单校验码", max_length=64)
    scan = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="签发件")
    registered_at = models.DateTimeField("登记时间")
    registered_by = models.CharField("登记人", max_length=80)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "迁移签发"


class OldPage(models.Model):
    """One page as it stood on the old site: the staging row, and for ever the way from its old address."""

    class State(models.TextChoices):
        READY = "ready", "待签发"
        HELD = "held", "隔离待处理"
        REFUSED = "refused", "不迁移"
        OUT = "out", "已公开"
        UNDONE = "undone", "已撤销"

    migration = models.ForeignKey(Migration, models.CASCADE, related_name="pages")
    number = models.IntegerField("序号")  # line of the list
    where = models.CharField("出处", max_length=300)  # 第12行, or the file
    old_url = models.CharField("原网址", max_length=500, blank=True)
    host = models.CharField(max_length=120, blank=True)
    path = models.CharField(max_length=400, blank=True, db_index=True)  # path and query, as they are compared
    title = models.CharField("标题", max_length=300, blank=True)
    body = models.TextField("正文", blank=True)  # clean HTML
    dated = models.DateTimeField("原发布时间", null=True, blank=True)  # never altered
    written_on = models.DateField("成文日期", null=True, blank=True)
    doc_number = models.CharField("文号", max_length=120, blank=True)
    origin = models.CharField("信息来源", max_length=120, blank=True)
    unit = models.CharField("原单位", max_length=120, blank=True, db_index=True)
    column = models.CharField("原栏目", max_length=120, blank=True)
    files = models.JSONField(default=list, blank=True)  # [{"title", "id" (StoredFile), "sha256"}]
    hash = models.CharField("内容校验码", max_length=64, blank=True, db_index=True)
    hits = models.JSONField("筛查发现", default=list, blank=True)  # what holds it: kind, text, where, mask, part
    state = models.CharField("状态", max_length=8, choices=State.choices)
    reason = models.CharField("原因", max_length=300, blank=True)
    twin = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")  # the same content came before
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+")
    column_key = models.CharField(max_length=60, blank=True)
    act = models.ForeignKey(MigrationAct, models.PROTECT, null=True, blank=True, related_name="pages")
    record = models.OneToOneField(Record, models.PROTECT, null=True, blank=True, related_name="old_page")
    decided_by = models.CharField("处理人", max_length=80, blank=True)
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = verbose_name_plural = "原网页"
        constraints = [models.UniqueConstraint(fields=["migration", "number"], name="old_page_once")]
        indexes = [models.Index(fields=["migration", "state", "number"], name="old_page_state")]

    @property
    def url(self) -> str:
        return f"/office/records/migration/{self.migration_id}/pages/{self.pk}/"
