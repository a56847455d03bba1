"""What people ask: the hot words that may be shown to everybody, and for the keepers the words that found nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import cache
from django.db.models import Count, QuerySet, Sum

from zwgk.domain.asked_words import showable
from zwgk.foundation.search.engine.texts import is_word
from zwgk.foundation.search.indexing import engine
from zwgk.foundation.search.models import HiddenWord, Word

HOT_DAYS, MISSED_DAYS = 14, 30
LEAST, LEAST_DAYS = 5, 2  # asked so often, on so many days, before anybody sees it
SHOWN = 10
KEPT = 300  # seconds the list is shown as it is


@dataclass(frozen=True, slots=True)
class Asked:
    """A word and how often it was asked."""

    text: str
    asked: int
    missed: int
    days: int
    held: str = ""  # why it is not shown to everybody


def hot(today: date) -> Sequence[str]:
    """The words shown on the search page."""
    return cache.get_or_set(f"search:hot:{today}", lambda: [each.text for each in candidates(today) if not each.held][:SHOWN], KEPT) or ()


def candidates(today: date, limit: int = 40) -> list[Asked]:
    """Words asked most, each with the reason why it is held back."""
    hidden = set(hidden_words().values_list("text", flat=True))
    return [_judged(each, hidden) for each in _sums(today - timedelta(days=HOT_DAYS)).order_by("-asked_sum", "text")[:limit]]


def missed(today: date, limit: int = 40) -> list[Asked]:
    """Words that found nothing, each asked more than once: what residents look for and the site does not have. Nothing like a person's name."""
    rows = _sums(today - timedelta(days=MISSED_DAYS)).filter(missed_sum__gte=2).order_by("-missed_sum", "text")[: 3 * limit]
    return [_asked(each) for each in rows if showable(each["text"], is_word)][:limit]


def hidden_words() -> QuerySet[HiddenWord]:
    """What the keepers hide."""
    return HiddenWord.objects.all()


def asked_in(today: date, days: int = MISSED_DAYS) -> tuple[int, int]:
    """Questions of the last days, and how many of them found nothing."""
    told = Word.objects.filter(day__gt=today - timedelta(days=days)).aggregate(asked=Sum("asked"), missed=Sum("missed"))
    return told["asked"] or 0, told["missed"] or 0


def _sums(since: date) -> QuerySet[Word, dict[str, object]]:
    return Word.objects.filter(day__gt=since).values("text").annotate(asked_sum=Sum("asked"), missed_sum=Sum("missed"), days=Count("day"))


def _asked(row: dict, held: str = "") -> Asked:
    return Asked(row["text"], row["asked_sum"], row["missed_sum"], row["days"], held)


def _judged(row: dict, hidden: set[str]) -> Asked:
    return _asked(row, _held(row, hidden))


def _held(row: dict, hidden: set[str]) -> str:
    """Why it is not shown: its number, its look, or that no title of ours holds it."""
    if row["text"] in hidden:
        return "已隐藏"
    if row["asked_sum"] < LEAST or row["days"] < LEAST_DAYS:
        return f"不足 {LEAST} 次或者不足 {LEAST_DAYS} 天"
    if not showable(row["text"], is_word):
        return "像是人名"
    return "" if _in_titles(row["text"]) else "没有标题含有这个词"


def _in_titles(text: str) -> bool:
    try:
        return engine().titled(text)
    except (LookupError, OSError, ValueError):
        return False
