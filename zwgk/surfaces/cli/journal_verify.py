"""`zwgk journal verify`: has anything been changed since it was sealed?"""

from __future__ import annotations

import argparse

from zwgk.foundation.journal import queries

HELP = "核对工作日志是否被改动"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--last", default="", help="留存的最后一号封存摘要，用来发现整段删除")


def run(args: argparse.Namespace) -> int:
    """0 when the chain is whole; 1 with the damaged numbers."""
    report = queries.verify(known_digest=args.last)
    print(f"封存 {report.seals} 号，日志 {report.sealed} 条；尚未封存 {report.unsealed} 条。")
    print(f"最后一号封存摘要：{report.last_digest}")
    for lacking in queries.missing_guards():
        print(f"缺少防改保护：{lacking}（请运行 zwgk migrate）")
    for damage in report.damage:
        print(damage)
    if not report.damage:
        print("已封存的日志完好。")
    return 1 if report.damage else 0
