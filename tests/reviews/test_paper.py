"""线下签批: the printed sheet and the signed one that comes back."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from tests.cast import AT, DAY, County, liaison_actor, login, office_actor, person_with
from tests.reviews.conftest import judges, take
from zwgk import law
from zwgk.domain.rights import Role
from zwgk.foundation.organs.queries import seat_of
from zwgk.matters.reviews import queries
from zwgk.matters.reviews.models import Review, State

ROLES = {"first": Role.REVIEWER, "second": Role.DISCLOSURE, "secrecy": Role.SECRECY, "third": Role.LEADER}


def signed(county: County, code: str, data: bytes = b"%PDF-1.4 scan") -> dict[str, object]:
    values: dict[str, object] = {"code": code, "scan": SimpleUploadedFile("签批.pdf", data)}
    for step, role in ROLES.items():
        values |= {f"person_{step}": person_with(role, county.finance).pk, f"signed_on_{step}": DAY.isoformat(), f"opinion_{step}": "同意"}
    return values


@pytest.mark.requirement("ATT-05")
def test_the_sheet_carries_code_hash_and_signatures(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = take(submit(items=3), judges(county.finance)["first"])
    login(client, office_actor())
    pdf = client.get(f"{review.address}sheet.pdf").content
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert review.code in text and review.hash[:32] in text and "一审一校" in text and "财政局审核人" in text
    document = Document(io.BytesIO(client.get(f"{review.address}sheet.docx").content))
    words = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert review.code in words and review.hash[32:] in words and len(document.inline_shapes) == 1


@pytest.mark.requirement("ATT-05")
def test_the_signed_sheet_is_entered_with_its_scan(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    login(client, liaison_actor(county.finance))
    client.post(f"{review.address}paper/", signed(county, review.code))
    review.refresh_from_db()
    assert review.state == State.COMPLETED
    step = review.steps.get(step="third")
    assert step.signed_on == DAY and b"".join(client.get(f"{review.address}scans/{step.pk}/").streaming_content) == b"%PDF-1.4 scan"  # type: ignore[attr-defined]


def test_a_sheet_of_another_version_is_refused_and_nothing_typed_is_lost(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    login(client, liaison_actor(county.finance))
    shown = client.post(f"{review.address}paper/", signed(county, "0000-0000")).content.decode()
    assert "不是现在的内容" in shown and DAY.isoformat() in shown and not review.steps.exists()


def test_a_signer_who_may_not_sign_is_named_at_his_field_and_nothing_typed_is_lost(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    login(client, liaison_actor(county.finance))
    values = signed(county, review.code)
    answer = client.post(f"{review.address}paper/", values | {"person_second": values["person_first"], "opinion_third": "同意发布"})
    shown = answer.content.decode()
    assert answer.status_code == 200 and f"{person_with(Role.REVIEWER, county.finance).name}已办理“一审一校”" in shown
    assert "同意发布" in shown and not review.steps.exists()


@pytest.mark.parametrize("data", [b"MZ\x90 program", b"PK\x03\x04 workbook"])
def test_only_a_scan_is_taken(client: Client, county: County, submit: Callable[..., Review], data: bytes) -> None:
    review = submit()
    login(client, liaison_actor(county.finance))
    assert "不是 PDF、JPG 或 PNG" in client.post(f"{review.address}paper/", signed(county, review.code, data)).content.decode()


def test_half_a_line_is_asked_for(client: Client, county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    login(client, liaison_actor(county.finance))
    values = signed(county, review.code) | {"signed_on_second": ""}
    assert "请填写签字日期" in client.post(f"{review.address}paper/", values).content.decode()


def test_a_county_sets_its_own_process_by_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "county" / "reviews"
    folder.mkdir(parents=True)
    (folder / "publish.yaml").write_text(
        "id: publish\ntitle: 和光县信息发布审核\npersons: 2\nsteps:\n  - {id: first, title: 初审, roles: [reviewer]}\n"
        "  - {id: third, title: 签发, roles: [leader]}\nreference: {instrument: foi-regulation, article: 第十七条}\nstatus: unverified\n", "utf-8",
    )  # fmt: skip
    found = law.load().with_overrides(tmp_path / "county").reviews["publish"]
    assert [step.title for step in found.steps] == ["初审", "签发"] and found.usual.persons == 2 and found.layer != "national"


def test_what_waits_for_review_is_told_at_a_hand_over(county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    [held] = queries.on_post(seat_of(person_with(Role.DISCLOSURE, county.finance).pk, AT), AT)
    assert held.key == f"reviews.review:{review.pk}" and held.standing == "待一审一校"
