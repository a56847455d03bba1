"""What is mine: requests, complaints, reports of mistakes, follows."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from zwgk.foundation.visitors import pages, queries
from zwgk.foundation.visitors.models import Follow
from zwgk.matters.inforequests.queries import account as requests

from . import reports
from .entering import shown
from .following import with_addresses


@pages.account
def home(request: pages.AccountRequest) -> HttpResponse:
    """Each with how it stands and what comes next."""
    visitor, today = request.visitor, timezone.localdate()
    follows = queries.follows_of(visitor)
    return shown(request, "home", {
        "title": "我的", "crumbs": [("首页", "/"), ("我的", "")], "contacts": queries.masked_contacts(visitor), "cases": requests.cases_of(visitor, today),
        "complaints": requests.complaints_of(visitor), "follows": with_addresses(request, follows), "news": queries.latest(follows), "hows": Follow.How.choices, "reports": reports.reports_of(visitor),
    })  # fmt: skip
