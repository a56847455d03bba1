"""Go for good; forget what has run out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from ..models import Code, News, SignIn, Visitor
from ..queries import IDLE, KEPT_NEWS

KEPT_CODES = timedelta(days=1)


@transaction.atomic
def delete_account(visitor: Visitor) -> None:
    """注销: contacts, follows and sign-ins are gone. What was applied for stays with the organ, as the law has it."""
    Code.objects.filter(key__in=[row.key for row in visitor.contacts.all()]).delete()
    visitor.delete()


@transaction.atomic
def clean_up(*, at: datetime) -> int:
    """Codes of yesterday, sign-ins that were idle, old news."""
    gone = (Code.objects.filter(sent_at__lt=at - KEPT_CODES), SignIn.objects.filter(seen_at__lt=at - IDLE), News.objects.filter(found_at__lt=at - KEPT_NEWS))
    return sum(rows.delete()[0] for rows in gone)
