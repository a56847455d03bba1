"""Evidence: files, and real pages fetched from a real server on loopback."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import AT, liaison_actor, login
from tests.ledger.conftest import item_of
from zwgk.domain.errors import BadInput, NotAllowed
from zwgk.domain.rights import system_actor
from zwgk.foundation.files import queries as files
from zwgk.matters.ledger import actions, jobs
from zwgk.matters.ledger.actions.evidence import Fetched
from zwgk.matters.ledger.models import Evidence, Item

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("TSK-10")]
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4
PAGE = "<html><head><meta charset=utf-8><title>权责清单（2026年版）</title></head><body><h1>权责清单</h1><p>县财政局权责清单共 128 项。</p></body></html>"


class Site(BaseHTTPRequestHandler):
    """One page, one redirect into the inner network, otherwise 404."""

    def do_GET(self):
        self.send_response(200 if self.path == "/list.html" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode() if self.path == "/list.html" else b"no")

    def log_message(self, *args):
        pass


@pytest.fixture
def site(settings):
    settings.FETCH_PRIVATE = True
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def item(plan):
    return item_of(plan, "一/(一)", "finance")


@pytest.mark.requirement("TSK-05")
def test_a_file_is_kept_with_its_hash(item, county):
    row = actions.add_file(item, "权责清单".encode(), "清单.txt", actor=liaison_actor(county.finance), at=AT)
    assert files.content(row.file) == "权责清单".encode()
    assert len(row.sha256) == 64


def test_a_page_is_fetched_and_kept_as_text_with_hash_and_moment(item, county, site):
    actions.add_page(item, f"{site}/list.html", actor=liaison_actor(county.finance), at=AT)
    jobs.fetch_evidence(at=AT)
    row = Evidence.objects.get()
    assert (row.state, row.page_title, row.fetched_at) == ("kept", "权责清单（2026年版）", AT)
    assert "128 项" in row.page_text
    assert "权责清单" in files.content(row.file).decode()


def test_a_missing_page_is_told_with_the_answer_of_the_site(item, county, site):
    actions.add_page(item, f"{site}/gone.html", actor=liaison_actor(county.finance), at=AT)
    jobs.fetch_evidence(at=AT)
    row = Evidence.objects.get()
    assert (row.state, row.error) == ("failed", "网站回复 404")


def test_the_inner_network_is_not_looked_into(item, county, site, settings):
    settings.FETCH_PRIVATE = False
    actions.add_page(item, f"{site}/list.html", actor=liaison_actor(county.finance), at=AT)
    jobs.fetch_evidence(at=AT)
    assert Evidence.objects.get().error == "内网地址不能抓取"


@pytest.mark.parametrize("url", ["权责清单", "javascript:alert(1)", "ftp://example.cn/a"])
def test_what_is_no_page_address_is_refused(item, county, url):
    with pytest.raises(BadInput, match="不是网页地址"):
        actions.add_page(item, url, actor=liaison_actor(county.finance), at=AT)


def test_nobody_adds_evidence_for_another_unit(item, county):
    with pytest.raises(NotAllowed):
        actions.add_file(item, b"x", "a.txt", actor=liaison_actor(county.justice), at=AT)


def test_what_was_fetched_is_kept_under_the_verb(item, county):
    row = actions.add_page(item, "https://www.heguang.example/a.html", actor=liaison_actor(county.finance), at=AT)
    actions.keep_fetched(row, Fetched("标题", "文字", "0" * 64, b"<p>x</p>"), actor=system_actor("网页留存"), at=AT)
    assert (row.state, row.page_text) == ("kept", "文字")


def test_a_failure_says_why(item, county):
    row = actions.add_page(item, "https://www.heguang.example/a.html", actor=liaison_actor(county.finance), at=AT)
    actions.mark_failed(row, "网站 20 秒内没有响应", actor=system_actor("网页留存"), at=AT)
    assert (row.state, row.error) == ("failed", "网站 20 秒内没有响应")


def test_evidence_later_in_pieces_or_whole(plan, county):
    item, client = Item.objects.filter(duty__organ=county.finance).first(), login(Client(), liaison_actor(county.finance))
    url = f"/office/ledger/items/{item.pk}/"
    page = client.get(url).content.decode()
    assert page.count('data-upload="/office/uploads/"') == 2 and "ui/upload.js" in page
    client.post(f"{url}evidence/", {"files": [SimpleUploadedFile("现场.jpg", PHOTO, "image/jpeg")]})
    assert item.evidence.get().title == "现场.jpg"
    wrong = client.post(f"{url}evidence/", {"url": "ftp://x", "files": [SimpleUploadedFile("第二.jpg", PHOTO, "image/jpeg")]})
    assert wrong.status_code == 400 and "ftp://x" in wrong.content.decode() and item.evidence.count() == 1
