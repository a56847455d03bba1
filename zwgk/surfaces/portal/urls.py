"""Open pages that belong to no slice."""

from __future__ import annotations

from django.urls import path

from . import home, hooks, kiosk, pages, passes, search
from .my import routes as my

app_name = "portal"
public = [
    path("", home.home, name="home"),
    path("kiosk/", kiosk.start, name="kiosk"),
    path("kiosk/end/", kiosk.end, name="kiosk_end"),
    path("kiosk/off/", kiosk.off, name="kiosk_off"),
    path("about/", pages.about, name="about"),
    path("contact/", pages.contact, name="contact"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("sitemap/", pages.sitemap, name="sitemap"),
    path("search/", search.find, name="search"),
    path("search/feed.<slug:form>", search.feed, name="search_feed"),
    *my.routes,
    path("hooks/sms/<str:secret>/", hooks.sms, name="sms_reports"),
    path("p/<str:token>/", passes.landing, name="pass"),
    path("p/<str:token>/again/", passes.again, name="pass_again"),
]
