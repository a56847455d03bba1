"""`zwgk organs import`: look at a table of organs and people, or take it over."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.utils import timezone

from zwgk.domain.errors import BadInput
from zwgk.foundation.organs import actions, queries
from zwgk.foundation.organs.queries import Preview

HELP = "导入单位和人员：zwgk organs import 名册.xlsx --as 登录名（只核对）；加 --apply 才写入"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `zwgk organs import`."""
    parser.add_argument("file", type=Path, metavar="文件", help="通讯录或名册：.xlsx、.xls、.et、.csv，或 .docx、.doc、.wps 里的表格")
    parser.add_argument("--as", dest="username", required=True, metavar="登录名", help="以谁的身份办理")
    parser.add_argument("--apply", action="store_true", help="写入（整表一次写入，有一处问题就都不写）")


def run(args: argparse.Namespace) -> int:
    """0 when the table is in order or taken over; 1 when it has mistakes."""
    at = timezone.now()
    actor = queries.actor_called(args.username, timezone.localdate(at))
    actor.require("organs.import")
    if not args.file.is_file():
        raise BadInput(f"没有文件“{args.file}”。", remedy="请核对路径。")
    sheet = queries.complete(queries.read_table(args.file.read_bytes(), args.file.name), timezone.localdate(at))
    looked = queries.preview(sheet, timezone.localdate(at))
    _show(looked)
    if looked.problems:
        return 1
    if args.apply:
        print(actions.import_organs(sheet, source=args.file.name, actor=actor, at=at).sentence)
    else:
        print("以上是核对结果，没有写入；加 --apply 写入。")
    return 0


def _show(looked: Preview) -> None:
    print(f"共 {len(looked.planned)} 行：新增单位 {looked.new_organs} 个，更新 {looked.changed_organs} 个，新增人员 {looked.new_people} 名。")
    for remark in looked.sheet.remarks:
        print(f"  {remark}")
    if looked.sheet.ignored:
        print("没有用到的列：" + "、".join(looked.sheet.ignored))
    for plan in looked.planned:
        for note in plan.notes:
            print(f"  第 {plan.row.number} 行：{note}")
    for problem in looked.problems:
        print(f"✗ 第 {problem.row} 行“{problem.column}”：{problem.message}。{problem.remedy}")
