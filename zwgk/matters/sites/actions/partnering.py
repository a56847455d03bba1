"""网站联动: with whom we work, what of our feeds they take, what they showed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal.actions import Subject

from ..models import Partner, Reprint
from ..queries.partners import own_page
from .support import need, tell

RIGHT = "sites.edit"


@dataclass(frozen=True, slots=True)
class NewPartner:
    """One site that we work with."""

    kind: str
    name: str
    url: str = ""
    contact: str = ""
    agreed_on: date | None = None
    feeds: Sequence[str] = field(default_factory=list)
    active: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewReprint:
    """One re-publication as typed; `page` is ours, `address` theirs."""

    page: str
    form: str
    address: str
    shown_on: date
    title: str = ""


@transaction.atomic
def save_partner(new: NewPartner, partner: Partner | None = None, *, actor: Actor, at: datetime) -> Partner:
    """Enter or change a partner."""
    actor.require(RIGHT)
    row = partner or Partner()
    if Partner.objects.exclude(pk=row.pk).filter(name=new.name.strip()).exists():
        raise Conflict(f"“{new.name.strip()}”已经登记。", field="name")
    row.kind, row.name, row.url, row.contact = new.kind, need(new.name, "name", "名称"), new.url.strip(), new.contact.strip()
    row.agreed_on, row.feeds, row.active, row.note = new.agreed_on, list(new.feeds), new.active, new.note.strip()
    row.save()
    tell(_subject(row), RIGHT, f"登记转载合作单位：{row.name}，使用订阅 {len(row.feeds)} 个", actor=actor, at=at)
    return row


@transaction.atomic
def log_reprint(partner: Partner, new: NewReprint, *, actor: Actor, at: datetime) -> Reprint:
    """What they showed, where and when. A page of ours gives its own title and organ."""
    actor.require(RIGHT)
    if new.shown_on > localdate(at):
        raise BadInput("转载日期不能晚于今天。", field="shown_on")
    if urlsplit(new.address).scheme not in ("http", "https"):
        raise BadInput("转载网址应当以 http:// 或者 https:// 开头。", field="address")
    if Reprint.objects.filter(partner=partner, address=new.address).exists():
        raise Conflict("这个转载网址已经登记过。", field="address")
    ours = own_page(new.page)
    row = Reprint.objects.create(
        partner=partner, page=need(new.page, "page", "本站网址"), title=(ours.title if ours else need(new.title, "title", "标题"))[:300], organ=ours.organ if ours else None,
        form=new.form, address=new.address.strip(), shown_on=new.shown_on, noted_at=at, noted_by=actor.name,
    )  # fmt: skip
    tell(_subject(partner), RIGHT, f"{partner.name}转载：{row.title}（{row.get_form_display()}，{row.shown_on}）", organ=row.organ, actor=actor, at=at)
    return row


def _subject(row: Partner) -> Subject:
    return Subject("sites.partner", row.pk, row.name, row.office_url)
