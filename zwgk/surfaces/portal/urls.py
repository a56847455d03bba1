"""Open pages that belong to no slice."""

from __future__ import annotations

from django.urls import path

from . import hooks, pages, passes, search

app_name = "portal"
public = [
    path("", pages.home, name="home"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("sitemap/", pages.sitemap, name="sitemap"),
    path("search/", search.find, name="search"),
    path("search/feed.<slug:form>", search.feed, name="search_feed"),
    path("hooks/sms/<str:secret>/", hooks.sms, name="sms_reports"),
    path("p/<str:token>/", passes.landing, name="pass"),
    path("p/<str:token>/again/", passes.again, name="pass_again"),
]
