"""The search page (`page`), its filters (`choices`), a search as a feed (`feed`)."""

from .feed import feed
from .page import find

__all__ = ["feed", "find"]
