"""A batch is rendered by the worker: two workers share it, a dead one loses nothing, a failed letter is tried again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cast import AT, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, NotAllowed
from zwgk.foundation.inbox.models import Message
from zwgk.matters.letters import docx_out, jobs, queries
from zwgk.matters.letters.actions import Approval, Draft, approve, issue_later, prepare_many, render_waiting, void, wake
from zwgk.matters.letters.models import Letter, State

pytestmark = [pytest.mark.db, pytest.mark.requirement("TSK-09")]
VALUES = {"title": "关于报送进展的催办单", "body": "请尽快报送。", "due": "2026-11-30"}
LATER = AT + timedelta(minutes=1)


@pytest.fixture
def batch(county: County) -> list[Letter]:
    drafts = [Draft("urging", county.office, VALUES, organ) for organ in (county.finance, county.justice, county.qinghe)]
    return prepare_many(drafts, actor=office_actor(), at=AT)


def progress(batch: list[Letter]) -> queries.Progress:
    return queries.progress_of(queries.of_batch(batch[0].batch))


def test_numbers_are_taken_at_once_and_the_worker_issues(batch: list[Letter]) -> None:
    assert [letter.serial for letter in issue_later(batch, actor=office_actor(), at=AT)] == [1, 2, 3]
    assert (progress(batch).waiting, progress(batch).issued) == (3, 0)
    assert render_waiting(at=LATER) == 3 and render_waiting(at=LATER) == 0
    found = Letter.objects.order_by("serial")
    assert {letter.state for letter in found} == {State.ISSUED} and found[0].issued_by == office_actor().name
    assert not progress(batch).running and Message.objects.filter(kind="letters").count() == 3


def test_what_fails_is_named_and_tried_again(batch: list[Letter], monkeypatch: pytest.MonkeyPatch) -> None:
    real, seen = docx_out.render, []

    def breaks(*given: object) -> bytes:
        seen.append(1)
        return real(*given) if len(seen) != 2 else 1 / 0  # type: ignore[arg-type,return-value]

    issue_later(batch, actor=office_actor(), at=AT)
    with monkeypatch.context() as patched:
        patched.setattr(docx_out, "render", breaks)
        render_waiting(at=LATER)
    (failed,) = progress(batch).failed
    assert (failed.serial, failed.failure, progress(batch).issued) == (2, "ZeroDivisionError", 2)
    assert jobs.resume(at=LATER + timedelta(hours=1)) == ""  # a person decides
    issue_later([failed], actor=office_actor(), at=LATER)
    render_waiting(at=LATER)
    assert sorted(Letter.objects.filter(state=State.ISSUED).values_list("serial", flat=True)) == [1, 2, 3]


def test_what_a_dead_worker_had_in_hand_is_taken_up_again(batch: list[Letter]) -> None:
    issue_later(batch, actor=office_actor(), at=AT)
    Letter.objects.update(leased_until=AT + timedelta(minutes=4))  # claimed, then kill −9
    assert render_waiting(at=LATER) == 0 and jobs.resume(at=LATER) == ""
    after = AT + timedelta(minutes=5)
    assert jobs.resume(at=after) == "续做 3 份"
    wake()
    assert render_waiting(at=after) in (0, 3) and progress(batch).issued == 3


def test_a_letter_voided_while_it_waits_is_left_alone(batch: list[Letter]) -> None:
    issue_later(batch, actor=office_actor(), at=AT)
    void(batch[1], "另行印发", actor=office_actor(), at=AT)
    assert render_waiting(at=LATER) == 2 and Letter.objects.get(pk=batch[1].pk).state == State.VOID


def test_an_empty_batch_and_a_liaison_are_refused(batch: list[Letter], county: County) -> None:
    with pytest.raises(BadInput, match="没有可以印发的文书"):
        issue_later([], actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        issue_later(batch, actor=liaison_actor(county.finance), at=AT)


def test_an_approval_says_who_and_when(batch: list[Letter]) -> None:
    for wrong, said in ((Approval(" ", AT.date()), "批准人"), (Approval("方知远", date(2026, 12, 1)), "晚于今天")):
        with pytest.raises(BadInput, match=said):
            approve(batch, wrong, actor=office_actor(), at=AT)
    assert approve(batch, Approval("方知远", AT.date()), actor=office_actor(), at=AT) == 3
    assert Letter.objects.filter(approved_by="方知远").count() == 3


def test_one_letter_to_several_units_reaches_all_of_them(county: County) -> None:
    draft = Draft("reminder", county.office, {**VALUES, "addressee": "有关单位"}, recipients=(county.finance, county.justice))
    (letter,) = prepare_many([draft], actor=office_actor(), at=AT)
    issue_later([letter], actor=office_actor(), at=AT)
    render_waiting(at=LATER)
    assert queries.visible_to(liaison_actor(county.justice)).get() == letter
    assert not queries.visible_to(liaison_actor(county.qinghe)).exists()
    assert set(Message.objects.filter(kind="letters").values_list("organ__slug", flat=True)) == {"finance", "justice"}
