"""The sample county: rows of every kind, all clean, no key twice."""

from __future__ import annotations

import pytest

from zwgk.demo.reading import WRITTEN
from zwgk.demo.rows import EVERY
from zwgk.domain.kinds import check_sheet, read_sheet, titled, validate
from zwgk.foundation.files.readers import lines
from zwgk.law import load
from zwgk.matters.records import rowbooks

LAW = load()


@pytest.mark.parametrize("kind", sorted(LAW.kinds))
@pytest.mark.requirement("ENF-01", "FIN-01", "FIN-03", "FIN-08", "FIN-09", "SOC-02", "VIL-01")
def test_sample_rows_are_clean_and_come_back_from_their_workbook(kind: str) -> None:
    found, rows = LAW.kinds[kind], [row for batch in EVERY[kind](WRITTEN) for row in batch.rows]
    for row in rows:
        assert validate(found, row).problems == [] and titled(found, row)
    book = rowbooks.exported(found, [{**row, **{each.id: [row[each.id]] for each in found.fields if each.type.value == "multi" and isinstance(row.get(each.id), str)}} for row in rows[:15]])
    sheet = rowbooks.read_book(found, book, "表.xlsx").sheet
    assert [each.problems for each in check_sheet(found, sheet)] == [()] * len(sheet.rows) and len(sheet.rows) == min(15, len(rows))


@pytest.mark.parametrize("kind", sorted(LAW.kinds))
def test_the_empty_form_is_read_by_its_own_heads(kind: str) -> None:
    found = LAW.kinds[kind]
    read = read_sheet(found.fields, lines(rowbooks.template(found), "空表.xlsx").sheets[found.title])
    assert read.missing == () and not read.unknown and read.rows == ()
