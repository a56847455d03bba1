"""Who hears of it: the applicant by e-mail or short message, the handler in the inbox. Never what the request is about."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.timezone import localdate

from zwgk.domain.rights import Actor, Role
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.jobs import actions as jobs
from zwgk.foundation.organs import queries as organs

from ..models import Case, Event

MOBILE = 11  # signs of a mobile number; others get no short message


def tell_applicant(case: Case, done: Event, said: str, *, at: datetime) -> None:
    """One message by the way the applicant left: number, what happened, where to look. Nothing when no way is known."""
    phone = "".join(sign for sign in case.phone if sign.isdigit())
    body = f"【{case.organ.label}】您的政府信息公开申请（{case.number}）：{said}可凭查询码查看：{settings.SITE_URL}/requests/"
    if case.email:
        way = {"channel": "smtp", "address": case.email, "subject": f"政府信息公开申请{case.number}"}
    elif len(phone) == MOBILE and phone.startswith("1"):
        way = {"channel": "sms", "address": phone}
    else:
        return
    jobs.queue(jobs.Parcel(key=f"inforequests:{done.pk}", body=body, recipient=case.number, **way), at=at)


def tell_handler(case: Case, title: str, body: str = "", *, key: str | None = None, actor: Actor, at: datetime) -> None:
    """To whoever handles the case; while nobody does, to the working organ."""
    note = inbox.Note(f"{case.number} {title}"[:200], body, case.url, kind="inforequests", key=key)
    if case.handler is not None:
        inbox.send(note, person=case.handler, actor=actor, at=at)
    else:
        inbox.send_to_organ(note, organ=case.organ, role=working_role(case, at), actor=actor, at=at)


def working_role(case: Case, at: datetime) -> Role:
    """Who receives there: the officer of the 工作机构 where one is appointed, else the liaison."""
    held = {role for holding in organs.holdings_on(localdate(at)).filter(post__organ_id=case.organ_id) for role in holding.post.roles}
    return Role.DISCLOSURE if Role.DISCLOSURE.value in held else Role.LIAISON
