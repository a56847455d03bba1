"""The engine behind the search: texts in, keys out. Nothing here knows a database or a page; another engine may take its place.

Engine(folder)                  opens the index below that folder, or tells that there is none (`ready`)
  .ask(Asked) -> Found          keys in order, total, counts per facet, whether the question had to be relaxed
  .change(texts, gone)          put in place of their earlier form, take out; visible when it returns
  .rebuild(texts)               a new index beside the old one, swapped in at once; readers go on meanwhile
texts: fold, units, pairs, cut        questions: Question, read      snippets: snippet      suggestions: Suggester
"""

from .engine import Engine
from .model import Asked, Found, Text

__all__ = ["Asked", "Engine", "Found", "Text"]
