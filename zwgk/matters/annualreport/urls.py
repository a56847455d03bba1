"""Addresses of the annual report: below /office/annualreport/ and /annual-reports/."""

from __future__ import annotations

from django.urls import path

from . import portal
from .office import listing, report

app_name = "annualreport"
staff = [
    path("", listing.board, name="board"),
    path("new/", listing.begin, name="begin"),
    path("new/year/", listing.begin_year, name="begin_year"),
    path("import/", listing.import_file, name="import"),
    path("check/", listing.check_file, name="check"),
    path("compare/<int:organ>/", listing.compare, name="compare"),
    path("<int:pk>/", report.report, name="report"),
    path("<int:pk>/cell/<str:cell>/", report.cell, name="cell"),
    path("<int:pk>/cell/<str:cell>/strike/", report.strike, name="strike"),
    path("<int:pk>/write/<slug:section>/", report.write, name="write"),
    path("<int:pk>/submit/", report.submit, name="submit"),
    path("<int:pk>/accept/", report.accept, name="accept"),
    path("<int:pk>/return/", report.send_back, name="send_back"),
    path("<int:pk>/publish/", report.hand_over, name="hand_over"),
    path("<int:pk>/file/<slug:ending>/", report.face, name="face"),
]
public = [
    path("annual-reports/", portal.archive, name="archive"),
    path("annual-reports/<int:year>/", portal.year, name="year"),
    path("annual-reports/<slug:slug>/", portal.organ, name="organ"),
    path("annual-reports/<slug:slug>/<int:year>.json", portal.data, name="data"),
]
