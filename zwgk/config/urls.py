"""All addresses: the portal, the office, accounts, the system administrator's pages.

A slice's `urls.py` holds two lists, `public` (mounted under `/`) and `staff` (mounted under `/office/<prefix>/`).
Its names are used as they stand (`ledger_plans`); with an `app_name` they get that namespace (`ledger:plans`).
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

# (module, prefix below /office/), in the order of the house, lowest first
SLICES = (
    ("zwgk.surfaces.office.urls", ""),
    ("zwgk.surfaces.portal.urls", ""),
    ("zwgk.surfaces.api.urls", ""),
    ("zwgk.foundation.ui.urls", "ui/"),
    ("zwgk.foundation.files.urls", "files/"),
    ("zwgk.foundation.gate.urls", "gate/"),
    ("zwgk.foundation.organs.urls", "organs/"),
    ("zwgk.foundation.rulebook.urls", "rulebook/"),
    ("zwgk.foundation.inbox.urls", "inbox/"),
    ("zwgk.foundation.clocks.urls", "clocks/"),
    ("zwgk.matters.notices.urls", "notices/"),
    ("zwgk.matters.letters.urls", "letters/"),
    ("zwgk.matters.findings.urls", "findings/"),
    ("zwgk.matters.governance.urls", "governance/"),
    ("zwgk.matters.reviews.urls", "reviews/"),
    ("zwgk.matters.channels.urls", "channels/"),
    ("zwgk.matters.catalogue.urls", "catalogue/"),
    ("zwgk.matters.records.urls", "records/"),
    ("zwgk.matters.sites.urls", "sites/"),
    ("zwgk.matters.inforequests.urls", "requests/"),
    ("zwgk.matters.ledger.urls", "ledger/"),
    ("zwgk.matters.datacalls.urls", "datacalls/"),
    ("zwgk.matters.inspections.urls", "inspections/"),
    ("zwgk.matters.assessments.urls", "assessments/"),
    ("zwgk.matters.annualreport.urls", "annualreport/"),
    ("zwgk.matters.briefings.urls", "briefings/"),
    ("zwgk.matters.handovers.urls", "handovers/"),
)
Routes = list[URLPattern | URLResolver]


def mounted() -> Iterator[URLResolver]:
    """The routes of every slice that has landed."""
    for module_name, prefix in SLICES:
        if find_spec(module_name) is None:
            continue
        module = import_module(module_name)
        space = getattr(module, "app_name", None)
        if staff := getattr(module, "staff", None):
            yield path(f"office/{prefix}", named(staff, space))
        if public := getattr(module, "public", None):
            yield path("", named(public, space and f"{space}_public" if staff else space))


def named(routes: Routes, space: str | None) -> object:
    """The list for `path`, in its namespace when it has one."""
    return include((routes, space), namespace=space) if space else include(routes)


admin.site.login = secure_admin_login(admin.site.login)  # one sign-in page, with its lock-out and second factor

urlpatterns = [
    *mounted(),
    path("accounts/", include("allauth.urls")),
    path("system/", admin.site.urls),
]
handler400 = "zwgk.surfaces.portal.errors.bad_request"
handler403 = "zwgk.surfaces.portal.errors.not_allowed"
handler404 = "zwgk.surfaces.portal.errors.not_found"
handler500 = "zwgk.surfaces.portal.errors.broken"
