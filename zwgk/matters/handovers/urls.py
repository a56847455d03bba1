"""Addresses of handovers, below /office/handovers/."""

from __future__ import annotations

from django.urls import path, re_path

from .office import handover, others

app_name = "handovers"
staff = [
    path("", handover.handovers, name="list"),
    path("new/", handover.new, name="new"),
    path("<int:pk>/", handover.handover, name="handover"),
    path("<int:pk>/arrange/", handover.arrange, name="arrange"),
    path("<int:pk>/confirm/", handover.confirm, name="confirm"),
    path("<int:pk>/paper/", handover.paper, name="paper"),
    path("<int:pk>/carry-out/", handover.carry_out, name="carry_out"),
    path("<int:pk>/cancel/", handover.cancel, name="cancel"),
    path("<int:pk>/undo/", handover.undo, name="undo"),
    path("<int:pk>/scan/<slug:part>/", handover.scan, name="scan"),
    re_path(r"^(?P<pk>\d+)/list\.(?P<form>docx|pdf)$", handover.printed, name="printed"),
    path("ownerless/", others.ownerless, name="ownerless"),
    path("ownerless/give-back/", others.give_back, name="give_back"),
    path("deputies/", others.deputies, name="deputies"),
    path("deputies/new/", others.new_deputy, name="new_deputy"),
    path("deputies/<int:pk>/end/", others.end_deputy, name="end_deputy"),
    path("objects/", others.objects, name="objects"),
    path("objects/new/", others.new_object, name="new_object"),
    path("objects/<int:pk>/found/", others.find_object, name="find_object"),
    path("objects/<int:pk>/drop/", others.drop_object, name="drop_object"),
]
