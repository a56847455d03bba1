"""Addresses of assessments, below /office/assessments/."""

from __future__ import annotations

from django.urls import path

from . import office

app_name = "assessments"
staff = [
    path("", office.tables, name="tables"),
    path("new/", office.new, name="new"),
    path("tables/<int:pk>/", office.table, name="table"),
    path("tables/<int:pk>/check/", office.check, name="check"),
    path("tables/<int:pk>/matrix/", office.matrix, name="matrix"),
    path("tables/<int:pk>/gaps/", office.gaps, name="gaps"),
    path("tables/<int:pk>/materials/", office.materials, name="materials"),
    path("tables/<int:pk>/packs/", office.packs, name="packs"),
    path("tables/<int:pk>/<str:what>.xlsx", office.export, name="export"),
    path("indicators/<int:pk>/", office.indicator, name="indicator"),
    path("tags/<int:pk>/", office.tag_row, name="tag"),
    path("uploads/<int:pk>/", office.upload_file, name="upload"),
    path("packs/<int:pk>/", office.download, name="download"),
]
