"""The verbs of channels."""

from .pass_on import pass_on

__all__ = ["pass_on"]
