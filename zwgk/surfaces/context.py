"""What every page knows: `site`, `nav`, `crumbs`, `modes`. Views override `title` and `crumbs`.

A place of the navigation is an address; it is shown when the address exists and the actor holds the right of its view.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from zwgk.domain.rights import Actor, Role
from zwgk.foundation.inbox import queries as inbox
from zwgk.foundation.organs import pages
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.ui import queries as ui
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.sites import queries as sites

# label, address, icon; None parts the groups
OFFICE = (
    ("工作台", "/office/", "desk"),
    ("站内消息", "/office/inbox/", "inbox"),
    None,
    ("来文", "/office/notices/", "notice"),
    ("信息发布", "/office/records/", "notice"),
    ("依申请公开", "/office/requests/", "request"),
    ("审核", "/office/reviews/", "shield"),
    ("目录", "/office/catalogue/", "ledger"),
    ("渠道", "/office/channels/", "channel"),
    ("台账", "/office/ledger/", "ledger"),
    ("采集表", "/office/datacalls/", "ledger"),
    ("问题", "/office/findings/", "finding"),
    ("栏目检查", "/office/inspections/", "finding"),
    ("文书", "/office/letters/", "file"),
    ("报数与专报", "/office/briefings/", "figure"),
    ("佐证材料", "/office/assessments/", "file"),
    ("年度报告", "/office/annualreport/", "figure"),
    ("网站管理", "/office/sites/", "channel"),
    ("组织保障", "/office/governance/", "shield"),
    None,
    ("单位与人员", "/office/organs/", "organs"),
    ("工作交接", "/office/handovers/", "organs"),
    ("手机链接", "/office/passes/", "phone"),
    ("检索", "/office/search/", "search"),
    ("规则库", "/office/rulebook/", "rules"),
    ("法定时限日历", "/office/calendar/", "calendar"),
    ("工作日志", "/office/journal/", "journal"),
)
# Who only works for his own unit sees these; the rest stands under “更多”.
DOERS = frozenset({Role.LIAISON, Role.DISCLOSURE, Role.CLERK, Role.SECRECY, Role.REVIEWER})
DAILY = {
    "/office/": "我要办的事", "/office/inbox/": "站内消息", "/office/ledger/": "本单位台账", "/office/datacalls/": "采集表", "/office/findings/": "问题",
}  # fmt: skip
# … and what his part in publishing is: who drafts sees the drafts, who judges sees what waits for him.
PARTS = {
    Role.LIAISON: ("/office/records/", "/office/requests/"), Role.DISCLOSURE: ("/office/requests/", "/office/records/", "/office/reviews/"), Role.REVIEWER: ("/office/reviews/",),
    Role.SECRECY: ("/office/reviews/",), Role.CLERK: ("/office/requests/",),
}  # fmt: skip
PORTAL = (
    ("首页", "/", "home"),
    ("政府信息公开", "/xxgk/", "shield"),
    ("政策文件", "/policies/", "notice"),
    ("依申请公开", "/requests/", "inbox"),
    ("数据开放", "/opendata/", "figure"),
    ("政务公开台账", "/ledger/", "ledger"),
    ("组织保障", "/governance/", "organs"),
    ("互动交流", "/hudong/", "inbox"),
)
# What people come for most, in words of every day: the choices of 长者模式.
FOUR_THINGS = (
    ("查办事", "要带什么、到哪里办、多久办好", ("/services/", "/xxgk/data/service-item/")),
    ("看政策", "政府发的文件，现在还算不算数", ("/policies/", "/xxgk/all/art20-01/", "/xxgk/new/")),
    ("提申请、说问题", "要一份政府信息，看办到哪一步", ("/requests/",)),
    ("打电话", "各单位的电话、地址和上班时间", ("/contact/", "/xxgk/functions/")),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the navigation."""

    label: str
    url: str
    icon: str = ""
    current: bool = False
    badge: int = 0
    starts_group: bool = False
    tucked: bool = False  # under “更多”


@dataclass(frozen=True, slots=True)
class FirstThing:
    """One of the four things."""

    name: str
    says: str
    url: str


