"""Staff pages of the foundation and the office's own."""

from __future__ import annotations

from django.urls import path

from . import account, calendar, desk, journal, messages, passes, rulebook, setup, style, uploads

app_name = "office"
public = [path("setup/", setup.setup, name="setup")]
staff = [
    path("", desk.desk, name="desk"),
    path("account/", account.account, name="account"),
    path("alive/", account.alive, name="alive"),
    path("second-factor/", account.second_factor, name="second_factor"),
    path("style/", style.style, name="style"),
    path("inbox/", messages.inbox, name="inbox"),
    path("inbox/<int:pk>/", messages.message, name="message"),
    path("inbox/<int:pk>/receipt/", messages.acknowledge, name="acknowledge"),
    path("rulebook/", rulebook.rulebook, name="rulebook"),
    path("rulebook/waiting/<str:kind>/<int:pk>/", rulebook.decide, name="decide"),
    path("rulebook/<path:name>/", rulebook.rule, name="rule"),
    path("passes/", passes.passes, name="passes"),
    path("passes/<int:pk>/revoke/", passes.revoke, name="revoke_pass"),
    path("passes/<int:pk>/regrant/", passes.regrant, name="regrant_pass"),
    path("uploads/", uploads.create, name="uploads"),
    path("uploads/<str:key>/", uploads.upload, name="upload"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/propose/", calendar.propose, name="propose_calendar"),
    path("journal/", journal.journal, name="journal"),
]
