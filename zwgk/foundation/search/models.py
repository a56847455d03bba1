"""One row per public document, so that a rebuild of any engine needs no slice; what the engine has still to be told; what people ask."""

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
    findable_at = models.DateTimeField(null=True, blank=True, db_index=True)  # the engine knew the whole of it for the first time

    class Meta:
        ordering = ["-dated", "-id"]
        verbose_name = verbose_name_plural = "检索文档"
        indexes = [
            models.Index(fields=["-dated", "-id"], name="search_newest"),
            models.Index(fields=["type", "-dated", "-id", "organ_id", "title"], name="search_titles"),  # titles are read here, not among the texts
            models.Index(fields=["url"], name="search_url"),
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


class OrganName(models.Model):
    """A name people use for an organ. Copied from the organs about once a minute: search stands below them."""

    organ_id = models.BigIntegerField()
    organ_name = models.CharField("单位", max_length=120)  # as documents name it
    key = models.CharField("叫法", max_length=120)  # as units of a text

    class Meta:
        ordering = ["organ_id", "key"]
        verbose_name = verbose_name_plural = "单位叫法"
        constraints = [models.UniqueConstraint(fields=["organ_id", "key"], name="search_name_once")]


class Word(models.Model):
    """How often something was asked on a day. No person, no address, no time of day."""

    day = models.DateField("日期")
    text = models.CharField("搜索词", max_length=40)
    asked = models.PositiveIntegerField("次数", default=0)
    missed = models.PositiveIntegerField("没有找到", default=0)

    class Meta:
        ordering = ["-day", "-asked"]
        verbose_name = verbose_name_plural = "搜索词"
        constraints = [models.UniqueConstraint(fields=["day", "text"], name="search_word_once_a_day")]


class HiddenWord(models.Model):
    """A word that the site keepers do not want to see among the hot words."""

    text = models.CharField("搜索词", max_length=40, unique=True)
    by = models.CharField("隐藏人", max_length=80)
    at = models.DateTimeField("隐藏时间")

    class Meta:
        ordering = ["-at"]
        verbose_name = verbose_name_plural = "已隐藏的搜索词"


class Upkeep(models.Model):
    """The one row that says how the index is kept."""

    asked_by = models.CharField("要求重建的人", max_length=80, blank=True)
    asked_at = models.DateTimeField("要求重建", null=True, blank=True)
    building_at = models.DateTimeField("正在重建", null=True, blank=True)  # the last sign of life of who builds
    built_at = models.DateTimeField("上次重建", null=True, blank=True)
    built_count = models.PositiveIntegerField("篇数", default=0)
    built_seconds = models.PositiveIntegerField("用时", default=0)
    built_because = models.CharField("原因", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "索引维护"
