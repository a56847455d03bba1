"""What every page says of the site: set in the office, else the environment; kept per process until it is set anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from django.conf import settings
from django.core.cache import cache

from zwgk.domain.site_identity import Problem, problems
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.pagecache.prepared import Prepared
from zwgk.matters.channels import queries as channels
from zwgk.matters.channels.models import Channel

from .. import rules
from ..models import HeadAccount, HigherLink, Site

KEY, SECONDS = "sites.identity", 30  # accounts and organs may change without the stamp
_STAMP = Prepared(lambda _: Site.objects.order_by("pk").values_list("changed_at")[:1])
NATIONAL = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code="
ICP_AT, POLICE_AT = "https://beian.miit.gov.cn/", "https://beian.mps.gov.cn/#/query/webSearch?code="


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the government, for the head of a page."""

    name: str
    kind: str  # 微信公众号
    address: str
    code: str  # address of the picture of its QR code, or ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What head, foot and meta tags say; "" is not shown."""

    name: str = ""
    domain: str = ""
    id_code: str = ""
    icp: str = ""
    police: str = ""
    host: str = ""
    host_url: str = ""
    operator: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    copyright: str = ""
    mark: str = ""
    palette: str = ""
    higher: tuple[tuple[str, str], ...] = ()
    accounts: tuple[Account, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def national_url(self) -> str:
        """我为政府网站找错 of the State Council; needs the 标识码."""
        return f"{NATIONAL}{self.id_code}" if self.id_code else ""

    @property
    def icp_url(self) -> str:
        return ICP_AT if self.icp else ""

    @property
    def police_url(self) -> str:
        digits = "".join(sign for sign in self.police if sign.isdigit())
        return f"{POLICE_AT}{digits}" if digits else ""


FACTS = tuple(each.name for each in fields(Identity) if each.name not in ("higher", "accounts", "problems"))


def identity() -> Identity:
    """The site as it stands. Costs one small query: what was set anew a moment ago is seen by every process."""
    stamp = _STAMP.values()
    known = cache.get(KEY)
    if known and known[0] == stamp:
        return known[1]
    found = _read()
    cache.set(KEY, (stamp, found), SECONDS)
    return found


def forget() -> None:
    """The next page reads it anew."""
    cache.delete(KEY)


def environment() -> dict[str, str]:
    """What was set at the installation."""
    return {**getattr(settings, "SITE", {}), "name": settings.SITE_NAME}


def values() -> dict[str, str]:
    """Fact → what counts: the row where it says something, else the environment."""
    row, told = Site.objects.first(), environment()
    return {fact: (getattr(row, fact) if row else "") or told.get(fact, "") for fact in FACTS}


def checked(told: Mapping[str, str]) -> list[Problem]:
    """What is not written as the rules want."""
    government = organs.government()
    return problems(told, rules.identity_rules(), (government.division_code if government else "") or settings.DIVISION_CODE)


def _read() -> Identity:
    told = values()
    government = organs.government()
    told["name"] = told["name"] or (government.name if government else "政府网站")
    return Identity(**told, higher=tuple(higher()), accounts=tuple(accounts()), problems=tuple(checked(told)))


def higher() -> list[tuple[str, str]]:
    """Governments above, in the order of the table."""
    return list(HigherLink.objects.values_list("label", "url"))


def accounts() -> list[Account]:
    """The accounts that were chosen for the head, as long as they run."""
    running = {each.pk: each for each in channels.own_accounts()}
    return [_account(row, running[row.channel_id]) for row in HeadAccount.objects.all() if row.channel_id in running]


def _account(row: HeadAccount, channel: Channel) -> Account:
    code = f"/accounts-code/{channel.pk}/" if row.picture_id or channel.address else ""
    return Account(channel.name, channel.sort, channel.address, code)


def code_of(pk: int) -> tuple[StoredFile | None, str] | None:
    """The picture of an account's code, or what its code says; None when it is not shown."""
    row = HeadAccount.objects.select_related("picture", "channel").filter(channel_id=pk).first()
    return (row.picture, row.channel.address) if row and (row.picture or row.channel.address) else None
