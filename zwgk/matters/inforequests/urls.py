"""Addresses of requests: below / for applicants (`inforequests_public`), below /office/requests/ for the office."""

from __future__ import annotations

from django.urls import path

from .office import listing
from .portal import routes as portal

app_name = "inforequests"
staff = [
    path("", listing.cases, name="list"),
]
public = portal.public
