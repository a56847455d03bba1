"""A resident with an account: some requests, some things followed. The code of sign-in is shown on the page while the demo has no mail server."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.test.utils import override_settings

from zwgk.foundation.visitors import actions
from zwgk.foundation.visitors.actions import Wanted
from zwgk.foundation.visitors.models import Visitor
from zwgk.foundation.visitors.queries import Reach, signed_in
from zwgk.matters.inforequests.actions import put_on_account
from zwgk.matters.inforequests.models import Case, Channel

from .desk import Desk, at_hour

MAILBOX = "nianqing@example.cn"
HERE = "192.0.2.10"
FOLLOWED = (
    Wanted("search", {"q": ["停水"]}, "停水"),
    Wanted("organ", {"organ": ["和光县自然资源局"]}, "和光县自然资源局"),
    Wanted("theme", {"theme": ["民政、扶贫、救灾\\减灾救灾"]}, "民政、扶贫、救灾\\减灾救灾"),
)


def make_visitor(desk: Desk) -> str:
    """Registered three weeks ago; the mailbox."""
    at = at_hour(desk.cast.today - timedelta(21), 20)
    visitor = _come_in(at)
    for case in Case.objects.filter(channel=Channel.ONLINE, applicant_kind="natural").order_by("-submitted_at", "-id")[:3]:
        put_on_account(case, visitor, at=at)
    for wanted in FOLLOWED:
        actions.follow(visitor, wanted, "daily", at=at)
    return MAILBOX


def _come_in(at: datetime) -> Visitor:
    with override_settings(SHOW_CODES=True):
        code = actions.send_code(Reach("email", MAILBOX), HERE, at=at)
    key = actions.come_in(code.ticket, code.shown, HERE, at=at)
    found = signed_in(key, at)
    actions.leave(key)
    assert found is not None
    return found.visitor
