"""A code goes out, comes back, and lets one in. The answer never tells whether there is an account."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from zwgk.domain.errors import BadInput, Conflict
from zwgk.foundation.files.actions import key_of, seal_text
from zwgk.foundation.files.queries import keys_of, unseal_text
from zwgk.foundation.gate import actions as gate
from zwgk.foundation.gate.queries import Limit
from zwgk.foundation.jobs import actions as jobs
from zwgk.foundation.jobs.models import Delivery

from ..models import Code, Contact, HeldCode, SignIn, Visitor
from ..queries import IDLE, Reach, ways

CODE_LASTS = timedelta(minutes=10)
MOST_TRIES = 5
RENEW_EVERY = timedelta(minutes=1)
WITHOUT = "不登录也可以查询、申请、反映问题，用查询码看进度。"
TO_CONTACT = Limit("visitor_code_to", 5, timedelta(hours=1), "这个邮箱或者手机号一小时内已经要过5次验证码，请过一小时再试。", WITHOUT)
FROM_HERE = Limit("visitor_code_from", 20, timedelta(hours=1), "这个网络地址一小时内要的验证码太多，请过一小时再试。", WITHOUT)
TRIED_HERE = Limit("visitor_tried", 30, timedelta(minutes=30), "这个网络地址输错验证码的次数太多，请过半小时再试。", WITHOUT)
OVER = "验证码不对，或者已经过期。"
AGAIN = "请核对最新收到的一条；十分钟内有效，输错5次作废，可以重新获取。"


@dataclass(frozen=True, slots=True)
class CodeSent:
    """What the browser that asked goes on with."""

    ticket: str
    shown: str = ""  # the code itself: only in a demo without a mail server
    delivery: Delivery | None = None


@transaction.atomic
def send_code(reach: Reach, address: str, *, at: datetime) -> CodeSent:
    """Queue a new code for this contact; earlier ones are void."""
    if reach.kind not in ways():
        raise Conflict("本站现在不能向这种联系方式发送验证码。", field="contact", remedy=WITHOUT)
    for limit, whose in ((TO_CONTACT, reach.key), (FROM_HERE, address)):
        gate.refuse_over(limit, whose, at=at)
        gate.note(limit, whose, at=at)
    Code.objects.filter(key=reach.key, used_at=None).update(used_at=at)
    code, ticket = f"{secrets.randbelow(1_000_000):06}", secrets.token_urlsafe(24)
    row = Code.objects.create(
        kind=reach.kind, sealed=seal_text(reach.value), key=reach.key, ticket=key_of(ticket), hash=_hash(ticket, code), sent_at=at,
    )  # fmt: skip
    if settings.SHOW_CODES:
        return CodeSent(ticket, code)
    channel = "smtp" if reach.kind == Contact.Kind.EMAIL else "sms"
    # The code itself is sealed in the outbox, and the row forgets address and text when it has gone out.
    delivery = jobs.queue(jobs.Parcel(
        key=f"visitors:code:{row.pk}", channel=channel, address=reach.value, subject="登录验证码", recipient="来访用户",
        body="您正在登录政府网站，请勿把验证码告诉别人。不是您本人操作的，不用理会。", options={"tail": jobs.seal({"text": f"验证码：{code}，10分钟内有效。"}), "forget": True},
    ), at=at)  # fmt: skip
    return CodeSent(ticket, delivery=delivery)


def hurry(sent: CodeSent, *, at: datetime) -> bool:
    """Send it now, outside of any transaction: somebody waits. What fails stays with the worker; False then."""
    return sent.delivery is None or jobs.deliver_one(sent.delivery, worker="visitors", at=at).state == Delivery.State.SENT


def come_in(ticket: str, code: str, address: str, *, at: datetime, home: str = "") -> str:
    """Sign in with the code, registering when the contact is new; what the cookie is to hold."""
    row = _proved(ticket, code, address, at)
    with transaction.atomic():
        contact = _known(row)
        visitor = contact.visitor if contact else Visitor.objects.create(made_at=at, seen_at=at, stop_token=secrets.token_urlsafe(32))
        if contact is None:
            Contact.objects.create(visitor=visitor, kind=row.kind, sealed=row.sealed, key=row.key, proved_at=at)
        Visitor.objects.filter(pk=visitor.pk).update(seen_at=at, home=home[:200])
        key = secrets.token_urlsafe(32)
        SignIn.objects.create(visitor=visitor, key=key_of(key), begun_at=at, seen_at=at)
    return key


def add_contact(visitor: Visitor, ticket: str, code: str, address: str, *, at: datetime) -> Contact:
    """A second contact, or another one in place of the first of its kind."""
    row = _proved(ticket, code, address, at)
    known = _known(row)
    if known is not None and known.visitor_id != visitor.pk:
        raise Conflict("这个联系方式已经用于另一个账号。", field="code", remedy="请用它登录那个账号；不再需要的，登录后可以注销。")
    values = {"sealed": row.sealed, "key": row.key, "proved_at": at}
    return Contact.objects.update_or_create(visitor=visitor, kind=row.kind, defaults=values)[0]


def hold_code(visitor: Visitor, type: str, code: str, *, at: datetime) -> None:
    """What was sent while signed in shows among the own matters."""
    HeldCode.objects.get_or_create(visitor=visitor, type=type, code=code, defaults={"since": at})


def leave(key: str) -> None:
    """退出 in this browser."""
    SignIn.objects.filter(key=key_of(key)).delete()


def still_here(row: SignIn, *, at: datetime) -> None:
    """Somebody is active: the idle time begins anew, noted once a minute at most."""
    if at - row.seen_at > RENEW_EVERY:
        SignIn.objects.filter(pk=row.pk, seen_at__gt=at - IDLE).update(seen_at=at)


def _proved(ticket: str, code: str, address: str, at: datetime) -> Code:
    """The code was the right one; it is used up. Each try counts before it is looked at, so that nobody tries in parallel."""
    gate.refuse_over(TRIED_HERE, address, at=at)
    row = Code.objects.filter(ticket=key_of(ticket)).first()
    open_row = Code.objects.filter(ticket=key_of(ticket), used_at=None, tries__lt=MOST_TRIES, sent_at__gt=at - CODE_LASTS)
    typed = "".join(sign for sign in code if sign.isdigit())
    good = open_row.update(tries=F("tries") + 1) and row is not None and hmac.compare_digest(row.hash, _hash(ticket, typed))
    if row is None or not good or not Code.objects.filter(pk=row.pk, used_at=None).update(used_at=at):
        gate.note(TRIED_HERE, address, at=at)
        raise BadInput(OVER, field="code", remedy=AGAIN)
    return row


def _known(row: Code) -> Contact | None:
    """The contact of this code, found under a replaced key too and then written anew under the present one."""
    found = Contact.objects.select_related("visitor").filter(key__in=keys_of(f"{row.kind}:{unseal_text(row.sealed)}")).first()
    if found is not None and found.key != row.key:
        found.key, found.sealed = row.key, row.sealed
        found.save(update_fields=["key", "sealed"])
    return found


def _hash(ticket: str, code: str) -> str:
    return key_of(f"visitors.code:{ticket}:{code}")
