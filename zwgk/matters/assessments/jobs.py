"""Timed work: a pack whose worker died is taken up again; at night documents are converted ahead, so that an export is quick."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from zwgk.foundation.jobs.actions import Timed

from .actions import make_pack_task
from .actions.packing import SILENT
from .models import IndicatorTable, Pack, Tag
from .pack import faces, office
from .pack.build import office_files


def revive(*, at: datetime) -> str:
    """Hand packs that nobody works at to the worker again."""
    dead = Q(state=Pack.State.WAITING, ordered_at__lt=at - SILENT) | Q(state=Pack.State.MAKING, beat_at__lt=at - SILENT)
    found = list(Pack.objects.filter(dead).values_list("pk", flat=True))
    for number in found:
        make_pack_task.enqueue(number)
    return f"重新提交材料包 {len(found)} 个" if found else ""


def convert_ahead(*, at: datetime) -> str:
    """Convert what was tagged and not converted yet; prepare the typeface."""
    tags = list(Tag.objects.filter(indicator__table__state=IndicatorTable.State.IN_USE, counts=True))
    if not tags:
        return ""
    faces.face()
    return f"预先转换文件 {office.convert(office_files(tags))} 份"


SCHEDULE = [
    Timed("zwgk.matters.assessments.jobs.revive", "10min", "重新生成佐证材料包"),
    Timed("zwgk.matters.assessments.jobs.convert_ahead", "day 01:30", "预先转换佐证文件"),
]
