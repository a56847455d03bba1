"""escalate: a person takes the next step of the ladder for some units; excuse: a unit explains; record_talk: what was said.

Reads: the ladder, late items with their history, who leads the unit. Writes: letters (by their own verbs), steps, journal.
Letters go to the worker at once; a circular stays a draft, so that its words can be edited before it is issued.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ
from zwgk.matters.governance import queries as governance
from zwgk.matters.letters import actions as letters
from zwgk.matters.letters.actions import Approval, Draft
from zwgk.matters.letters.models import Letter

from ..ladder import Rung, rung
from ..models import Escalation, Excuse, Item
from ..queries.ladder import LateItem, Proposal, improved, proposals
from ..subjects import of_item


@dataclass(frozen=True, slots=True)
class Wanted:
    """The step that a person has chosen, and its words."""

    step: str  # id of a rung
    organ_ids: Sequence[int]
    home: Organ  # whose letters they are
    due: date
    words: str = ""  # instead of those of the rung
    more: Mapping[str, str] = field(default_factory=dict)  # contact, signer, when, place, persons
    approval: Approval | None = None


def letters_of(wanted: Wanted, *, at: datetime) -> list[tuple[Proposal, Draft]]:
    """The letters as they would be written now: for the preview, and for the verb itself."""
    chosen = set(wanted.organ_ids)
    found = [each for each in proposals(at, organ_ids=chosen) if each.organ.pk in chosen]
    if not found:
        raise BadInput("没有选择逾期单位。", field="organs", remedy="请在列表中勾选；已经办结的不再列出。")
    step = rung(wanted.step)
    if step.to == "all":
        draft = _circular(found, step, wanted, at)
        return [(each, draft) for each in found]
    chains = {each.organ.pk: each for each in governance.chains(localdate(at), [one.organ for one in found])}
    return [(each, _letter(each, chains[each.organ.pk], step, wanted)) for each in found]


@transaction.atomic
def escalate(wanted: Wanted, *, actor: Actor, at: datetime) -> list[Letter]:
    """Write the letters, note the steps, hand the batch to the worker. A circular stays a draft."""
    actor.require("ledger.urge")
    step = rung(wanted.step)
    if wanted.due <= localdate(at):
        raise BadInput("办结期限须晚于今天。", field="due")
    if step.approval and step.to != "all" and wanted.approval is None:
        raise BadInput(f"{step.title}须经批准。", field="approved_by", basis=step.basis, remedy="请填写批准人和批准日期，可附签批单扫描件。")
    key = secrets.token_hex(8)
    pairs = [(each, _about(draft, key)) for each, draft in letters_of(wanted, at=at)]
    drafts = list({id(draft): draft for _, draft in pairs}.values()) if step.to != "all" else [pairs[0][1]]
    made = letters.prepare_many(drafts, actor=actor, at=at)
    for number, (proposal, _) in enumerate(pairs):
        _note(proposal, step, key, made[number if len(made) > 1 else 0], actor, at)
    if wanted.approval:
        letters.approve(made, wanted.approval, actor=actor, at=at)
    return made if step.to == "all" else letters.issue_later(made, actor=actor, at=at)


@transaction.atomic
def excuse(item: Item, text: str, *, actor: Actor, at: datetime) -> Excuse:
    """The unit says why it is late; the next step and the circular show it."""
    actor.require("ledger.report", item.duty.organ_id)
    if item.state == Item.State.DONE:
        raise Conflict("这件事项已经完成，不需要说明。")
    if len(text.strip()) < 6:
        raise BadInput("请写明情况。", field="excuse", remedy="说明逾期的原因、已做的工作和完成时间。")
    row = Excuse.objects.create(item=item, text=text.strip()[:2000], said_at=at, said_by=actor.name)
    told = Told("ledger.report", f"情况说明：{row.text[:120]}", organ_id=item.duty.organ_id, organ_name=item.duty.organ.label)
    journal.record(of_item(item), told, actor=actor, at=at)
    return row


@transaction.atomic
def record_talk(row: Escalation, talked_on: date, persons: str, text: str, *, actor: Actor, at: datetime) -> Escalation:
    """What was said at the talk (约谈), and who was there."""
    actor.require("ledger.urge")
    if row.letter.kind != "interview":
        raise Conflict("这一步不是约谈。")
    if talked_on > localdate(at):
        raise BadInput("约谈日期不能晚于今天。", field="talked_on")
    if len(text.strip()) < 6:
        raise BadInput("请写明约谈情况。", field="text")
    row.talked_on, row.talk_persons, row.talk_text, row.talk_by = talked_on, persons.strip()[:300], text.strip(), actor.name
    row.save(update_fields=["talked_on", "talk_persons", "talk_text", "talk_by"])
    for item in row.items.select_related("duty__organ", "duty__task"):
        journal.record(of_item(item), _told(row.organ, f"约谈记录：{talked_on}，{row.talk_persons}"), actor=actor, at=at)
    return row


def _note(proposal: Proposal, step: Rung, key: str, letter: Letter, actor: Actor, at: datetime) -> None:
    facts = [{"item": late.line.item.pk, "title": late.line.title, "said": late.facts} for late in proposal.items]
    row = Escalation.objects.create(
        key=key, step=step.id, step_title=step.title, organ=proposal.organ, letter=letter, facts=facts, taken_at=at, taken_by=actor.name
    )
    row.items.set([late.line.item for late in proposal.items])
    for late in proposal.items:
        journal.record(of_item(late.line.item), _told(proposal.organ, f"{step.title}：{late.facts}"[:500]), actor=actor, at=at)


def _told(organ: Organ, sentence: str) -> Told:
    return Told("ledger.urge", sentence, organ_id=organ.pk, organ_name=organ.label)


def _about(draft: Draft, key: str) -> Draft:
    """The letter leads back to the rows it speaks of."""
    about = Subject("ledger.escalation", key, str(draft.values["title"]), f"/office/ledger/ladder/steps/{key}/")
    return Draft(draft.kind, draft.organ, draft.values, draft.addressee_organ, about, draft.with_seal, draft.recipients)


def _letter(proposal: Proposal, chain: governance.Chain, step: Rung, wanted: Wanted) -> Draft:
    organ, count = proposal.organ, len(proposal.items)
    leader = chain.leader
    to_leader = step.to == "leader" and leader
    values: dict[str, object] = {
        "title": f"关于政务公开任务逾期未办结的{_name(step)}", "addressee": f"{organ.name}（分管负责同志：{leader.name}）" if to_leader and leader else organ.name,
        "body": [wanted.words.strip() or step.words, *(_listed(n, late) for n, late in enumerate(proposal.items, 1)), _close(step, wanted)],
        "copies": "、".join(each.format(organ=organ.name) for each in step.copies), **_own(step, wanted, count),
    }  # fmt: skip
    if step.letter == "interview" and not values.get("persons"):
        values["persons"] = f"{organ.name}{leader.title or '分管负责同志'}{leader.name}" if leader else f"{organ.name}分管负责同志"
    return Draft(step.letter, wanted.home, values, addressee_organ=organ)


def _circular(found: Sequence[Proposal], step: Rung, wanted: Wanted, at: datetime) -> Draft:
    """One letter to all: the table of units and items, their explanations, who has caught up since."""
    rows = [["单位", "任务", "期限", "逾期（天）", "已催办", "延期和说明"]]
    for proposal in found:
        rows += [_row(proposal.organ, late) for late in proposal.items]
    count = sum(len(each.items) for each in found)
    body = [
        wanted.words.strip() or step.words, "一、逾期情况",
        f"截至{at.year}年{localdate(at).month}月{localdate(at).day}日，{len(found)}个单位共{count}件任务逾期未办结，详见下表。", "二、已经整改的",
        _caught_up(at), "三、工作要求", _close(step, wanted),
    ]  # fmt: skip
    values = {"title": "关于政务公开重点任务逾期未办结情况的通报", "addressee": "各有关单位", "body": body, "table": rows, **_own(step, wanted, count)}
    return Draft(step.letter, wanted.home, values, recipients=tuple(each.organ for each in found))


def _caught_up(at: datetime) -> str:
    done = improved(at)
    if not done:
        return "督办以来尚无单位办结。"
    return "、".join(f"{organ.label}（{len(own)}件）" for organ, own in done) + "经督办后已办结，予以肯定。"


def _row(organ: Organ, late: LateItem) -> list[str]:
    due = late.line.clock.due_on.isoformat() if late.line.clock and late.line.clock.due_on else ""
    said = [part for part in late.facts.split("；") if part.startswith(("申请延期", "单位说明"))]
    return [organ.label, late.line.title, due, str(late.days), "；".join(step.said for step in late.steps[-2:]), "；".join(said)]


def _listed(number: int, late: LateItem) -> str:
    task = late.line.item.duty.task
    return f"{number}. {task.where} {late.line.title}：{late.facts}。"


def _name(step: Rung) -> str:
    return {"reminder": "提醒函", "urging": "催办单", "supervision": "督办单", "interview": "约谈通知"}.get(step.letter, step.title)


def _close(step: Rung, wanted: Wanted) -> str:
    return step.close.format(due=f"{wanted.due.year}年{wanted.due.month}月{wanted.due.day}日")


def _own(step: Rung, wanted: Wanted, count: int) -> dict[str, object]:
    """What the kind of letter asks for beside title, addressee and body."""
    said: dict[str, object] = {"signer": (wanted.more.get("signer") or (wanted.approval.by if wanted.approval else ""))}
    if step.letter in ("reminder", "urging", "supervision"):
        said |= {"matter": f"逾期未办结任务{count}件", "due": "" if step.letter == "reminder" else wanted.due}
    if step.letter != "reminder":
        said["contact"] = wanted.more.get("contact", "")
    if step.letter == "interview":
        said |= {key: wanted.more.get(key, "") for key in ("when", "place", "persons")}
    return said
