"""Reading the site, for its own pages and for whoever stands above."""

from .facts import Identity, accounts, forget, higher, identity

__all__ = ["Identity", "accounts", "forget", "higher", "identity"]
