"""The guide says what is true: its example runs, its closed lists are the enums."""

from __future__ import annotations

import re
from pathlib import Path

from zwgk.law import Direction, Effect, Start, Unit

GUIDE = (Path(__file__).resolve().parents[2] / "docs/law.md").read_text("utf-8")


def test_the_example_runs() -> None:
    code = re.search(r"```python\n(.*?)```", GUIDE, re.S)
    assert code
    exec(compile(code[1].replace("print(due.explain())", "due.explain()"), "docs/law.md", "exec"), {})


def test_every_allowed_word_is_named() -> None:
    words = [*Direction, *Unit, *Effect, *(start for start in Start)]
    assert [word.value for word in words if not re.search(rf"\b{word.value}\b", GUIDE)] == []
