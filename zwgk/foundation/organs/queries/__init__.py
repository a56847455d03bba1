"""Reading organs: the tree and who may act (`tree`), names in documents → organs (`resolution`), collective names (`groups`)."""

from .groups import choices, members
from .resolution import Candidate, Kind, Resolution, propose, resolve
from .tree import actor_of, below, government, holdings_on, living, people_with, roles_on

__all__ = [
    "Candidate", "Kind", "Resolution", "actor_of", "below", "choices", "government", "holdings_on", "living", "members",
    "people_with", "propose", "resolve", "roles_on",
]  # fmt: skip
