"""Reading organs: the tree and who may act (`tree`), names in documents → organs (`resolution`), collective names (`groups`),
and what an import would do (`importing`)."""

from zwgk.foundation.organs.imports import read as read_table
from zwgk.foundation.organs.imports import template as import_template

from .groups import choices, members
from .importing import Planned, Preview, Problem, preview
from .passes import digest, masked, narrowed, pass_called, passes, passes_of_browser, why_ended
from .resolution import Candidate, Kind, Resolution, propose, resolve
from .tree import (
    actor_called,
    actor_of,
    below,
    every_organ,
    existing,
    government,
    holdings_on,
    living,
    people_with,
    reach,
    roles_on,
)

__all__ = [
    "Candidate", "Kind", "Planned", "Preview", "Problem", "Resolution", "actor_called", "actor_of", "below", "choices", "digest", "masked", "narrowed", "pass_called", "passes", "passes_of_browser", "why_ended",
    "every_organ", "existing", "government", "holdings_on", "import_template", "living", "members",
    "people_with", "preview", "propose", "reach", "read_table", "resolve", "roles_on",
]  # fmt: skip
