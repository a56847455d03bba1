"""`zwgk work`: the background process."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import logging
import os
import signal
import sys
from typing import Any

from django.apps import apps
from django.utils import timezone

from zwgk.foundation.jobs import actions
from zwgk.foundation.jobs.worker import Worker

from .migrate import unready

HELP = "后台进程：时限巡检、发送、封存、异步作业"


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(args: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C."""
    logging.getLogger("django_tasks").setLevel(logging.WARNING)
    if reasons := unready():
        print("\n".join(reasons), file=sys.stderr)
        return 1
    actions.ensure_schedules(declared(), at=timezone.now())
    worker = Worker(rounds=declared("ROUNDS"))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    if busy := worker.run():
        logging.getLogger(__name__).warning("后台%s没有按时结束，直接退出", "、".join(busy))
        logging.shutdown()
        os._exit(0)  # what is under way is taken up again at the next start; a thread in foreign code would keep the process for ever
    return 0


def declared(name: str = "SCHEDULE") -> list[Any]:
    """What the slices want to have run, from their `jobs.py`: `SCHEDULE` at its times, `ROUNDS` about once a second."""
    names = [f"{app.name}.jobs" for app in apps.get_app_configs() if app.name.startswith("zwgk.")]
    modules = [importlib.import_module(name) for name in names if importlib.util.find_spec(name)]
    return [each for module in modules for each in getattr(module, name, [])]
