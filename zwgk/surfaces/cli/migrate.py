"""`zwgk migrate`: tables, guards of the journal, check."""

from __future__ import annotations

import argparse
import sys

from django.core.management import call_command

from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal import queries
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law import LawError

HELP = "建立或升级数据库，安装工作日志的防改保护"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="只报告问题")


def run(args: argparse.Namespace) -> int:
    """0 when tables and guards are as they should be."""
    call_command("migrate", interactive=False, verbosity=0 if args.quiet else 1)
    installed = journal.install_guards()
    if reasons := unready():
        print("\n".join(reasons), file=sys.stderr)
        return 1
    if not args.quiet:
        print(f"数据库已就绪；工作日志保护{f'已安装 {len(installed)} 项' if installed else '完好'}。")
    return 0


def unready() -> list[str]:
    """Why web and worker must not start: the journal is open to change, or a local law file has a mistake."""
    lacking = queries.missing_guards()
    reasons = [f"工作日志缺少防改保护：{'、'.join(lacking)}。请查明原因后运行 zwgk migrate。"] if lacking else []
    try:
        rulebook.law()
    except LawError as error:
        reasons.append(str(error))
    return reasons
