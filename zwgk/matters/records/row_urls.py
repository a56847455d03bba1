"""Addresses of kind rows: `staff` below /office/records/rows/, `public` below /xxgk/data/."""

from __future__ import annotations

from django.urls import path, re_path

from . import portal_rows
from .office import rows

staff = [
    path("rows/", rows.kinds, name="kinds"),
    path("rows/late/", rows.late, name="rows_late"),
    path("rows/owed/", rows.owed, name="rows_owed"),
    path("rows/<slug:kind>/", rows.table, name="rows"),
    path("rows/<slug:kind>/new/", rows.new, name="row_new"),
    path("rows/<slug:kind>/<int:pk>/edit/", rows.edit, name="row_edit"),
    path("rows/<slug:kind>/submit/", rows.submit, name="rows_submit"),
    path("rows/<slug:kind>/template.xlsx", rows.template, name="rows_template"),
    path("rows/<slug:kind>/export.xlsx", rows.export, name="rows_export"),
    path("rows/<slug:kind>/sheet/", rows.sheet, name="rows_sheet"),
    path("rows/<slug:kind>/sheet/<int:pk>.pdf", rows.sheet_pdf, name="rows_sheet_pdf"),
    path("rows/<slug:kind>/sheet/<int:pk>/photo/", rows.sheet_photo, name="rows_sheet_photo"),
    path("rows/<slug:kind>/import/", rows.upload, name="rows_import"),
    path("rows/<slug:kind>/import/<int:pk>/", rows.intake, name="rows_intake"),
    path("rows/<slug:kind>/import/<int:pk>/marked.xlsx", rows.marked, name="rows_marked"),
]
public = [
    path("xxgk/data/", portal_rows.kinds, name="data_kinds"),
    path("xxgk/data/<slug:kind>/", portal_rows.table, name="data_rows"),
    path("xxgk/data/<slug:kind>/schema.json", portal_rows.schema, name="data_schema"),
    re_path(r"^xxgk/data/(?P<kind>[\w-]+)/rows\.(?P<form>csv|xlsx|json|jsonl)$", portal_rows.download, name="data_download"),
]
