"""Reading the index: a question and its address (`wishes`), answers (`asking`), what came since (`coming`), the rows themselves (`rows`)."""

from .asking import DEEPEST, Answer, Hit, ask, related
from .coming import fresh
from .rows import document, documents, find_titles, rows, unread
from .wishes import FACETS, Wish, params_of, wish_of

__all__ = [
    "DEEPEST", "FACETS", "Answer", "Hit", "Wish", "ask", "document", "documents", "find_titles", "fresh", "params_of", "related", "rows", "unread", "wish_of",
]  # fmt: skip
