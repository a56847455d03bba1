"""Un-numbered paragraphs of a notice that fix a time for its addressees: tasks too, though they carry no number.

Read in a covering notice, and in a notice without any numbered clause. Other un-numbered paragraphs (现印发给你们 …,
要加强组织领导 …) are none (R7).
"""

from __future__ import annotations

import re

from .clauses import Node
from .deadlines import read_deadlines
from .leaves import Context, closing_task
from .lines import Line
from .model import Task

_DUTY = re.compile(r"要|应|须|请|务必|必须|报送|报")


def dated_duties(root: Node, context: Context) -> list[Task]:
    """One task per paragraph with a core time; the sentence that prints the annex is left out."""
    found: list[Task] = []
    for line, text in root.paragraphs:
        if _dated(line, text, context) and not (len(text) < 400 and re.search(r"印发给你们|现印发|现予印发", text)):
            found.append(closing_task([(line, text)], context))
    return found


def _dated(line: Line, text: str, context: Context) -> bool:
    return bool(_DUTY.search(text)) and any(one.core for one in read_deadlines(text, context.plan_year, line.no))
