"""The data files of 和光县, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "zwgk" / "demo" / "data"


@cache
def load(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def slugs() -> set[str]:
    return {organ["slug"] for organ in load("organs.yaml")["organs"]}


def usernames() -> set[str]:
    return {person["username"] for person in load("people.yaml")["people"]}


def paths() -> list[str]:
    """All clause paths of the plan, in order: 通知/一 …, 一/(一)/1 …, 一/(四)."""
    plan = load("plan-2026.yaml")
    found = [f"通知/{marker}" for marker, _ in zip("一二三四五", plan["notice"]["requirements"], strict=False)]
    for chapter in plan["chapters"]:
        for section in chapter["sections"]:
            stem, count = f"{chapter['title'][0]}/({section['title'][1]})", len(section["measures"])
            found += [f"{stem}/{number + 1}" for number in range(count)] if count > 1 else [stem]
    return found


def reports() -> list[tuple[str, str, dict[str, Any]]]:
    """(task, organ, report) of the whole year."""
    return [
        (task["task"], unit["organ"], report)
        for task in load("progress.yaml")["tasks"]
        for unit in task["units"]
        for report in unit["reports"]
    ]
