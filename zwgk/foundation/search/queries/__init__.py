"""Reading the index: a question and its address (`wishes`), answers (`asking`, `serving`), what came since (`coming`), the rows themselves (`rows`),
names of organs (`naming`), what people ask (`words`), how the index is kept (`upkeep`)."""

from zwgk.foundation.search.engine.dictionaries import cut
from zwgk.foundation.search.wordbooks import wordbook

from .asking import DEEPEST, Answer, Hit, ask, related
from .coming import fresh
from .naming import Named, organ_named
from .rows import at_addresses, document, documents, find_titles, rows, unread
from .serving import services
from .upkeep import State, state
from .wishes import FACETS, Wish, params_of, wish_of
from .words import asked_in, candidates, hidden_words, hot, missed

__all__ = [
    "DEEPEST", "FACETS", "Answer", "Hit", "Named", "State", "Wish", "ask", "asked_in", "at_addresses", "candidates", "cut", "document", "documents", "find_titles", "fresh",
    "hidden_words", "hot", "missed", "organ_named", "params_of", "related", "rows", "services", "state", "unread", "wish_of", "wordbook",
]  # fmt: skip
