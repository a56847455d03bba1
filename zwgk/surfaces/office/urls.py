"""Staff pages of the foundation and the office's own."""

from __future__ import annotations

from django.urls import path

from . import (
    account,
    calendar,
    deliveries,
    desk,
    journal,
    messages,
    passes,
    reaching,
    rulebook,
    search,
    setup,
    style,
    unreached,
    uploads,
)

app_name = "office"
public = [path("setup/", setup.setup, name="setup")]
staff = [
    path("", desk.desk, name="desk"),
    path("account/", account.account, name="account"),
    path("alive/", account.alive, name="alive"),
    path("second-factor/", account.second_factor, name="second_factor"),
    path("style/", style.style, name="style"),
    path("inbox/", messages.inbox, name="inbox"),
    path("inbox/read/", messages.read_many, name="read_many"),
    path("inbox/settings/", reaching.settings_page, name="reaching"),
    path("inbox/settings/add/", reaching.add, name="add_way"),
    path("inbox/settings/wish/", reaching.wish, name="wish"),
    path("inbox/ways/<int:pk>/<slug:what>/", reaching.change, name="change_way"),
    path("inbox/robots/", reaching.robots, name="robots"),
    path("inbox/unreached/", unreached.unreached, name="unreached"),
    path("inbox/unreached/relay/", unreached.relay, name="relay"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/<int:pk>/retry/", deliveries.retry, name="retry_delivery"),
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
    path("search/", search.keeping, name="search"),
    path("search/rebuild/", search.rebuild, name="search_rebuild"),
    path("search/hide/", search.hide, name="search_hide"),
    path("search/words/<int:pk>/show/", search.show, name="search_show"),
]
