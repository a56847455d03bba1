"""One row per public document, so that a rebuild of any engine needs no slice; and what the engine has still to be told."""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """What is public now: offered at publication, withdrawn in the transaction of the taking down."""

    type = models.CharField(max_length=60)  # "records.publication"
    item_id = models.CharField(max_length=40)
    organ_id = models.BigIntegerField(null=True, db_index=True)  # by number: search stands below organs
    organ_name = models.CharField("单位", max_length=120, blank=True)
    title = models.CharField("标题", max_length=300)
    number = models.CharField("文号", max_length=120, blank=True)
    url = models.CharField(max_length=500)
    text = models.TextField("正文", blank=True)  # plain, as the public sees it
    parts = models.JSONField("附件文字", default=list, blank=True)  # [[name, text], …], read by the worker
    names = models.JSONField("别称", default=list, blank=True)  # found, but not shown: aliases, keywords
    dated = models.DateTimeField("日期", null=True, blank=True)
    facets = models.JSONField(default=dict)  # {"type": "通知", "column": ["…"], "standing": "valid", …}
    unread = models.BooleanField("附件待读", default=False)  # its slice reads the attachments, outside of a transaction
    offered_at = models.DateTimeField()

    class Meta:
        ordering = ["-dated", "-id"]
        verbose_name = verbose_name_plural = "检索文档"
        indexes = [
            models.Index(fields=["-dated", "-id"], name="search_newest"),
            models.Index(fields=["type", "-dated", "-id", "organ_id", "title"], name="search_titles"),  # titles are read here, not among the texts
            models.Index(fields=["type"], condition=models.Q(unread=True), name="search_unread"),
        ]
        constraints = [models.UniqueConstraint(fields=["type", "item_id"], name="search_document_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """How the engine calls it."""
        return f"{self.type}:{self.item_id}"


class Change(models.Model):
    """A document that came, changed or left since the engine was told last. Written in the same transaction."""

    type = models.CharField(max_length=60)
    item_id = models.CharField(max_length=40)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "待更新的检索文档"
