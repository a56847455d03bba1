"""The verbs of channels. `release`, `recall`, `resume` and `label` are called by the verbs that publish, take down, restore, lapse and repeal, which have checked the right."""

from zwgk.matters.channels.comparing import Difference

from .filing import Answer, NewFiling, answer_filing, file_account
from .labelling import label, mark_labelled
from .looking import accept, look_again, note_seen, raise_difference
from .modes import Column, set_columns, set_mode
from .pass_on import pass_on
from .recalling import recall, remove, resume
from .registering import NewChannel, edit, end, register, retain
from .releasing import Given, NewPiece, add_channels, confirm, fail, pack, release, skip
from .zones import Look, check_zone, equip, name_staff, raise_zone

__all__ = [
    "Answer", "Column", "Difference", "Given", "Look", "NewChannel", "NewFiling", "NewPiece", "accept", "add_channels", "answer_filing", "check_zone", "confirm",
    "edit", "end", "equip", "fail", "file_account", "label", "look_again", "mark_labelled", "name_staff", "note_seen", "pack", "pass_on", "raise_difference", "raise_zone",
    "recall", "register", "release", "remove", "resume", "retain", "set_columns", "set_mode", "skip",
]  # fmt: skip
