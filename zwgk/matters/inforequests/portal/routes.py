"""The public addresses of requests."""

from __future__ import annotations

from django.urls import path

from . import apply, complaint, guide, mine

public = [
    path("requests/", guide.guide, name="guide"),
    path("requests/flow/", guide.flow, name="flow"),
    path("requests/paper/", guide.paper, name="paper"),
    path("requests/new/", guide.new, name="new"),
    path("requests/new/form/", apply.form, name="form"),
    path("requests/new/save/", apply.save, name="save"),
    path("requests/new/drop/", apply.drop, name="drop"),
    path("requests/progress/", mine.progress, name="progress"),
    path("requests/complain/", complaint.complain, name="complain"),
    path("requests/complain/result/take/", complaint.take, name="take_complaint"),
    path("requests/complain/result/", complaint.result, name="complaint"),
    path("requests/leave/", mine.leave, name="leave"),
    path("requests/my/<slug:code>/", mine.mine, name="mine"),
    path("requests/my/<slug:code>/account/", mine.take, name="take"),
    path("requests/my/<slug:code>/receipt/", mine.receipt, name="receipt"),
    path("requests/my/<slug:code>/files/<slug:kind>/<int:pk>/", mine.download, name="download"),
    path("requests/my/<slug:code>/<slug:name>/", mine.act, name="act"),
]
