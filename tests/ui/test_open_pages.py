"""Portal shell: home, about, errors, meta tags, traditional characters."""

import pytest
from django.test import Client, RequestFactory

from zwgk.foundation.ui import traditional
from zwgk.surfaces.middleware import TraditionalMiddleware
from zwgk.surfaces.portal import errors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/about/", "/accessibility/", "/sitemap/"])
def test_open_pages_ask_no_one_to_sign_in(client: Client, path: str):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies
    assert "csrftoken" not in answer.cookies


def test_meta_tags_are_those_of_the_guide(client: Client, settings: object):
    settings.SITE = {"id_code": "9999000001", "icp": "和ICP备00000000号"}
    html = client.get("/about/").content.decode()
    for tag in ('name="SiteName" content="和光县人民政府"', 'name="SiteDomain" content="testserver"', 'name="SiteIDCode" content="9999000001"'):
        assert tag in html
    assert "和ICP备00000000号" in html


def test_what_is_not_given_is_not_shown(client: Client):
    html = client.get("/").content.decode()
    assert "SiteIDCode" not in html
    assert "主办单位" not in html


def test_nothing_is_promised_that_is_not_there(client: Client):
    html = client.get("/").content.decode()
    assert 'href="/comments/"' not in html and 'href="/policies/"' not in html
    assert 'href="/requests/new/"' in html


def test_not_found_tells_what_to_do(client: Client):
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "核对网址" in answer.content.decode()


def test_the_page_of_500_needs_neither_session_nor_database(django_assert_num_queries: object):
    with django_assert_num_queries(0):
        answer = errors.broken(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "系统暂时出了问题" in answer.content.decode()


def test_traditional_leaves_addresses_and_typed_values():
    html = '<html lang="zh-CN"><a href="/台账/" title="台账">台账说明</a><textarea>台账</textarea><script>"台账"</script>'
    assert traditional.page(html) == '<html lang="zh-Hant"><a href="/台账/" title="臺賬">臺賬說明</a><textarea>台账</textarea><script>"台账"</script>'


def test_only_public_pages_turn_traditional():
    answers = TraditionalMiddleware(lambda request: errors.broken(request))
    for path, found in (("/", "系統暫時"), ("/office/", "系统暂时")):
        request = RequestFactory().get(path)
        request.COOKIES["zwgk_modes"] = "script%3Dhant"
        assert found in answers(request).content.decode()


@pytest.mark.db
@pytest.mark.parametrize(("path", "status"), [
    ("/xxgk/new/?organ=%00", 200), ("/search/?q=%%0000", 200), ("/xxgk/data/administrative-penalty/?q=%00", 200), ("/xxgk/all/%00/", 400), ("/moved/?url=http://old.example/%2500", 404),
])  # fmt: skip
def test_a_sign_that_no_text_holds_breaks_no_page(client: Client, path: str, status: int):
    before, _, query = path.partition("?")
    assert client.get(before, QUERY_STRING=query).status_code == status


@pytest.mark.db
def test_nor_the_counter(client: Client):
    assert client.post("/views/", "sites.channel:a\x00", content_type="text/plain").status_code == 404
