"""Facts of a page in the words of schema.org, for search engines: `{% linked_data told %}` in the head."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}  # so that no word of a title ends the script


@register.simple_tag
def linked_data(told: dict[str, Any]) -> SafeString:
    """A block of JSON-LD; empty members are left out. It is data, no program: browsers do not run it."""
    kept = {key: value for key, value in told.items() if value not in (None, "", [], {})}
    return mark_safe(f'<script type="application/ld+json">{json.dumps(kept, ensure_ascii=False).translate(ESCAPES)}</script>')
