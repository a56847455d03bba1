"""The second layer: pages that another process has made, in Redis or a table of the database (ZWGK_CACHE_URL). Without one, nothing."""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING, Any

from django.core.cache import caches
from django.core.cache.backends.base import InvalidCacheBackendError

from .store import LONGEST, Page

if TYPE_CHECKING:
    from .watch import Watch

ALIAS = "pages"
log = logging.getLogger(__name__)


class Shared:
    """A store that may be away: whatever it says wrong, the page is made anew."""

    def __init__(self) -> None:
        try:
            self.cache: Any = caches[ALIAS]
        except InvalidCacheBackendError:
            self.cache = None

    def get(self, key: object, watch: Watch) -> Page | None:
        """The page, when nothing that it shows was purged since it was made."""
        if self.cache is None:
            return None
        try:
            found = self.cache.get(_name(key))
        except Exception as problem:
            log.warning("共享的页面缓存暂时不可用：%s", problem)
            return None
        if found is None:
            return None
        status, headers, body, etag, tags, mark = found
        return Page(status, headers, body, etag, tags) if watch.holds(tags, mark) else None

    def put(self, key: object, page: Page, mark: tuple[int, int]) -> None:
        if self.cache is None:
            return
        try:
            self.cache.set(_name(key), (page.status, page.headers, page.body, page.etag, page.tags, mark), timeout=LONGEST)
        except Exception as problem:
            log.warning("共享的页面缓存暂时不可用：%s", problem)


def _name(key: object) -> str:
    return hashlib.sha256(repr(key).encode()).hexdigest()
