"""Where old pages come from: a list with files, a saved site, a site on a real local server; and bad input."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import localtime
from docx import Document

from tests.cast import AT, County, office_actor
from tests.records_migration.conftest import IDENTITY, OLD, Quiet, html, out, read, row, states, zipped
from zwgk.domain.errors import BadInput
from zwgk.matters.records import actions
from zwgk.matters.records.migrating import crawled, crawler
from zwgk.matters.records.migrating import page as old
from zwgk.matters.records.migrating.dates import moment_in
from zwgk.matters.records.models import Migration, OldPage, Publication

pytestmark = pytest.mark.django_db


def word(text: str) -> bytes:
    document, stream = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


def saved(county: County, tmp_path: Path, files: dict[str, bytes], base: str = OLD) -> Migration:
    archive = tmp_path / "site.zip"
    archive.write_bytes(zipped(files))
    return read(actions.NewMigration("旧网站", "saved", county.finance, base_url=base, archive=archive))


def test_a_list_with_a_folder_of_files(county: County, tmp_path: Path, book: Callable[..., Path]) -> None:
    archive = tmp_path / "文件.zip"
    archive.write_bytes(zipped({"正文/1.html": html("网页标题", "2018-01-01", "<p>正文在网页里，足够长的一段。</p>").encode(), "附件/预算表.docx": word("预算合计十二万元")}))
    path = book([["关于预算的通知", f"{OLD}/1.html", "2019年3月5日", "通知", "县财政局", "正文/1.html", "附件/预算表.docx"], ["没有文件的", f"{OLD}/2.html", "2019-3-5", "", "", "正文/9.html", ""]], ("标题", "网址", "日期", "栏目", "单位", "文件", "附件"))  # fmt: skip
    done = read(actions.NewMigration("清单", "sheet", county.finance, book=path, archive=archive))
    page = done.pages.get(number=1)
    assert page.title == "关于预算的通知" and "正文在网页里" in page.body and page.files[0]["title"] == "预算表.docx" and page.dated.year == 2019
    assert states(done)[2] == "refused" and "9.html" in done.pages.get(number=2).reason


def test_attachments_are_screened_too_and_can_be_left_out(county: County, tmp_path: Path, book: Callable[..., Path]) -> None:
    archive = tmp_path / "f.zip"
    archive.write_bytes(zipped({"名单.docx": word(f"张三 {IDENTITY}")}))
    done = read(actions.NewMigration("名单", "sheet", county.finance, book=book([row(1, files="名单.docx")]), archive=archive))
    page = done.pages.get()
    assert page.state == OldPage.State.HELD and page.hits[0]["where"].startswith("附件“名单.docx”")
    assert actions.decide_pages(done, [page.pk], actions.Judgement("mask"), actor=office_actor(), at=AT) == (0, 1)
    actions.decide_pages(done, [page.pk], actions.Judgement("without_files", "名单含身份证号"), actor=office_actor(), at=AT)
    out(done, county.finance.pk)
    assert Publication.objects.get().files.count() == 0


def test_a_saved_site_keeps_its_addresses_pictures_and_files(county: County, tmp_path: Path) -> None:
    pixel = b"\x89PNG\r\n\x1a\n" + b"0" * 40
    page = html("防汛通知", "2020-06-01 08:30", '<p>汛期将至，请做好准备工作。<img src="pic/a.png"></p>', links='<a href="files/表.docx">登记表</a>')
    listing = "<html><head><title>通知公告列表</title></head><body><ul><li><a href='art/1.html'>防汛通知</a></li></ul></body></html>"
    files = {"www/art/1.html": page.encode("gbk").replace(b"utf-8", b"gb2312"), "www/art/pic/a.png": pixel, "www/art/files/表.docx": word("登记表"), "www/index.html": listing.encode()}
    done = saved(county, tmp_path, files)
    found = done.pages.get(title="防汛通知")
    assert found.old_url == f"{OLD}/art/1.html" and found.column == "通知公告" and found.unit == "县财政局" and localtime(found.dated).hour == 8
    assert "data:image/png;base64" in found.body and found.files[0]["title"] == "登记表.docx"
    assert states(done)[2] == "refused" and "列表页" in done.pages.get(number=2).reason


def test_scripts_in_old_pages_are_gone(county: County, tmp_path: Path) -> None:
    nasty = '<p onclick="steal()">正文正文正文正文正文</p><script>alert(1)</script><iframe src="//x"></iframe><a href="javascript:x()">点</a><img src="http://x/t.gif">'
    done = saved(county, tmp_path, {"a.html": html("通知一则", "2020-01-02", nasty).encode()})
    body = done.pages.get().body
    assert "正文正文" in body and not any(word in body for word in ("script", "onclick", "iframe", "javascript", "http://x"))


def test_a_page_of_no_known_make_is_read_too(county: County, tmp_path: Path) -> None:
    long = "县人民政府决定自即日起在全县范围内开展农村饮水安全巩固提升工作，现将有关事项通知如下。" * 6
    page = f"<html><head><title>饮水安全工作通知</title></head><body><table><tr><td>{'<p>' + long + '</p>'}<p>发布时间：2017-05-04</p></td></tr></table></body></html>"
    done = saved(county, tmp_path, {"x.htm": page.encode()})
    found = done.pages.get()
    assert found.state == OldPage.State.READY and "饮水安全" in found.body and found.dated.year == 2017


def test_a_site_is_crawled_politely_on_its_own_host_only(county: County, site: tuple[str, Path], settings: Any) -> None:
    url, folder = site
    settings.FETCH_PRIVATE, settings.MIGRATION_PAUSE = True, 0.0
    Quiet.asked.clear()
    links = "".join(f"<a href='/art/{n}.html'>第{n}篇</a>" for n in range(1, 4)) + "<a href='/secret/x.html'>x</a><a href='/away'>y</a><a href='http://elsewhere.example/'>z</a>"
    (folder / "index.html").write_text(f"<html><body>{links}</body></html>", "utf-8")
    (folder / "robots.txt").write_text("User-agent: *\nDisallow: /secret/\n", "utf-8")
    (folder / "art").mkdir()
    for n in range(1, 4):
        (folder / "art" / f"{n}.html").write_text(html(f"第{n}篇通知公告", "2021-02-03", f"<p>第{n}篇的正文内容在此。</p>", links=f"<a href='/f/{n}.docx'>附件</a>"), "utf-8")
    (folder / "f").mkdir()
    (folder / "f" / "1.docx").write_bytes(word("附件一"))
    done = read(actions.NewMigration("抓取", "crawl", county.finance, base_url=f"{url}/"))
    assert done.state == Migration.State.MAPPING
    good = done.pages.filter(state=OldPage.State.READY)
    assert {page.title for page in good} == {f"第{n}篇通知公告" for n in range(1, 4)} and done.pages.get(title="第1篇通知公告").files
    assert not any(path.startswith("/secret") for path in Quiet.asked) and len(Quiet.asked) == len(set(Quiet.asked))
    why = " ".join(done.pages.filter(state=OldPage.State.REFUSED).values_list("reason", flat=True))
    assert "robots.txt" in why and "转到了别的网站" in why


def test_a_crawl_goes_on_after_it_was_broken_off(tmp_path: Path, site: tuple[str, Path]) -> None:
    url, folder = site
    for n in range(6):
        (folder / f"{n}.html").write_text(html(f"第{n}篇", "2021-02-03", f"<p>正文{n}</p><a href='/{n + 1}.html'>下一篇</a>"), "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    assert crawler.crawl(f"{url}/0.html", home, crawler.Manner(pause=0, most=3, private=True))
    Quiet.asked.clear()
    assert crawler.crawl(f"{url}/0.html", home, crawler.Manner(pause=0, private=True))
    assert len([each for each in crawled.rows_of(home) if each["kind"] == "page"]) == 7 and "/0.html" not in Quiet.asked


def test_the_pause_between_two_requests_is_kept(tmp_path: Path, site: tuple[str, Path]) -> None:
    url, folder = site
    (folder / "index.html").write_text("<a href='/a.html'>a</a>", "utf-8")
    (folder / "a.html").write_text("<p>a</p>", "utf-8")
    began = time.monotonic()
    crawler.crawl(f"{url}/", tmp_path, crawler.Manner(pause=0.2, private=True))
    assert time.monotonic() - began >= 0.4


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://10.0.0.8/", "http://[::1]/", "http://169.254.169.254/", "ftp://www.old.example/", "http://localhost:9/"])
def test_the_inner_network_is_not_crawled(county: County, url: str) -> None:
    with pytest.raises(BadInput, match="网址"):
        actions.begin_migration(actions.NewMigration("x", "crawl", county.finance, base_url=url), actor=office_actor(), at=AT)


def test_a_name_that_turns_inward_is_not_followed(tmp_path: Path, site: tuple[str, Path]) -> None:
    url, _ = site
    with pytest.raises(crawler.Unreachable):
        crawler.crawl(url.replace("127.0.0.1", "localhost"), tmp_path, crawler.Manner(pause=0, private=False))


@pytest.mark.parametrize("data", [b"not a workbook", b"PK\x03\x04broken", b""])
def test_a_broken_list_is_refused_at_once(county: County, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    with pytest.raises(BadInput, match="清单打不开"):
        actions.begin_migration(actions.NewMigration("x", "sheet", county.finance, book=path), actor=office_actor(), at=AT)
    assert Migration.objects.get().state == Migration.State.FAILED


def test_a_list_without_heads_says_which_it_wants(county: County, book: Callable[..., Path]) -> None:
    with pytest.raises(BadInput, match="没有找到表头"):
        actions.begin_migration(actions.NewMigration("x", "sheet", county.finance, book=book([["a", "b"]], ("甲", "乙"))), actor=office_actor(), at=AT)


def test_a_zip_that_leads_out_or_explodes_is_refused(county: County, tmp_path: Path) -> None:
    for files, said in (({"../../evil.html": b"x"}, "以外"), ({"big.html": b"0" * 60_000_000}, "异常")):
        archive = tmp_path / "a.zip"
        archive.write_bytes(packed(files))
        with pytest.raises(BadInput, match=said):
            actions.begin_migration(actions.NewMigration("x", "saved", county.finance, base_url=OLD, archive=archive), actor=office_actor(), at=AT)


def packed(files: dict[str, bytes]) -> bytes:
    import zipfile

    out_ = io.BytesIO()
    with zipfile.ZipFile(out_, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out_.getvalue()


def test_rows_with_faults_are_told_one_by_one(county: County, batch: Callable[..., Migration]) -> None:
    rows = [row(1, dated="2020.13.1"), row(2, dated=""), row(3, dated="2027-01-01"), row(4, dated="去年"), row(5, title=""), row(6, body=" ", files="没有.pdf"), row(7, "=1+1"), row(8)]
    done = batch(rows)
    reasons = dict(done.pages.values_list("number", "reason"))
    for number, said in {1: "2020.13.1", 2: "没有发布日期", 3: "今天之后", 4: "看不懂", 5: "没有标题", 6: "没有正文"}.items():
        assert said in reasons[number]
    assert "没有正文" in reasons[7] and states(done)[8] == "ready"  # a formula is never reckoned, and brings nothing


@pytest.mark.parametrize(("text", "day"), [("2020-01-13", (2020, 1, 13)), ("2020年1月3日", (2020, 1, 3)), ("发布时间：2020/2/9 08:01", (2020, 2, 9, 8, 1)), ("2020年3月4日 17:05", (2020, 3, 4, 17, 5)), ("2020.3.4", (2020, 3, 4))])
def test_dates_as_old_sites_write_them(text: str, day: tuple[int, ...]) -> None:
    found = moment_in(text)
    assert found and found.timetuple()[: len(day)] == day


def test_title_number_and_organ_stand_in_the_table_above_the_text() -> None:
    """As many government sites print them, in cells and with wide blanks."""
    rows = "".join(f"<tr><td><b>{label}：</b></td> <td>{said}</td></tr>" for label, said in (("标　　题", "关于防汛工作的通知"), ("发文字号", "和府办〔2018〕7号"), ("发文机关", "县水利局"), ("发布日期", "2018年6月1日")))
    found = old.read(f"<html><head><title></title></head><body><table>{rows}</table><div id='UCAP-CONTENT'><p>各乡镇要做好防汛工作，逐村排查隐患。</p></div></body></html>")
    assert (found.title, found.doc_number, found.unit, found.date_text) == ("关于防汛工作的通知", "和府办〔2018〕7号", "县水利局", "2018年6月1日")


def test_real_pages_give_title_and_date(shared: Path) -> None:
    pages = sorted((shared / "documents/open/other_notices").glob("gov_*.html"))
    found = [old.read(old.decoded(each.read_bytes())) for each in pages]
    assert pages and all(each.title and each.dated and each.body for each in found)


def test_a_bare_sentence_is_a_text_and_a_list_of_links_is_none():
    short = old.read("<p>临时救助对象名单见附件，公示七天。</p><p><a href='a/名单.xls'>名单</a></p>", "http://old.example/")
    assert "公示七天" in short.body and short.links == [("http://old.example/a/名单.xls", "名单")]
    assert old.read("<ul><li><a href='1.html'>关于某事的通知</a></li><li><a href='2.html'>关于另一事的通知</a></li></ul>").body == ""
