"""关联申请: the county's 工作机构 looks at like matters across units, and offers them one draft; each unit still decides itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal

from ..models import OPEN, Case
from .course import Act, happened, need, subject_of
from .telling import tell_handler

RIGHT = "inforequests.relate"


def look_at_related(case: Case, count: int, *, actor: Actor, at: datetime) -> None:
    """Who looked across units, at what, when: every look is a fact."""
    actor.require(RIGHT)
    told = journal.Told(RIGHT, f"查看关联申请：{count}件", organ_id=case.organ_id, organ_name=case.organ.label)
    journal.record(subject_of(case), told, actor=actor, at=at)


@transaction.atomic
def offer_common_draft(cases: Sequence[Case], text: str, *, actor: Actor, at: datetime) -> int:
    """Send the same words to every unit that is still answering; they may take or leave them."""
    actor.require(RIGHT)
    text = need(text, "text", "参考答复的内容")
    open_ones = [case for case in cases if case.state in OPEN]
    if not open_ones:
        raise BadInput("所选申请都已经办结，没有可以参考的单位。", field="cases")
    for case in open_ones:
        act = Act("common_draft", localdate(at), f"收到参考答复口径：{text}", {"text": text}, told="县政府信息公开工作机构提供参考答复口径，由受理机关自行决定")
        happened(case, act, right=RIGHT, actor=actor, at=at)
        tell_handler(case, "有参考答复口径", f"{text}\n\n供参考，由你单位依法自行决定。", actor=actor, at=at)
    return len(open_ones)
