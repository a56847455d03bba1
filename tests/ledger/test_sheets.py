"""Tables out and back in without loss."""

import io
from datetime import date

import openpyxl
import pytest

from tests.cast import AT, login, office_actor
from zwgk.domain import notices as reader
from zwgk.foundation.files import readers
from zwgk.matters.ledger import sheets

pytestmark = pytest.mark.django_db


def written(plan, form):
    return sheets.write(sheets.tasks(plan), form, filler="方小满", day=date(2026, 11, 23))[0]


@pytest.mark.requirement("TSK-02")
@pytest.mark.parametrize("form", ["docx", "xlsx", "csv"])
def test_the_task_table_comes_back_equal(plan, form):
    reading = reader.read(readers.extract(written(plan, form), f"任务分工表.{form}"))
    wanted = [(task.text, tuple(task.lead_names), tuple(task.responsible_names)) for task in plan.tasks.all()]
    assert [(task.text, task.lead_units, task.responsible_units) for task in reading.tasks] == wanted


@pytest.mark.requirement("TSK-02")
def test_sheets_have_title_filler_line_frozen_head_and_fit_the_page(plan):
    page = openpyxl.load_workbook(io.BytesIO(written(plan, "xlsx"))).active
    assert page["A1"].value == plan.title
    assert "填报单位：" in page["A2"].value and "填表人：方小满" in page["A2"].value and "2026年11月23日" in page["A2"].value
    assert page.freeze_panes == "A4"
    assert (page.page_setup.orientation, page.page_setup.fitToWidth) == ("landscape", 1)


def test_a_cell_that_looks_like_a_formula_is_text(plan):
    task = plan.tasks.first()
    task.text = "=HYPERLINK(1)"
    task.save()
    page = openpyxl.load_workbook(io.BytesIO(written(plan, "xlsx"))).active
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


@pytest.mark.requirement("TSK-05")
@pytest.mark.parametrize("form", ["docx", "xlsx", "csv"])
def test_the_ledger_is_exported_from_its_page(plan, client, form):
    answer = login(client, office_actor()).get(f"/office/ledger/plans/{plan.pk}/export/ledger.{form}")
    assert answer.status_code == 200 and len(answer.content) > 500


def test_the_ledger_has_a_row_per_item(plan):
    sheet = sheets.ledger(plan, None, AT)
    assert len(sheet.rows) == 12
    assert sheet.columns[0][0] == "序号"


def test_an_unknown_format_is_refused(plan, client):
    answer = login(client, office_actor()).get(f"/office/ledger/plans/{plan.pk}/export/tasks.pptx")
    assert answer.status_code == 400
