"""Addresses of findings, below /office/findings/."""

from __future__ import annotations

from django.urls import path

from . import office

app_name = "findings"
staff = [
    path("", office.findings, name="list"),
    path("new/", office.new, name="new"),
    path("export/", office.export, name="export"),
    path("<int:pk>/", office.finding, name="finding"),
    path("<int:pk>/order/", office.order, name="order"),
    path("<int:pk>/answer/", office.answer, name="answer"),
    path("<int:pk>/return/", office.return_answer, name="return"),
    path("<int:pk>/close/", office.close, name="close"),
    path("<int:pk>/withdraw/", office.withdraw, name="withdraw"),
    path("<int:pk>/files/<int:file>/", office.attachment, name="file"),
]
