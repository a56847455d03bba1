"""Drafts of applicants: opened only for the browser that holds the key."""

from __future__ import annotations

import json

from zwgk.foundation.files.queries import unseal_text

from ..models import Unsaved

COOKIE, PATH = "zwgk_request", "/requests/"  # the key in the browser, and the only part of the site that it is sent to


def draft(key: str) -> dict[str, list[str]]:
    """What was typed; {} when there is nothing."""
    row = Unsaved.objects.filter(key=key).first() if key else None
    return json.loads(unseal_text(row.values)) if row else {}
