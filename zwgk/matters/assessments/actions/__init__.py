"""The verbs of assessments."""

from .asking import urge_gaps
from .importing import NewTable, import_table
from .packing import Wish, make_pack, make_pack_task, order_pack
from .settling import Decisions, Mapped, correct_lines, map_columns, put_in_use
from .tagging import NewTag, NewUpload, change_tag, tag, tag_many, untag, upload

__all__ = [
    "Decisions", "Mapped", "NewTable", "NewTag", "NewUpload", "Wish", "change_tag", "correct_lines", "import_table", "make_pack", "make_pack_task",
    "map_columns", "order_pack", "put_in_use", "tag", "tag_many", "untag", "upload", "urge_gaps",
]  # fmt: skip
