"""The closing lines of a run: what was left out, and why, gathered by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any


def reason(report: Any) -> str:
    """Why a test was skipped, without pytest's own prefix."""
    where = report.longrepr
    text = where[2] if isinstance(where, tuple) else str(where)
    return text.removeprefix("Skipped: ").strip() or "no reason given"


def lines(reports: Iterable[Any]) -> list[str]:
    counted = Counter(reason(report) for report in reports)
    return [f"not run: {count:>3} × {why}" for why, count in counted.most_common()]
