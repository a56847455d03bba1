"""公开事项清单: each link of a power or service → pieces of information → publicity attribute, one by one; the negative list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.notices.basis import ARTICLE
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ
from zwgk.matters.catalogue.links import APPLIED, LINKS
from zwgk.matters.catalogue.models import (
    MATTER,
    Attribute,
    Entry,
    Field,
    Ground,
    Matter,
    NegativeItem,
    NegativeList,
    Register,
    RegisterItem,
)

from .support import say_why, tell_organ

URL = "/office/catalogue/matters/"


@dataclass(frozen=True, slots=True)
class Decision:
    """The attribute of one piece of information."""

    attribute: str
    ground: str = ""  # when not simply 主动公开
    basis: str = ""
    entry: Entry | None = None  # under which entry it is published
    negative: NegativeItem | None = None


@dataclass(frozen=True, slots=True)
class NewNegative:
    """What is not disclosed and why."""

    title: str
    ground: str
    basis: str
    organ: Organ | None = None
    field: Field | None = None
    note: str = ""


@transaction.atomic
def derive_matters(organ: Organ, *, actor: Actor, at: datetime) -> int:
    """Break the powers and services of an organ into information items; known ones stay. How many are new."""
    actor.require("catalogue.propose", organ.pk)
    items = list(RegisterItem.objects.filter(organ=organ, register__in=(Register.POWER, Register.SERVICE)).exclude(state=RegisterItem.State.CANCELLED))
    if not items:
        raise Conflict(f"“{organ.label}”还没有权责清单或服务事项。", remedy="先登记或导入权责清单、服务事项清单。")
    known = set(Matter.objects.filter(source__in=items).values_list("source_id", "link", "name"))
    rows = [
        Matter(organ=organ, source=item, source_name=item.name, link=link, name=name, made_at=at)
        for item in items for link, name in LINKS.get(item.category, APPLIED) if (item.pk, link, name) not in known
    ]  # fmt: skip
    Matter.objects.bulk_create(rows, batch_size=500)
    today = timezone.localdate(at)
    gone = Matter.objects.filter(organ=organ, ended_on__isnull=True, source__state=RegisterItem.State.CANCELLED).update(ended_on=today)
    tell_organ(organ, "propose", f"由权责清单和服务事项梳理公开事项{len(rows)}项" + (f"，随取消的权力停用{gone}项" if gone else ""), actor=actor, at=at)
    return len(rows)


@transaction.atomic
def add_matter(organ: Organ, link: str, name: str, source_name: str = "", *, actor: Actor, at: datetime) -> Matter:
    """Information that no power brings forth: 会议、规划、统计."""
    actor.require("catalogue.propose", organ.pk)
    if not name.strip() or not link.strip():
        raise BadInput("请填写信息事项和环节。", field="name" if not name.strip() else "link")
    row = Matter.objects.create(organ=organ, source_name=source_name.strip() or "其他工作", link=link.strip(), name=name.strip(), made_at=at)
    tell_organ(organ, "propose", f"公开事项清单增加“{row.name}”", actor=actor, at=at)
    return row


@transaction.atomic
def decide_matters(rows: Iterable[Matter], decision: Decision, *, actor: Actor, at: datetime) -> int:
    """逐项认定公开属性. Withholding needs its ground and article (CAT-03); 主动公开 names no ground."""
    _check(decision)
    wanted = list(Matter.objects.select_for_update(of=("self",)).filter(pk__in=[each.pk for each in rows]).select_related("organ", "entry"))
    for row in wanted:
        actor.require("catalogue.propose", row.organ_id)
        row.attribute, row.ground, row.basis = decision.attribute, decision.ground, decision.basis.strip()[:300]
        row.entry, row.negative = decision.entry or (row.entry if decision.attribute == Attribute.OPEN else None), decision.negative
        row.decided_at, row.decided_by = at, actor.name
        said = f"认定“{row.source_name}·{row.name}”为{Attribute(row.attribute).label}" + (f"：{Ground(row.ground).label}" if row.ground else "")
        told = Told("catalogue.propose", said, basis=row.basis, organ_id=row.organ_id, organ_name=row.organ.label)
        journal.record(Subject(MATTER, row.pk, row.name, URL), told, actor=actor, at=at)
    Matter.objects.bulk_update(wanted, ["attribute", "ground", "basis", "entry", "negative", "decided_at", "decided_by"], batch_size=200)
    return len(wanted)


@transaction.atomic
def add_negative(new: NewNegative, *, actor: Actor, at: datetime) -> NegativeItem:
    """Put something on the negative list, with the law that forbids it (CAT-12)."""
    actor.require("catalogue.edit")
    if not new.title.strip():
        raise BadInput("请填写不予公开的事项。", field="title")
    if new.ground not in Ground.values:
        raise BadInput("请选择理由。", field="ground", basis="《中华人民共和国政府信息公开条例》第十四条至第十六条")
    if not ARTICLE.search(new.basis):
        raise BadInput("请写明依据的法律、法规和条款，写到第几条。", field="basis", remedy="没有法定依据的，不能列入负面清单。")
    if NegativeItem.objects.filter(title=new.title.strip(), organ=new.organ, until__isnull=True).exists():
        raise Conflict("负面清单里已有这一项。", field="title")
    row = NegativeItem.objects.create(
        title=new.title.strip(), ground=new.ground, basis=new.basis.strip(), organ=new.organ, field=new.field, note=new.note.strip(),
        since=timezone.localdate(at), set_by=actor.name,
    )  # fmt: skip
    _tell(row, f"列入负面清单：{row.title}（{row.get_ground_display()}）", actor, at)
    return row


@transaction.atomic
def end_negative(item: NegativeItem, reason: str, *, actor: Actor, at: datetime) -> NegativeItem:
    """Off the list; what was withheld under it waits for a new decision."""
    actor.require("catalogue.edit")
    why = say_why(reason)
    item = NegativeItem.objects.select_for_update().get(pk=item.pk)
    if item.until:
        raise Conflict("这一项已经移出。")
    item.until, item.ended_why = timezone.localdate(at), why[:200]
    item.save(update_fields=["until", "ended_why"])
    waiting = Matter.objects.filter(negative=item).update(attribute="", ground="", negative=None, decided_at=None, decided_by="")
    _tell(item, f"移出负面清单：{item.title}（{why}）" + (f"；{waiting}项信息待重新认定" if waiting else ""), actor, at)
    return item


@transaction.atomic
def release_negative(reason: str, *, actor: Actor, at: datetime) -> NegativeList:
    """Fix the list as it stands as a version."""
    actor.require("catalogue.release")
    why = say_why(reason)[:300]
    rows = NegativeItem.objects.filter(until__isnull=True).select_related("organ", "field")
    if not rows:
        raise Conflict("负面清单还是空的。")
    items = [_plain(row) for row in rows]
    number = (NegativeList.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    made = NegativeList.objects.create(number=number, items=items, reason=why, released_at=at, released_by=actor.name)
    told = Told("catalogue.release", f"发布负面清单第{number}版，共{len(items)}项：{why}")
    journal.record(Subject("catalogue.negative", made.pk, f"负面清单第{number}版", "/office/catalogue/negative/"), told, actor=actor, at=at)
    return made


def _check(decision: Decision) -> None:
    if decision.attribute not in Attribute.values:
        raise BadInput("请选择公开属性。", field="attribute")
    if decision.attribute == Attribute.WITHHELD:
        if decision.ground not in Ground.values:
            raise BadInput("不予公开要选择理由。", field="ground", basis="《中华人民共和国政府信息公开条例》第十四条至第十六条")
        if not ARTICLE.search(decision.basis):
            raise BadInput("不予公开要写明依据的条款，写到第几条。", field="basis", remedy="没有法定依据的应当公开（应公开、尽公开）。")
    elif decision.ground:
        raise BadInput("只有不予公开才填写理由。", field="ground")


def _plain(row: NegativeItem) -> dict[str, str]:
    return {
        "title": row.title, "ground": row.get_ground_display(), "basis": row.basis, "organ": row.organ.label if row.organ else "全县",
        "field": row.field.name if row.field else "", "note": row.note,
    }  # fmt: skip


def _tell(row: NegativeItem, sentence: str, actor: Actor, at: datetime) -> None:
    subject = Subject("catalogue.negative", row.pk, row.title, "/office/catalogue/negative/")
    journal.record(subject, Told("catalogue.edit", sentence, basis=row.basis), actor=actor, at=at)
