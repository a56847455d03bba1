"""Addresses of governance: below /office/governance/ and /governance/."""

from __future__ import annotations

from django.urls import path

from . import portal
from .office import filing, registers

app_name = "governance"
staff = [
    path("", registers.overview, name="overview"),
    path("export/", registers.export, name="export"),
    path("department/", registers.department, name="department"),
    path("organs/<int:pk>/", registers.organ, name="organ"),
    path("organs/<int:pk>/working-organ/", registers.working_organ, name="working_organ"),
    path("organs/<int:pk>/people/<str:duty>/", registers.person, name="person"),
    path("people/<int:pk>/end/", registers.end, name="end"),
    path("people/<int:pk>/publish/", registers.publish, name="publish"),
    path("calls/", filing.calls, name="calls"),
    path("calls/new/", filing.new, name="new_call"),
    path("calls/<int:pk>/", filing.call, name="call"),
    path("calls/<int:pk>/export/", filing.export, name="export_call"),
    path("filings/<int:pk>/file/", filing.file, name="file"),
    path("filings/<int:pk>/confirm/", filing.confirm, name="confirm"),
    path("filings/<int:pk>/return/", filing.send_back, name="return"),
    path("filings/<int:pk>/exempt/", filing.exempt, name="exempt"),
]
public = [
    path("governance/", portal.governance, name="home"),
    path("governance/leaders/", portal.leaders, name="leaders"),
]
