"""The same workbook: what is merged, and that nothing else changes."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.datacalls import makers
from zwgk.domain.errors import BadInput
from zwgk.foundation.files.readers import office
from zwgk.matters.datacalls.books.blank import blank
from zwgk.matters.datacalls.books.fill import Answer, Around, completed, merge
from zwgk.matters.datacalls.books.formulas import Inserted
from zwgk.matters.datacalls.books.package import Book
from zwgk.matters.datacalls.books.read import grid
from zwgk.matters.datacalls.books.reread import reread
from zwgk.matters.datacalls.intake import as_xlsx, take
from zwgk.matters.datacalls.spec import Layout, Sheet, guess

pytestmark = pytest.mark.requirement("TSK-08")
AROUND = Around({"unit": "和光县人民政府办公室", "person": "陆清和", "phone": "0999-6000001", "date": "2026年11月23日"})


def spec(data: bytes) -> Sheet:
    book = Book(data)
    found = guess(grid(book, next(iter(book.sheets))))
    assert found is not None
    return found


def units(count: int, **more: str) -> list[Answer]:
    return [Answer(n, f"单位{n}", [{"2": f"单位{n}", "3": "3", "4": "1", "5": "2", "6": "1", "7": "1", "9": "否", **more}]) for n in range(count)]


def merged(data: bytes, answers: list[Answer]) -> bytes:
    sheet = spec(data)
    return merge(data, [sheet], {sheet.name: answers}, AROUND)


def look(cell: openpyxl.cell.Cell) -> tuple[object, ...]:
    return (cell.font.name, cell.font.sz, cell.border.left.style, cell.alignment.horizontal, cell.number_format, cell.fill.fgColor.rgb)


def test_rows_go_in_and_everything_below_follows() -> None:
    before = openpyxl.load_workbook(io.BytesIO(makers.requests()))
    out = merged(makers.requests(), units(12))
    book = openpyxl.load_workbook(io.BytesIO(out))
    sheet, was = book["附件1"], before["附件1"]
    assert [sheet.cell(row, 1).value for row in (7, 18)] == [1, 12] and sheet["B18"].value == "单位11"
    assert (sheet["H18"].value, sheet["C19"].value, sheet["A20"].value[:4]) == ("=SUM(E18:G18)", "=SUM(C7:C18)", "填表说明")
    assert {str(area) for area in sheet.merged_cells.ranges} >= {"A19:B19", "A20:J20", "E4:G4"} and len(sheet.merged_cells.ranges) == len(was.merged_cells.ranges)
    assert sheet.print_area == "'附件1'!$A$1:$J$20" and sheet.print_title_rows == was.print_title_rows and sheet.freeze_panes == "C7"
    assert str(sheet.data_validations.dataValidation[0].sqref) == "I7:I18"
    assert [str(rule.sqref) for rule in sheet.conditional_formatting] == ["C7:C18"]
    assert book.defined_names["明细"].attr_text == "附件1!$A$7:$J$18"
    assert [cell.value for cell in book["汇总"]["B"]] == ["=附件1!C19+附件1!D19", "=SUM(附件1!$C$7:$D$18)"]
    assert sheet._images[0].anchor._from.row == was._images[0].anchor._from.row + 7 and sheet["J4"].comment.text == was["J4"].comment.text
    assert all(look(sheet.cell(row, column)) == look(was.cell(min(row, 11), column)) for row in (1, 4, 7, 11, 15, 18) for column in range(1, 11))
    assert sheet.column_dimensions["B"].width == 28 and sheet.row_dimensions[18].height == 33


def test_totals_are_reckoned_and_kept_beside_the_formulas() -> None:
    book = openpyxl.load_workbook(io.BytesIO(merged(makers.requests(), units(12))), data_only=True)
    assert [book["附件1"][f"{column}19"].value for column in "CDEFGH"] == [36, 12, 24, 12, 12, 48]
    assert [cell.value for cell in book["汇总"]["B"]] == [48, 48]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_reckons_the_same(tmp_path: Path) -> None:
    source = tmp_path / "汇总.xlsx"
    source.write_bytes(merged(makers.requests(), units(12)))
    subprocess.run(["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=120)
    again = openpyxl.load_workbook(io.BytesIO(office.convert((tmp_path / "汇总.ods").read_bytes(), "ods", "xlsx", "ods")), data_only=True)
    assert [again["附件1"][f"{column}19"].value for column in "CDEFGH"] == [36, 12, 24, 12, 12, 48] and again["汇总"]["B1"].value == 48


def test_parts_that_nobody_touched_keep_their_bytes() -> None:
    data = makers.requests(blank_rows=20)
    before, after = (zipfile.ZipFile(io.BytesIO(each)) for each in (data, merged(data, units(12))))
    assert set(after.namelist()) == set(before.namelist())
    same = {name for name in before.namelist() if before.read(name) == after.read(name)}
    assert {name for name in before.namelist() if "media" in name or "theme" in name or "drawing" in name} <= same
    assert merged(data, units(3)) == merged(data, units(3))


def test_what_people_typed_is_never_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(merged(makers.requests(), units(1, **{"10": '=HYPERLINK("http://x.example")'}))))
    cell = book["附件1"]["J7"]
    assert cell.data_type == "s" and cell.quotePrefix and cell.value.startswith("=HYPERLINK")


def test_the_line_of_the_sender_is_filled_in() -> None:
    line = openpyxl.load_workbook(io.BytesIO(merged(makers.requests(), [])))["附件1"]["A3"].value
    assert line == "填报单位（盖章）：和光县人民政府办公室　填报人：陆清和　联系电话：0999-6000001　填报日期：2026年11月23日"
    assert completed("单位：万元", {"unit": "县财政局"}) == "单位：万元"


def test_example_rows_give_way_and_days_become_days() -> None:
    row = {"2": "县财政局", "3": "通知", "4": "视频", "5": "2026-11-20", "6": "80", "7": "0999-6000001"}
    sheet = openpyxl.load_workbook(io.BytesIO(merged(makers.matters(), [Answer(1, "县财政局", [row])])))["附件2"]
    assert [sheet.cell(3, column).value for column in (1, 3, 6)] == [1, "通知", 80] and sheet["E3"].value.isoformat()[:10] == "2026-11-20"
    assert sheet["B4"].value is None


def test_a_form_is_added_up_or_kept_unit_by_unit() -> None:
    data = makers.form()
    sheet = spec(data)
    values = {sheet.key(column): "3" if column.kind == "integer" else "0999-6000001" if column.kind == "phone" else "好" for column in sheet.asked}
    told = {sheet.name: [Answer(1, "县财政局", [values]), Answer(2, "县司法局", [values])]}
    book = openpyxl.load_workbook(io.BytesIO(merge(data, [replace(sheet, layout=Layout.SHEETS)], told, AROUND)), data_only=True)
    assert book.sheetnames == ["基本情况", "县财政局", "县司法局"]
    assert (book["基本情况"]["B4"].value, book["基本情况"]["D7"].value, book["县财政局"]["B4"].value, book["县财政局"]["D7"].value) == (6, 12, 3, 6)
    assert book["县财政局"]["A2"].value == "填报单位：县财政局" and "县司法局：好" in book["基本情况"]["B5"].value


def test_rows_printed_by_the_superior_belong_to_their_unit() -> None:
    sheet = replace(spec(makers.requests()), given=(8,), printed={"8": 1})
    out = merge(makers.requests(), [sheet], {"附件1": units(2)}, AROUND)
    page = openpyxl.load_workbook(io.BytesIO(out))["附件1"]
    assert (page["B7"].value, page["B8"].value, page["C8"].value) == ("单位0", "单位1", 3)


def test_a_sheet_changed_by_hand_is_matched_by_its_header() -> None:
    data = makers.requests()
    sheet = spec(data)
    book = openpyxl.load_workbook(io.BytesIO(blank(data, [sheet], "call:1;organ:2", {}, AROUND)))
    page = book["附件1"]
    page.protection.sheet = False
    for area in [str(each) for each in page.merged_cells.ranges]:
        page.unmerge_cells(area)
    page.delete_rows(1)
    for area in ("A3:A5", "B3:B5", "C3:D3", "E3:G3", "H3:H5", "I3:I5", "J3:J5", "C4:C5", "D4:D5", "E4:F4"):
        page.merge_cells(area)
    page["C6"], page["D6"] = 5, "=2+2"
    found = reread(makers.saved(book), [sheet])
    assert found.mark == "call:1;organ:2" and found.rows["附件1"][0].values["3"] == "5" and found.rows["附件1"][0].places["3"] == "C6"


@pytest.mark.parametrize(
    ("formula", "moved"),
    [("SUM(D5:D9)", "SUM(D5:D12)"), ("D10*2", "D13*2"), ("D$9+D9", "D$9+D9"), ('"D10"&A1', '"D10"&A1'), ("SUM(别的!D5:D9)", "SUM(别的!D5:D9)"), ("SUM(D:D)", "SUM(D:D)"), ("[1]表!D10", "[1]表!D10")],
)  # fmt: skip
def test_references_move_or_stretch(formula: str, moved: str) -> None:
    assert Inserted("表", 5, 9, 3).formula(formula, home="表", row=10) == moved


def test_a_table_with_one_row_grows_with_its_sum() -> None:
    assert Inserted("表", 5, 5, 2).formula("SUM(D5)", home="表", row=6) == "SUM(D5:D7)"
    assert Inserted("表", 5, 5, 2).formula("SUM(C5:E5)", home="表", row=5) == "SUM(C5:E5)"


def rezipped(data: bytes, **more: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        for name, content in more.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def test_hostile_files_get_a_clear_answer() -> None:
    with pytest.raises(BadInput, match="宏"):
        take(rezipped(makers.requests(), xl__vbaProject_dot_bin=b"x"), "表.xlsm", [])
    with pytest.raises(BadInput, match="不是表格"):
        as_xlsx("一段文字".encode(), "表.xlsx")
    with pytest.raises(BadInput, match="没有找到可以填写的表头"):
        take(makers.saved(openpyxl.Workbook()), "空.xlsx", [])
    with pytest.raises(BadInput, match="20 MB"):
        as_xlsx(b"PK" * 11 * 1024 * 1024, "大.xlsx")


def test_fifty_thousand_empty_formatted_rows_are_counted_not_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(makers.matters()))
    makers.boxed(book.active, 7, 20_000, 7)
    sheet = spec(makers.saved(book))
    assert sheet.rows == (3, 20_000) and sheet.layout is Layout.MANY


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_an_old_xls_is_converted_and_said(tmp_path: Path) -> None:
    old = office.convert(makers.matters(), "xlsx", "xls", "xlsx")
    taken = take(old, "附件2.xls", [])
    assert taken.sheets[0].columns[3].choices == ("图解", "视频", "发布会") and "旧格式" in taken.notes[0]
