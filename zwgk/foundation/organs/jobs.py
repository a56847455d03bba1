"""The search stands below the organs: about once a minute it is told how they are called."""

from __future__ import annotations

from datetime import datetime

from zwgk.foundation.jobs.actions import Timed
from zwgk.foundation.search import actions as search

from .queries import names_of_organs


def tell_search(*, at: datetime) -> str:
    """Full name, short name, confirmed other names, and the spellings that mean the same here by rule."""
    changed = search.name_organs(names_of_organs())
    return f"检索已知的单位叫法变动 {changed} 个" if changed else ""


SCHEDULE = [Timed("zwgk.foundation.organs.jobs.tell_search", "minute", "检索：单位叫法")]
