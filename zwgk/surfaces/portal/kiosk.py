"""查阅终端: the portal on a public screen. Touch size, nothing kept, nobody signs in.

    /kiosk/       puts this browser into the mode and shows the four ways
    /kiosk/end/   forgets everything the visitor left, back to the first page; called after two idle minutes too
    /kiosk/off/   for staff: the browser becomes an ordinary one again
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from zwgk.foundation.organs.pages import may_open, public
from zwgk.foundation.ui import portal as reading
from zwgk.foundation.ui import queries as ui
from zwgk.matters.inforequests.queries import drafts

from .home import SERVICES, Door

WAYS = (
    Door("查询", "文件、数据、公开的信息，按字词查找", "/search/"),
    Door("指南", "政府信息公开指南，各单位电话和地址", "/xxgk/functions/"),
    Door("申请", "申请公开政府信息，查办理进度", "/requests/"),
    Door("办事", "办什么事，要什么材料，到哪里办", f"/xxgk/data/{SERVICES}/"),
)
# What happens in a life, and in the life of an enterprise; each is a question to the search, where guides stand first.
PERSON = ("生育", "入学", "就业", "婚姻", "住房", "医疗", "社会保险", "养老", "殡葬")
ENTERPRISE = ("开办企业", "许可", "用工", "纳税", "项目建设", "惠企政策", "变更", "注销")


@public
def start(request: HttpRequest) -> HttpResponse:
    """The four ways, and what happens in life. Opening it is what turns the mode on."""
    if not ui.chosen(request.COOKIES).get("kiosk"):
        answer: HttpResponse = HttpResponseRedirect("/kiosk/")
        reading.keep(answer, ui.changed({}, {"kiosk": "on"}))
        return answer
    ways = [door for door in WAYS if may_open(None, door.url)]
    return render(request, "portal/kiosk.html", {"title": "政务公开查阅终端", "ways": ways, "lives": (("个人", PERSON), ("企业", ENTERPRISE)), "taken_along": "/"})


@public
@never_cache
def end(request: HttpRequest) -> HttpResponse:
    """Forget: every cookie of this site but the mode, the session behind it, the copies of the browser."""
    return _forgotten(request, {"kiosk": "on"} if ui.chosen(request.COOKIES).get("kiosk") else {}, "/kiosk/")


@public
@never_cache
def off(request: HttpRequest) -> HttpResponse:
    """An ordinary browser again."""
    return _forgotten(request, {}, "/")


def _forgotten(request: HttpRequest, modes: dict[str, str], to: str) -> HttpResponse:
    answer = HttpResponseRedirect(to)
    if not ui.chosen(request.COOKIES).get("kiosk"):
        return answer  # a link sent to somebody else signs nobody out
    request.session.flush()
    for name in request.COOKIES:
        answer.delete_cookie(name)
    answer.delete_cookie(drafts.COOKIE, path=drafts.PATH)  # is not sent here, and would open to the next visitor what this one has typed
    reading.keep(answer, ui.changed({}, modes))
    answer["Clear-Site-Data"] = '"storage"'
    return answer