def page(request: HttpRequest) -> dict[str, object]:
    """Values for the base templates."""
    ours = site(request)
    nav = SimpleLazyObject(lambda: navigation(request))
    return {
        "site": ours,
        "our_site": ours,
        "modes": ui.modes(request.COOKIES),
        "nav": nav,
        "nav_tucked": SimpleLazyObject(lambda: [place for place in nav if place.tucked]),
        "portal_nav": SimpleLazyObject(lambda: public_places(request.path)),
        "four_things": SimpleLazyObject(four_things),
        "crumbs": [],
        "unfounded": SimpleLazyObject(organs.unfounded),
        "unread": SimpleLazyObject(lambda: unread(request)),
        "idle_seconds": settings.SESSION_COOKIE_AGE,
    }


def site(request: HttpRequest) -> dict[str, object]:
    """What header, footer and meta tags say; an empty value is not shown."""
    told = sites.identity()
    return {
        **{fact.name: getattr(told, fact.name) for fact in fields(told)},
        "domain": told.domain or request.get_host().partition(":")[0],
        "office_name": "政务公开工作平台",
        "national_url": told.national_url, "icp_url": told.icp_url, "police_url": told.police_url,
        "traditional": "yes" if "zwgk.surfaces.middleware.TraditionalMiddleware" in settings.MIDDLEWARE else "",
    }  # fmt: skip


def navigation(request: HttpRequest) -> list[Place]:
    """Places of the office that exist and that this person may open."""
    if not request.user.is_authenticated:
        return []
    found = list(places(request, OFFICE))
    pages.identify(request)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.system or not actor.grants or any(grant.role not in DOERS for grant in actor.grants):
        return found
    daily = {*DAILY, *(url for grant in actor.grants for url in PARTS.get(grant.role, ()))}
    return [replace(place, label=DAILY.get(place.url, place.label), tucked=place.url not in daily, starts_group=False) for place in found]


def places(request: HttpRequest, entries: tuple[tuple[str, str, str] | None, ...]) -> Iterator[Place]:
    """The places, the one we are in marked."""
    starts = False
    current = _longest(request.path, [entry[1] for entry in entries if entry])
    for entry in entries:
        if entry is None:
            starts = True
        elif _open(request, entry[1]):
            label, url, icon = entry
            badge = unread(request) if url == "/office/inbox/" else 0
            yield Place(label, url, icon, url == current, badge, starts)
            starts = False


def public_places(path: str) -> list[Place]:
    """The main navigation of the portal: the same for everybody, so that its pages can be kept."""
    current = _longest(path, [url for _, url, _ in PORTAL])
    return [Place(label, url, icon, url == current) for label, url, icon in PORTAL if pages.may_open(None, url)]


def four_things() -> list[FirstThing]:
    """Those of the four that this site offers."""
    found = ((name, says, next(filter(_stands, urls), "")) for name, says, urls in FOUR_THINGS)
    return [FirstThing(name, says, url) for name, says, url in found if url]


def _stands(url: str) -> bool:
    """Whether the address answers; a column of all units does once one unit has it."""
    *_, key, _ = url.split("/")
    return pages.may_open(None, url) and (not url.startswith("/xxgk/all/") or catalogue.columns_by_key(key).exists())


def unread(request: HttpRequest) -> int:
    """Messages in the inbox of the signed-in person that were not read."""
    if not request.user.is_authenticated:
        return 0
    if not hasattr(request, "unread"):  # the bell and the desk both ask
        pages.identify(request)
        request.unread = inbox.unread_count(request.actor)  # type: ignore[attr-defined]
    return int(request.unread)  # type: ignore[attr-defined]


def _open(request: HttpRequest, url: str) -> bool:
    if not request.user.is_authenticated:
        return pages.may_open(None, url)
    pages.identify(request)
    return pages.may_open(request.actor, url)  # type: ignore[attr-defined]


def _longest(path: str, urls: list[str]) -> str:
    """The entry that the page lies under: the longest that begins its path."""
    homes = {"/", "/office/"}
    fitting = [url for url in urls if path == url or (url not in homes and path.startswith(url))]
    return max(fitting, key=len, default="")
