"""Reading channels."""

from zwgk.matters.channels.holding import held_by

__all__ = ["held_by"]
