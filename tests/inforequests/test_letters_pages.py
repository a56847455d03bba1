"""The pages of letters, file and redaction, as the officer meets them."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest
import weasyprint
from django.test import Client

from tests.cast import AT, County, liaison_actor, login
from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files import queries as stored
from zwgk.foundation.journal.models import Fact
from zwgk.matters.inforequests import actions
from zwgk.matters.inforequests.actions import Clarification
from zwgk.matters.inforequests.models import REDACTED, SUBJECT, WITHHELD, Case
from zwgk.matters.letters import queries as papers
from zwgk.matters.letters.actions import issue_later, render_waiting
from zwgk.matters.letters.models import State

from .conftest import RECEIVED, on

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("REQ-03")]
BASE = "/office/requests/"
NAME = "欧阳启明"


@pytest.fixture
def client(officer: Actor) -> Client:
    return login(Client(), officer)


@pytest.fixture
def asked(case: Case, officer: Actor) -> Case:
    actions.clarify(case, Clarification("写明年度", date(2026, 11, 20), RECEIVED), actor=officer, at=on(RECEIVED))
    return Case.objects.get(pk=case.pk)


def said(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def test_the_register_issues_prints_labels_and_posts(asked: Case, client: Client, officer: Actor) -> None:
    letter = papers.of_subject(SUBJECT, asked.pk).get()
    assert "补正告知书" in said(client, f"{BASE}letters/")
    client.post(f"{BASE}letters/issue/", {"letter": letter.pk})
    letter.refresh_from_db()
    assert letter.state == State.RESERVED and letter.queued_at
    assert render_waiting(at=AT) == 1
    assert "登记送达" in said(client, f"{BASE}letters/?tab=unserved")
    for act in ("print", "labels"):
        answer = client.post(f"{BASE}letters/{act}/", {"letter": letter.pk})
        assert answer.content[:5] == b"%PDF-", act
    page = client.post(f"{BASE}letters/post/", {"letter": letter.pk}).content.decode()
    assert letter.number not in ("",) and "收寄回执" in page
    letter.refresh_from_db()
    wrong = client.post(f"{BASE}letters/post/", {"letter": letter.pk, "on": letter.dated.isoformat(), f"tracking-{letter.pk}": "SF1234567890123"})
    assert "快递企业" in wrong.content.decode()
    client.post(f"{BASE}letters/post/", {"letter": letter.pk, "on": letter.dated.isoformat(), f"tracking-{letter.pk}": "XA123456789CN"})
    assert asked.services.get().tracking == "XA123456789CN"
    assert "已送达" in said(client, f"{BASE}letters/?tab=all")


def test_a_letter_of_the_officers_own_choice_and_its_revision(case: Case, client: Client) -> None:
    answer = client.post(f"{BASE}{case.pk}/letters/new/", {"kind": "foi-receipt"}, follow=True)
    page = answer.content.decode()
    assert "政府信息公开申请接收回执" in page and "最多延长20个工作日" in page
    letter = papers.of_subject(SUBJECT, case.pk).get()
    assert "受理编号" not in said(client, f"{letter.url}revise/")  # what is computed has no field
    assert client.get(f"{letter.url}preview/").content[:5] == b"%PDF-"
    assert "起草" in said(client, case.url)


def test_only_the_handling_organ_opens_them(asked: Case, county: County) -> None:
    other = login(Client(), liaison_actor(county.qinghe))
    letter = papers.of_subject(SUBJECT, asked.pk).get()
    for url in (f"{asked.pk}/file/", f"{asked.pk}/file/bundle/", f"{asked.pk}/letters/new/", f"letters/{letter.pk}/serve/", f"{asked.pk}/papers/original/"):
        said(other, BASE + url, 404)
    assert letter.addressee not in said(other, f"{BASE}letters/?tab=all")


def test_what_the_letters_say_of_the_organ_is_set_once(client: Client, county: County, case: Case) -> None:
    client.post(f"{BASE}letters/details/", {"court": "和光县人民法院", "pay": "县非税专户"})
    assert "和光县人民法院" in said(client, f"{BASE}letters/details/")


def test_the_file_names_what_lacks_and_comes_as_one_pdf(asked: Case, client: Client) -> None:
    page = said(client, f"{BASE}{asked.pk}/file/")
    assert "政府信息公开申请补正告知书（已起草，没有印发）" in page and "期限计算说明" in page
    answer = client.get(f"{BASE}{asked.pk}/file/bundle/")
    assert answer.content[:5] == b"%PDF-" and "attachment" in answer["Content-Disposition"]
    assert client.get(f"{BASE}{asked.pk}/file/evidence.docx").content[:2] == b"PK"
    assert Fact.objects.filter(verb="inforequests.export", sentence="导出案卷").exists()


def test_a_paper_is_burnt_out_by_words_and_boxes(case: Case, client: Client, officer: Actor) -> None:
    data = weasyprint.HTML(string=f"<p>申请人{NAME}，公民身份号码110101199003077571。</p><p>用地面积十二亩。</p>").write_pdf()
    paper = actions.keep_original(case, "征收协议", files.keep(data, "协议.pdf", actor=officer, at=AT), actor=officer, at=AT)
    url = f"{BASE}{case.pk}/papers/{paper.pk}/redact/"
    page = said(client, url)
    assert "公民身份号码：110101199003077571" in page and 'data-page="1"' in page
    assert client.get(f"{BASE}{case.pk}/papers/{paper.pk}/pages/1/").content[:4] == b"\x89PNG"
    said(client, f"{BASE}{case.pk}/papers/{paper.pk}/pages/2/", 404)
    typed = {"found": ["110101199003077571"], "words": NAME, "boxes": "1 5 80 10 5", "public": "on"}
    look = client.post(url, typed | {"look": "1"}).content.decode()
    assert "预览" in look and "data:image/png;base64," in look and not case.papers.filter(kind=REDACTED).exists()
    wrong = client.post(url, typed | {"boxes": "1 x", "keep": "1"}).content.decode()
    assert "不是“页 左 上 宽 高”" in wrong and NAME in wrong
    client.post(url, typed | {"keep": "1"})
    copy = case.papers.get(kind=REDACTED)
    with pypdfium2.PdfDocument(stored.content(copy.file)) as document:
        assert NAME not in document[0].get_textpage().get_text_range()
    assert copy.public and case.papers.get(pk=paper.pk).kind == WITHHELD
    assert not Fact.objects.filter(sentence__contains=NAME).exists()
    assert Fact.objects.filter(sentence__contains=copy.file.sha256).exists()
    with pytest.raises(Conflict, match="已经涂黑"):
        actions.redact_paper(copy, [], [NAME], actor=officer, at=AT)


def test_issue_letters_leaves_answers_to_the_case(case: Case, drafted, head: Actor, officer: Actor) -> None:
    drafted(case)
    letter = actions.approve_reply(case, actor=head, at=on(RECEIVED)).letter
    with pytest.raises(Exception, match="作出答复"):
        actions.issue_letters([letter], dated=RECEIVED, actor=officer, at=on(RECEIVED))
    assert issue_later is not None


def test_drafting_again_by_hand(asked: Case, officer: Actor) -> None:
    event = asked.events.get(kind="clarification_requested")
    assert [letter.kind for letter in actions.draft_after(event, actor=officer, at=AT)] == ["foi-clarification"]
    actions.note_file_export(asked, "案卷", actor=officer, at=AT)


def test_draft_reply_letter_is_made_at_the_approval(case: Case, drafted, head: Actor, officer: Actor) -> None:
    drafted(case)
    reply = actions.approve_reply(case, actor=head, at=on(RECEIVED))
    assert reply.letter.kind == actions.draft_reply_letter(reply, actor=officer, at=on(RECEIVED)).kind == "foi-reply"
