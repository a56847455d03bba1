"""Every address has its authority: a right for the office, or a line on the list of public pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from zwgk.domain.rights import RIGHTS

from . import house

# Pages of packages that guard themselves: sign-in (django-allauth) and Django's admin (system administrators only).
STRANGERS = ("accounts/", "system/")
LIST = house.ROOT / "tests" / "guards" / "public_routes.txt"


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        elif not path.startswith(STRANGERS):
            yield path, entry


def listed() -> set[str]:
    lines = LIST.read_text("utf-8").splitlines()
    return {line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()}


def test_every_route_is_either_public_or_has_a_right():
    broken = [
        path or "/"
        for path, entry in routes()
        if not getattr(entry.callback, "public", False) and not getattr(entry.callback, "right", None)
    ]
    assert not broken, house.told(broken, "decorate the view with staff(right) or public of zwgk.foundation.organs.pages")


def test_every_right_of_a_route_exists():
    broken = [
        f"{path}: {entry.callback.right}"
        for path, entry in routes()
        if getattr(entry.callback, "right", None) and entry.callback.right not in RIGHTS
    ]
    assert not broken, house.told(broken, "add the right to RIGHTS in zwgk/domain/rights.py")


def test_public_routes_are_on_the_list():
    public = {path or "/" for path, entry in routes() if getattr(entry.callback, "public", False)}
    assert public - listed() == set(), "public without being listed in tests/guards/public_routes.txt"


def test_the_list_of_public_routes_is_not_stale():
    public = {path or "/" for path, entry in routes() if getattr(entry.callback, "public", False)}
    if not public:
        pytest.skip("no public route has landed yet")
    assert listed() - public == set(), "listed in tests/guards/public_routes.txt but no longer there"
