"""组织保障: meetings that heard the work, guidance, staff and funds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.timezone import localdate

from zwgk.matters.briefings.counting import Ask, Row, Subject, Way
from zwgk.matters.governance import queries as governance
from zwgk.matters.governance.models import GuidanceKind, MeetingKind


def heard(ask: Ask) -> Iterable[Row]:
    for row in governance.meetings_then(ask.at, *ask.days, ask.organs):
        yield Row(f"governance.meeting:{row.pk}", row.organ_id, "已听取", sort=str(MeetingKind(row.kind).label))


def guidance(ask: Ask) -> Iterable[Row]:
    found = governance.guidance_of(ask.organs).filter(day__range=ask.days, entered_at__lte=ask.at)
    return (Row(f"governance.guidance:{row.pk}", row.organ_id, "已登记", sort=str(GuidanceKind(row.kind).label)) for row in found)


def _supplies(ask: Ask) -> list[governance.Supply]:
    found = governance.supplies(ask.period.last.year, localdate(ask.at), ask.organs)
    return [each for each in found if each.row is None or each.row.entered_at <= ask.at]


def staff(ask: Ask) -> Iterable[Row]:
    for each in _supplies(ask):
        people = (each.row.full_time or 0) + (each.row.part_time or 0) if each.row else 0
        yield Row(f"governance.resources:{each.organ.pk}", each.organ.pk, f"{people} 人" if each.row else "未填报", each.row is not None, value=people)


def funds(ask: Ask) -> Iterable[Row]:
    for each in _supplies(ask):
        money = float(each.row.funds or 0) if each.row else 0.0
        yield Row(f"governance.resources:{each.organ.pk}", each.organ.pk, f"{money:g} 万元" if each.row else "未填报", each.row is not None, value=money)


def gaps(ask: Ask) -> Iterable[Row]:
    return (Row(f"governance.resources:{each.organ.pk}", each.organ.pk, f"缺{'、'.join(each.gaps)}") for each in _supplies(ask) if each.gaps)


def meeting_labels(numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return {row.pk: (f"{row.held_on} {row.number} {row.topic}", f"/office/governance/meetings/?year={row.held_on.year}") for row in governance.meetings_numbered(numbers)}


def guidance_labels(numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return {row.pk: (row.title, governance.guidance_url(row)) for row in governance.guidance_of(None).filter(pk__in=list(numbers))}


def resource_labels(numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return dict.fromkeys(numbers, ("机构、人员和经费", "/office/governance/resources/"))


NOW = "按年度填报表计，取时段末所在年度；填报后又修改的，只有修改后的数"
SUBJECTS = (
    Subject("governance.heard", "听取汇报次数", "次", "取时段内召开、统计时刻以前登记的政府常务会议和单位领导班子会议听取政务公开工作汇报；统计时刻以前已作废的登记不计。", heard, meeting_labels),
    Subject("governance.guidance", "指导监督次数", "次", "取日期在时段内、统计时刻以前登记的日常指导，含答复咨询、业务指导、不当行为。", guidance, guidance_labels),
    Subject("governance.staff", "政务公开人员数", "人", f"专职与兼职人数之和。{NOW}；未填报的单位不计。", staff, resource_labels, way=Way.SUM),
    Subject("governance.funds", "政务公开经费", "万元", f"各单位填报的经费之和。{NOW}；未填报的单位不计。", funds, resource_labels, way=Way.SUM),
    Subject("governance.gaps", "人员经费有缺口的单位", "个", f"没有填报，或者缺机构、缺专人、缺经费的单位。{NOW}。", gaps, resource_labels, good=-1),
)  # fmt: skip
