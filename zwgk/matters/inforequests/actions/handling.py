"""Inside the organ: who handles the case, what was searched, which papers lie in it, its tags."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files import queries as files
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.organs.models import Person

from ..models import OPEN, Case, Paper, SearchLog
from .course import Act, begin, finish, happened, locked, need, subject_of
from .telling import tell_handler

TAGS = ("公共卫生", "突发事件", "涉诉", "多人申请", "重大复杂")


@transaction.atomic
def assign(case: Case, section: str, handler: Person | None, *, actor: Actor, at: datetime) -> Case:
    """To a section and, where known, a person: from now on it is being handled."""
    case = begin(case, "assign", localdate(at), actor=actor, at=at)
    case.section, case.handler = need(section, "section", "承办股室"), handler
    finish(case, Act("assign", localdate(at), f"分办：{_whom(case)}"), actor=actor, at=at)
    _hand(case, actor, at)
    return case


@transaction.atomic
def transfer(case: Case, section: str, handler: Person | None, reason: str, *, actor: Actor, at: datetime) -> Case:
    """Another section takes it over; the limit does not notice."""
    case = begin(case, "transfer", localdate(at), actor=actor, at=at)
    former = _whom(case)
    case.section, case.handler = need(section, "section", "接办股室"), handler
    finish(case, Act("transfer", localdate(at), f"内部转办：{former} → {_whom(case)}，{need(reason, 'reason', '转办的原因')}"), actor=actor, at=at)
    _hand(case, actor, at)
    return case


@dataclass(frozen=True, slots=True)
class Search:
    """One search: without it nothing “does not exist”."""

    place: str
    method: str
    terms: str
    found: str
    on: date
    by: str = ""  # the actor when empty


@transaction.atomic
def note_search(case: Case, search: Search, *, actor: Actor, at: datetime) -> SearchLog:
    """Write down where, how and with which words was searched, and what came of it."""
    actor.require("inforequests.search", case.organ_id)
    case = locked(case)
    _refuse_done(case, "登记检索")
    if search.on > localdate(at):
        raise BadInput("检索日期不能晚于今天。", field="on")
    said = {name: need(getattr(search, name), name, label) for name, label in _SEARCHED}
    row = SearchLog.objects.create(case=case, on=search.on, by=search.by.strip() or actor.name, **said)
    happened(
        case, Act("search", search.on, f"检索：{row.place}，{row.method}，检索词“{row.terms}”，{row.found}", told=f"登记检索：{row.place}"),
        right="inforequests.search", actor=actor, at=at,
    )  # fmt: skip
    return row


_SEARCHED = (("place", "检索的位置"), ("method", "检索的方法"), ("terms", "检索词"), ("found", "检索的结果"))


@transaction.atomic
def add_paper(case: Case, kind: str, title: str, file: StoredFile, *, public: bool = False, actor: Actor, at: datetime) -> Paper:
    """Put a paper into the case; a public one may be fetched by the applicant."""
    actor.require("inforequests.serve", case.organ_id)
    case = locked(case)
    order = case.papers.count()
    paper = Paper.objects.create(
        case=case, kind=kind, title=need(title, "title", "材料的题名"), file=file, order=order, dated=localdate(at), public=public, added_at=at,
        added_by=actor.name,
    )  # fmt: skip
    happened(case, Act("paper", localdate(at), f"放入材料：{paper.title}", told="放入材料", file_id=file.pk), right="inforequests.serve", actor=actor, at=at)
    return paper


@transaction.atomic
def tag(case: Case, tags: Iterable[str], *, actor: Actor, at: datetime) -> Case:
    """REQ-05: public health and the like are marked, so that they can be counted and hurried; a tag never decides."""
    actor.require("inforequests.assign", case.organ_id)
    case = locked(case)
    wanted = [each for each in TAGS if each in set(tags)]
    if wanted != case.tags:
        case.tags = wanted
        case.save(update_fields=["tags"])
        happened(case, Act("tag", localdate(at), f"标签：{'、'.join(wanted) or '无'}"), right="inforequests.assign", actor=actor, at=at)
    return case


def look_at_identity(case: Case, *, actor: Actor, at: datetime) -> bytes | None:
    """The identity paper in the clear; who looked and when stands in the journal."""
    actor.require("inforequests.see_identity", case.organ_id)
    if case.identity_file is None:
        return None
    with transaction.atomic():
        told = journal.Told("inforequests.see_identity", "查看申请人身份证明", organ_id=case.organ_id, organ_name=case.organ.label)
        journal.record(subject_of(case), told, actor=actor, at=at)
    return files.unsealed_content(case.identity_file)


def _refuse_done(case: Case, what: str) -> None:
    if case.state not in OPEN:
        raise Conflict(f"{case.number}{case.get_state_display()}，不能再{what}。")


def _whom(case: Case) -> str:
    person = f"，{case.handler.name}" if case.handler else ""
    return f"{case.section or '未分办'}{person}"


def _hand(case: Case, actor: Actor, at: datetime) -> None:
    if case.handler is not None and case.handler.pk != actor.person_id:
        tell_handler(case, "已分给您办理", actor=actor, at=at)
