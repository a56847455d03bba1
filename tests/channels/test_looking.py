"""Live pages on a real server: pasted addresses, the daily list, findings; the inner network stays closed."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.cast import AT, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import system_actor
from zwgk.foundation.inbox import queries as inbox
from zwgk.foundation.jobs.actions import check_page
from zwgk.matters.channels import actions, jobs, queries
from zwgk.matters.channels.actions import Given
from zwgk.matters.channels.comparing import Difference
from zwgk.matters.channels.fetching import look_at
from zwgk.matters.channels.models import Channel, Live, Release, Seen
from zwgk.matters.findings import queries as findings

from .conftest import TEXT, new_piece

pytestmark = pytest.mark.django_db
TITLE, *LINES = TEXT.splitlines()


def html(title: str = TITLE, lines: list[str] = LINES, day: str = "2026-11-20") -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f'<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{day}"><title>{title}-曜州市</title></head><body><h1>{title}</h1><div class="content">{body}</div></body></html>'


class Site(BaseHTTPRequestHandler):
    """The superior platform: pages by path, changed by the tests."""

    pages: dict[str, str] = {}
    seen: list[str] = []

    def do_GET(self) -> None:
        self.seen.append(self.path)
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/")
            self.end_headers()
            return
        body = self.pages.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((body or "没有").encode())

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site(settings):
    settings.FETCH_PRIVATE = True
    Site.pages, Site.seen = {"/7.html": html(), "/": "<p>首页</p>"}, []
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def there(county: County, superior: Channel, site: str) -> Release:
    """On the superior platform, its address pasted back."""
    row = actions.release(new_piece(county.finance), [superior], actor=liaison_actor(county.finance), at=AT)[0]
    return actions.confirm(row, Given(f"{site}/7.html"), actor=liaison_actor(county.finance), at=AT)


def seen_after_a_day(row: Release) -> Seen:
    jobs.look_at_all(at=AT + timedelta(days=1))
    return row.seen.first()


def test_a_pasted_address_is_looked_at_in_the_background(there: Release):
    assert there.live == Live.WAITING and not Site.seen
    assert jobs.look_at_new(at=AT) == "核对 1 个页面，不一致 0 个，不存在 0 个，无法访问 0 个"
    there.refresh_from_db()
    assert (there.live, there.live_at, there.seen.get().page_title) == (Live.SAME, AT, TITLE)


def test_each_live_address_is_looked_at_once_a_day(there: Release):
    jobs.look_at_new(at=AT)
    jobs.look_at_all(at=AT + timedelta(hours=1))
    assert len(Site.seen) == 1
    jobs.look_at_all(at=AT + timedelta(days=1))
    jobs.look_at_all(at=AT + timedelta(days=1, minutes=10))
    assert len(Site.seen) == 2 and there.seen.count() == 1, "the same result is one row"


@pytest.mark.parametrize(
    ("page", "field"),
    [(html(title="关于申报补贴的通告"), "标题"), (html(lines=[LINES[0]]), "正文"), (html(day="2026-10-08"), "日期")],
)
def test_the_daily_list_shows_what_differs(county: County, there: Release, page: str, field: str):
    Site.pages["/7.html"] = page
    seen = seen_after_a_day(there)
    assert seen.result == Live.DIFFERS and [each["field"] for each in seen.differences] == [field]
    assert [row.pk for row, _ in queries.differences(Release.objects.all())] == [there.pk]
    assert any(message.title.startswith("渠道页面不一致") for message in inbox.for_actor(liaison_actor(county.finance)))


def test_a_page_that_is_gone_or_became_the_home_page(there: Release, site: str):
    del Site.pages["/7.html"]
    assert (seen_after_a_day(there).result, there.seen.first().said) == (Live.GONE, "网站回复 404")
    assert (look_at(f"{site}/moved").result, look_at(f"{site}/moved").said) == (Live.GONE, "地址转到了网站首页")


def test_a_site_that_is_down_is_no_difference_in_content(there: Release):
    Release.objects.update(address="http://127.0.0.1:9/7.html")
    assert seen_after_a_day(there).result == Live.UNREACHABLE


def test_the_inner_network_is_not_looked_into(there: Release, settings, site: str):
    settings.FETCH_PRIVATE = False
    assert (look_at(f"{site}/7.html").result, look_at(f"{site}/7.html").said) == (Live.UNREACHABLE, "内网地址不能使用")
    for address in ("file:///etc/passwd", "ftp://a.example/", "http://user@a.example/", "http://[::1]/", "http://169.254.169.254/"):
        with pytest.raises(ValueError):
            check_page(address)
    assert not Site.seen


def test_one_tap_makes_a_finding_of_the_publisher_when_the_place_is_kept_above(county: County, there: Release):
    Site.pages["/7.html"] = html(title="关于申报补贴的通告")
    seen = seen_after_a_day(there)
    with pytest.raises(NotAllowed):
        actions.raise_difference(seen, actor=liaison_actor(county.justice), at=AT)
    made = actions.raise_difference(seen, actor=office_actor(), at=AT)
    assert made.organ == county.finance and "关于申报补贴的通告" in made.problem
    assert actions.raise_difference(seen, actor=office_actor(), at=AT) == made
    assert findings.of_source("channels.seen", seen.pk).count() == 1


def test_an_accepted_difference_is_quiet_until_it_becomes_another(county: County, there: Release):
    Site.pages["/7.html"] = html(title="关于申报补贴的通告")
    seen = seen_after_a_day(there)
    keeper = liaison_actor(county.finance)
    with pytest.raises(BadInput):
        actions.accept(seen, "", actor=keeper, at=AT)
    with pytest.raises(NotAllowed):
        actions.accept(seen, "没关系", actor=liaison_actor(county.justice), at=AT)
    actions.accept(seen, "上级平台限制标题字数", actor=keeper, at=AT)
    jobs.look_at_all(at=AT + timedelta(days=2))
    assert not queries.differences(Release.objects.all())
    Site.pages["/7.html"] = html(title="又变了")
    jobs.look_at_all(at=AT + timedelta(days=3))
    assert len(queries.differences(Release.objects.all())) == 1
    with pytest.raises(Conflict):
        actions.accept(seen, "旧的", actor=keeper, at=AT)


def test_another_look_is_asked_for(county: County, there: Release):
    jobs.look_at_new(at=AT)
    actions.look_again(there, actor=liaison_actor(county.finance), at=AT)
    jobs.look_at_new(at=AT)
    assert len(Site.seen) == 2
    Release.objects.update(address="", live="")
    with pytest.raises(Conflict):
        actions.look_again(there, actor=liaison_actor(county.finance), at=AT)


def test_what_was_seen_is_kept_by_the_verb_and_only_when_it_is_news(there: Release):
    robot = system_actor("渠道核对")
    for hours in (0, 1):
        actions.note_seen(there, Live.DIFFERS, [Difference("标题", "甲", "乙")], actor=robot, at=AT + timedelta(hours=hours))
    assert (there.seen.get().since, there.seen.get().until) == (AT, AT + timedelta(hours=1))
