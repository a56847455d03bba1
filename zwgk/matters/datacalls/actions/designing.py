"""The superior's workbook comes in, and the officer says what units shall fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.organs.queries import existing
from zwgk.matters.datacalls.intake import Taken, take
from zwgk.matters.datacalls.models import CallState, DataCall
from zwgk.matters.datacalls.spec import Sheet

from .support import locked_call, tell_call


@dataclass(frozen=True, slots=True)
class Design:
    """The call as the officer corrected it."""

    title: str
    sheets: Sequence[Sheet]
    asked_by: str = ""
    words: str = ""


def receive(data: bytes, name: str, *, follows: DataCall | None = None, actor: Actor, at: datetime) -> DataCall:
    """Keep the workbook and guess what is asked. Reading and converting happen before the transaction."""
    actor.require("datacalls.open")
    taken = take(data, name, existing())
    file = files.keep(data, name, actor=actor, at=at)
    book = file if taken.data is data else files.keep(taken.data, f"{name.rpartition('.')[0] or name}.xlsx", actor=actor, at=at)
    return _made(taken, file, book, follows, actor, at)


@transaction.atomic
def _made(taken: Taken, file: StoredFile, book: StoredFile, follows: DataCall | None, actor: Actor, at: datetime) -> DataCall:
    call = DataCall.objects.create(
        title=(taken.title or file.name.rpartition(".")[0])[:200], organ_id=actor.organ_id, file=file, book=book, follows=follows,
        sheets=[sheet.to_json() for sheet in taken.sheets], notes=list(taken.notes), made_at=at, made_by=actor.name,
    )  # fmt: skip
    tell_call(call, "datacalls.receive", f"登记来表：{file.name}", actor=actor, at=at)
    return call


@transaction.atomic
def design(call: DataCall, wanted: Design, *, actor: Actor, at: datetime) -> DataCall:
    """Say which sheets, columns, kinds; only before units have been asked."""
    actor.require("datacalls.open")
    call = locked_call(call, "修改填报内容", CallState.DRAFT)
    if not wanted.title.strip():
        raise BadInput("请写名称。", field="title")
    if not any(sheet.asked for sheet in wanted.sheets):
        raise BadInput("至少选一张工作表，其中至少有一列由单位填写。", field="sheets")
    call.title, call.asked_by, call.words = wanted.title.strip()[:200], wanted.asked_by.strip()[:120], wanted.words.strip()
    call.sheets = [sheet.to_json() for sheet in wanted.sheets]
    call.__dict__.pop("spec", None)
    call.save(update_fields=["title", "asked_by", "words", "sheets"])
    columns = sum(len(sheet.asked) for sheet in wanted.sheets)
    tell_call(call, "datacalls.design", f"确定填报内容：{len(wanted.sheets)} 张表、{columns} 项", actor=actor, at=at)
    return call
