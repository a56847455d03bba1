"""Everything that is looked for on one page, in the order in which an editor would mend it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from . import labels, linking, tagging, wording
from .fault import Fault
from .model import Page, Tag

ORDER = (tagging.check, wording.check, labels.check, linking.check)


def check(page: Page, *, day: date | None = None) -> list[Fault]:
    """The faults of a page; `day` is today, for dates that lie in the future."""
    return [fault for part in ORDER for fault in part(page, day)]


def apart(page: Page) -> Page:
    """The page without what every page of its site shares: tags of the site, head, navigation and foot. They are judged once, on the home page."""
    site = tuple(Tag(name, "1304000009" if name == "SiteIDCode" else "site", 0) for name in tagging.SITE)
    return replace(
        page, tags=(*site, *(tag for tag in page.tags if tag.name.lower() not in SITE)), links=tuple(link for link in page.links if link.own),
        lines=tuple(line for line in page.lines if line.own), foot="", resources=tuple(each for each in page.resources if each.own),
    )  # fmt: skip


SITE = tuple(name.lower() for name in tagging.SITE)


__all__ = ["Fault", "apart", "check"]
