"""What was purged, for the processes that keep pages."""

from __future__ import annotations

from django.db import models


class Purge(models.Model):
    """Something that pages show has changed. Written in the transaction of the change; old rows are thrown away by their number."""

    tag = models.CharField(max_length=140)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "页面缓存更新"
