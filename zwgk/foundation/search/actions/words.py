"""What people ask is counted by day: the word and the number, nothing of who asked, from where or at what time."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils.timezone import localdate

from zwgk.domain.asked_words import countable
from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.search.engine.texts import fold
from zwgk.foundation.search.models import HiddenWord, Word

KEPT = timedelta(days=180)
SUBJECT = "search.word"
log = logging.getLogger(__name__)


def count_word(text: str, *, found: bool, at: datetime) -> str:
    """Once more on this day; the word as it is counted, "" for what is not: numbers and addresses of persons, odd signs. Never an error."""
    said = countable(fold(text))
    if not said:
        return ""
    missed = int(not found)
    try:
        with transaction.atomic():
            row, made = Word.objects.get_or_create(day=localdate(at), text=said, defaults={"asked": 1, "missed": missed})
            if not made:
                Word.objects.filter(pk=row.pk).update(asked=F("asked") + 1, missed=F("missed") + missed)
    except DatabaseError:
        log.info("搜索词没有记下", exc_info=True)  # an answer never waits for statistics
    return said


def hide_word(text: str, *, actor: Actor, at: datetime) -> HiddenWord:
    """It is not shown among the hot words any more."""
    actor.require("search.keep")
    said = countable(fold(text))
    if not said:
        raise BadInput("请写要隐藏的词，2 至 20 个字。", field="text")
    row, made = HiddenWord.objects.get_or_create(text=said, defaults={"by": actor.name, "at": at})
    if made:
        journal.record(Subject(SUBJECT, row.pk, said, "/office/search/"), Told("search.keep", f"不再显示热词“{said}”"), actor=actor, at=at)
    return row


def show_word(row: HiddenWord, *, actor: Actor, at: datetime) -> None:
    """It may be shown again."""
    actor.require("search.keep")
    journal.record(Subject(SUBJECT, row.pk, row.text, "/office/search/"), Told("search.keep", f"恢复显示热词“{row.text}”"), actor=actor, at=at)
    row.delete()


def tidy_words(today: date) -> int:
    """Old days are forgotten."""
    return Word.objects.filter(day__lt=today - KEPT).delete()[0]
