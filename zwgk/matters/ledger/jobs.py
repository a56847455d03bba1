"""Timed work: fetch evidence pages; remind units of what is due."""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import socket
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from typing import IO
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.timezone import localdate

from zwgk.domain.documents import Paragraph
from zwgk.domain.errors import Refusal
from zwgk.domain.rights import system_actor
from zwgk.foundation.files import readers
from zwgk.foundation.jobs.actions import Timed

from . import queries
from .actions import keep_fetched, mark_failed, urge
from .actions.evidence import Fetched
from .models import Evidence, Item, Plan, Urging

MAX_PAGE = 5 * 1024 * 1024
REMIND_BEFORE_DAYS = (7, 3, 1)  # calendar days before the day; on the day itself; after it each week


class _NoPrivateRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str) -> urllib.request.Request | None:
        refuse_private(urljoin(req.full_url, newurl))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch_evidence(*, at: datetime) -> str:
    """Fetch waiting pages, up to 50 a time; each is kept or marked with the reason."""
    actor = system_actor("网页留存")
    waiting = list(Evidence.objects.filter(state=Evidence.State.WAITING).select_related("item__duty__organ", "item__duty__task")[:50])
    for row in waiting:
        try:
            page = fetch(row.url)
        except (Refusal, OSError, ValueError, http.client.HTTPException) as problem:
            mark_failed(row, _reason(problem), actor=actor, at=at)
        else:
            keep_fetched(row, page, actor=actor, at=at)
    return f"抓取 {len(waiting)} 个网页" if waiting else ""


def fetch(url: str) -> Fetched:
    """The page at this address, at most 5 MB, within 20 seconds; addresses of the inner network are refused."""
    refuse_private(url)
    opener = urllib.request.build_opener(_NoPrivateRedirect)
    request = urllib.request.Request(url, headers={"User-Agent": "zwgk-evidence/1.0"})
    with opener.open(request, timeout=20) as answer:
        body = answer.read(MAX_PAGE + 1)
    if len(body) > MAX_PAGE:
        raise ValueError("网页超过 5 MB")
    extracted = readers.extract(body, "page.html")
    text = "\n".join(block.text for block in extracted.blocks if isinstance(block, Paragraph))
    title = extracted.meta.get("html:title", "")
    return Fetched(title, text, hashlib.sha256(body).hexdigest(), body)


def refuse_private(url: str) -> None:
    """Nobody may use the server to look into the inner network, unless the county allows it (ZWGK_FETCH_PRIVATE=1)."""
    if settings.FETCH_PRIVATE:
        return
    host = urlsplit(url).hostname or ""
    for found in socket.getaddrinfo(host, None):
        address = ipaddress.ip_address(found[4][0])
        if not address.is_global:
            raise ValueError("内网地址不能抓取")


def remind(*, at: datetime) -> str:
    """Remind units of items due in 7, 3, 1 days, today, and weekly after; once a day and plan."""
    actor, count = system_actor("到期提醒"), 0
    for plan in Plan.objects.filter(state=Plan.State.RUNNING):
        if Urging.objects.filter(plan=plan, automatic=True, sent_at__date=localdate(at)).exists():
            continue
        open_items = list(queries.items(plan).exclude(state__in=[Item.State.DONE, Item.State.SUBMITTED]))
        due = [line.item for line in queries.lines(open_items, at) if _remind_today(line, at)]
        if due:
            urge(plan, due, "以下事项临近期限或已逾期，请按时办理。", automatic=True, actor=actor, at=at)
            count += len(due)
    return f"提醒 {count} 件" if count else ""


def _remind_today(line: queries.Line, at: datetime) -> bool:
    if line.clock is None or line.clock.due_on is None or line.state not in ("late", "today", "soon", "later"):
        return False
    days = (line.clock.due_on - localdate(at)) // timedelta(days=1)
    return days in REMIND_BEFORE_DAYS or days == 0 or (days < 0 and days % 7 == 0)


def _reason(problem: Exception) -> str:
    match problem:
        case urllib.error.HTTPError():
            return f"网站回复 {problem.code}"
        case urllib.error.URLError():
            return f"无法连接：{problem.reason}"
        case TimeoutError():
            return "网站 20 秒内没有响应"
        case Refusal():
            return problem.sentence
        case _:
            return str(problem) or type(problem).__name__


SCHEDULE = [
    Timed("zwgk.matters.ledger.jobs.fetch_evidence", "minute", "留存佐证网页"),
    Timed("zwgk.matters.ledger.jobs.remind", "day 08:30", "到期提醒"),
]
