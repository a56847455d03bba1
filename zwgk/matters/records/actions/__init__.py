"""The verbs of a record, in the order of its life."""

from .classifying import Proposal, classify
from .coverage import raise_gap
from .drafting import NewRecord, attach, attach_bytes, detach, discard, draft, edit, keep_typing
from .ending import Ending, amend, expire, lapse, repeal, withdraw
from .importing import import_file
from .migration import (
    Judgement,
    NewMigration,
    Signing,
    begin_migration,
    decide_pages,
    map_migration,
    sign_migration,
    undo_migration,
)
from .migration_work import migrate_some
from .pass_on import pass_on
from .proving import fail_capture, keep_capture, prove
from .publishing import publish, schedule, settle
from .reassessing import Verdict, clean_line, clean_up, close_round, decide_line, finish_clean_up, reassess
from .screening import mask, override, rescreen
from .submitting import submit, submit_batch, take_back
from .taking_down import add_copy, clear_copy, close_incident, open_sealed, restore, take_down

__all__ = [
    "Judgement", "NewMigration", "Signing", "begin_migration", "decide_pages", "map_migration", "migrate_some", "sign_migration", "undo_migration",
    "Ending", "NewRecord", "Proposal", "Verdict", "add_copy", "amend", "attach", "attach_bytes", "classify", "clean_line", "clean_up",
    "clear_copy", "close_incident", "close_round", "decide_line", "detach", "discard", "draft", "edit", "expire", "fail_capture", "finish_clean_up",
    "import_file", "keep_capture", "keep_typing", "lapse", "mask", "open_sealed", "override", "pass_on", "prove", "publish", "raise_gap", "reassess", "repeal",
    "rescreen", "restore", "schedule", "settle", "submit", "submit_batch", "take_back", "take_down", "withdraw",
]  # fmt: skip
