"""Public address → an address with something behind it. An address without a variable part is its own sample."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import AT, County, office_actor
from tests.records_public.conftest import make_columns, make_entry, make_file, make_publication
from zwgk.matters.annualreport.models import Report
from zwgk.matters.catalogue.models import Entry
from zwgk.matters.inforequests.models import Case
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.ledger.models import Plan
from zwgk.matters.records.models import Publication, Record


@dataclass(frozen=True, slots=True)
class Things:
    """What the sample addresses name."""

    publication: Publication
    entry: Entry
    plan: Plan
    report: Report
    case: Case


def make_things(county: County, plan: Plan, report: Report, case: Case) -> Things:
    """Something of everything that has a public page."""
    entry = make_entry(county)
    for organ in (county.government, county.finance, county.qinghe):
        columns = make_columns(organ)
        make_publication(organ, f"{organ.label}2026年预算", column=columns["art20-07"], entry=entry, theme="财政、金融、审计\\财政", doc_number="和〔2026〕1号", body=WIDE)
    publication = make_publication(county.finance, "关于后续发放补贴的通知，面向里程较长的干部", column=None, entry=entry, body=WIDE)
    make_file(publication)
    for number in range(3):
        make_publication(county.finance, f"处罚{number}", kind="administrative-penalty", body="", values={"number": f"{number}号", "party": "某某商店", "decided_on": "2026-11-02"})
    ledger.publish_plan(plan, actor=office_actor(), at=AT)
    annual = make_publication(county.finance, "2025年度报告", column=None)
    Record.objects.filter(pk=annual.record_id).update(live=annual)
    Report.objects.filter(pk=report.pk).update(record=annual.record)
    report.refresh_from_db()
    return Things(publication, entry, plan, report, case)


WIDE = "<p>一段正文。</p><table><tr>" + "".join(f"<th>第{n}个栏目的名称</th>" for n in range(14)) + "</tr><tr>" + "<td>1,280.00</td>" * 14 + "</tr></table>"

Sample = Callable[[Things], str]
SAMPLES: dict[str, Sample] = {
    "ledger/<int:pk>/": lambda it: f"/ledger/{it.plan.pk}/",
    "ledger/<int:pk>/<slug:organ>/": lambda it: f"/ledger/{it.plan.pk}/finance/",
    "p/<str:token>/": lambda it: "/p/unknown-token/",
    "xxgk/all/<str:key>/": lambda it: "/xxgk/all/art20-07/",
    "xxgk/check/<str:code>/": lambda it: "/xxgk/check/ABCD1234/",
    "xxgk/catalogue/entries/<int:pk>/": lambda it: f"/xxgk/catalogue/entries/{it.entry.pk}/",
    "xxgk/catalogue/<slug:key>/": lambda it: "/xxgk/catalogue/social-assistance/",
    "xxgk/info/<slug:slug>/": lambda it: it.publication.url,
    "xxgk/info/<slug:slug>/v<int:number>/": lambda it: f"{it.publication.url}v1/",
    "xxgk/<slug:slug>/": lambda it: "/xxgk/finance/",
    "xxgk/<slug:slug>/<str:key>/": lambda it: "/xxgk/finance/art20-07/",
    "xxgk/data/<slug:kind>/": lambda it: "/xxgk/data/administrative-penalty/",
    "requests/my/<slug:code>/": lambda it: f"/requests/my/{it.case.code}/",
    "requests/my/<slug:code>/receipt/": lambda it: f"/requests/my/{it.case.code}/receipt/",
    "requests/my/<slug:code>/<slug:name>/": lambda it: f"/requests/my/{it.case.code}/withdraw/",
    "annual-reports/<int:year>/": lambda it: f"/annual-reports/{it.report.year}/",
    "annual-reports/<slug:slug>/": lambda it: "/annual-reports/finance/",
    "organs/<slug:slug>/": lambda it: "/organs/finance/",
    "my/requests/<slug:code>/": lambda it: "/my/",
}
# No page of their own: files, feeds, data, interfaces, forms that only take what is sent.
NO_PAGE = re.compile(r"\.(svg|json|xml|txt|csv|xlsx|jsonld)$|feed|form>|files/|^api/|^opendata/\^|^views/|^hooks/|/again/|^question/<|^my/follows/<|^accounts-code/|/account/$|/take/$|sitemap-|^kiosk/(end|off)/|^reading/|^moved/|token>|^\^")
OTHERS = ("accounts/", "system/", "office/")


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every public address of the program."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        elif not path.startswith(OTHERS) and getattr(entry.callback, "public", False):
            yield path, entry


def without_sample() -> list[str]:
    """Addresses with a variable part that nobody gave a sample."""
    return [path for path, _ in routes() if "<" in path and path not in SAMPLES and not NO_PAGE.search(path)]


def addresses(things: Things) -> list[str]:
    """One address of every page, and one that is not there."""
    found = []
    for path, _ in routes():
        if sample := SAMPLES.get(path):
            found.append(sample(things))
        elif "<" not in path and not NO_PAGE.search(path):
            found.append(f"/{path}")
    return [*dict.fromkeys(found), "/search/?q=预算", "/no-such-page/"]
