"""Publications of 和光县 as the portal finds them: columns as in the law, rows written directly, so that pages are tested apart from the verbs."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.cast import AT, County
from zwgk.domain.rights import system_actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.search import actions as search
from zwgk.matters.catalogue.models import Column, Entry, Field, Revision
from zwgk.matters.records import shelves
from zwgk.matters.records.models import PUBLICATION, Publication, PublishedFile, Record

BODY = "<p>各乡镇人民政府，各单位：</p><p>现将有关事项通知如下。</p><table><tbody><tr><th>项目</th><td>金额</td></tr></tbody></table>"
Publish = Callable[..., Publication]
_serial = itertools.count(1)


def make_columns(organ: Organ) -> dict[str, Column]:
    """Some of the columns of law/columns/national.yaml."""
    told = (
        ("guide", "guide", "政府信息公开指南", None), ("rules", "rules", "政府信息公开制度", None), ("content", "content", "法定主动公开内容", None),
        ("art20-01", "content", "行政法规、规章和规范性文件", 1), ("art20-07", "content", "财政预算、决算", 7), ("report", "report", "政府信息公开年报", None),
    )  # fmt: skip
    made: dict[str, Column] = {}
    for order, (key, part, title, item) in enumerate(told):
        made[key] = Column.objects.create(
            organ=organ, key=key, part=part, title=title, item=item, description=f"{title}的说明。", keywords=title, order=order,
            parent=made.get("content") if item else None, every="year" if item == 7 else "event",
        )  # fmt: skip
    return made


@pytest.fixture
def columns(county: County) -> dict[str, Column]:
    return make_columns(county.finance)


def make_publication(organ: Organ, title: str = "关于做好有关工作的通知", *, column: Column | None = None, entry: Entry | None = None, **told: Any) -> Publication:
    """One publication as `records.actions.publish` leaves it."""
    number = next(_serial)
    at: datetime = told.pop("published_at", AT - timedelta(minutes=number))
    slug = told.pop("slug", f"{organ.slug}-2026-{number:05d}")
    record = told.pop("record", None) or Record.objects.create(
        organ=organ, title=title, drafted_by="测试", drafted_at=at, changed_at=at, state="published", slug=f"r-{slug}"[:90],
    )  # fmt: skip
    defaults: dict[str, Any] = {
        "record": record, "number": 1, "organ": organ, "kind": "document", "title": title, "body": BODY, "slug": slug, "index_number": f"999900001/2026-{number:05d}",
        "meta": {"summary": "有关工作的安排", "source": organ.name}, "formed_on": date(2026, 11, 20), "written_on": date(2026, 11, 19), "hash": f"{number:064x}", "body_hash": "b" * 64,
        "published_at": at, "first_published_at": at, "published_by": "测试", "clearance": "review",
    }  # fmt: skip
    made = Publication.objects.create(**{**defaults, **told})
    if column:
        made.columns.add(column)
    if entry:
        made.entries.add(entry)
    shelves.keep([made])
    search.offer(search.Offer(PUBLICATION, made.pk, made.title, made.url, organ_id=organ.pk, organ_name=organ.label, dated=at), at=at)
    return made


@pytest.fixture
def publish(county: County) -> Publish:
    return lambda title="关于做好有关工作的通知", *, organ=None, **told: make_publication(organ or county.finance, title, **told)


def make_entry(county: County) -> Entry:
    """A released entry of 社会救助."""
    field = Field.objects.create(key="social-assistance", name="社会救助", department=county.finance, national=True)
    entry = Entry.objects.create(
        field=field, level1="最低生活保障", level2="审核审批信息", content="低保对象名单", basis="条例", limit="20个工作日内", publisher="民政部门", column_key="art20-07",
    )  # fmt: skip
    values = {
        "level1": "最低生活保障", "level2": "审核审批信息", "level3": "", "content": "低保对象名单及相关信息", "basis": "《社会救助暂行办法》", "limit": "信息形成之日起20个工作日内",
        "publisher": "县民政局、乡镇人民政府", "channels": [{"name": "政府网站", "required": True}], "to_all": True, "to_some": "", "active": True, "on_request": False,
        "tiers": ["县级", "乡级"], "extra": {}, "exceptions": {},
    }  # fmt: skip
    entry.released = Revision.objects.create(entry=entry, number=1, act="created", values=values, reason="测试", made_at=AT, made_by="测试", released_at=AT)
    entry.save()
    entry.publishers.add(county.finance, county.qinghe)
    return entry


@pytest.fixture
def entry(county: County) -> Entry:
    return make_entry(county)


def make_file(publication: Publication, title: str = "附件1 预算表.xlsx") -> PublishedFile:
    """An attachment of it."""
    kept = files.keep(b"PK-" + title.encode(), title, actor=system_actor("测试"), at=AT)
    return PublishedFile.objects.create(publication=publication, file=kept, title=title)
