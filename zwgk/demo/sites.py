"""The site of 和光县: who it is, its channels, what readers found wrong, former sites, who shows it again."""

from __future__ import annotations

import hashlib
import io
from datetime import date, datetime, timedelta
from typing import Any

import segno

from zwgk.foundation.files import actions as files
from zwgk.matters.channels.queries import own_accounts
from zwgk.matters.records.queries import published
from zwgk.matters.sites import actions as sites
from zwgk.matters.sites.models import Correction
from zwgk.matters.sites.queries import channels as reading

from .reading import SETUP, Cast, load, moment

OFFICE = "luqinghe"
BROWSERS = 11  # different readers of the sample


def make_sites(cast: Cast) -> str:
    """Identity, links, accounts, channels, messages of readers, the register, partners, readings."""
    told, office = load("sites.yaml"), cast.actor(OFFICE)
    start = moment("2026-09-01 09:00")
    sites.set_identity(told["identity"], actor=office, at=start)
    sites.set_links([sites.Link(*row) for row in told["links"]], actor=office, at=start)
    wanted = [each for name in told["accounts"] for each in own_accounts() if f"{each.name} {each.platform}" == name]
    sites.set_accounts([(each, files.keep(_code(each.name), f"{each.name}.png", actor=SETUP, at=start)) for each in wanted], actor=office, at=start)
    for row in told["channels"]:
        _channel(row, cast, moment(row["at"]))
    for n, row in enumerate(told["corrections"]):
        _correction(n, row, cast)
    for row in told["register"]:
        _entry(row, cast)
    _partners(told["partners"], cast)
    return f"单位频道 {len(told['channels'])} 个，网站找错 {len(told['corrections'])} 件，浏览 {_readings(cast.today)} 次"


def _code(name: str) -> bytes:
    """A code of the sample leads nowhere."""
    out = io.BytesIO()
    segno.make(f"和光县示例账号：{name}", error="m").save(out, kind="png", scale=6, border=2)
    return out.getvalue()


def _channel(row: dict[str, Any], cast: Cast, at: datetime) -> None:
    organ, office = cast.organs[row["organ"]], cast.actor(OFFICE)
    parts = [*((block, None) for block in row["parts"]), *(("column", each.pk) for each in reading.filled_columns(organ, at)[: row.get("columns", 0)])]
    made = sites.save_channel(organ, sites.Plan(organ.name, row["intro"], row.get("palette", ""), row.get("old", ""), parts), actor=office, at=at)
    if row.get("open", True):
        sites.open_channel(made, actor=office, at=at)


def _correction(n: int, row: dict[str, Any], cast: Cast) -> None:
    at, office = moment(row["at"]), cast.actor(OFFICE)
    token = hashlib.sha256(f"demo:{n}".encode()).hexdigest()
    made: Correction = sites.report(sites.NewCorrection(row["page"], row["kind"], row["text"], token), f"demo {n}", at=at)
    if row.get("to"):
        made = sites.pass_to(made, cast.organs[row["to"]], row.get("said", ""), actor=office, at=at + timedelta(hours=2))
    elif row.get("accepted"):
        made = sites.accept(made, actor=office, at=at + timedelta(hours=1))
    if row.get("answer"):
        sites.answer(made, row["answer"], as_finding=row.get("finding", False), actor=office, at=moment(row["done"]))
    elif row.get("refuse"):
        sites.reject(made, row["refuse"], actor=office, at=moment(row["done"]))


def _entry(row: dict[str, Any], cast: Cast) -> None:
    at, office = moment("2026-09-02 10:00"), cast.actor(OFFICE)
    new = sites.NewEntry(cast.organs[row["organ"]], **{key: value for key, value in row.items() if key not in ("organ", "checks")})
    made = sites.save_entry(new, actor=office, at=at)
    if row.get("checks"):
        sites.check_entry(made, 2026, {key: tuple(value) for key, value in row["checks"].items()}, actor=office, at=at)


def _partners(rows: list[dict[str, Any]], cast: Cast) -> None:
    office, shown = cast.actor(OFFICE), list(published(kind="document").order_by("-published_at")[:6])
    for n, row in enumerate(rows):
        values = {key: row[key] for key in ("kind", "name", "url", "contact", "agreed_on", "feeds")}
        partner = sites.save_partner(sites.NewPartner(**values), actor=office, at=moment("2026-09-03 10:00"))
        for each in shown[n::2]:
            day = each.published_at.date() + timedelta(days=1)
            if day <= cast.today:
                reprint = sites.NewReprint(each.url, row["form"], f"{row['url']}{each.slug}", day)
                sites.log_reprint(partner, reprint, actor=office, at=moment(f"{max(day, date(2026, 9, 4))} 16:00"))


def _readings(today: date) -> int:
    """A few readers of the newest papers, over two months; each as a browser of its own."""
    count = 0
    for n, each in enumerate(published(kind="document").order_by("-published_at")[:14]):
        for back in (0, 30):
            at = moment(f"{today - timedelta(days=back)} 10:00")
            for reader in range(1 + (n * 7 + back) % BROWSERS):
                sites.count_view("records.publication", str(each.pk), f"demo {reader}", "sample", at=at)
                count += 1
    return count
