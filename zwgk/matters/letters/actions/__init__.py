"""The verbs of letters: prepare, prepare_many, revise, issue, issue_many, void, attach_signed, register_receipt; set_template, set_pattern, set_seal."""

from .after import Received, attach_signed, register_receipt, void
from .issuing import issue, issue_many
from .preparing import Draft, prepare, prepare_many, revise
from .setting import set_pattern, set_seal, set_template
from .support import Upload

__all__ = [
    "Draft", "Received", "Upload", "attach_signed", "issue", "issue_many", "prepare", "prepare_many", "register_receipt", "revise", "set_pattern",
    "set_seal", "set_template", "void",
]  # fmt: skip
