"""Staff pages: tables and their check page, how units stand, materials and tags, packs."""

from .check import check
from .packs import download, packs
from .standing import export, gaps, indicator, matrix
from .tables import new, table, tables
from .tags import materials, tag_row, upload_file

__all__ = ["check", "download", "export", "gaps", "indicator", "materials", "matrix", "new", "packs", "table", "tables", "tag_row", "upload_file"]
