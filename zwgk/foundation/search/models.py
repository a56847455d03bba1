"""One row per public document, so that a rebuild of any engine needs no slice."""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """What is public now: offered at publication, withdrawn in the transaction of the taking down."""

    type = models.CharField(max_length=60)  # "records.publication"
    item_id = models.CharField(max_length=40)
    organ_id = models.BigIntegerField(null=True, db_index=True)  # by number: search stands below organs
    organ_name = models.CharField("单位", max_length=120, blank=True)
    title = models.CharField("标题", max_length=300)
    url = models.CharField(max_length=500)
    text = models.TextField("正文", blank=True)  # plain, as the public sees it
    dated = models.DateTimeField("日期", null=True, blank=True)
    facets = models.JSONField(default=dict)  # {"kind": "administrative-penalty", "column": ["gkml"], …}
    offered_at = models.DateTimeField()

    class Meta:
        ordering = ["-dated", "-id"]
        verbose_name = verbose_name_plural = "检索文档"
        indexes = [
            models.Index(fields=["-dated", "-id"], name="search_newest"),
            models.Index(fields=["type", "-dated", "-id", "organ_id", "title"], name="search_titles"),  # titles are read here, not among the texts
        ]
        constraints = [models.UniqueConstraint(fields=["type", "item_id"], name="search_document_once")]

    def __str__(self) -> str:
        return self.title
