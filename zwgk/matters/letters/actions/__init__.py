"""The verbs of letters: prepare, prepare_many, revise, approve, issue, issue_later, issue_many, void, attach_signed, register_receipt; set_template, set_pattern, set_seal."""

from .after import Received, attach_signed, register_receipt, void
from .issuing import issue, issue_many
from .later import Approval, approve, issue_later, render_waiting, wake
from .preparing import Draft, prepare, prepare_many, revise
from .setting import set_pattern, set_seal, set_template
from .support import Upload

__all__ = [
    "Approval", "Draft", "Received", "Upload", "approve", "attach_signed", "issue", "issue_later", "issue_many", "render_waiting", "wake", "prepare", "prepare_many", "register_receipt", "revise", "set_pattern",
    "set_seal", "set_template", "void",
]  # fmt: skip
