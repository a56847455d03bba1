"""`zwgk law check`: every mistake in the law files, with file, key and remedy."""

from __future__ import annotations

import argparse
from pathlib import Path

from zwgk.domain.errors import BadInput
from zwgk.law import ROOT, check, load
from zwgk.law.layers import FOLDERS, PLACES

HELP = "检查规则文件：不写目录检查国家规则，写目录检查本地规则"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `zwgk law check`."""
    parser.add_argument("folder", nargs="?", metavar="目录", help="本地规则目录（含 deadlines、calendar、instruments）")


def run(args: argparse.Namespace) -> int:
    """0 when the files are right, 1 with all mistakes otherwise."""
    folder = Path(args.folder) if args.folder else ROOT
    if not folder.is_dir():
        raise BadInput(f"没有“{args.folder}”这个目录。", field="folder")
    # Local files stand on the national ones; these must be right first.
    problems = check(ROOT) or (check(folder, base=load()) if folder.resolve() != ROOT.resolve() else ())
    for problem in problems:
        print(problem)
    if problems:
        print(f"\n共{len(problems)}处错误。")
        return 1
    files = sum(1 for name in FOLDERS for _ in (folder / PLACES.get(name, name)).rglob("*.yaml"))
    print(
        f"检查了{files}个规则文件，没有错误。"
        if files
        else "这个目录里没有规则文件（应当有 deadlines、calendar 或者 instruments）。"
    )
    return 0
