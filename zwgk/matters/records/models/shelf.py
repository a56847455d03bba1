"""Which public list holds what: one narrow row per list and publication, so that a list of a hundred thousand is read from its index."""

from __future__ import annotations

from django.db import models

from .core import Publication


class Shelf(models.Model):
    """A publication that the public sees now, on one list; `zwgk.matters.records.shelves` keeps these rows."""

    place = models.CharField(max_length=90)  # which list: shelves.EVERYTHING, of_organ(…), of_column(…), of_key(…), of_entry(…)
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="shelves")
    theme = models.CharField(max_length=80, blank=True)  # the first level of it
    year = models.IntegerField()
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "公开列表"
        constraints = [models.UniqueConstraint(fields=["publication", "place"], name="shelf_once")]
        indexes = [
            models.Index(fields=["place", "-year", "-published_at", "-publication"], name="shelf_place"),
            models.Index(fields=["place", "theme", "-year", "-published_at", "-publication"], name="shelf_theme"),
        ]
