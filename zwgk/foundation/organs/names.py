"""Comparing organ names (the rules are pure and live in the domain)."""

from zwgk.domain.organ_names import key

__all__ = ["key"]
