"""Addresses of datacalls, below /office/datacalls/."""

from __future__ import annotations

from django.urls import path

from .office import filling, making, merging, watching

app_name = "datacalls"
staff = [
    path("", making.calls, name="list"),
    path("new/", making.new, name="new"),
    path("<int:pk>/", watching.call, name="call"),
    path("<int:pk>/design/", making.design, name="design"),
    path("<int:pk>/start/", making.start, name="start"),
    path("<int:pk>/live/", watching.live, name="live"),
    path("<int:pk>/mine/", watching.mine, name="mine"),
    path("<int:pk>/urge/", watching.urge, name="urge"),
    path("<int:pk>/close/", watching.close, name="close"),
    path("<int:pk>/reopen/", watching.reopen, name="reopen"),
    path("<int:pk>/void/", watching.void, name="void"),
    path("<int:pk>/codes/", watching.codes, name="codes"),
    path("<int:pk>/source/", watching.source, name="source"),
    path("<int:pk>/merge/", merging.merge, name="merge"),
    path("<int:pk>/merged/", merging.merged, name="merged"),
    path("<int:pk>/handed/<int:number>/", merging.handed, name="handed"),
    path("<int:pk>/handed/<int:number>/file/", merging.handed_file, name="handed_file"),
    path("<int:pk>/<int:organ>/", filling.unit, name="unit"),
    path("<int:pk>/<int:organ>/draft/", filling.draft, name="draft"),
    path("<int:pk>/<int:organ>/blank/", filling.blank, name="blank"),
    path("<int:pk>/<int:organ>/upload/", filling.upload, name="upload"),
    path("<int:pk>/<int:organ>/papers/", filling.add_paper, name="papers"),
    path("<int:pk>/<int:organ>/papers/<int:number>/", filling.paper, name="paper"),
    path("<int:pk>/<int:organ>/sign/", filling.sign, name="sign"),
    path("<int:pk>/<int:organ>/back/", filling.give_back, name="back"),
]
