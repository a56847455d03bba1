"""What nobody answers for, from all corners: asked live by the page, and by the nightly look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from zwgk.domain.rights import Role
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.matters.governance import queries as governance
from zwgk.matters.ledger import queries as ledger

from ..models import KeptObject, Ownerless


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing without an owner, and the way to mend it."""

    kind: str
    key: str
    label: str
    organ: Organ | None
    address: str  # page of the thing
    fix: str = ""  # what the button says
    fix_url: str = ""  # page on which it is mended; empty with `fix`: one tap gives it back to the unit


def gaps(at: datetime) -> list[Gap]:
    """All of them, kind by kind."""
    day = timezone.localdate(at)
    return [*_units(day), *_people(day, at), *_posts(day), *_strayed(day), *_dissolved(day, at), *_objects(), *_chain(day)]


def known() -> dict[str, Ownerless]:
    """Key → when it was found."""
    return {row.key: row for row in Ownerless.objects.filter(gone_at__isnull=True)}


def _units(day: date) -> list[Gap]:
    obliged = list(governance.obliged(day))
    found = organs.units_without(Role.LIAISON, obliged, day)
    return [
        Gap("没有信息员", f"liaison:{organ.pk}", f"{organ.label}没有能登录的信息员，发给它的任务和消息没有人看", organ,
            f"/office/organs/{organ.pk}/#posts", "任命信息员", f"/office/organs/{organ.pk}/appoint/")
        for organ in found
    ]  # fmt: skip


def _chain(day: date) -> list[Gap]:
    """亲自管、负责抓、具体做: levels at which nobody is named."""
    found = []
    for chain in governance.chains(day):
        if chain.missing:
            organ = chain.organ
            label = f"{organ.label}没有登记" + "、".join(chain.missing)
            found.append(Gap("责任链缺人", f"chain:{organ.pk}:{','.join(chain.missing)}", label, organ, f"/office/governance/organs/{organ.pk}/",
                             "登记", f"/office/governance/organs/{organ.pk}/"))  # fmt: skip
    return found


def _posts(day: date) -> list[Gap]:
    return [
        Gap("岗位空缺", f"post:{post.pk}", f"{post}（{post.role_names}）", post.organ, f"/office/organs/{post.organ_id}/#posts",
            "任命", f"/office/organs/{post.organ_id}/appoint/")
        for post in organs.empty_posts(day)
    ]  # fmt: skip


def _people(day: date, at: datetime) -> list[Gap]:
    """Closed accounts that still stand on a post; deputies that ended while the holder is still away."""
    locked = [
        Gap("账号停用仍在岗", f"locked:{row.pk}", f"{row.person.name}的账号已停用，仍挂在“{row.post}”岗位上", row.post.organ,
            f"/office/organs/people/{row.person_id}/", "代办交接", f"/office/handovers/new/?leaving={row.person_id}&organ={row.post.organ_id}&absent=1")
        for row in organs.locked_on_posts(day)
    ]  # fmt: skip
    lapsed = [
        Gap("代理到期", f"deputy:{row.pk}", f"{row.person.name}代理{row.deputy_for.person.name}（{row.post}）{row.until}到期，原岗位人员仍不在岗", row.post.organ,
            f"/office/organs/{row.post.organ_id}/#posts", "重新设代理", "/office/handovers/deputies/new/")
        for row in organs.lapsed_deputies(day)
        if row.deputy_for
    ]  # fmt: skip
    return locked + lapsed


def _strayed(day: date) -> list[Gap]:
    seated = organs.seated(day)
    tasks = [
        Gap("任务无人经办", f"ledger.duty:{duty.pk}", f"{duty.task.label}：经办人{duty.person.name}已不在岗", duty.organ, f"/office/ledger/tasks/{duty.task_id}/", "交回本单位")
        for duty in ledger.strayed(seated)
        if duty.person
    ]
    limits = [
        Gap("时限无人负责", f"clocks.clock:{clock.pk}", f"{clock.title}（{clock.subject_title}）：责任人{clock.person.name}已不在岗", clock.organ, clock.subject_url, "交回本单位")
        for clock in clocks.strayed(seated)
        if clock.person
    ]
    return tasks + limits


def _dissolved(day: date, at: datetime) -> list[Gap]:
    """A unit was dissolved and something is still open there, or somebody still sits there."""
    open_there: dict[int, tuple[Organ, int]] = {}
    for clock in clocks.of_dissolved(at):
        open_there[clock.organ_id] = (clock.organ, open_there.get(clock.organ_id, (clock.organ, 0))[1] + 1)
    found = [
        Gap("撤销单位有未了事项", f"dissolved:{organ.pk}", f"{organ.label}已撤销，还有 {count} 件限时事项没有办结", organ, f"/office/organs/{organ.pk}/", "查看单位", f"/office/organs/{organ.pk}/")
        for organ, count in open_there.values()
    ]
    return found + [
        Gap("撤销单位仍有人在岗", f"seat:{row.pk}", f"{row.person.name}仍挂在已撤销的{row.post}岗位上", row.post.organ, f"/office/organs/people/{row.person_id}/",
            "代办交接", f"/office/handovers/new/?leaving={row.person_id}&organ={row.post.organ_id}&absent=1")
        for row in organs.on_dissolved(day)
    ]  # fmt: skip


def _objects() -> list[Gap]:
    rows = KeptObject.objects.filter(ended_on__isnull=True).select_related("organ", "keeper")
    missing = [row for row in rows if row.missing_since or not row.keeper.is_active]
    return [
        Gap("物品没有交出", f"object:{row.pk}", f"{row.get_kind_display()}“{row.name}”" + (f"自{row.missing_since}起没有交出" if row.missing_since else f"的保管人{row.keeper.name}已停用账号"),
            row.organ, "/office/handovers/objects/", "查看", "/office/handovers/objects/")
        for row in missing
    ]  # fmt: skip
