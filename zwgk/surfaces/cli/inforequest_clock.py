"""`zwgk inforequest clock FILE [--json]`: how the answer clock of a request stands on a day. Needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from zwgk.domain.errors import BadInput
from zwgk.domain.inforequests import read_question
from zwgk.domain.inforequests import run as stand
from zwgk.domain.workdays import Calendar
from zwgk.law import load

HELP = "计算依申请公开的答复期限：状态、最后期限、剩余工作日、依据，不合法的事项逐一说明"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and the form of the answer."""
    parser.add_argument("file", metavar="文件", help="JSON 文件：events（事项，按发生先后）和 asked_on（查询日期）")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """0 with the standing; a file that cannot be read is refused with the place of the mistake."""
    question, law = read_question(_text(args.file)), load()
    found = stand(question.events, question.asked_on, law=law, calendar=Calendar.of(law))
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    print(json.dumps(found.as_dict(), ensure_ascii=False, indent=1) if args.json else found.explain())
    return 0


def _text(name: str) -> str:
    try:
        return Path(name).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"打不开文件“{name}”：{error.strerror or error}。", field="文件", remedy="请检查路径和读取权限。") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"文件“{name}”不是 UTF-8 编码。", field="文件", remedy="请用 UTF-8 编码另存。") from error
