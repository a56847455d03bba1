"""The verbs of organs and people, one file per subject: the tree, aliases, groups, people, posts, import."""

from .groups import create_group, edit_group, ensure_standard_groups

__all__ = ["create_group", "edit_group", "ensure_standard_groups"]
