"""order_pack, make_pack, make_pack_task: the zip and what is in it."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from django.conf import settings
from PIL import Image

from tests.assessments.conftest import indicator
from tests.cast import AT, County, assessor_actor, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.files.readers import available
from zwgk.matters.assessments import actions, jobs
from zwgk.matters.assessments.models import IndicatorTable, Pack
from zwgk.matters.assessments.pack import drawing, names, stamping
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.ledger.actions.evidence import Fetched
from zwgk.matters.ledger.models import Evidence, Item


def picture(size: tuple[int, int] = (900, 600)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "PNG")
    return out.getvalue()


def put(table: IndicatorTable, county: County, data: bytes, name: str, code: str = "1.1", pages: str = "", dated: date | None = None) -> None:
    new = actions.NewUpload(county.finance, name.rpartition(".")[0], dated or AT.date())
    row = actions.upload(new, data, name, actor=office_actor(), at=AT)
    actions.tag(actions.NewTag(indicator(table, code), f"upload:{row.pk}", "", pages), county.finance, actor=office_actor(), at=AT)


def made(table: IndicatorTable, **part: object) -> tuple[Pack, zipfile.ZipFile]:
    pack = actions.order_pack(actions.Wish(table, **part), actor=office_actor(), at=AT)
    assert actions.make_pack(pack, actor=office_actor(), at=AT)
    pack.refresh_from_db()
    assert pack.state == "ready", pack.failure
    return pack, zipfile.ZipFile(Path(settings.MEDIA_ROOT) / pack.path)


def words(data: bytes) -> str:
    """The text of a PDF; LibreOffice sets thin gaps between figures and hanzi."""
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))
    return re.sub(r"(?<=[\u4e00-\u9fff：]) (?=\d)|(?<=\d) (?=[\u4e00-\u9fff])", "", text)


@pytest.fixture
def filled(table: IndicatorTable, county: County, item: Item) -> IndicatorTable:
    """A captured page of justice, an image and a text of finance, one broken PDF, one of last year."""
    row = ledger.add_page(item, "https://www.heguang.example/zfxx/2026.html", "法治政府建设年度报告", actor=liaison_actor(county.justice), at=AT)
    page = Fetched("2025年度法治政府建设报告", "全县法治政府建设扎实推进。\n" * 60, "ab" * 32, b"<html>...</html>")
    ledger.keep_fetched(row, page, actor=office_actor(), at=AT)
    actions.tag(actions.NewTag(indicator(table, "1.2"), f"evidence:{row.pk}"), county.justice, actor=office_actor(), at=AT)
    put(table, county, picture(), "2026年预算公开截图.png")
    put(table, county, "预算公开说明".encode(), "说明：“第一稿”.txt")
    put(table, county, b"%PDF-1.4 broken", "坏文件.pdf", "1.3")
    put(table, county, picture((40, 40)), "去年的.png", "1.3", dated=date(2025, 1, 4))
    return table


@pytest.mark.requirement("EVA-01")
def test_a_folder_per_indicator_with_numbered_stamped_pdfs(filled: IndicatorTable):
    pack, archive = made(filled)
    listed = archive.namelist()
    assert "1.1 按时公开本级政府预算、决算和本部门预算/1.1-01 县财政局 2026年预算公开截图.pdf" in listed
    assert {"目录.docx", "目录.pdf", "缺口清单.xlsx", "指标对照表.xlsx", "校验清单.csv"} <= set(listed)
    captured = next(name for name in listed if name.startswith("1.2"))
    text = words(archive.read(captured))
    assert "https://www.heguang.example/zfxx/2026.html" in text and "2026年11月23日09:00:00（北京时间）" in text and "ab" * 32 in text.replace("\n", "").replace("\r", "")
    assert "1.2-01 - 3 -" in text and "1.2-01 - 4 -" in text
    assert pack.page_count == 4 and pack.sha256 == hashlib.sha256((Path(settings.MEDIA_ROOT) / pack.path).read_bytes()).hexdigest()


def test_a_broken_file_is_told_and_goes_in_as_it_is(filled: IndicatorTable):
    pack, archive = made(filled)
    assert len(pack.problems) == 1 and "1.3-01 县财政局 坏文件：文件打不开" in pack.problems[0]
    assert archive.read(next(name for name in archive.namelist() if "坏文件" in name)) == b"%PDF-1.4 broken"
    book = openpyxl.load_workbook(io.BytesIO(archive.read("缺口清单.xlsx"))).active
    said = "\n".join(str(cell) for row in book.iter_rows(values_only=True) for cell in row if cell)
    assert "坏文件" in said and "不在考核期内，未收入" in said and "青禾镇" in said


def test_directory_manifest_and_ticks_agree(filled: IndicatorTable):
    _, archive = made(filled)
    table = docx.Document(io.BytesIO(archive.read("目录.docx"))).tables[0]
    lines = [[cell.text for cell in row.cells] for row in table.rows]
    assert ["1.1-01", "县财政局", "2026年预算公开截图", "1", "1"] in lines
    assert ["1.2-01", "县司法局", "法治政府建设年度报告", "2", "3-4"] in lines
    assert "3-4" in words(archive.read("目录.pdf"))
    rows = list(csv.reader(io.StringIO(archive.read("校验清单.csv").decode("utf-8-sig"))))[1:]
    assert all(hashlib.sha256(archive.read(path)).hexdigest() == digest for path, _, digest, _ in rows)
    assert len(rows) == len(archive.namelist()) - 1
    ticks = openpyxl.load_workbook(io.BytesIO(archive.read("指标对照表.xlsx"))).active
    assert "✓" in [cell for row in ticks.iter_rows(values_only=True) for cell in row]


def test_a_part_for_one_unit_or_one_indicator(filled: IndicatorTable, county: County):
    pack, archive = made(filled, organ=county.justice)
    assert [name[:3] for name in archive.namelist() if "/" in name] == ["1.2"] and pack.scope == "县司法局"
    _, archive = made(filled, indicator=indicator(filled, "1.1"))
    assert {name[:3] for name in archive.namelist() if "/" in name} == {"1.1"}


def test_only_the_pages_that_prove_it(table: IndicatorTable, county: County):
    whole = drawing.capture(drawing.Capture("长文", "https://heguang.example/", AT, "00", "一行\n" * 200))
    put(table, county, whole, "长文.pdf", pages="2-3")
    put(table, county, whole, "缺页.pdf", pages="90")
    pack, _ = made(table)
    assert pack.page_count == 2 and "没有第 90 页" in pack.problems[0]


def test_who_may_order_and_when(table: IndicatorTable, draft: IndicatorTable, county: County, filled: IndicatorTable):
    with pytest.raises(NotAllowed):
        actions.order_pack(actions.Wish(table), actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(BadInput, match="还没有考核期内的佐证材料"):
        actions.order_pack(actions.Wish(table, organ=county.qinghe), actor=office_actor(), at=AT)
    first = actions.order_pack(actions.Wish(table), actor=assessor_actor(), at=AT)
    assert actions.order_pack(actions.Wish(table), actor=office_actor(), at=AT) == first
    new = IndicatorTable.objects.create(title="草稿", year=2026, since=AT.date(), until=AT.date(), file=draft.file, imported_at=AT, imported_by="甲")
    with pytest.raises(Conflict):
        actions.order_pack(actions.Wish(new), actor=office_actor(), at=AT)


def test_two_workers_make_it_once_and_a_dead_one_is_followed(filled: IndicatorTable):
    pack = actions.order_pack(actions.Wish(filled), actor=office_actor(), at=AT)
    Pack.objects.filter(pk=pack.pk).update(state="making", beat_at=AT)
    assert not actions.make_pack(pack, actor=office_actor(), at=AT)
    assert jobs.revive(at=AT) == ""
    Pack.objects.filter(pk=pack.pk).update(beat_at=AT - 2 * actions.packing.SILENT)
    assert jobs.revive(at=AT) == "重新提交材料包 1 个"
    pack.refresh_from_db()
    assert pack.state == "ready"


def test_a_fault_is_kept_with_the_pack(filled: IndicatorTable, monkeypatch: pytest.MonkeyPatch):
    pack = actions.order_pack(actions.Wish(filled), actor=office_actor(), at=AT)
    folder = Path(settings.MEDIA_ROOT) / "packs"
    folder.parent.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(Pack, "path", property(lambda self: "packs-as-file/1.zip"))
    (Path(settings.MEDIA_ROOT) / "packs-as-file").write_bytes(b"")
    actions.make_pack_task.enqueue(pack.pk)
    pack.refresh_from_db()
    assert pack.state == "failed" and pack.failure


@pytest.mark.slow
@pytest.mark.skipif(not available()["soffice"], reason="no LibreOffice here")
def test_office_documents_are_converted_in_one_run_and_kept(table: IndicatorTable, county: County):
    for number in range(3):
        document, out = docx.Document(), io.BytesIO()
        document.add_paragraph(f"预算公开第{number}号说明")
        document.save(out)
        put(table, county, out.getvalue(), f"说明{number}.docx")
    assert jobs.convert_ahead(at=AT) == "预先转换文件 3 份"
    pack, archive = made(table)
    assert jobs.convert_ahead(at=AT) == "预先转换文件 0 份"
    assert pack.page_count == 3 and not pack.problems
    assert "预算公开第2号说明" in words(archive.read(next(name for name in archive.namelist() if "说明2" in name)))


@pytest.mark.slow
@pytest.mark.skipif(not available()["soffice"], reason="no LibreOffice here")
def test_the_directory_opens_in_libreoffice(filled: IndicatorTable, tmp_path: Path):
    _, archive = made(filled)
    archive.extract("目录.docx", tmp_path)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/lo", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "目录.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert "2026年预算公开截图" in words((tmp_path / "目录.pdf").read_bytes())


@pytest.mark.parametrize(
    ("title", "expected"),
    [("a/b:c*?.pdf", "1.1-01 财政局 a b c.pdf"), ("𠮷祥.png", "1.1-01 财政局 祥.pdf"), ("甲" * 200, None), ("  结尾. ", "1.1-01 财政局 结尾.pdf")],
)
def test_names_are_safe_for_windows(title: str, expected: str | None):
    name = names.file_name("1.1", 1, "财政局", title)
    assert len(name) <= names.FILE + 4 and name.encode("gbk")
    assert expected is None or name == expected


def test_reserved_names_and_page_lists():
    assert names.safe("CON", 20) == "_CON" and names.safe("...", 20) == "未命名"
    assert stamping.numbers_of("3-5,1,9", 4) == [2, 3, 0]


def test_evidence_that_was_not_fetched_is_told(table: IndicatorTable, county: County, item: Item, filled: IndicatorTable):
    row: Evidence = ledger.add_page(item, "https://www.heguang.example/a", actor=office_actor(), at=AT)
    actions.tag(actions.NewTag(indicator(table, "1.3"), f"evidence:{row.pk}"), county.justice, actor=office_actor(), at=AT)
    pack, _ = made(filled)
    assert any("待抓取" in problem for problem in pack.problems)
