"""The verbs of search, one file per subject: documents (`offering`), words that people ask (`words`), names of organs and the index itself (`keeping`)."""

from zwgk.foundation.search.indexing import rebuild

from .keeping import ask_rebuild, name_organs
from .offering import Offer, add_parts, offer, offer_many, withdraw
from .words import count_word, hide_word, show_word, tidy_words

__all__ = [
    "Offer", "add_parts", "ask_rebuild", "count_word", "hide_word", "name_organs", "offer", "offer_many", "rebuild", "show_word", "tidy_words", "withdraw",
]  # fmt: skip
