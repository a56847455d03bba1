"""`zwgk migrate`: tables, guards of the journal, check."""

from __future__ import annotations

import argparse

from django.core.management import call_command

from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal import queries

HELP = "建立或升级数据库，安装工作日志的防改保护"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="只报告问题")


def run(args: argparse.Namespace) -> int:
    """0 when tables and guards are as they should be."""
    call_command("migrate", interactive=False, verbosity=0 if args.quiet else 1)
    installed = journal.install_guards()
    lacking = queries.missing_guards()
    if lacking:
        print(f"工作日志缺少保护：{'、'.join(lacking)}。请检查数据库账号能否建立触发器。")
        return 1
    if not args.quiet:
        print(f"数据库已就绪；工作日志保护{f'已安装 {len(installed)} 项' if installed else '完好'}。")
    return 0
