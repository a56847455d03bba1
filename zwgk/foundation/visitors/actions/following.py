"""Follow something, change how one is told, stop."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.foundation.files.actions import key_of
from zwgk.foundation.search import queries as search

from ..models import Contact, Follow, Visitor
from ..queries import looks

MOST = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be followed: a question to the search, or a document by its address."""

    kind: str
    params: Mapping[str, Any]
    label: str

    @property
    def key(self) -> str:
        return key_of(json.dumps([self.kind, self.params], ensure_ascii=False, sort_keys=True))


@transaction.atomic
def follow(visitor: Visitor, wanted: Wanted, how: str, *, at: datetime) -> Follow:
    """Follow it from now on; whoever follows it already only changes how to be told."""
    _check_how(visitor, how)
    known = visitor.follows.filter(key=wanted.key).first()
    if known is not None:
        return change_follow(known, how, at=at)
    if visitor.follows.count() >= MOST:
        raise Conflict(f"最多关注{MOST}项。", remedy="请先取消不再需要的，再添加。")
    snapshot = {}
    if wanted.kind == Follow.Kind.DOCUMENT:
        found = search.at_addresses([str(wanted.params.get("url", ""))])
        if not found:
            raise BadInput("没有这份公开的文件，或者已经撤下。", remedy="请从文件页面点“关注”。")
        snapshot = looks(next(iter(found.values())))
    return Follow.objects.create(
        visitor=visitor, kind=wanted.kind, params=dict(wanted.params), key=wanted.key, label=wanted.label[:300], how=how, snapshot=snapshot,
        token=secrets.token_urlsafe(32), made_at=at, looked_at=at,
    )  # fmt: skip


def change_follow(row: Follow, how: str, *, at: datetime) -> Follow:
    """Told in another way from now on; what waited for a letter does not go out any more when letters are given up."""
    _check_how(row.visitor, how)
    if how == Follow.How.FEED:
        row.news.filter(mailed_at=None).update(mailed_at=at)
    elif row.how == Follow.How.FEED:
        row.looked_at = at  # letters begin now
    row.how = how
    row.save(update_fields=["how", "looked_at"])
    return row


def unfollow(row: Follow) -> None:
    """Not interested any more."""
    row.delete()


@transaction.atomic
def stop_mail(visitor: Visitor, only: Follow | None, *, at: datetime) -> int:
    """No more letters, for one follow or for all; feeds go on. How many were stopped."""
    rows = visitor.follows.exclude(how=Follow.How.FEED)
    stopped = [change_follow(row, Follow.How.FEED, at=at) for row in (rows.filter(pk=only.pk) if only else rows)]
    return len(stopped)


def _check_how(visitor: Visitor, how: str) -> None:
    if how not in Follow.How.values:
        raise BadInput("请选择怎么通知。", field="how")
    if how != Follow.How.FEED and not visitor.contacts.filter(kind=Contact.Kind.EMAIL).exists():
        raise BadInput("账号里还没有电子邮箱，不能发邮件。", field="how", remedy="请先在“账号”里加上邮箱，或者选“只用订阅地址”。")
