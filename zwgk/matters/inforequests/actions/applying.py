"""An applicant sends the form over the internet: within the limits, once."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.rights import system_actor
from zwgk.foundation.gate import actions as gate

from ..models import Case, Sent
from . import limits
from .receiving import NewCase, receive

APPLICANT = system_actor("申请人")  # never a name: the journal keeps no personal data


def apply_online(new: NewCase, address: str, *, at: datetime) -> Case:
    """Receive it, unless too many came from there; a form that was taken already gives its case."""
    contacts = [each for each in (new.asker.phone, new.asker.email.lower()) if each]
    if not Sent.objects.filter(token=new.token).exists():
        gate.refuse_over(limits.SENT_FROM_HERE, address, at=at)
        for contact in contacts:
            gate.refuse_over(limits.SENT_BY_CONTACT, contact, at=at)
        gate.note(limits.SENT_FROM_HERE, address, at=at)
        for contact in contacts:
            gate.note(limits.SENT_BY_CONTACT, contact, at=at)
    return receive(new, actor=APPLICANT, at=at)
