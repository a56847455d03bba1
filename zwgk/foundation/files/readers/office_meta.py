"""What an office file says about itself: docProps/core.xml as `core:<name>`."""

from __future__ import annotations

from . import limits, zips
from .xmlsafe import local, parse


def core_properties(archive: zips.Archive) -> dict[str, str]:
    content = archive.read("docProps/core.xml")
    if not content:
        return {}
    found = {}
    for node in parse(content, archive.what, "docProps/core.xml"):
        value = (node.text or "").strip()
        if value:
            found[f"core:{local(node)}"] = value[: limits.META_CHARACTERS]
    return found
