"""A record, its versions, what the public sees of it, and what was decided about it. The running limit lives in clocks, under SUBJECT."""

from __future__ import annotations

from django.db import models

from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.organs.models import Organ, Person

SUBJECT = "records.record"
PUBLICATION = "records.publication"  # type of search documents and channel releases
DOCUMENT = "document"  # the kind of a plain document; other kinds are files of law/kinds


class Attribute(models.TextChoices):
    """公开属性."""

    PUBLIC = "public", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class State(models.TextChoices):
    """Where the newest version stands; what is online is `Record.live`."""

    STAGED = "staged", "导入中"  # of an import that is still running; nobody sees it
    DRAFT = "draft", "起草中"
    IN_REVIEW = "in_review", "审核中"
    APPROVED = "approved", "待发布"
    PUBLISHED = "published", "已发布"
    KEPT = "kept", "留存不发布"  # reviewed, 依申请公开 or 不予公开
    LAPSED = "lapsed", "已失效"
    REPEALED = "repealed", "已废止"
    WITHDRAWN = "withdrawn", "已撤下"
    SEALED = "sealed", "紧急撤稿"
    DISCARDED = "discarded", "已作废"


class Record(models.Model):
    """One piece of government information (政府信息) at one organ."""

    class Origin(models.TextChoices):
        TYPED = "typed", "起草"
        IMPORTED = "imported", "文件导入"
        SHEET = "sheet", "表格导入"
        MIGRATED = "migrated", "历史数据迁移"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="records", verbose_name="发布机构")
    kind = models.CharField("信息类型", max_length=60, default=DOCUMENT)
    kind_version = models.CharField(max_length=40, blank=True)  # version of the law by which the values were checked
    key = models.CharField(max_length=300, blank=True)  # natural key of a kind row
    title = models.CharField("标题", max_length=300)
    values = models.JSONField(default=dict, blank=True)
    body = models.TextField("正文", blank=True)  # clean HTML
    summary = models.CharField("内容概述", max_length=500, blank=True)
    attribute = models.CharField("公开属性", max_length=12, choices=Attribute.choices, blank=True)
    ground = models.CharField("理由", max_length=60, blank=True)  # id of law/exemptions
    ground_note = models.CharField("理由说明", max_length=500, blank=True)
    attribute_confirmed_by = models.CharField("属性确认人", max_length=80, blank=True)
    attribute_confirmed_at = models.DateTimeField(null=True, blank=True)
    mark = models.CharField("公开属性字样", max_length=12, choices=Attribute.choices, blank=True)  # as printed on the document
    doc_number = models.CharField("文号", max_length=120, blank=True)
    genre = models.CharField("体裁分类", max_length=30, blank=True)
    theme = models.CharField("主题分类", max_length=80, blank=True)
    keywords = models.CharField("主题词", max_length=200, blank=True)
    source = models.CharField("信息来源", max_length=120, blank=True)
    formed_on = models.DateField("生成日期", null=True, blank=True)
    written_on = models.DateField("成文日期", null=True, blank=True)
    effective_on = models.DateField("生效日期", null=True, blank=True)
    lapses_on = models.DateField("失效日期", null=True, blank=True)
    shown_until = models.DateField("公示期截止", null=True, blank=True)  # personal rows leave the public after it
    index_number = models.CharField("索引号", max_length=40, null=True, blank=True, unique=True)
    slug = models.SlugField(max_length=90, null=True, blank=True, unique=True)  # last part of the permanent address
    entries = models.ManyToManyField("catalogue.Entry", blank=True, related_name="+", verbose_name="目录事项")
    columns = models.ManyToManyField("catalogue.Column", blank=True, related_name="+", verbose_name="栏目")
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.DRAFT, db_index=True)
    number = models.IntegerField("版本", default=1)
    hash = models.CharField(max_length=64, blank=True)  # of what is typed now
    drafter = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="起草人")
    drafted_by = models.CharField("起草人", max_length=80)
    drafted_at = models.DateTimeField("起草时间")
    changed_at = models.DateTimeField("修改时间")
    changed_by = models.CharField("修改人", max_length=80, blank=True)
    publish_at = models.DateTimeField("定时发布", null=True, blank=True)
    notes: tuple[str, ...] = ()  # what the reader of an imported file doubts; said once on the page, kept in the journal
    live = models.ForeignKey("Publication", models.PROTECT, null=True, blank=True, related_name="+")  # what the public sees now
    first_published_at = models.DateTimeField("首次发布", null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="替代文件")
    end_reason = models.CharField("结束原因", max_length=60, blank=True)  # id in law/forms/withdrawal
    end_note = models.CharField("说明", max_length=500, blank=True)
    origin = models.CharField("来源方式", max_length=10, choices=Origin.choices, default=Origin.TYPED)
    origin_url = models.CharField("原网址", max_length=500, blank=True)
    batch = models.CharField("批次", max_length=60, blank=True, db_index=True)

    class Meta:
        ordering = ["-changed_at", "-id"]
        verbose_name = verbose_name_plural = "政府信息"
        indexes = [
            models.Index(fields=["organ", "state", "-changed_at"], name="record_organ_state"),
            models.Index(fields=["state", "-changed_at"], name="record_state"),
            models.Index(fields=["kind", "organ", "-changed_at"], name="record_kind"),
            models.Index(fields=["-changed_at", "-id"], name="record_newest"),
            models.Index(fields=["kind", "state"], name="record_kind_state"),
            models.Index(fields=["attribute", "state"], name="record_attribute_state"),
            # Words are looked for here, in the order of the list, and not among the bodies.
            models.Index(fields=["-changed_at", "-id", "title", "doc_number", "index_number", "state", "organ"], name="record_words"),
            models.Index(fields=["organ", "kind", "key"], name="record_key"),
            models.Index(fields=["publish_at"], name="record_publish_at", condition=models.Q(publish_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return f"/office/records/{self.pk}/"

    @property
    def is_online(self) -> bool:
        return self.live_id is not None


class Version(models.Model):
    """What was typed, frozen at each saving."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="versions")
    number = models.IntegerField("版本")
    content = models.JSONField()  # title, body, values, meta, attachments (name, sha256), entries, columns
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField("时间")
    made_by = models.CharField("修改人", max_length=80)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = verbose_name_plural = "版本"
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="record_version_once")]


class Unsaved(models.Model):
    """What a person is typing: kept by the page every few seconds, dropped at saving."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="unsaved")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    content = models.JSONField()  # the fields of the form as typed
    number = models.IntegerField()  # the version it began from
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "未保存的修改"
        constraints = [models.UniqueConstraint(fields=["record", "person"], name="record_unsaved_once")]


class Attachment(models.Model):
    """A file of a record."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField("附件名称", max_length=255)
    order = models.IntegerField("排序", default=1)
    inner = models.BooleanField("仅内部留存", default=False)  # e.g. the original that was imported: screened no less, never published

    class Meta:
        ordering = ["order", "id"]
        verbose_name = verbose_name_plural = "附件"

    @property
    def name(self) -> str:
        return self.title

    @property
    def size(self) -> int:
        return self.file.size

    @property
    def url(self) -> str:
        return f"/office/records/{self.record_id}/files/{self.pk}/"


class Classification(models.Model):
    """One decision about the attribute: proposed by the drafter, confirmed or changed by the approver."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="classifications")
    attribute = models.CharField("公开属性", max_length=12, choices=Attribute.choices)
    ground = models.CharField("理由", max_length=60, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    act = models.CharField("环节", max_length=10, choices=[("proposed", "提出"), ("confirmed", "确认"), ("changed", "变更"), ("reassessed", "年度评估")])
    at = models.DateTimeField("时间")
    by = models.CharField("办理人", max_length=80)
    by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "公开属性认定"


class Hit(models.Model):
    """One spot that the screening found, and what was decided about it."""

    class Decision(models.TextChoices):
        OPEN = "", "待处理"
        MENDED = "mended", "已修改"
        MASKED = "masked", "已遮盖"
        OVERRIDDEN = "overridden", "确认无误"

    record = models.ForeignKey(Record, models.CASCADE, related_name="hits")
    mark = models.CharField(max_length=64)  # of kind, text and part: the same spot is known again after an edit
    kind = models.CharField("类别", max_length=30)
    text = models.CharField("内容", max_length=300)
    part = models.CharField(max_length=80)  # title, body, value:<field>, file:<sha256>
    where = models.CharField("位置", max_length=200, blank=True)
    position = models.IntegerField(default=0)
    severity = models.CharField("程度", max_length=10)
    advice = models.CharField("建议", max_length=300, blank=True)
    mask = models.CharField("遮盖为", max_length=300, blank=True)
    ground = models.CharField("依据", max_length=300, blank=True)
    blocks = models.BooleanField(default=False)  # must be decided before submission
    decision = models.CharField("处理", max_length=10, choices=Decision.choices, blank=True, default="")
    reason = models.CharField("理由", max_length=300, blank=True)
    decided_by = models.CharField("处理人", max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = verbose_name_plural = "筛查发现"
        constraints = [models.UniqueConstraint(fields=["record", "mark"], name="record_hit_once")]

    @property
    def in_file(self) -> bool:
        """In an attachment, which cannot be mended here."""
        return self.part.startswith("file:")

    @property
    def in_field(self) -> bool:
        """In a field of a kind row."""
        return self.part.startswith("value:")


class Publication(models.Model):
    """What the public sees or saw: never changed, only ended or sealed (the database refuses the rest)."""

    class Standing(models.TextChoices):
        VALID = "valid", "有效"
        LAPSED = "lapsed", "失效"
        REPEALED = "repealed", "废止"
        REPLACED = "replaced", "已有新版本"
        WITHDRAWN = "withdrawn", "已撤下"
        SEALED = "sealed", "已撤下并封存"

    record = models.ForeignKey(Record, models.PROTECT, related_name="publications")
    number = models.IntegerField("第几版")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)  # clean HTML
    values = models.JSONField(default=dict, blank=True)  # masked
    meta = models.JSONField(default=dict, blank=True)  # summary, keywords, source, genre, theme, ground …
    slug = models.SlugField(max_length=90)  # of the record; the address stays over all versions
    index_number = models.CharField(max_length=40)
    doc_number = models.CharField(max_length=120, blank=True)
    genre = models.CharField(max_length=30, blank=True)
    theme = models.CharField(max_length=80, blank=True)
    formed_on = models.DateField(null=True, blank=True)
    written_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    lapses_on = models.DateField(null=True, blank=True)
    shown_until = models.DateField(null=True, blank=True)
    hash = models.CharField(max_length=64)  # of the version that was judged
    body_hash = models.CharField(max_length=64)  # of what the public reads
    published_at = models.DateTimeField()
    first_published_at = models.DateTimeField()
    published_by = models.CharField(max_length=80)
    clearance = models.CharField(max_length=10, choices=[("review", "审核通过"), ("emergency", "紧急发布"), ("migration", "历史数据迁移")])
    review_id = models.BigIntegerField(null=True)  # reviews.Review by number, or the signed act of a migration
    shown = models.BooleanField(default=True)  # the one that the public sees
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.VALID)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=60, blank=True)
    end_note = models.CharField(max_length=500, blank=True)
    successor_slug = models.CharField(max_length=90, blank=True)
    successor_title = models.CharField(max_length=300, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    entries = models.ManyToManyField("catalogue.Entry", blank=True, related_name="publications")
    columns = models.ManyToManyField("catalogue.Column", blank=True, related_name="publications")

    class Meta:
        ordering = ["-published_at", "-id"]
        verbose_name = verbose_name_plural = "已公开信息"
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="publication_once"),
            models.UniqueConstraint(fields=["slug"], condition=models.Q(shown=True), name="publication_shown_once"),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=models.Q(shown=True), name="publication_newest"),
            models.Index(fields=["organ", "-published_at"], condition=models.Q(shown=True), name="publication_organ"),
            models.Index(fields=["kind", "-published_at"], condition=models.Q(shown=True), name="publication_kind"),
            models.Index(fields=["slug", "number"], name="publication_slug"),
            models.Index(fields=["successor_slug"], condition=models.Q(shown=True, successor_slug__gt=""), name="publication_successor"),
            models.Index(fields=["shown_until"], condition=models.Q(shown=True, shown_until__isnull=False), name="publication_period"),
            models.Index(fields=["standing", "-published_at", "-id"], condition=models.Q(shown=True), name="publication_standing"),
            models.Index(fields=["kind", "ended_at"], condition=models.Q(ended_at__isnull=False), name="publication_ended"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """The permanent address."""
        return f"/xxgk/info/{self.slug}/"


class PublishedFile(models.Model):
    """An attachment as it was published."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField(max_length=255)
    order = models.IntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = verbose_name_plural = "已公开附件"

    @property
    def name(self) -> str:
        return self.title

    @property
    def size(self) -> int:
        return self.file.size

    @property
    def url(self) -> str:
        return f"/xxgk/info/{self.publication.slug}/files/{self.pk}/"


class Cell(models.Model):
    """A value of a kind row as it is filtered, sorted and summed; with a publication: as the public sees it, as long as it sees it.

    Only publications that are shown have cells; `kind` stands here too, so that a sum over a kind reads one index.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="cells")
    publication = models.ForeignKey(Publication, models.CASCADE, null=True, blank=True, related_name="cells")
    kind = models.CharField(max_length=60)
    field = models.CharField(max_length=60)
    text = models.CharField(max_length=300, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    day = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "字段值"
        indexes = [
            models.Index(fields=["publication", "field"], name="cell_publication"),
            models.Index(fields=["record", "field"], name="cell_record"),
            models.Index(fields=["kind", "field", "text", "publication"], name="cell_text"),
            models.Index(fields=["kind", "field", "day", "publication"], name="cell_day"),
            models.Index(fields=["kind", "field", "amount", "publication"], name="cell_amount"),
        ]


class Series(models.Model):
    """The running number of index numbers, per organ and year."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "索引号序列"
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="series_once")]
