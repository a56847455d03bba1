"""The verbs of organs and people, one file per subject: the tree, aliases, groups, people, posts, import."""

from .aliases import confirm_alias, propose_alias, reject_alias
from .groups import create_group, edit_group, ensure_standard_groups
from .importing import Imported, import_organs
from .passes import PassFor, ask_again, end_passes, grant_pass, open_pass, revoke_pass, spend_pass
from .people import create_person, edit_person, lock_person, reset_password, unlock_person
from .posts import Appointment, appoint, release
from .tree import Details, NewOrgan, close_organ, create_organ, edit_organ, move_organ, rename_organ

__all__ = [
    "Appointment", "Details", "Imported", "NewOrgan", "PassFor",
    "ask_again", "end_passes", "grant_pass", "open_pass", "revoke_pass", "spend_pass",
    "appoint", "close_organ", "confirm_alias", "create_group", "create_organ", "create_person", "edit_group",
    "edit_organ", "edit_person", "ensure_standard_groups", "import_organs", "lock_person", "move_organ", "propose_alias",
    "reject_alias", "release", "rename_organ", "reset_password", "unlock_person",
]  # fmt: skip
