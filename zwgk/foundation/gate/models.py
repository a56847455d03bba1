"""How often somebody tried."""

from __future__ import annotations

from django.db import models


class Attempt(models.Model):
    """A try that is counted against a limit: whose, as a keyed digest, and when. Cleared after two days."""

    kind = models.CharField(max_length=30)  # the name of a Limit
    whose = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "次数限制"
        indexes = [models.Index(fields=["kind", "whose", "at"], name="gate_attempt_of")]
