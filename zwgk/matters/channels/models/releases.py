"""What is carried to the places: a piece once, a release per place, and what was seen there afterwards."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

RELEASE = "channels.release"


class State(models.TextChoices):
    """待发布 → 已发布 → 待撤除 → 已撤除, or 待标注 → 已发布; or 发布失败, 不需发布."""

    TODO = "todo", "待发布"
    DONE = "done", "已发布"
    FAILED = "failed", "发布失败"
    RECALL = "recall", "待撤除"
    WITHDRAWN = "withdrawn", "已撤除"
    LABEL = "label", "待标注"  # it lapsed or was repealed: the place is to say so
    VOID = "void", "不需发布"


OPEN = (State.TODO, State.FAILED, State.RECALL, State.LABEL)


class Live(models.TextChoices):
    """What the fetched page said."""

    WAITING = "waiting", "待核对"
    SAME = "same", "一致"
    DIFFERS = "differs", "不一致"
    GONE = "gone", "页面不存在"
    UNREACHABLE = "unreachable", "无法访问"


class Piece(models.Model):
    """One version of one publication, as plain values: this slice does not know whose it is."""

    type = models.CharField(max_length=60)  # "records.record"
    item = models.CharField(max_length=40)  # its number
    hash = models.CharField("内容哈希", max_length=64)
    title = models.CharField("标题", max_length=300)
    address = models.CharField("本平台地址", max_length=500, blank=True)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="carried", verbose_name="发布单位")
    published_on = models.DateField("发布日期")
    text = models.TextField("正文")  # plain, for comparing, copying and posters
    html = models.TextField(blank=True)
    fields = models.JSONField("元数据", default=dict)  # 索引号, 文号… by their Chinese names
    files = models.ManyToManyField("files.StoredFile", related_name="+", blank=True, verbose_name="附件")
    made_at = models.DateTimeField("交付时间")

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "发布内容"
        constraints = [models.UniqueConstraint(fields=["type", "item", "hash"], name="piece_once")]
        indexes = [models.Index(fields=["type", "item"], name="piece_item")]

    def __str__(self) -> str:
        return self.title


class Release(models.Model):
    """One piece at one place, until its receipt; and the way back."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="releases", verbose_name="内容")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="releases", verbose_name="渠道")
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="更新前")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.TODO)
    asked_at = models.DateTimeField("交办时间")
    asked_by = models.CharField("交办人", max_length=80)
    packed_at = models.DateTimeField("取走报送包", null=True, blank=True)
    address = models.CharField("发布地址", max_length=500, blank=True)
    issue = models.CharField("期号或版面", max_length=80, blank=True)
    released_on = models.DateField("发布日期", null=True, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)  # also why it failed or is not needed
    done_at = models.DateTimeField("登记回执时间", null=True, blank=True)
    done_by = models.CharField("登记人", max_length=80, blank=True)
    recall_reason = models.CharField("撤除原因", max_length=300, blank=True)
    recalled_at = models.DateTimeField("要求撤除时间", null=True, blank=True)
    removed_at = models.DateTimeField("撤除时间", null=True, blank=True)
    removed_by = models.CharField("撤除人", max_length=80, blank=True)
    removal_note = models.CharField("撤除说明", max_length=300, blank=True)
    label = models.CharField("应标注", max_length=300, blank=True)  # 本文件已于2026年3月1日废止，由《…》替代
    label_asked_at = models.DateTimeField("要求标注时间", null=True, blank=True)
    labelled_at = models.DateTimeField("标注时间", null=True, blank=True)
    labelled_by = models.CharField("标注人", max_length=80, blank=True)
    live = models.CharField("核对结果", max_length=12, choices=Live.choices, blank=True)  # empty: no address to look at
    live_at = models.DateTimeField("最近核对", null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "渠道发布"
        constraints = [models.UniqueConstraint(fields=["piece", "channel"], name="release_once")]
        indexes = [
            models.Index(fields=["state", "-id"], name="release_state"),
            models.Index(fields=["channel", "state", "-released_on"], name="release_channel_day"),
            models.Index(fields=["live", "live_at"], condition=~Q(live=""), name="release_live"),
        ]

    @property
    def url(self) -> str:
        return f"/office/channels/releases/{self.pk}/"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Proof(models.Model):
    """A photo or scan: that it hung there, or that it is gone."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="proofs", verbose_name="渠道发布")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name="文件")
    removal = models.BooleanField("撤除佐证", default=False)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "发布佐证"

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def size(self) -> int:
        return self.file.size

    @property
    def url(self) -> str:
        return f"/office/channels/releases/{self.release_id}/files/{self.pk}/"


class Seen(models.Model):
    """What a look at the live page found; a second look with the same result only moves `until`."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="seen", verbose_name="渠道发布")
    result = models.CharField("结果", max_length=12, choices=Live.choices)
    differences = models.JSONField("差异", default=list)  # [{"field": 标题, "ours": …, "theirs": …}]
    said = models.CharField("说明", max_length=300, blank=True)  # 网站回复 404
    page_title = models.CharField("页面标题", max_length=300, blank=True)
    digest = models.CharField(max_length=64)  # of result and differences: is it news?
    since = models.DateTimeField("首次发现")
    until = models.DateTimeField("最近一次")
    accepted_at = models.DateTimeField("认可时间", null=True, blank=True)
    accepted_by = models.CharField("认可人", max_length=80, blank=True)
    accepted_why = models.CharField("认可理由", max_length=300, blank=True)
    finding = models.ForeignKey("findings.Finding", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="问题")

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "核对记录"
