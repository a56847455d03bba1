"""Registration."""

from __future__ import annotations

from django.apps import AppConfig


class PagecacheConfig(AppConfig):
    name = "zwgk.foundation.pagecache"
    verbose_name = "页面缓存"
