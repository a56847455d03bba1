"""Public pages of the site: 找错, organs and their channels, feeds; the beacon that counts."""

from __future__ import annotations

import hashlib
from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from zwgk.foundation.files import queries as stored
from zwgk.foundation.files.actions import keep
from zwgk.foundation.gate import actions as gate
from zwgk.foundation.gate.pages import CodeForm, address_of
from zwgk.foundation.gate.queries import count, spaced
from zwgk.foundation.organs.pages import attempt, public
from zwgk.foundation.pagecache.pages import kept
from zwgk.foundation.visitors.actions import hold_code
from zwgk.foundation.visitors.pages import visitor_of

from . import actions, queries
from .actions.correcting import MISSED, READER
from .forms import CorrectForm
from .models import CORRECTION
from .queries import corrections as reading
from .queries import feeds as feeding
from .queries.channels import may_have_channel

CORRECTIONS = [("首页", "/"), ("网站找错", "/corrections/")]
LONGEST = 120  # signs of a beacon


@public
def correct(request: HttpRequest) -> HttpResponse:
    """The form, with the address of the page one comes from; after sending, the code."""
    moment = timezone.now()
    came_from = request.GET.get("page", "") or _own_referer(request)
    came_from = request.build_absolute_uri(came_from) if came_from.startswith("/") else came_from
    if "renew" in request.POST:  # another question; what was typed stays
        form = CorrectForm(initial=request.POST.dict())
    else:
        form = CorrectForm(request.POST or None, request.FILES or None, initial={"page": came_from[:500]})
    if form.is_valid() and (made := attempt(form, lambda: _sent(form.cleaned_data, address_of(request), moment))):
        if (visitor := visitor_of(request)) is not None:
            hold_code(visitor, CORRECTION, made.code, at=moment)
        return _private(request, "corrected", {"title": "已收到", "crumbs": [*CORRECTIONS, ("已收到", "")], "clock": reading.clock_of(made), "shown_code": spaced(made.code)})
    values = {"title": "我为政府网站找错", "crumbs": CORRECTIONS, "form": form, "question": form.question, "national": queries.identity().national_url, "limit": queries.answer_time()}
    return _private(request, "correct", values, 400 if form.errors else 200)


def _sent(given: dict[str, Any], address: str, moment: Any) -> Any:
    token = hashlib.sha256(f"correct:{given['mark']}".encode()).hexdigest()
    files = [keep(each.read(), each.name, actor=READER, at=moment) for each in given["files"] or ()]
    new = actions.NewCorrection(given["page"], given["kind"], given["text"], token, given["contact"], files)
    return actions.report(new, address, at=moment)


def _own_referer(request: HttpRequest) -> str:
    """The page of this site that the link was on; nothing of other sites is taken."""
    told = request.headers.get("Referer", "")
    here = request.build_absolute_uri("/")
    return told if told.startswith(here) and "/corrections/" not in told else ""


@public
def result(request: HttpRequest) -> HttpResponse:
    """The answer, for whoever has the code."""
    moment, address = timezone.now(), address_of(request)
    over = MISSED.says if count(MISSED, address, at=moment) >= MISSED.most else ""
    form, found = CodeForm(request.POST or None), None
    if request.method == "POST" and not over and form.is_valid():
        found = queries.by_code(form.cleaned_data["code"])
        if found is None:
            gate.note(MISSED, address, at=moment)
            form.add_error("code", "没有这个查询码，请对照提交后显示的查询码再填一次。")
    values = {"title": "找错办理结果", "crumbs": [*CORRECTIONS, ("查看结果", "")], "form": form, "found": found, "over": over}
    return _private(request, "correction", values)


@public
@kept("sites.channel", "catalogue")
def organs(request: HttpRequest) -> HttpResponse:
    """Every organ of the county with its page, in groups."""
    day = timezone.localdate(timezone.now())
    return render(request, "sites/public/organs.html", {"title": "政府机构", "crumbs": [("首页", "/"), ("政府机构", "/organs/")], "groups": queries.directory(day)})


@public
@kept("sites.channel", "catalogue", "governance")
def organ(request: HttpRequest, slug: str) -> HttpResponse:
    """One organ: the channel as it was planned, or the usual parts while nobody has planned one."""
    moment = timezone.now()
    found = queries.organ_called(slug)
    if found is None or not may_have_channel(found):
        raise Http404
    channel = queries.open_channel_of(found)
    return render(request, "sites/public/organ.html", {
        "title": channel.name if channel else found.name, "crumbs": [("首页", "/"), ("政府机构", "/organs/"), (found.label, "")], "organ": found, "channel": channel,
        "page_palette": channel.palette if channel else "", "sections": queries.sections(found, channel, moment),
    })  # fmt: skip


@public
@kept("catalogue")
def feeds(request: HttpRequest) -> HttpResponse:
    """Every feed; with `organ` also those of its columns."""
    day = timezone.localdate(timezone.now())
    groups = feeding.groups(day)
    chosen = queries.organ_called(request.GET.get("organ", ""))
    if chosen is not None:
        groups = [feeding.of_columns(chosen.slug, chosen.pk, day)]
    return render(request, "sites/public/feeds.html", {
        "title": f"{chosen.label}的订阅" if chosen else "订阅（RSS）", "crumbs": [("首页", "/"), ("订阅", "/feeds/")], "groups": groups, "chosen": chosen, "directory": queries.directory(day),
    })  # fmt: skip


@public
def account_code(request: HttpRequest, pk: int) -> HttpResponse:
    """The QR code of an account in the head: the picture of its platform, or a drawing of its address."""
    found = queries.code_of(pk)
    if found is None:
        raise Http404
    picture, address = found
    held = {"Cache-Control": "public, max-age=3600"}
    if picture is not None:
        return HttpResponse(stored.location(picture).read_bytes(), content_type=picture.media_type, headers={**held, "Content-Security-Policy": "sandbox"})
    drawn = segno.make(address, error="m", micro=False).svg_inline(scale=4, border=2, light="#fff", omitsize=True)
    return HttpResponse(drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1), content_type="image/svg+xml", headers=held)


@public
@csrf_exempt  # nothing of the reader is read or changed: no cookie, no session
@require_POST
def view(request: HttpRequest) -> HttpResponse:
    """One more reading of `type:id`; answers how often it was read."""
    said = request.body[:LONGEST].decode("utf-8", "replace").replace("\x00", "")
    kind, _, ident = said.partition(":")
    browser = request.headers.get("User-Agent", "")[:300]
    found = actions.count_view(kind, ident, address_of(request), browser, at=timezone.now())
    answer = JsonResponse({"views": found} if found is not None else {}, status=200 if found is not None else 404)
    add_never_cache_headers(answer)
    return answer


def _private(request: HttpRequest, template: str, values: dict[str, Any], status: int = 200) -> HttpResponse:
    """A form, or what somebody wrote: kept by no cache and no search engine."""
    response = render(request, f"sites/public/{template}.html", values, status=status)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response
