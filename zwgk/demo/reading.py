"""Small helpers: the data files, moments in Beijing time, people as actors."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from zwgk.domain.rights import Actor, Grant, Role, system_actor

DATA = Path(__file__).parent / "data"
BEIJING = ZoneInfo("Asia/Shanghai")
SETUP = system_actor("演示数据")
WRITTEN = date(2026, 11, 23)  # the day up to which the plan of 2026 and what came of it are told; rows and documents follow the day of the demo


@cache
def load(name: str) -> dict[str, Any]:
    """One data file."""
    return yaml.load((DATA / name).read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def moment(value: Any) -> datetime:
    """`2026-03-06 16:30` or a date → a moment in Beijing."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=BEIJING)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, 9, tzinfo=BEIJING)
    return datetime.strptime(str(value), "%Y-%m-%d %H:%M").replace(tzinfo=BEIJING)


def day(value: Any) -> date:
    """A date, however YAML read it."""
    return value if isinstance(value, date) and not isinstance(value, datetime) else moment(value).date()


class Cast:
    """People by user name, as actors with the rights of their posts."""

    def __init__(self, organs: dict[str, Any], people: dict[str, Any], today: date = WRITTEN) -> None:
        self.organs, self.people, self.today = organs, people, max(today, WRITTEN)
        self.spec = {row["username"]: row for row in load("people.yaml")["people"]}

    def actor(self, username: str) -> Actor:
        """The person as actor."""
        posts = self.spec[username]["posts"]
        home = self.organs[posts[0]["organ"]]
        grants = tuple(Grant(Role(role), self.organs[post["organ"]].pk) for post in posts for role in post["roles"])
        return Actor(self.people[username].pk, self.spec[username]["name"], home.pk, home.label, grants)


def periods(text: str) -> list[str]:
    """Labels of the items that a report covers: `2026-Q3` → 2026年第三季度; `2026-03..2026-06` → four months."""
    if ".." in text:
        first, last = (datetime.strptime(part, "%Y-%m").date() for part in text.split(".."))  # noqa: DTZ007 - months, no moments
        labels, current = [], first
        while current <= last:
            labels.append(f"{current.year}年{current.month}月")
            current = (current.replace(day=28) + timedelta(days=4)).replace(day=1)
        return labels
    year, part = text.split("-")
    if part.startswith("Q"):
        return [f"{year}年第{'一二三四'[int(part[1]) - 1]}季度"]
    if part.startswith("H"):
        return [f"{year}年{'上下'[int(part[1]) - 1]}半年"]
    return [f"{year}年{int(part)}月"]
