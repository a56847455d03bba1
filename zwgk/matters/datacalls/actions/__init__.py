"""The verbs: receive, design, start; see, save_draft, send, sign, give_back, keep_paper; urge, give_links, close, reopen, void, hand_on."""

from .answering import Sending, give_back, keep_paper, save_draft, see, send, sign
from .designing import Design, design, receive
from .ending import close, hand_on, reopen, void
from .linking import Link, give_links
from .starting import Start, start, urge

__all__ = [
    "Design", "Link", "Sending", "Start", "close", "design", "give_back", "give_links", "hand_on", "keep_paper", "receive", "reopen", "save_draft", "see", "send", "sign",
    "start", "urge", "void",
]  # fmt: skip
