"""What came for those who want letters: found every few minutes, looked at again before it is sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from zwgk.foundation.jobs import actions as jobs
from zwgk.foundation.search import queries as search
from zwgk.foundation.search.models import Document

from ..models import Contact, Follow, News, Visitor
from ..queries import contacts_of, looks, wish

OVERLAP = timedelta(minutes=2)  # a document may be seen a little after the moment that is written on it; nothing is noted twice
MOST_AT_ONCE = 50
MOST_IN_LETTER = 30
STANDINGS = {"lapsed": "已经失效", "repealed": "已经废止", "replaced": "已有新版本", "valid": "恢复有效"}


def look_for_news(*, at: datetime) -> int:
    """Note what came for every follow that wants letters; how much it was. Equal questions are asked once."""
    rows = list(Follow.objects.exclude(how=Follow.How.FEED).order_by("looked_at"))
    documents = [row for row in rows if row.kind == Follow.Kind.DOCUMENT]
    groups: dict[tuple[str, datetime], list[Follow]] = defaultdict(list)
    for row in rows:
        if row.kind != Follow.Kind.DOCUMENT:
            groups[(row.key, row.looked_at)].append(row)
    found = [news for group in groups.values() for news in _came(group, at)] + _changed(documents, at)
    with transaction.atomic():
        News.objects.bulk_create(found, ignore_conflicts=True, batch_size=500)
        Follow.objects.filter(pk__in=[row.pk for row in rows]).update(looked_at=at)
        Follow.objects.bulk_update(documents, ["snapshot"], batch_size=200)
    return News.objects.filter(found_at=at).count()


def _came(group: list[Follow], at: datetime) -> list[News]:
    """New documents for follows that ask the same since the same moment. What was there when one began is not news."""
    found = search.fresh(wish(group[0]), group[0].looked_at - OVERLAP, MOST_AT_ONCE)
    return [
        News(follow=row, url=each.url, version=f"{each.findable_at:%Y%m%d%H%M%S%f}", title=each.title, found_at=at)
        for row in group for each in found if each.findable_at and each.findable_at > row.made_at
    ]  # fmt: skip


def _changed(rows: list[Follow], at: datetime) -> list[News]:
    """Followed documents that were amended or have ended. One that was taken down says nothing, and is remembered as it was."""
    there = search.at_addresses({str(row.params.get("url")) for row in rows})
    found = []
    for row in rows:
        document = there.get(str(row.params.get("url")))
        if document is None or (now := looks(document)) == row.snapshot:
            continue
        found.append(News(follow=row, url=document.url, version=f"{at:%Y%m%d%H%M%S}", title=document.title, said=_said(row, document, now), found_at=at))
        row.snapshot = now
    return found


def _said(row: Follow, document: Document, now: dict[str, str]) -> str:
    if now["standing"] != row.snapshot.get("standing"):
        return STANDINGS.get(now["standing"], "有效性有变化")
    return "内容有修改"


def mail_news(how: str, *, at: datetime) -> int:
    """One letter to everybody for whom something waits; how many went out."""
    waiting = News.objects.filter(mailed_at=None, follow__how=how).select_related("follow").order_by("follow_id", "-found_at")
    by_visitor: dict[int, list[News]] = defaultdict(list)
    for row in waiting:
        by_visitor[row.follow.visitor_id].append(row)
    visitors = Visitor.objects.prefetch_related("contacts").in_bulk(by_visitor)
    return sum(_mail(visitors[pk], rows, how, at) for pk, rows in by_visitor.items())


@transaction.atomic
def _mail(visitor: Visitor, rows: list[News], how: str, at: datetime) -> bool:
    """What is still public, in one letter; what was taken down meanwhile is let go."""
    there = search.at_addresses({row.url for row in rows})
    told = [row for row in rows if row.url in there]
    News.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=at)
    address = contacts_of(visitor).get(Contact.Kind.EMAIL.value)
    if not told or not address:
        return False
    home = (settings.SITE_URL or visitor.home).rstrip("/")
    every = f"{home}/my/stop/all/{visitor.stop_token}/"
    jobs.queue(jobs.Parcel(
        key=f"visitors:news:{visitor.pk}:{how}:{max(row.pk for row in told)}", channel="smtp", address=address, recipient="来访用户",
        subject=f"您关注的信息有更新（{len(told)}条，{localdate(at):%m月%d日}）", body=_letter(told, home, every),
        options={"forget": True, "headers": {"List-Unsubscribe": f"<{every}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}},
    ), at=at)  # fmt: skip
    return True


def _letter(rows: list[News], home: str, every: str) -> str:
    lines = []
    for follow, news in _by_follow(rows):
        lines += [f"【{follow.label}】"]
        lines += [f"· {row.title}{f'（{row.said}）' if row.said else ''}\n  {home}{row.url}" for row in news[:MOST_IN_LETTER]]
        lines += [f"还有{len(news) - MOST_IN_LETTER}条，请到网站查看。"] if len(news) > MOST_IN_LETTER else []
        lines += [f"不再接收这一项的邮件：{home}/my/stop/{follow.token}/", ""]
    return "\n".join([*lines, f"管理关注：{home}/my/", f"不再接收任何邮件：{every}", "本邮件由系统发出，请勿回复。"])


def _by_follow(rows: Iterable[News]) -> list[tuple[Follow, list[News]]]:
    found: dict[int, tuple[Follow, list[News]]] = {}
    for row in rows:
        found.setdefault(row.follow_id, (row.follow, []))[1].append(row)
    return list(found.values())
