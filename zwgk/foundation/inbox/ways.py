"""Ways to a person and group robots of an organ: enter, choose, try, remove; wishes; what was passed on in the group."""

from __future__ import annotations

import hashlib
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Actor
from zwgk.foundation.jobs import actions as jobs
from zwgk.foundation.journal import actions as journal

from .kinds import kinds
from .models import Relay, Way, WayKind, Wish
from .pushing import Letter, by_way
from .quiet import BEIJING
from .reach import MOBILE, masked

if TYPE_CHECKING:
    from zwgk.foundation.jobs.models import Delivery
    from zwgk.foundation.organs.models import Organ, Person

ROBOTS = (WayKind.DINGTALK, WayKind.WECOM)
MOST = 10  # ways of one owner


@dataclass(frozen=True, slots=True)
class NewWay:
    """What is typed for one way."""

    kind: str  # WayKind
    address: str  # e-mail, mobile number, address of a robot
    secret: str = ""  # 加签密钥 of a 钉钉 robot
    keyword: str = ""  # its 自定义关键词
    name: str = ""


def set_way(new: NewWay, *, person: Person | None = None, organ: Organ | None = None, actor: Actor, at: datetime) -> Way:
    """Enter a way; it is used from now on. A person enters his own, the office the robots of the county."""
    _may(person, organ, actor)
    values = _checked(new, group=organ is not None)  # asks for the host of a robot: outside the transaction
    owner = {"person": person} if person else {"organ": organ}
    with transaction.atomic():
        if Way.objects.filter(**owner).count() >= MOST:
            raise Conflict(f"最多登记 {MOST} 个，请先删去不用的。")
        if person:
            Way.objects.filter(person=person, main=True).update(main=False)
        way = Way.objects.create(**owner, kind=new.kind, name=new.name.strip()[:60], added_at=at, added_by=actor.name, **values)
        _tell(way, "inbox.set_way", f"登记接收方式：{way}", actor, at)
    return way


@transaction.atomic
def use_way(way: Way, *, actor: Actor, at: datetime) -> None:
    """Be written to by this one of one's own ways."""
    _may(way.person, way.organ, actor)
    if way.person_id is None:
        raise Conflict("群机器人都会使用，不用选择。")
    Way.objects.filter(person_id=way.person_id, main=True).update(main=False)
    Way.objects.filter(pk=way.pk).update(main=True)
    _tell(way, "inbox.use_way", f"改用接收方式：{way}", actor, at)


@transaction.atomic
def drop_way(way: Way, *, actor: Actor, at: datetime) -> None:
    """Remove it; the next of the person's own is used then."""
    _may(way.person, way.organ, actor)
    _tell(way, "inbox.drop_way", f"删去接收方式：{way}", actor, at)
    person_id = way.person_id
    way.delete()
    rest = Way.objects.filter(person_id=person_id).first() if person_id else None
    if rest and not Way.objects.filter(person_id=person_id, main=True).exists():
        Way.objects.filter(pk=rest.pk).update(main=True)


def try_way(way: Way, *, actor: Actor, at: datetime) -> Delivery:
    """发一条试试: sent at once, and the answer of the other side comes back. Once a minute."""
    _may(way.person, way.organ, actor)
    letter = Letter(f"try:{way.pk}:{at:%Y%m%d%H%M}", "政务公开工作平台：试发消息", f"{actor.name}于{at.astimezone(BEIJING):%H:%M}试发，收到即说明设置成功。")
    row = jobs.queue(by_way(way, letter, at, str(way.person or way.name or way.organ)), at=at)
    row = jobs.deliver_one(row, worker="try", at=at)
    said = f"{row.get_state_display()}" + (f"：{row.last_error}" if row.last_error else "")
    Way.objects.filter(pk=way.pk).update(tried_at=at, tried_said=said[:200])
    return row


