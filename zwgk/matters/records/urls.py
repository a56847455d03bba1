"""Addresses of records: below /office/records/, and in public below /xxgk/."""

from __future__ import annotations

from django.urls import path

from . import row_urls
from .office import coverage, migration
from .office.routes import routes as office_routes
from .portal import check, moved, routes

app_name = "records"
staff = [*row_urls.staff, *migration.routes, *coverage.routes, *office_routes]
public = [
    path("moved/", moved.from_address, name="moved"),
    path("xxgk/check/", check.certificate, name="check"),
    path("xxgk/check/<str:code>/", check.certificate, name="check_code"),
    *row_urls.public,
    *routes.public,
    *routes.organs,  # organs last: they take any word
]
