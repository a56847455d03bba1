"""Addresses of the daily check, below /office/inspections/."""

from __future__ import annotations

from django.urls import path

from .office import problems, reports, runs, standing

app_name = "inspections"
staff = [
    path("", problems.problems, name="list"),
    path("columns/", standing.columns, name="columns"),
    path("plan/", standing.plan, name="plan"),
    path("keepers/", standing.keepers, name="keepers"),
    path("runs/", runs.runs, name="runs"),
    path("runs/begin/", runs.begin, name="begin"),
    path("runs/<int:pk>/", runs.run, name="run"),
    path("report/", reports.report, name="report"),
    path("report/paper/", reports.paper, name="paper"),
    path("report/sheet/", reports.sheet, name="sheet"),
    path("<int:pk>/", problems.problem, name="problem"),
    path("<int:pk>/look/", problems.look, name="look"),
    path("<int:pk>/dismiss/", problems.dismiss, name="dismiss"),
    path("<int:pk>/again/", problems.again, name="again"),
]
