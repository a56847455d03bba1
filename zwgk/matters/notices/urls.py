"""Addresses of received documents."""

from django.urls import path

from . import office

app_name = "notices"

public: list = []

staff = [
    path("", office.index, name="index"),
    path("new/", office.upload, name="upload"),
    path("basis/", office.basis, name="basis"),
    path("<int:pk>/", office.review, name="review"),
    path("<int:pk>/original/", office.original, name="original"),
    path("<int:pk>/record/", office.record, name="record"),
    path("<int:pk>/clauses/<int:clause_pk>/", office.clause, name="clause"),
    path("<int:pk>/repairs/<int:index>/", office.repair, name="repair"),
    path("<int:pk>/confirm/", office.confirm_view, name="confirm"),
    path("<int:pk>/approval/", office.approval, name="approval"),
    path("<int:pk>/superior/", office.superior, name="superior"),
    path("<int:pk>/replace/", office.replace_view, name="replace"),
    path("<int:pk>/deliver/", office.deliver_view, name="deliver"),
    path("<int:pk>/acknowledge/<int:organ_pk>/", office.acknowledge_view, name="acknowledge"),
]
