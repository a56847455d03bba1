"""The page of one publication: head, line, banner, versions, attachments, data, tombstone, cache."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import AT, County
from zwgk.matters.catalogue.models import Column, Entry
from zwgk.matters.records.models import Publication

from .conftest import Publish, make_file

pytestmark = pytest.mark.django_db


def text(client: Client, publication: Publication, status: int = 200) -> str:
    answer = client.get(publication.url)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.requirement("PAG-01")
def test_the_head_is_a_table_with_what_is_known(client: Client, publish: Publish):
    html = text(client, publish(doc_number="和财〔2026〕7号", theme="综合政务\\政务公开", genre="通知"))
    for label in ("索引号", "文号", "主题分类", "发文单位", "名称", "发布日期", "有效性", "发文日期"):
        assert f'<th scope="row">{label}</th>' in html
    assert "和财〔2026〕7号" in html


@pytest.mark.requirement("PAG-01", "PAG-02")
def test_empty_labels_are_hidden(client: Client, publish: Publish):
    html = text(client, publish(meta={}, written_on=None))
    for label in ("文号", "主题分类", "成文日期", "失效日期", "作者：", "编辑：", "来源："):
        assert label not in html.split("<article")[1].split("doc-body")[0]


@pytest.mark.requirement("PAG-02")
def test_the_line_under_the_title(client: Client, publish: Publish, county: County):
    html = text(client, publish(meta={"source": "县政府网", "editor": "陆清", "author": "傅思"}, published_at=AT))
    for said in ("时间：2026-11-23 09:00", "来源：县政府网", f"发布机构：{county.finance.name}", "编辑：陆清", "作者：傅思"):
        assert said in html


@pytest.mark.requirement("PAG-03")
def test_the_breadcrumb_follows_the_tree_of_columns(client: Client, publish: Publish, columns: dict[str, Column], county: County):
    html = text(client, publish("预算公开", column=columns["art20-07"])).split('class="crumbs"')[1].split("</nav>")[0]
    steps = ["首页", "政府信息公开", county.finance.name, "法定主动公开内容", "财政预算、决算", "正文"]
    at = [html.index(f">{step}<") for step in steps]
    assert at == sorted(at)


@pytest.mark.parametrize(("standing", "said"), [("repealed", "本文件已经废止"), ("lapsed", "本文件已经失效")])
def test_a_document_out_of_force_says_so_loudly_and_leads_on(client: Client, publish: Publish, standing: str, said: str):
    newer = publish("新办法")
    old = publish("旧办法", standing=standing, ended_at=AT, end_reason="replaced", successor_slug=newer.slug, successor_title="新办法")
    html = text(client, old)
    assert said in html
    assert "2026年11月23日" in html
    assert f'href="{newer.url}"' in html
    assert "旧办法" in text(client, newer)


def test_versions_are_listed_and_an_old_one_says_it_is_old(client: Client, publish: Publish):
    old = publish("通知", shown=False, standing="replaced", published_at=AT - timedelta(days=3))
    new = publish("通知（更正）", record=old.record, slug=old.slug, number=2)
    assert f"{new.url}v1/" in text(client, new)
    answer = client.get(f"{new.url}v1/")
    assert "不是现行内容" in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex"
    assert client.get(f"{new.url}v3/").status_code == 404 or client.get(f"{new.url}v3/").status_code == 410


def test_attachments_tell_type_and_size_and_come_down(client: Client, publish: Publish):
    publication = publish()
    file = make_file(publication)
    assert "Excel" in text(client, publication)
    answer = client.get(file.url)
    assert b"".join(answer.streaming_content).startswith(b"PK-")
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(file.url, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304


@pytest.mark.parametrize("standing", ["withdrawn", "sealed"])
def test_what_was_taken_down_leaves_a_neutral_tombstone_everywhere(client: Client, publish: Publish, standing: str):
    publication = publish("泄露了张三的身份证", body="<p>很秘密</p>")
    file = make_file(publication, "张三.xlsx")
    tag = client.get(publication.url)["ETag"]
    Publication.objects.filter(pk=publication.pk).update(shown=False, standing=standing, ended_at=AT)
    for path in (publication.url, f"{publication.url}data.json", f"{publication.url}qr.svg", f"{publication.url}v1/", file.url):
        answer = client.get(path, HTTP_IF_NONE_MATCH=tag)
        assert answer.status_code == 410, path
        assert "张三" not in answer.content.decode()
        assert answer["Cache-Control"] == "no-store"
    for path in ("/xxgk/", "/xxgk/new/", "/xxgk/finance/", "/xxgk/feed.rss", "/xxgk/finance/feed.json", "/sitemap-1.xml"):
        assert publication.slug not in client.get(path).content.decode(), path


def test_the_reason_of_an_emergency_is_not_told(client: Client, publish: Publish):
    publication = publish(shown=False, standing="sealed", end_reason="personal", sealed_at=AT)
    html = text(client, publication, 410)
    assert "个人信息" not in html.split("<main")[1]
    assert "暂停公开" in html


def test_an_address_that_never_was_is_404(client: Client, county: County):
    assert client.get("/xxgk/info/nothing-here/").status_code == 404


def test_the_cache_asks_again_and_learns_of_each_change(client: Client, publish: Publish):
    publication = publish()
    answer = client.get(publication.url)
    assert "no-cache" in answer["Cache-Control"]
    assert client.get(publication.url, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304
    Publication.objects.filter(pk=publication.pk).update(standing="lapsed", ended_at=AT)
    assert client.get(publication.url, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 200
    client.cookies["zwgk_modes"] = "theme%3Ddark"
    assert client.get(publication.url)["ETag"] != answer["ETag"]


@pytest.mark.requirement("PAG-01")
def test_there_is_a_copy_for_machines(client: Client, publish: Publish):
    publication = publish(doc_number="和财〔2026〕9号")
    make_file(publication)
    answer = client.get(f"{publication.url}data.json")
    told = json.loads(answer.content)
    assert told["元数据"]["文号"] == "和财〔2026〕9号"
    assert told["identifier"] == publication.index_number
    assert told["associatedMedia"][0]["contentUrl"].startswith("http://testserver/xxgk/info/")
    assert all(value not in ("", None, [], {}) for value in told.values())


def test_the_row_of_a_kind_shows_its_fields_in_words(client: Client, publish: Publish):
    values = {"number": "和市监罚〔2026〕3号", "party": "某某商店", "fine": "1200"}
    html = text(client, publish("行政处罚", kind="administrative-penalty", values=values, body=""))
    assert "和市监罚〔2026〕3号" in html
    assert "某某商店" in html


def test_entry_and_column_are_linked(client: Client, publish: Publish, entry: Entry, columns: dict[str, Column]):
    html = text(client, publish(column=columns["rules"], entry=entry))
    assert f'href="{entry_url(entry)}"' in html
    assert 'href="/xxgk/finance/rules/"' in html


def entry_url(entry: Entry) -> str:
    return f"/xxgk/catalogue/entries/{entry.pk}/"


@pytest.mark.requirement("PAG-11")
def test_the_qr_code_is_drawn(client: Client, publish: Publish):
    answer = client.get(f"{publish().url}qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")


def linked(client: Client, url: str) -> dict:
    page = client.get(url).content.decode()
    return json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])


@pytest.mark.requirement("EXT-03")
def test_a_page_says_what_it_is_in_the_words_of_schema_org(publish, columns, client: Client):
    plain, normative = publish("一件事</script>"), publish("管理办法", column=columns["art20-01"], doc_number="和财〔2026〕1号", standing="repealed", ended_at=AT)
    told = linked(client, plain.url)
    assert (told["@type"], told["name"], told["identifier"]) == ("DigitalDocument", "一件事</script>", plain.index_number)
    told = linked(client, normative.url)
    assert (told["@type"], told["legislationIdentifier"], told["legislationLegalForce"]) == ("Legislation", "和财〔2026〕1号", "https://schema.org/NotInForce")
    table = linked(client, "/xxgk/data/administrative-penalty/")
    assert table["@type"] == "Dataset" and any(each["contentUrl"].endswith("rows.csv") for each in table["distribution"])
