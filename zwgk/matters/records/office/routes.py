"""Addresses of the core pages, below /office/records/."""

from __future__ import annotations

from django.urls import path

from . import after, editing, listing, page, rounds, verbs

routes = [
    path("", listing.records, name="list"),
    path("batch/", listing.batch, name="batch"),
    path("new/", editing.new, name="new"),
    path("import/", editing.take_in, name="import"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.new_round, name="new_round"),
    path("rounds/<int:pk>/", rounds.one_round, name="round"),
    path("rounds/<int:pk>/close/", rounds.close_round, name="close_round"),
    path("rounds/<int:pk>/<int:line>/", rounds.line, name="round_line"),
    path("clean-ups/new/", rounds.new_clean_up, name="new_clean_up"),
    path("clean-ups/<int:pk>/", rounds.clean_up, name="clean_up"),
    path("clean-ups/<int:pk>/finish/", rounds.finish_clean_up, name="finish_clean_up"),
    path("clean-ups/<int:pk>/<int:line>/", rounds.clean_line, name="clean_line"),
    path("<int:pk>/", page.record, name="record"),
    path("<int:pk>/versions/", page.versions, name="versions"),
    path("<int:pk>/files/<int:file>/", page.file, name="file"),
    path("<int:pk>/edit/", editing.edit, name="edit"),
    path("<int:pk>/keep/", editing.keep, name="keep"),
    path("<int:pk>/attach/", editing.attach, name="attach"),
    path("<int:pk>/files/<int:file>/detach/", editing.detach, name="detach"),
    path("<int:pk>/screen/", editing.rescreen, name="rescreen"),
    path("<int:pk>/mask/", editing.mask, name="mask"),
    path("<int:pk>/hits/<int:hit>/", editing.override, name="override"),
    path("<int:pk>/submit/", verbs.submit, name="submit"),
    path("<int:pk>/take-back/", verbs.take_back, name="take_back"),
    path("<int:pk>/publish/", verbs.publish, name="publish"),
    path("<int:pk>/schedule/", verbs.schedule, name="schedule"),
    path("<int:pk>/amend/", verbs.amend, name="amend"),
    path("<int:pk>/discard/", verbs.discard, name="discard"),
    path("<int:pk>/lapse/", verbs.lapse, name="lapse"),
    path("<int:pk>/repeal/", verbs.repeal, name="repeal"),
    path("<int:pk>/withdraw/", verbs.withdraw, name="withdraw"),
    path("<int:pk>/take-down/", verbs.take_down, name="take_down"),
    path("<int:pk>/incident/", after.incident, name="incident"),
    path("<int:pk>/incident/add/", after.add_copy, name="add_copy"),
    path("<int:pk>/incident/<int:copy>/", after.clear_copy, name="clear_copy"),
    path("<int:pk>/incident/close/", after.close, name="close_incident"),
    path("<int:pk>/sealed/<int:number>/", after.sealed, name="sealed"),
    path("<int:pk>/captures/", after.captures, name="captures"),
    path("<int:pk>/captures/<int:capture>/", after.capture, name="capture"),
    path("<int:pk>/prove/", after.prove, name="prove"),
    path("<int:pk>/certificates/<str:code>.<str:form>", after.certificate, name="certificate"),
]
