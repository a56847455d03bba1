"""Addresses of organs and people, below /office/organs/."""

from __future__ import annotations

from django.urls import path, re_path

from .office import importing, names, people, slips, tree

app_name = "organs"
staff = [
    path("", tree.tree, name="tree"),
    path("new/", tree.new, name="new"),
    path("<int:pk>/", tree.organ, name="organ"),
    path("<int:pk>/edit/", tree.edit, name="edit"),
    path("<int:pk>/rename/", tree.rename, name="rename"),
    path("<int:pk>/move/", tree.move, name="move"),
    path("<int:pk>/close/", tree.close, name="close"),
    path("<int:pk>/alias/", names.propose, name="propose_alias"),
    path("<int:pk>/appoint/", people.choose, name="choose"),
    path("aliases/", names.aliases, name="aliases"),
    re_path(r"^aliases/(?P<pk>\d+)/(?P<decision>confirm|reject)/$", names.decide, name="decide_alias"),
    path("groups/", names.groups, name="groups"),
    path("groups/new/", names.new_group, name="new_group"),
    path("groups/<int:pk>/", names.group, name="group"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new, name="new_person"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.edit, name="edit_person"),
    path("people/<int:pk>/appoint/", people.appoint, name="appoint"),
    path("people/<int:pk>/password/", people.password, name="password"),
    path("people/<int:pk>/lock/", people.lock, name="lock"),
    path("people/<int:pk>/unlock/", people.unlock, name="unlock"),
    path("holdings/<int:pk>/release/", people.release, name="release"),
    path("people/slips/", slips.slips, name="slips"),
    path("import/", importing.upload, name="import"),
    path("import/template/", importing.template, name="import_template"),
    path("import/<int:pk>/", importing.preview, name="import_preview"),
]
