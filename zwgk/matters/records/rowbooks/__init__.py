"""Workbooks of kind rows: reading what a unit sends, the empty form, the marked copy with its errors, the export with its dictionary."""

from .reading import Book, read_book
from .writing import columns_of, exported, marked, separated, template

__all__ = ["Book", "columns_of", "exported", "marked", "read_book", "separated", "template"]
