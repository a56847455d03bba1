"""zwgk notice read FILE [--json]: what a document says — metadata, parts, tasks, warnings. Needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from zwgk.domain.errors import BadInput
from zwgk.domain.notices import as_json, read
from zwgk.domain.notices.report import report
from zwgk.foundation.files.readers import extract

HELP = "读取一份公文：元数据、条款、任务、责任单位、时限"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and the form of the answer."""
    parser.add_argument("file", metavar="文件", help="公文文件（.txt .html .docx .pdf .xlsx .ofd .doc .wps 等）")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Print the reading; refuse only what cannot be opened or decoded."""
    path = Path(args.file)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"打不开文件“{args.file}”：{error.strerror or error}。", field="文件", remedy="请检查路径和读取权限。") from error
    reading = read(extract(data, path.name))
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    print(json.dumps(as_json(reading), ensure_ascii=False, indent=1) if args.json else report(reading))
    return 0
