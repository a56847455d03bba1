"""Addresses of requests: below / for applicants (`inforequests_public`), below /office/requests/ for the office."""

from __future__ import annotations

from django.urls import path

from .office import after, case, listing
from .office.letters_routes import routes as letters
from .office.receiving_routes import routes as receiving
from .portal import routes as portal

app_name = "inforequests"
staff = [
    path("", listing.cases, name="list"),
    *receiving,
    *letters,
    *after.staff,
    path("<int:pk>/", case.case, name="case"),
    path("<int:pk>/steps/<str:verb>/", case.step, name="step"),
    path("<int:pk>/approve/", case.approve, name="approve"),
    path("<int:pk>/draft/", case.draft, name="draft"),
    path("<int:pk>/papers/<int:paper>/", case.paper, name="paper"),
    path("<int:pk>/identity/", case.identity, name="identity"),
]
public = portal.public