@transaction.atomic
def set_wish(person: Person, *, quiet: tuple[time, time], rest_days: bool, lowered: Iterable[str], actor: Actor, at: datetime) -> Wish:
    """Quiet hours, days of rest, and which kinds stay in the inbox; what is urgent cannot be lowered."""
    _may(person, None, actor)
    lowered = sorted(set(lowered))
    if fixed := [kinds()[code].name for code in lowered if code in kinds() and not kinds()[code].may_lower]:
        raise BadInput(f"“{'、'.join(fixed)}”是紧急消息，不能改为只在站内看。", field="lowered")
    values = {"quiet_from": quiet[0], "quiet_until": quiet[1], "rest_days": rest_days, "lowered": lowered}
    wish, _ = Wish.objects.update_or_create(person=person, defaults=values)
    return wish


@transaction.atomic
def relay(people: Iterable[Person], day: date, *, actor: Actor, at: datetime) -> int:
    """已在群里转告: mark who was told so on that day; how many were new."""
    actor.require("inbox.relay")
    known = set(Relay.objects.filter(day=day).values_list("person_id", flat=True))
    new = [person for person in people if person.pk not in known]
    Relay.objects.bulk_create([Relay(person=person, day=day, by=actor.name, at=at) for person in new], ignore_conflicts=True)
    subject = journal.Subject("inbox.relay", day.isoformat(), f"{day}群内转告", "/office/inbox/unreached/")
    if new:
        journal.record(subject, journal.Told("inbox.relay", f"在工作群转告 {len(new)} 人：{'、'.join(person.name for person in new)}"[:500]), actor=actor, at=at)
    return len(new)


def _may(person: Person | None, organ: Organ | None, actor: Actor) -> None:
    if (person is None) == (organ is None):
        raise ValueError("a way belongs to one person or to one organ")
    if organ is not None:
        actor.require("inbox.set_robots", organ.pk)
    elif person is not None and not actor.system and actor.person_id != person.pk:
        raise NotAllowed("接收方式由本人设置。", remedy="请本人登录后在“接收设置”中修改。")


def _checked(new: NewWay, *, group: bool) -> dict[str, str]:
    address = new.address.strip()
    match new.kind:
        case WayKind.MAIL if not group:
            try:
                validate_email(address)
            except ValidationError:
                raise BadInput("电子邮箱写错了。", field="address", remedy="应像 zhangsan@heguang.example 这样。") from None
            return {"address": address, "shown": masked(new.kind, address)}
        case WayKind.SMS if not group:
            number = re.sub(r"[\s-]", "", address)
            if not MOBILE.fullmatch(number):
                raise BadInput("手机号码应是 11 位数字。", field="address")
            return {"address": number, "shown": masked(new.kind, number)}
        case WayKind.DINGTALK | WayKind.WECOM:
            return _robot(address, new)
    raise BadInput("请选择接收方式；群里只能用机器人。", field="kind")


def _robot(url: str, new: NewWay) -> dict[str, str]:
    try:
        jobs.check_robot(url)
    except ValueError as wrong:
        raise BadInput(f"机器人{wrong}。", field="address", remedy="请在群的机器人设置里复制完整的 Webhook 地址。") from None
    except socket.gaierror:
        raise BadInput(f"找不到主机“{urlsplit(url).hostname}”。", field="address", remedy="请核对地址，或检查本机网络。") from None
    sealed = jobs.seal({"url": url, "secret": new.secret.strip(), "keyword": new.keyword.strip()})
    mark = hashlib.sha256(url.encode()).hexdigest()
    return {"sealed": sealed, "shown": f"{urlsplit(url).hostname} …{mark[:4]}", "lane": mark[:32]}


def _tell(way: Way, verb: str, sentence: str, actor: Actor, at: datetime) -> None:
    subject = journal.Subject("inbox.way", way.pk, str(way), "/office/inbox/settings/" if way.person_id else "/office/inbox/robots/")
    journal.record(subject, journal.Told(verb, sentence), actor=actor, at=at)
