"""How often: “minute”, “10min”, “hour”, “day 08:30”. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Every:
    """A period in minutes, or once a day at a time of Beijing."""

    minutes: int = 0
    time: time | None = None


def parse(text: str) -> Every:
    """The period; ValueError for anything else."""
    if text in ("minute", "hour"):
        return Every(1 if text == "minute" else 60)
    if found := re.fullmatch(r"([1-9]\d*)min", text):
        return Every(int(found[1]))
    if found := re.fullmatch(r"day (\d\d):(\d\d)", text):
        return Every(time=time(int(found[1]), int(found[2])))
    raise ValueError(f"{text!r} is no period; write minute, 10min, hour or day 08:30")


def following(text: str, after: datetime) -> datetime:
    """The first moment of the period after this one: full minutes, full hours, the time of day."""
    every = parse(text)
    if every.time is not None:
        local = after.astimezone(BEIJING)
        moment = datetime.combine(local.date(), every.time, tzinfo=BEIJING)
        return moment if moment > local else moment + timedelta(days=1)
    step = every.minutes * 60
    return datetime.fromtimestamp((int(after.timestamp()) // step + 1) * step, tz=BEIJING)
