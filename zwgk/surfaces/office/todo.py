"""我要办的几件事: for whoever only works for his own unit. Each matter once, with the one next step as its button."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from zwgk.domain.rights import Actor, Role
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.inbox import queries as inbox
from zwgk.foundation.organs.pages import StaffRequest
from zwgk.matters.ledger import queries as ledger

FETCHED, SHOWN = 60, 30
DOERS = frozenset({Role.LIAISON, Role.DISCLOSURE, Role.CLERK, Role.SECRECY, Role.REVIEWER})
ITEM = "ledger.item"
# what a clock is about → the word on the button
STEPS: Mapping[str, str] = {
    "findings.finding": "答复整改", "ledger.unit_plan": "报送方案", "governance.filing": "填写报备", "governance.talk": "记录结果",
    "governance.standard": "提出意见", "datacalls.return": "填表", "reviews.review": "审核",
}  # fmt: skip
ANCHORS: Mapping[str, str] = {ITEM: "#report"}  # where on the page the step is taken


@dataclass(frozen=True, slots=True)
class Thing:
    """One matter to do."""

    title: str
    url: str
    step: str  # "" while others have it
    unit: str  # named where a person works for several
    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Part:
    """逾期, 今天, 本周 or 以后."""

    key: str
    name: str
    count: str
    things: list[Thing]
    beyond: bool


def only_does(actor: Actor) -> bool:
    """True for people who neither supervise nor decide."""
    return bool(actor.grants) and not actor.system and all(grant.role in DOERS for grant in actor.grants)


def things(request: StaffRequest, organ_ids: Collection[int], closed: list[str], asked: int) -> dict[str, object]:
    """The parts of the list, messages to sign for, and the sentence above them; `asked`: how many wait for his word."""
    found = clocks.desk(organ_ids=organ_ids, at=request.moment, limit=FETCHED, closed=closed)
    named = (("late", "逾期", found.late), ("today", "今天", found.today), ("week", "本周内", found.week), ("later", "以后", found.later))
    rows = [row for _, _, bucket in named for row in bucket.rows]
    lights = clocks.lights(rows, request.moment)
    steps = ledger.next_steps(row.subject_id for row in rows if row.subject_type == ITEM)
    several = len({row.organ_id for row in rows}) > 1
    parts = [
        Part(key, name, bucket.words, [_thing(row, lights[row.pk], steps, several) for row in bucket.rows], bucket.count > len(bucket.rows))
        for key, name, bucket in named
    ]
    receipts = list(inbox.awaiting_receipt(request.actor)[:SHOWN])
    return {"parts": parts, "receipts": receipts, "sentence": sentence(parts, len(receipts), asked)}


def sentence(parts: list[Part], receipts: int, asked: int) -> str:
    """待您决定 2 件，逾期 2 件，今天 1 件，本周内 3 件，待签收 1 件。"""
    waits = f"待您决定 {asked} 件" if asked else ""
    said = "，".join(f"{part.name} {part.count} 件" for part in parts if part.things and part.key != "later")
    later = next((part.count for part in parts if part.key == "later" and part.things), "")
    signs = f"待签收 {receipts} 件" if receipts else ""
    now = "，".join(filter(None, (waits, said, signs)))
    if not now:
        return f"眼下没有要办的事；以后到期的有 {later} 件。" if later else "眼下没有要办的事。"
    return f"{now}。" + (f"以后到期的 {later} 件，收在下面。" if later else "")


def _thing(row: clocks.Clock, light: clocks.Light, steps: Mapping[str, str], several: bool) -> Thing:
    step = steps.get(row.subject_id, "") if row.subject_type == ITEM else STEPS.get(row.subject_type, "办理")
    words = light.words if step else "已报，等政务公开办审核"
    url = row.subject_url + (ANCHORS.get(row.subject_type, "") if "#" not in row.subject_url else "")
    title = row.subject_title or row.title
    return Thing(title, url, step, row.organ.label if several else "", words, light.state if step else "waiting")
