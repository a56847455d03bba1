"""`zwgk search rebuild`: the index of the search anew, while the old one goes on answering."""

from __future__ import annotations

import argparse

from zwgk.domain.errors import Conflict
from zwgk.foundation.search import actions

HELP = "重建检索索引（检索照常使用，完成后一次切换）"


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(args: argparse.Namespace) -> int:
    """How many documents it holds."""
    try:
        count = actions.rebuild()
    except OSError as error:
        raise Conflict(f"索引没有写成：{error.strerror or error}。", remedy="请检查数据目录的空间和权限，原来的索引照常使用。") from error
    print(f"已重建检索索引，共 {count} 篇。")
    return 0
