"""Reading organs: the tree and who may act (`tree`), names in documents → organs (`resolution`), collective names (`groups`),
and what an import would do (`importing`)."""

from zwgk.foundation.organs.imports import Row, Sheet, pack, pasted, unpack, with_rows
from zwgk.foundation.organs.imports import read as read_table
from zwgk.foundation.organs.imports import template as import_template

from .completing import complete
from .groups import certain_groups, choices, members
from .handing import (
    Seat,
    deputies,
    empty_posts,
    held_by,
    holding_of,
    lapsed_deputies,
    locked_on_posts,
    on_dissolved,
    people,
    person_of,
    seat_of,
    seated,
    standing_in,
    units_without,
)
from .importing import Planned, Preview, Problem, preview
from .passes import digest, masked, narrowed, pass_called, passes, passes_of_browser, sender, why_ended
from .resolution import Candidate, Kind, Resolution, names_of_organs, propose, resolve
from .tree import (
    actor_called,
    actor_of,
    below,
    every_organ,
    existing,
    government,
    holdings_on,
    living,
    newcomers,
    people_with,
    reach,
    roles_on,
    unfounded,
)

__all__ = [
    "complete",
    "Candidate", "Kind", "Planned", "Preview", "Problem", "Resolution", "Row", "Sheet", "actor_called", "actor_of", "below", "certain_groups", "choices", "digest", "masked", "narrowed", "pass_called", "passes", "passes_of_browser", "sender", "why_ended",
    "every_organ", "existing", "government", "holdings_on", "import_template", "living", "members", "names_of_organs", "newcomers", "pack", "pasted",
    "people_with", "preview", "propose", "reach", "read_table", "resolve", "roles_on", "unfounded", "unpack", "with_rows",
    "Seat", "deputies", "empty_posts", "held_by", "holding_of", "lapsed_deputies", "locked_on_posts", "on_dissolved", "people", "person_of", "seat_of",
    "seated", "standing_in", "units_without",
]  # fmt: skip
