"""Addresses of what follows an answer; `urls.staff` takes them in."""

from __future__ import annotations

from django.urls import path

from . import analysis, appeals, complaints, converting

staff = [
    path("appeals/", appeals.register, name="appeals"),
    path("appeals/<int:pk>/", appeals.appeal, name="appeal"),
    path("appeals/<int:pk>/answer/", appeals.hand_in, name="appeal_hand_in"),
    path("appeals/<int:pk>/note/", appeals.note, name="appeal_note"),
    path("appeals/<int:pk>/turn/", appeals.turn, name="appeal_turn"),
    path("appeals/<int:pk>/close/", appeals.close, name="appeal_close"),
    path("<int:pk>/appeal/", appeals.new, name="appeal_new"),
    path("complaints/", complaints.register, name="complaints"),
    path("complaints/<int:pk>/", complaints.complaint, name="complaint"),
    path("complaints/<int:pk>/files/<int:file>/", complaints.material, name="complaint_file"),
    path("conversions/", converting.conversions, name="conversions"),
    path("conversions/<int:pk>/", converting.conversion, name="conversion"),
    path("<int:pk>/suggest/", converting.suggest, name="suggest"),
    path("<int:pk>/related/", converting.related, name="related"),
    path("analysis/", analysis.analysis, name="analysis"),
    path("analysis/sheet/", analysis.sheet, name="analysis_sheet"),
    path("analysis/units.xlsx", analysis.workbook, name="analysis_workbook"),
    path("analysis/figures.csv", analysis.table, name="analysis_table"),
]
