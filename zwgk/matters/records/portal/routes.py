"""The public addresses of records. What has a word of its own stands before the organs."""

from __future__ import annotations

from django.urls import path, re_path

from . import column, document, feeds, lists, standards

FEED = r"feed\.(?P<form>rss|atom|json)$"
public = [
    path("xxgk/", column.home, name="xxgk"),
    path("xxgk/new/", lists.newest, name="newest"),
    path("xxgk/find/", lists.find, name="find"),
    path("xxgk/units/", column.units, name="units"),
    path("xxgk/all/<str:key>/", column.everywhere, name="everywhere"),
    path("xxgk/catalogue/", standards.fields, name="fields"),
    path("xxgk/catalogue/entries/<int:pk>/", standards.entry, name="entry"),
    path("xxgk/catalogue/<slug:key>/", standards.field, name="field"),
    path("xxgk/info/<slug:slug>/", document.document, name="document"),
    path("xxgk/info/<slug:slug>/data.json", document.data, name="data"),
    path("xxgk/info/<slug:slug>/qr.svg", document.code, name="code"),
    path("xxgk/info/<slug:slug>/v<int:number>/", document.version, name="version"),
    path("xxgk/info/<slug:slug>/files/<int:pk>/", document.attachment, name="attachment"),
    path("sitemap.xml", feeds.map_index, name="map"),
    path("sitemap-<int:number>.xml", feeds.map_part, name="map_part"),
    path("robots.txt", feeds.robots, name="robots"),
    re_path(rf"^xxgk/{FEED}", feeds.county, name="feed"),
    re_path(rf"^xxgk/themes/(?P<key>\w+)/{FEED}", feeds.theme, name="theme_feed"),
]
# After everything else below /xxgk/, because an organ may be called anything.
organs = [
    re_path(rf"^xxgk/(?P<slug>[\w-]+)/{FEED}", feeds.organ, name="organ_feed"),
    re_path(rf"^xxgk/(?P<slug>[\w-]+)/(?P<key>[\w.-]+)/{FEED}", feeds.column, name="column_feed"),
    path("xxgk/<slug:slug>/", column.organ, name="organ"),
    path("xxgk/<slug:slug>/<str:key>/", column.column, name="column"),
]
