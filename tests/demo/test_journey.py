"""The commands of docs/journeys run, and say what the pages say they say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = {name: (ROOT / "docs" / "journeys" / f"{name}.md").read_text(encoding="utf-8") for name in ("plan", "record")}
EXAMPLES = [
    (block.split("\n")[0], block.split("\n")[1:])
    for page in PAGES.values()
    for block in re.findall(r"^```console\n\$ (.+?)\n```", page, re.MULTILINE | re.DOTALL)
]


@pytest.mark.parametrize(("command", "lines"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_the_command_says_these_lines_in_this_order(command: str, lines: list[str]) -> None:
    words = command.removeprefix(".venv/bin/zwgk ").split()
    done = subprocess.run([sys.executable, "-m", "zwgk", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    rest = done.stdout
    for line in filter(None, lines):
        assert line.strip() in rest, line
        rest = rest.split(line.strip(), 1)[1]


def test_the_pages_have_examples() -> None:
    assert len(EXAMPLES) >= 7
