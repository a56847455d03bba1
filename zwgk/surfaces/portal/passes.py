"""手机链接 /p/<token>/: a look changes nothing (message scanners look too), 「打开」 uses the link up for this browser."""

from __future__ import annotations

import secrets

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Conflict, Refusal
from zwgk.domain.rights import Role, system_actor
from zwgk.foundation.gate.pages import address_of
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.actions import Note
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.organs import actions, queries
from zwgk.foundation.organs.models import Pass
from zwgk.foundation.organs.pages import BROWSER_COOKIE, public

COOKIE_SECONDS = 7 * 24 * 3600  # the mark outlives the link, so that an ended one can say why
MISSES_ALLOWED = 20  # unknown tokens from one address within ten minutes; then nothing more is said
MISSES_SECONDS = 600

OTHERS = "这个浏览器现在由另一个账号登录，不能用来打开别人的手机链接。"
OTHERS_REMEDY = "请先退出登录再打开，或者在本人的手机上打开。"


@public
def landing(request: HttpRequest, token: str) -> HttpResponse:
    """Whose link, for what, until when, and 「打开」."""
    moment, row = timezone.now(), queries.pass_called(token)
    if row is None:
        return _missed(request)
    browser = request.COOKIES.get(BROWSER_COOKIE, "")
    ours = bool(browser) and row.browser_hash == queries.digest(browser)
    ended = queries.why_ended(row, moment)
    if not ended and request.user.is_authenticated and request.user.pk != row.person_id:
        return _page(request, row, token, {"refusal": Conflict(OTHERS, remedy=OTHERS_REMEDY), "others": True})
    if ours and not ended:
        return _safe(redirect(row.address))
    refusal: Refusal | None = Conflict(ended) if ended else None
    if request.method == "POST" and not ended:
        try:
            actions.open_pass(token, browser, device=request.headers.get("User-Agent", ""), at=moment)
        except Refusal as problem:
            refusal = problem
        else:
            return _safe(redirect(row.address))
    elsewhere = row.opened_at is not None and not ours and not ended
    return _page(request, row, token, {"refusal": refusal, "elsewhere": elsewhere, "waiting": not (refusal or elsewhere)})


@public
@require_POST
def again(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever sent the link for another."""
    moment, row = timezone.now(), queries.pass_called(token)
    if row is None:
        return _missed(request)
    try:
        actions.ask_again(row, at=moment)
    except Refusal as refusal:
        return _page(request, row, token, {"refusal": refusal, "asked": True})
    _tell_sender(row)
    return _page(request, row, token, {"asked": True, "said": "已告知发送人，请留意新的链接。"})


def _tell_sender(row: Pass) -> None:
    """The person who granted it, or the office when that was a job or somebody who left."""
    moment = timezone.now()
    title = f"{row.organ.label}{row.person.name}申请重发手机链接：{row.title}"
    note = Note(title[:200], "在“手机链接”页面点“另发一个”，把新链接发给本人。", "/office/passes/?asked=1", kind="organs.ask_again")
    actor = system_actor("手机链接")
    sender = queries.sender(row)
    if sender is not None:
        inbox.send(note, person=sender, actor=actor, at=moment)
        return
    held = queries.holdings_on(timezone.localdate(moment))
    offices = {holding.post.organ for holding in held if Role.OFFICE.value in holding.post.roles}
    for organ in offices:
        inbox.send_to_organ(note, organ=organ, role=Role.OFFICE, actor=actor, at=moment)


def _page(request: HttpRequest, row: Pass, token: str, values: dict[str, object]) -> HttpResponse:
    status = 409 if values.get("refusal") or values.get("elsewhere") else 200
    context = {"row": row, "token": token, "masked": queries.masked(row.person.name), **values}
    response = render(request, "portal/pass.html", context, status=status)
    if len(request.COOKIES.get(BROWSER_COOKIE, "")) < 20:
        mark = secrets.token_urlsafe(24)
        response.set_cookie(BROWSER_COOKIE, mark, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure())
    return _safe(response)


def _missed(request: HttpRequest) -> HttpResponse:
    """An unknown token. Many of them from one address are somebody's guesses: told once to the journal, answered no more."""
    address = address_of(request)
    key = f"pass-misses:{address}"
    cache.add(key, 0, MISSES_SECONDS)
    misses = cache.incr(key)
    if misses == MISSES_ALLOWED + 1:
        subject = journal.Subject("organs.pass", 0, "手机链接")
        told = journal.Told("organs.open_pass", f"十分钟内有 {misses} 次打开不存在的手机链接，来自 {address}")
        journal.record(subject, told, actor=system_actor("手机链接"), at=timezone.now())
    status = 429 if misses > MISSES_ALLOWED else 404
    return _safe(render(request, "portal/pass.html", {"unknown": True}, status=status))


def _safe(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "same-origin"  # nothing leaves this site; “no-referrer” would make Origin null and break 「打开」
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
