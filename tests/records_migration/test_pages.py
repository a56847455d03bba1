"""The pages of a migration, from the upload to the report."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import AT, DAY, County, liaison_actor, login, office_actor
from tests.records_migration.conftest import IDENTITY, SCAN, row
from zwgk.matters.records import actions, migration_jobs
from zwgk.matters.records.actions.migration import list_hash_of
from zwgk.matters.records.models import Migration, OldPage, Publication

pytestmark = pytest.mark.django_db
HOME = "/office/records/migration/"


def test_the_whole_way_in_the_office(client: Client, county: County, book: Callable[..., Path]) -> None:
    login(client, office_actor())
    sent = SimpleUploadedFile("清单.xlsx", book([row(1), row(2, f"张三，身份证号{IDENTITY}。"), row(3, dated="2020.13.1")]).read_bytes())
    client.post(f"{HOME}new/", {"name": "老网站", "source": "sheet", "organ": county.finance.pk, "book": sent, "limit": 1000, "incoming": ""})
    made = Migration.objects.get()
    migration_jobs.work(at=AT)
    assert "确认栏目和单位" in client.get(made.url).content.decode()
    shown = client.get(f"{made.url}mapping/").content.decode()
    assert "县财政局（2 页）" in shown and f'value="{county.finance.pk}" selected' in shown
    client.post(f"{made.url}mapping/", {"unit_0": county.finance.pk, "column_0": ""})
    held = client.get(f"{made.url}pages/?state=held").content.decode()
    assert "公民身份号码" in held
    page = made.pages.get(number=2)
    assert "确定" in client.get(page.url).content.decode()
    client.post(f"{made.url}pages/?state=held", {"decision": "mask", "reason": "", "all": "1"})
    assert made.pages.get(number=2).state == OldPage.State.READY
    digest = list_hash_of(made)[0]
    pdf = pypdfium2.PdfDocument(client.get(f"{made.url}act.pdf").content)
    assert digest[:16] in "".join(each.get_textpage().get_text_range() for each in pdf)
    act = {"signer": "卢清荷", "position": "主任", "signed_on": DAY.isoformat(), "list_hash": digest[:16], "scan": SimpleUploadedFile("签发.pdf", SCAN)}
    assert re.search(r'name="signed_on" value="\d{4}-\d\d-\d\d"', client.get(f"{made.url}sign/").content.decode()), "a date field of a browser takes no other form"
    client.post(f"{made.url}sign/", act)
    migration_jobs.work(at=AT)
    assert Publication.objects.filter(shown=True).count() == 2
    assert "共 <a" in client.get(made.url).content.decode() and migration_jobs.work(at=AT) == ""
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{made.url}export/").content)).active
    assert sheet and "共 3＝已公开 2＋待签发 0＋隔离 0＋不迁移 1" in str(sheet.cell(2, 1).value) and sheet.max_row == 6
    client.post(f"{made.url}undo/", {"reason": "演练结束"})
    assert not Publication.objects.filter(shown=True).exists()


def test_a_broken_list_is_told_at_its_field_and_the_rest_stays(client: Client, county: County) -> None:
    login(client, office_actor())
    sent = SimpleUploadedFile("清单.xlsx", b"nothing")
    shown = client.post(f"{HOME}new/", {"name": "老网站一", "source": "sheet", "organ": county.finance.pk, "book": sent, "limit": 10, "incoming": ""}).content.decode()
    assert "清单打不开" in shown and "老网站一" in shown


def test_others_do_not_enter(client: Client, county: County) -> None:
    login(client, liaison_actor(county.finance))
    assert client.get(HOME).status_code == 403


def test_a_list_changed_since_printing_is_told_on_the_form(client: Client, county: County, batch: Callable[..., Migration]) -> None:
    done = batch([row(1)])
    actions.map_migration(done, {"县财政局": county.finance.pk}, {}, actor=office_actor(), at=AT)
    login(client, office_actor())
    values: dict[str, Any] = {"signer": "卢清荷", "position": "主任", "signed_on": DAY.isoformat(), "list_hash": "0" * 16, "scan": SimpleUploadedFile("a.pdf", SCAN)}
    shown = client.post(f"{done.url}sign/", values).content.decode()
    assert "不是这份清单" in shown and "卢清荷" in shown and not Publication.objects.exists()


def test_what_is_no_scan_is_not_taken_for_the_signed_act(client: Client, county: County, batch: Callable[..., Migration]) -> None:
    done = batch([row(1)])
    actions.map_migration(done, {"县财政局": county.finance.pk}, {}, actor=office_actor(), at=AT)
    login(client, office_actor())
    values = {"signer": "卢清荷", "position": "主任", "signed_on": DAY.isoformat(), "list_hash": list_hash_of(done)[0], "scan": SimpleUploadedFile("a.pdf", b"PK\x03\x04 nonsense")}
    assert "不是 PDF、JPG 或 PNG" in client.post(f"{done.url}sign/", values).content.decode() and not done.acts.exists()


def test_a_batch_that_cannot_be_read_says_why(client: Client, county: County) -> None:
    made = Migration.objects.create(name="空", source="crawl", organ=county.finance, base_url="http://127.0.0.1:9/", folder="empty", begun_at=AT, begun_by="卢清荷")
    migration_jobs.work(at=AT)
    made.refresh_from_db()
    login(client, office_actor())
    assert made.state == Migration.State.FAILED and "内网地址" in client.get(made.url).content.decode()
