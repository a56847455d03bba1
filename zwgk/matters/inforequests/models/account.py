"""What somebody of the public keeps on the own account."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .case import Case
from .complaint import Complaint


class OnAccount(models.Model):
    """A request or a complaint on an account. It goes with the account; the case stays with the organ."""

    visitor = models.ForeignKey("visitors.Visitor", models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="on_accounts")
    complaint = models.ForeignKey(Complaint, models.CASCADE, null=True, blank=True, related_name="on_accounts")
    since = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "账号里的事项"
        constraints = [
            models.UniqueConstraint(fields=["visitor", "case"], name="inforequest_account_case"),
            models.UniqueConstraint(fields=["visitor", "complaint"], name="inforequest_account_complaint"),
            models.CheckConstraint(condition=Q(case=None, complaint__isnull=False) | Q(case__isnull=False, complaint=None), name="inforequest_account_one"),
        ]
