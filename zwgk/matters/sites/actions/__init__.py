"""The verbs of the site."""

from .identity import Link, set_identity, set_links

__all__ = ["Link", "set_identity", "set_links"]
