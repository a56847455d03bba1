"""The commands of docs/journeys/plan.md run, and say what the page says they say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "journeys" / "plan.md").read_text(encoding="utf-8")
EXAMPLES = [
    (block.split("\n")[0], block.split("\n")[1:])
    for block in re.findall(r"^```console\n\$ (.+?)\n```", PAGE, re.MULTILINE | re.DOTALL)
]


@pytest.mark.parametrize(("command", "lines"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_the_command_says_these_lines_in_this_order(command: str, lines: list[str]) -> None:
    words = command.removeprefix(".venv/bin/zwgk ").split()
    done = subprocess.run([sys.executable, "-m", "zwgk", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    rest = done.stdout
    for line in filter(None, lines):
        assert line.strip() in rest, line
        rest = rest.split(line.strip(), 1)[1]


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) >= 4
