"""Addresses of channels, below /office/channels/."""

from __future__ import annotations

from django.urls import path, re_path

from .office import looking, register, releases, settings, zones

app_name = "channels"
staff = [
    path("", register.channels, name="list"),
    path("new/", register.new, name="new"),
    path("export/", register.export, name="export"),
    path("cleanup/", register.cleanup, name="cleanup"),
    path("modes/", settings.modes, name="modes"),
    path("modes/new/", settings.set_mode, name="set_mode"),
    path("zones/", zones.zones, name="zones"),
    path("checks/<int:pk>/", zones.seen, name="check"),
    path("checks/<int:pk>/finding/", zones.raise_zone, name="raise_zone"),
    path("photos/<int:pk>/", zones.photo, name="photo"),
    path("differences/", looking.differences, name="differences"),
    path("differences/<int:pk>/finding/", looking.raise_difference, name="raise_difference"),
    path("differences/<int:pk>/accept/", looking.accept, name="accept"),
    path("releases/", releases.releases, name="releases"),
    path("releases/<int:pk>/", releases.release, name="release"),
    path("releases/<int:pk>/confirm/", releases.confirm, name="confirm"),
    path("releases/<int:pk>/fail/", releases.fail, name="fail"),
    path("releases/<int:pk>/skip/", releases.skip, name="skip"),
    path("releases/<int:pk>/remove/", releases.remove, name="remove"),
    path("releases/<int:pk>/label/", releases.mark, name="mark"),
    path("releases/<int:pk>/look/", releases.look_again, name="look_again"),
    path("releases/<int:pk>/copy/", releases.copy, name="copy"),
    path("releases/<int:pk>/package/", releases.package, name="package"),
    re_path(r"^releases/(?P<pk>\d+)/poster\.(?P<form>pdf|png)$", releases.poster, name="poster"),
    path("releases/<int:pk>/files/<int:file>/", releases.proof, name="proof"),
    path("pieces/<int:pk>/add/", releases.add, name="add"),
    path("filings/<int:pk>/answer/", register.answer, name="answer"),
    path("filings/<int:pk>/sheet/", register.filing_sheet, name="filing_sheet"),
    path("<int:pk>/", register.channel, name="channel"),
    path("<int:pk>/edit/", register.edit, name="edit"),
    path("<int:pk>/end/", register.end, name="end"),
    path("<int:pk>/retain/", register.retain, name="retain"),
    path("<int:pk>/file/", register.file_account, name="file"),
    path("<int:pk>/columns/", settings.columns, name="columns"),
    path("<int:pk>/check/", zones.check, name="check_zone"),
    path("<int:pk>/equipment/", zones.equip, name="equip"),
    path("<int:pk>/staff/", zones.name_staff, name="name_staff"),
]
public: list[object] = []
