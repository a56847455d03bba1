"""Addresses for programs: /api/ and /api/v1/…; /opendata/ with its files. Read only, open to everybody."""

from __future__ import annotations

from django.urls import include, path, re_path

from . import pages, service
from .edge import served
from .opendata import catalogues
from .opendata import pages as opendata

FILE = 20  # a whole file counts as so many requests
_api = [
    path("", pages.docs, name="docs"),
    path("v1/openapi.json", pages.openapi, name="openapi"),
    path("v1/", include(service.routes())),
]
_opendata = [
    path("", opendata.index, name="index"),
    path("catalog.jsonld", catalogues.dcat, name="dcat"),
    path("data.json", catalogues.data, name="data"),
    re_path(r"^(?P<name>[a-z-]+)\.(?P<form>jsonl|csv|xlsx)$", served(opendata.download, cost=FILE), name="download"),
]
public = [
    path("api/", include((_api, "api"), namespace="api")),
    path("opendata/", include((_opendata, "opendata"), namespace="opendata")),
]
