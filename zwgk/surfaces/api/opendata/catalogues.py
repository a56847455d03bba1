"""The data sets told to other catalogues: DCAT as JSON-LD, data.json."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

from zwgk.foundation.organs import queries as organs

from .. import making
from ..edge import served
from . import linked
from .pages import offered


@served
def dcat(request: HttpRequest) -> HttpResponse:
    return _json(linked.dcat(offered(), making.base(request), _publisher()), "application/ld+json")


@served
def data(request: HttpRequest) -> HttpResponse:
    return _json(linked.data(offered(), making.base(request), _publisher()), "application/json")


def _publisher() -> str:
    found = organs.government()
    return found.name if found else ""


def _json(told: dict[str, Any], media: str) -> HttpResponse:
    return HttpResponse(json.dumps(told, ensure_ascii=False, indent=1), content_type=f"{media}; charset=utf-8")
