"""Stored files."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """One upload: its name and type, and the digest under which its bytes are kept."""

    sha256 = models.CharField(max_length=64, db_index=True)
    sm3 = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.BigIntegerField()
    kept_at = models.DateTimeField()
    kept_by = models.BigIntegerField(null=True)  # person by number

    class Meta:
        verbose_name = verbose_name_plural = "文件"

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the bytes lie, relative to the file store."""
        return f"{self.sha256[:2]}/{self.sha256}"
