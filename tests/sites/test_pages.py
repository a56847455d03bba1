"""Feeds by topic and organ; about, contact, site map made from data; the office page of identity."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.cast import AT, DAY, County, office_actor
from tests.channels.conftest import place
from tests.records_public.conftest import Publish
from zwgk.domain.errors import BadInput
from zwgk.matters.catalogue.models import Column
from zwgk.matters.channels.models import Kind
from zwgk.matters.sites import actions, queries


@pytest.mark.requirement("PAG-09")
def test_a_topic_has_a_feed_of_its_own(publish: Publish, client: Client) -> None:
    publish("有主题", theme="综合政务\\政务公开")
    publish("没有主题")
    answer = client.get("/xxgk/themes/t02/feed.rss")
    titles = [each.findtext("title") for each in ElementTree.fromstring(answer.content).iter("item")]
    assert titles == ["有主题"] and client.get("/xxgk/themes/t99/feed.rss").status_code == 404


@pytest.mark.requirement("PAG-09")
def test_every_feed_that_is_listed_opens(county: County, columns: dict[str, Column], client: Client) -> None:
    page = client.get("/feeds/").content.decode()
    assert "/xxgk/themes/t02/feed.atom" in page and "/xxgk/finance/feed.json" in page
    mine = client.get("/feeds/", {"organ": "finance"}).content.decode()
    assert "/xxgk/finance/rules/feed.rss" in mine
    for url in ("/xxgk/themes/t02/feed.atom", "/xxgk/finance/rules/feed.rss", "/xxgk/finance/feed.json"):
        assert client.get(url).status_code == 200


@pytest.mark.requirement("PAG-14")
def test_about_contact_and_map_say_what_is_there(county: County, client: Client) -> None:
    about, units = client.get("/about/").content.decode(), sum(len(rows) for _, rows in queries.directory(DAY))
    assert "和光县人民政府" in about and f"县政府、{units - 1} 个单位" in about, "the government itself is named beside them"
    contact = client.get("/contact/").content.decode()
    assert county.finance.phone in contact and "青禾镇人民政府" in contact
    site_map = client.get("/sitemap/").content.decode()
    assert "/organs/finance/" in site_map and "/feeds/" in site_map and "/requests/" in site_map and "/xxgk/data/" in site_map


@pytest.mark.requirement("PAG-13")
def test_chosen_accounts_stand_in_the_head_with_their_code(county: County, client: Client, office_client: Client) -> None:
    wechat = place(Kind.ACCOUNT, "和光发布", county.office, platform="微信公众号")
    weibo = place(Kind.ACCOUNT, "和光微博", county.finance, platform="微博", address="https://weibo.example/heguang")
    above = place(Kind.ACCOUNT, "曜州发布", county.higher, platform="微信公众号")
    assert queries.identity().accounts == ()
    image = io.BytesIO()
    Image.new("RGB", (9, 9)).save(image, "PNG")
    sent = {f"show_{wechat.pk}": "on", f"at_{wechat.pk}": "2", f"show_{weibo.pk}": "on", f"at_{weibo.pk}": "1", f"code_{wechat.pk}": SimpleUploadedFile("码.png", image.getvalue())}
    assert office_client.post("/office/sites/accounts/", sent).status_code == 302
    first, second = queries.identity().accounts
    assert (first.name, second.name, second.kind) == ("和光微博", "和光发布", "微信公众号")
    assert b"<svg" in client.get(first.code).content and client.get(second.code).content == image.getvalue()
    assert client.get(f"/accounts-code/{above.pk}/").status_code == 404
    with pytest.raises(BadInput, match="本级"):
        actions.set_accounts([(above, None)], actor=office_actor(), at=AT)


@pytest.mark.requirement("PAG-15")
def test_the_office_page_says_what_is_wrong_and_keeps_what_was_typed(county: County, office_client: Client, settings) -> None:
    settings.SITE = {"icp": "京备1"}
    assert "不符合" in office_client.get("/office/sites/").content.decode()
    sent = {"name": "和光县人民政府", "domain": "https://www.heguang.gov.cn", "id_code": "999900000123"}
    page = office_client.post("/office/sites/identity/", sent).content.decode()
    assert "不带 http" in page and "10位数字" in page and "999900000123" in page
    assert office_client.post("/office/sites/identity/", {**sent, "domain": "www.heguang.gov.cn", "id_code": "9999000001"}).status_code == 302
    assert queries.identity().id_code == "9999000001"
    lines = {f"{name}_{n}": "" for n in range(6) for name in ("label", "url")} | {f"level_{n}": "city" for n in range(6)}
    assert office_client.post("/office/sites/links/", {**lines, "label_0": "中央人民政府", "url_0": "https://www.gov.cn/", "level_0": "central"}).status_code == 302
    wrong = office_client.post("/office/sites/links/", {**lines, "label_0": "市政府", "url_0": "www.yaozhou"}).content.decode()
    assert "www.yaozhou" in wrong and queries.identity().higher == (("中央人民政府", "https://www.gov.cn/"),)
    actions.set_links([], actor=office_actor(), at=AT)
    assert queries.identity().higher == ()
