"""Comma-separated tables: a .csv becomes a table; prose with commas under that name stays text."""

import pytest

from zwgk.domain.documents import Table
from zwgk.foundation.files.readers import extract

ROWS = '重点任务,贯彻举措,牵头单位\n一、强化公开,"公布清单，\n附说明",县司法局\n,公布预算,县财政局\n'


@pytest.mark.requirement("TSK-02")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_cells_keep_their_place_and_inner_line_breaks(encoding):
    table = extract(ROWS.encode(encoding), "分工表.csv").blocks[0]
    assert isinstance(table, Table) and (table.rows, table.columns) == (3, 3)
    assert [cell.text for cell in table.cells if cell.row == 1] == ["一、强化公开", "公布清单，\n附说明", "县司法局"]


def test_prose_under_a_csv_name_stays_text():
    found = extract("关于开展检查的通知\n各单位, 请按时报送, 不得迟延。\n特此通知。".encode(), "通知.csv")
    assert found.format == "txt"


def test_the_quote_against_formulas_is_taken_off():
    table = extract("甲,乙\n'=1+1,丙\n".encode(), "表.csv").blocks[0]
    assert [cell.text for cell in table.cells if cell.row == 1] == ["=1+1", "丙"]
