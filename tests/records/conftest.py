"""A document of the finance bureau, and the people who judge it."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from tests.cast import AT, County, actor_with, liaison_actor
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.organs.models import Organ
from zwgk.matters.records import actions
from zwgk.matters.records.models import Attribute, Publication, Record
from zwgk.matters.reviews import actions as reviews
from zwgk.matters.reviews.actions import Decision
from zwgk.matters.reviews.models import Review

BODY = "<p>各预算单位：</p><p>现将2026年县级部门预算予以公开，请各单位按要求做好公开工作。</p><p>（此件公开发布）</p>"
SAID: dict[str, Any] = {
    "formed_on": date(2026, 11, 16), "written_on": date(2026, 11, 16), "doc_number": "和财〔2026〕31号", "genre": "通知", "attribute": Attribute.PUBLIC,
    "ground": "statutory",
}  # fmt: skip


def drafted(organ: Organ, title: str = "关于公开2026年县级部门预算的通知", *, body: str = BODY, at: datetime = AT, **said: Any) -> Record:
    """Typed by the liaison of the organ."""
    new = actions.NewRecord(organ=organ, title=title, body=body, said={**SAID, **said})
    return actions.draft(new, actor=liaison_actor(organ), at=at)


def judges(organ: Organ) -> list[Actor]:
    """Four different people, in the order of the steps."""
    return [actor_with(role, organ) for role in (Role.REVIEWER, Role.DISCLOSURE, Role.SECRECY, Role.LEADER)]


def passed(review: Review, *, at: datetime = AT) -> Review:
    """All four steps."""
    for actor in judges(review.organ):
        review = reviews.decide(review, Decision(True, review.hash, "同意"), actor=actor, at=at)
    return review


def cleared(record: Record, *, at: datetime = AT) -> Record:
    """Submitted and reviewed, not yet published."""
    passed(actions.submit(record, actor=liaison_actor(record.organ), at=at), at=at)
    record.refresh_from_db()
    return record


def published(record: Record, *, at: datetime = AT) -> Publication:
    """The whole way."""
    return actions.publish(cleared(record, at=at), actor=liaison_actor(record.organ), at=at)


@pytest.fixture
def record(county: County) -> Record:
    return drafted(county.finance)


@pytest.fixture
def online(county: County) -> Record:
    """Published."""
    made = drafted(county.finance)
    published(made)
    made.refresh_from_db()
    return made




@pytest.fixture
def penalty() -> dict[str, object]:
    """A penalty against a person."""
    return {
        "number": "和财罚〔2026〕3号", "party_kind": "自然人", "party": "李小山", "identity": "11010519491231002X", "case": "违规出借财政票据",
        "facts": "当事人出借财政票据三份。", "basis": "《财政票据管理办法》第四十一条", "category": ["罚款"], "content": "罚款五百元", "fine": "500",
        "decided_on": "2026-11-02", "served_on": "2026-11-04", "organ": "和光县财政局",
    }  # fmt: skip


@pytest.fixture
def hidden_sheet() -> bytes:
    """A workbook with an identity number on a hidden sheet."""
    book = Workbook()
    book.active["A1"] = "汇总"
    hidden = book.create_sheet("底稿")
    hidden["A1"], hidden["A2"] = "备注", "11010519491231002X"
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
