"""`zwgk serve`: web and background process together; Ctrl-C stops both."""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from zwgk.foundation.organs import actions as organs

from . import migrate

HELP = "启动网站和后台进程"
PATIENCE = 35.0  # seconds; the worker gives itself 30
_PRCTL = getattr(ctypes.CDLL(None), "prctl", None)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="监听地址（默认 127.0.0.1）")
    parser.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
    parser.add_argument("--workers", type=int, default=0, help="网站进程数（默认 SQLite 1 个，PostgreSQL 2 个）")
    parser.add_argument("--no-work", action="store_true", help="只启动网站，后台进程另行启动")


def run(args: argparse.Namespace) -> int:
    """Prepare database and static files, then serve until stopped."""
    return prepare() or serve(args.host, args.port, args.workers, work=not args.no_work)


def prepare() -> int:
    """Tables, guards, static files: a fresh checkout becomes ready, a tampered journal is not served."""
    if _migrations_wait():
        if migrate.run(argparse.Namespace(quiet=True)):
            return 1
    elif reasons := migrate.unready():
        print("\n".join(reasons), file=sys.stderr)
        return 1
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    return 0


def serve(host: str, port: int, workers: int = 0, *, work: bool = True, beside: Sequence[list[str]] = ()) -> int:
    """Start both, stop both. The exit code of whichever ended by itself. What runs `beside` may end before."""
    if _taken(host, port):
        print(f"{host}:{port} 已被占用，请用 --port 换一个端口。", file=sys.stderr)
        return 1
    first = organs.prepare_first_start()
    connection.close()
    asked: list[int] = []  # no lock is taken by a signal: it may come while this very thread holds it
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: asked.append(number))
    commands = [_web(host, port, workers), *([_work()] if work else [])]
    environment = {"MALLOC_ARENA_MAX": "2", **os.environ}  # or each thread keeps what printing a long list has taken: 1.4 GB after a day of it
    children, others = (
        [subprocess.Popen(each, start_new_session=True, preexec_fn=_end_with_parent, env=environment) for each in some] for some in (commands, beside)
    )
    print(f"网站已启动：http://{host}:{port}/ （按 Ctrl-C 停止）", flush=True)
    if first:
        print(f"这里还没有任何账号。首次设置：http://{host}:{port}/setup/ 　启用码：{first}（用一次后作废）", flush=True)
    try:
        while not asked and all(child.poll() is None for child in children):
            time.sleep(0.2)
        return next((child.returncode for child in children if child.poll() is not None), 0)
    finally:
        _stop([*children, *others])


def _migrations_wait() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _taken(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _end_with_parent() -> None:
    """Linux: the child gets SIGTERM when this process is killed with −9 and can tell it nothing."""
    if _PRCTL is not None:
        _PRCTL(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def _web(host: str, port: int, workers: int) -> list[str]:
    workers = workers or (1 if connection.vendor == "sqlite" else 2)
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "8", "--backpressure", "128", "--log-level", "warning", "zwgk.config.wsgi:application",
    ]  # fmt: skip


def _work() -> list[str]:
    return [sys.executable, "-m", "zwgk", "work"]


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask, wait, insist."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    ends = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.1, ends - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
