"""The verbs: figures are kept; papers are drafted, revised, finished, decided upon."""

from .deciding import decide, record_hearing
from .figures import Asked, keep
from .papers import Paper, draft, finish, restore, revise
from .templates import set_template

__all__ = ["Asked", "Paper", "decide", "draft", "finish", "keep", "record_hearing", "restore", "revise", "set_template"]
