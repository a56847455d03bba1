"""What every page knows: site, navigation, moment."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    """Values for the base templates."""
    return {"site": {"name": settings.SITE_NAME}}
