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


class Upload(models.Model):
    """A file that arrives in pieces (tus). Its bytes lie beside the store until a form hands the file in."""

    key = models.CharField(max_length=64, unique=True)  # what the browser and the form know it by
    name = models.CharField("文件名", max_length=255)
    length = models.BigIntegerField("大小")
    offset = models.BigIntegerField("已收到", default=0)
    sha256 = models.CharField(max_length=64, blank=True)  # as the browser reckoned it; empty: not told
    person_id = models.BigIntegerField(null=True, db_index=True)  # by number: files stands below organs
    pass_id = models.BigIntegerField(null=True)  # begun through this 手机链接, taken only through it
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")  # once handed in
    began_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "分段上传"

    def __str__(self) -> str:
        return self.name

    @property
    def complete(self) -> bool:
        return self.offset == self.length
