"""The verbs of the hand-over: prepare, arrange, cancel; confirm, confirm_on_paper; carry_out, undo, print_list; kept objects; ownerless things."""

from .carrying import carry_out, print_list, undo
from .confirming import confirm, confirm_on_paper
from .objects import NewObject, drop_object, find_object, keep_object
from .ownerless import give_back, look
from .preparing import Arranged, NewHandover, NewPerson, arrange, cancel, prepare

__all__ = [
    "Arranged", "NewHandover", "NewObject", "NewPerson",
    "arrange", "cancel", "carry_out", "confirm", "confirm_on_paper", "drop_object", "find_object", "give_back", "keep_object", "look", "prepare",
    "print_list", "undo",
]  # fmt: skip
