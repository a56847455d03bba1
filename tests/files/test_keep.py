"""Bytes are kept once per content and come back as they were."""

from __future__ import annotations

import hashlib

import pytest

from tests.cast import AT
from zwgk.domain.errors import BadInput
from zwgk.domain.rights import system_actor
from zwgk.foundation.files.actions import keep, keeping
from zwgk.foundation.files.queries import content, location, uploads_of

ACTOR = system_actor("测试")


@pytest.mark.db
def test_bytes_come_back_and_the_digest_is_theirs(db: None) -> None:
    file = keep("佐证".encode(), "C:\\材料\\佐证.txt", actor=ACTOR, at=AT)
    assert content(file).decode() == "佐证" and file.name == "佐证.txt"
    assert file.sha256 == hashlib.sha256("佐证".encode()).hexdigest() and file.size == 6


def test_the_same_content_lies_once_on_disk(db: None) -> None:
    first, second = keep(b"same", "a.txt", actor=ACTOR, at=AT), keep(b"same", "b.txt", actor=ACTOR, at=AT)
    assert first.pk != second.pk and location(first) == location(second)
    assert list(uploads_of(None).order_by("id")) == [first, second]


def test_an_empty_or_too_big_file_is_refused(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInput):
        keep(b"", "a.txt", actor=ACTOR, at=AT)
    monkeypatch.setattr(keeping, "MAX_BYTES", 3)
    with pytest.raises(BadInput):
        keep(b"four", "a.txt", actor=ACTOR, at=AT)
