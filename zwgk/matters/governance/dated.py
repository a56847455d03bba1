"""What all entries of a register share: from which day, until which day, and who entered it."""

from __future__ import annotations

from django.db import models


class Entered(models.Model):
    """When it was entered, and by whom."""

    entered_at = models.DateTimeField("登记时间")
    entered_by = models.CharField("登记人", max_length=80)

    class Meta:
        abstract = True


class Dated(Entered):
    """From … until: former entries keep their days."""

    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)  # the last day; empty: in force

    class Meta:
        abstract = True

    @property
    def current(self) -> bool:
        return self.until is None
