"""`zwgk …`: one small module per command, each calling one verb.

A command module has `HELP` (one Chinese line), `arguments(parser)` and `run(args) -> int`.
Commands marked DATABASE are loaded after Django; the others start in a blink and need no database.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys

import zwgk.surfaces.cli as home
from zwgk.domain.errors import Refusal

PURE, DATABASE = False, True

# words on the command line → (module beside this file, or by its full name; needs the database)
COMMANDS: dict[str, tuple[str, bool]] = {
    "notice read": ("notice_read", PURE),
    "due": ("due", PURE),
    "inforequest clock": ("inforequest_clock", PURE),
    "screen": ("screen", PURE),
    "doctor": ("doctor", PURE),
    "notice import": ("notice_import", DATABASE),
    "migrate": ("migrate", DATABASE),
    "serve": ("serve", DATABASE),
    "work": ("work", DATABASE),
    "demo": ("zwgk.demo.command", DATABASE),
    "journal verify": ("journal_verify", DATABASE),
    "organs import": ("organs_import", DATABASE),
    "law check": ("law_check", PURE),
    "page check": ("page_check", PURE),
    "annualreport check": ("annualreport_check", PURE),
    "search rebuild": ("search_rebuild", DATABASE),
}


def main(argv: list[str] | None = None) -> int:
    """0 when done, 1 when refused (the reason on stderr), 2 for unusable arguments."""
    words = list(sys.argv[1:] if argv is None else argv)
    name = next((" ".join(words[:n]) for n in (2, 1) if " ".join(words[:n]) in COMMANDS), None)
    if name is None:
        return _usage(words)
    module_name, needs_database = COMMANDS[name]
    if needs_database:
        _start_django()
    module = importlib.import_module(module_name if "." in module_name else f"{home.__name__}.{module_name}")
    parser = argparse.ArgumentParser(prog=f"zwgk {name}", description=module.HELP)
    module.arguments(parser)
    try:
        args = parser.parse_args(words[len(name.split()) :])
        return int(module.run(args) or 0)
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0


def _usage(words: list[str]) -> int:
    asked = not words or words[0] in ("-h", "--help", "help")
    out = sys.stdout if asked else sys.stderr
    if not asked:
        print(f"没有“{' '.join(words[:2])}”这个命令。", file=out)
    print("用法：zwgk 命令 [参数]（zwgk 命令 --help 看说明）\n", file=out)
    for name in sorted(COMMANDS):
        print(f"  {name}", file=out)
    return 0 if asked else 2


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwgk.config.settings")
    importlib.import_module("django").setup()


if __name__ == "__main__":
    sys.exit(main())
