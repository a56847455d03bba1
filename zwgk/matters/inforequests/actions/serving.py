"""Service of a letter, with its proof. The answer itself is served by `answering.serve`; every other letter here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor

from ..models import Case, Reply, Service
from .answering import PROOF, SERVICE, Served, serve
from .course import Act, happened, locked

if TYPE_CHECKING:
    from zwgk.matters.letters.models import Letter

# 邮政特快 and 挂号: two letters, nine digits, CN; or the 13 digits of the domestic service.
POSTAL = re.compile(r"^(?:[A-Z]{2}\d{9}CN|\d{13})$")
COURIER = re.compile(r"^(?:SF|YT|ZTO|STO|YD|JD|DPK|JT|ZJS)", re.IGNORECASE)
POST_LAW = "《中华人民共和国邮政法》第五十五条；国办公开办函〔2016〕235号"


@transaction.atomic
def serve_letter(letter: Letter, served: Served, *, actor: Actor, at: datetime) -> Service:
    """Register how one letter reached its addressee; an answer moves its case on."""
    actor.require("inforequests.serve", letter.organ_id)
    check_post(served)
    case = locked(Case.objects.get(pk=letter.subject_id))
    if not letter.issued_at:
        raise Conflict(f"{letter.kind_title}还没有印发，不能登记送达。", remedy="请先印发。")
    if Reply.objects.filter(letter_id=letter.pk, state=Reply.State.ISSUED).exists():
        return serve(case, served, actor=actor, at=at)
    if case.services.filter(letter_id=letter.pk).exists():
        raise Conflict(f"{letter.number}的送达已经登记。")
    _check_day(letter, served, at)
    row = Service.objects.create(
        case=case, letter_id=letter.pk, addressee=letter.addressee[:120], way=served.way, on=served.on, tracking=served.tracking.strip().upper(),
        signed_by=served.signed_by.strip(), proof=served.proof, by=actor.name, at=at,
    )  # fmt: skip
    told = f"送达{letter.number}：{row.get_way_display()}，{served.on}"
    happened(case, Act("letter_served", served.on, told, {"service": row.pk, "letter": letter.pk}), right="inforequests.serve", actor=actor, at=at)
    return row


@transaction.atomic
def serve_many(posted: Sequence[tuple[Letter, str]], on: date, *, actor: Actor, at: datetime) -> list[Service]:
    """A batch handed to the post on one day: each letter with its number."""
    if not posted:
        raise BadInput("没有选择文书。", field="letters")
    return [serve_letter(letter, Served(Service.Way.POST, on, tracking), actor=actor, at=at) for letter, tracking in posted]


def check_post(served: Served) -> None:
    """Decisions travel by the postal enterprise only: express couriers may not carry official documents."""
    number = served.tracking.strip().upper()
    if served.way != Service.Way.POST or not number:
        return
    if COURIER.match(number):
        raise BadInput("这是快递企业的单号，机关公文不能由快递企业寄递。", field="tracking", basis=POST_LAW, remedy="请通过邮政企业以挂号信或者邮政特快专递寄送。")
    if not POSTAL.match(number):
        raise BadInput("邮件号码不像邮政企业的号码。", field="tracking", basis=POST_LAW, remedy="13位：例如 XA123456789CN，或者13位数字；填写邮政收寄回执上的号码。")


def _check_day(letter: Letter, served: Served, at: datetime) -> None:
    if served.way not in Service.Way.values:
        raise BadInput("请选择送达方式。", field="way")
    if letter.dated and served.on < letter.dated:
        raise BadInput(f"送达日期不能早于成文日期{letter.dated}。", field="on")
    if served.on > localdate(at):
        raise BadInput("送达日期不能晚于今天。", field="on")
    wanted = PROOF.get(Service.Way(served.way))
    if wanted and not getattr(served, wanted[0]).strip() and served.proof is None:
        raise BadInput(f"请填写{wanted[1]}，或者上传送达证明。", field=wanted[0], basis=SERVICE)
