"""`zwgk demo`: 和光县 on this machine: set up at the first start, quick and with its data at every later one."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from zwgk.surfaces.cli import acting, notice_import, serve

from . import seed

HELP = "启动演示：和光县的单位、人员、来文和台账"
ACCOUNTS = (
    ("luqinghe", "县政务公开办公室主任：收文、分解、审核、催办、检查"),
    ("fusiqi", "县财政局联络员：我要办的事、上报进展"),
    ("maidong", "青禾镇联络员"),
    ("linwangshu", "副县长（分管政务公开）"),
    ("lengqiuping", "第三方评估员（只读）"),
    ("xutaihe", "系统管理员"),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--reset", action="store_true", help="清空演示数据重新生成")
    parser.add_argument("--with", dest="folder", type=Path, metavar="DIR", help="另外导入这个目录里的真实来文")
    parser.add_argument("--prepare", action="store_true", help="只准备数据（全部），不启动网站")
    parser.add_argument("--rest", action="store_true", help="只补齐还没有生成的数据（后台使用）")


def run(args: argparse.Namespace) -> int:
    """Prepare, say where and who, serve until stopped."""
    os.environ.setdefault("ZWGK_MFA", "off")  # a demo asks for no second factor
    settings.SITE_URL = settings.SITE_URL or f"http://{args.host}:{args.port}"
    os.environ.setdefault("ZWGK_SITE_URL", settings.SITE_URL)
    if not settings.EMAIL_HOST:  # residents can still sign in: the page shows the code
        settings.SHOW_CODES = True
        os.environ.setdefault("ZWGK_SHOW_CODES", "1")
    if args.rest:
        seed.rest(say, timezone.localdate())
        return 0
    if args.reset:
        reset()
    if problem := serve.prepare():
        return problem
    if not seed.is_seeded():
        print("第一次启动，正在生成和光县的演示数据（约两分钟）……", flush=True)
        seed.run(say, timezone.localdate())
    if args.folder:
        bring(args.folder)
    if args.prepare:
        seed.rest(say, timezone.localdate())
        return 0
    tell(args.host, args.port)
    if seed.is_whole(timezone.localdate()):
        return serve.serve(args.host, args.port)
    print("网站现在就可以看；处罚、预算、村务等逐条公开的信息在后台陆续生成，约两分钟。", flush=True)
    return serve.serve(args.host, args.port, beside=[[sys.executable, "-m", "zwgk", "demo", "--rest"]])


def say(line: str) -> None:
    """One step, at once."""
    print(f"  {line}", flush=True)


def reset() -> None:
    """Forget the embedded database and the files of the demo; a database server is never emptied from here."""
    if connection.vendor != "sqlite":
        print("正在使用数据库服务器，RESET 只用于内嵌数据库；没有清空任何数据。")
        return
    connection.close()
    path = Path(settings.DATABASES["default"]["NAME"])
    for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        file.unlink(missing_ok=True)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def bring(folder: Path) -> None:
    """Import every document of a folder, as `zwgk notice import` does; what is there already is told and left."""
    actor = acting.actor("luqinghe")
    for file in sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")):
        try:
            notice_import.one(file, actor)
        except notice_import.Refusal as refusal:
            print(f"✗ {file.name}：{refusal.sentence}")


def tell(host: str, port: int) -> None:
    """Addresses and accounts."""
    print(f"\n门户　　http://{host}:{port}/\n办公　　http://{host}:{port}/office/\n口令　　{seed.PASSWORD}（演示账号通用）\n")
    for username, what in ACCOUNTS:
        print(f"  {username:<14}{what}")
    print("\n按 Ctrl-C 停止。RESET=1 重新生成数据。\n", flush=True)
