"""The verbs of organs and people, one file per subject: the tree, aliases, groups, people, posts, import."""

from .aliases import confirm_alias, propose_alias, reject_alias
from .deputies import NewDeputy, deputise, end_deputy
from .founding import Founding, found, prepare_first_start
from .groups import create_group, edit_group, ensure_standard_groups
from .handing import end_account, pass_on, reopen_account, take_back
from .importing import Imported, import_organs
from .passes import PassFor, ask_again, end_passes, grant_pass, open_pass, revoke_pass, spend_pass
from .people import create_person, edit_person, issue_passwords, lock_person, reset_password, unlock_person
from .posts import Appointment, appoint, release
from .tree import Details, NewOrgan, close_organ, create_organ, edit_organ, move_organ, rename_organ

__all__ = [
    "issue_passwords",
    "found",
    "Appointment", "Details", "Founding", "Imported", "NewOrgan", "PassFor",
    "appoint", "ask_again", "close_organ", "confirm_alias", "create_group", "create_organ", "create_person", "edit_group",
    "edit_organ", "edit_person", "end_passes", "ensure_standard_groups", "grant_pass", "import_organs", "lock_person", "move_organ", "open_pass", "prepare_first_start", "propose_alias",
    "reject_alias", "release", "rename_organ", "reset_password", "revoke_pass", "spend_pass", "unlock_person",
    "NewDeputy", "deputise", "end_account", "end_deputy", "pass_on", "reopen_account", "take_back",
]  # fmt: skip
