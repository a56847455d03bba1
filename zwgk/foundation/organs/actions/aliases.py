"""Other names: proposed by anybody who meets them, counting only when a person has confirmed them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.organ_names import key
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Alias, Organ


@transaction.atomic
def propose_alias(organ: Organ, text: str, *, seen_in: str = "", actor: Actor, at: datetime) -> Alias:
    """Note that this name may mean the organ. One that was decided before comes back as it was decided."""
    actor.require("organs.propose_alias")
    plain = key(text)
    if not plain:
        raise BadInput("请填写名称。", field="text")
    alias, new = Alias.objects.get_or_create(organ=organ, key=plain, defaults={"text": text.strip(), "seen_in": seen_in[:200]})
    if new:
        _tell(alias, "organs.propose_alias", f"提出“{alias.text}”可能是“{organ.label}”的别名", actor, at)
    return alias


@transaction.atomic
def confirm_alias(alias: Alias, *, actor: Actor, at: datetime) -> Alias:
    """From now on this name means the organ, everywhere."""
    actor.require("organs.confirm_alias")
    _refuse_name_of_another(alias)
    taken = Alias.objects.filter(key=alias.key, state=Alias.State.CONFIRMED).exclude(pk=alias.pk).select_related("organ").first()
    if taken:
        raise Conflict(f"“{alias.text}”已确认为“{taken.organ.label}”的别名。", remedy="一个名称只能指一个单位；如确认有误，请先否定原来的别名。")
    return _decide(alias, Alias.State.CONFIRMED, f"确认“{alias.text}”是“{alias.organ.label}”的别名", actor, at)


@transaction.atomic
def reject_alias(alias: Alias, *, actor: Actor, at: datetime) -> Alias:
    """This name does not mean the organ; it is not proposed again. A confirmed one may be taken back in this way."""
    actor.require("organs.confirm_alias")
    return _decide(alias, Alias.State.REJECTED, f"否定“{alias.text}”是“{alias.organ.label}”的别名", actor, at)


def _refuse_name_of_another(alias: Alias) -> None:
    for organ in Organ.objects.exclude(pk=alias.organ_id):
        if alias.key in (key(organ.name), key(organ.short_name)):
            raise Conflict(f"“{alias.text}”是“{organ.name}”的名称，不能作为“{alias.organ.label}”的别名。")


def _decide(alias: Alias, state: Alias.State, sentence: str, actor: Actor, at: datetime) -> Alias:
    if alias.state == state:
        return alias
    alias.state, alias.decided_by, alias.decided_at = state, actor.name, at
    alias.save(update_fields=["state", "decided_by", "decided_at"])
    _tell(alias, "organs.confirm_alias", sentence, actor, at)
    return alias


def _tell(alias: Alias, verb: str, sentence: str, actor: Actor, at: datetime) -> None:
    organ = alias.organ
    subject = Subject("organs.organ", organ.pk, organ.name, f"/office/organs/{organ.pk}/")
    told = Told(verb, sentence, organ_id=organ.pk, organ_name=organ.label, data={"seen_in": alias.seen_in})
    journal.record(subject, told, actor=actor, at=at)
