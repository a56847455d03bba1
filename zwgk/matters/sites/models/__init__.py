"""The rows of the site."""

from .channel import Block, ChannelPart, OrganChannel, Palette
from .correction import CORRECTION, OPEN, Correction
from .identity import SITE, HeadAccount, HigherLink, Site
from .partner import Partner, Reprint
from .register import EntryCheck, SiteEntry
from .view import View, ViewMark, ViewSalt

__all__ = [
    "CORRECTION", "OPEN", "SITE", "Block", "ChannelPart", "Correction", "EntryCheck", "HeadAccount", "HigherLink", "OrganChannel", "Palette", "Partner", "Reprint", "Site", "SiteEntry",
    "View", "ViewMark", "ViewSalt",
]  # fmt: skip
