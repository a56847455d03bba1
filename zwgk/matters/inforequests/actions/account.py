"""Put a request or a complaint on the account of whoever sent it, or has shown its code."""

from __future__ import annotations

from datetime import datetime

from zwgk.foundation.visitors.models import Visitor

from ..models import Case, Complaint, OnAccount


def put_on_account(what: Case | Complaint, visitor: Visitor, *, at: datetime) -> OnAccount:
    """It shows among the own matters from now on; a second time changes nothing."""
    named = {"case": what} if isinstance(what, Case) else {"complaint": what}
    return OnAccount.objects.get_or_create(visitor=visitor, **named, defaults={"since": at})[0]
