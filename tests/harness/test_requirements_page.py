"""`make requirements`: the page says for each requirement which test shows it."""

from __future__ import annotations

from scripts import requirements

ROW = {"id": "DOC-01", "title": "Metadata", "title_zh": "元数据", "marks": ["software", "records"], "source": "000 l.1"}
AREAS = [{"code": "DOC", "title": "Documents", "title_zh": "公文", "rows": [ROW, {**ROW, "id": "DOC-02"}]}]


def test_a_shown_requirement_links_to_its_test():
    page = requirements.page(AREAS, {"DOC-01": {"tests/notices/test_receive.py::test_a"}})
    assert "**1 of 2 requirements are shown by a test.**" in page
    assert "| DOC-01 | Metadata | 元数据 | 软件、登记 | 000 l.1 | [test_receive](../tests/notices/test_receive.py) |" in page


def test_one_that_nothing_shows_says_so():
    assert "| DOC-02 | Metadata | 元数据 | 软件、登记 | 000 l.1 | — |" in requirements.page(AREAS, {})


def test_the_page_does_not_depend_on_the_order_of_the_tests():
    one, two = {"tests/a.py::x", "tests/b.py::y"}, {"tests/b.py::y", "tests/a.py::x"}
    assert requirements.page(AREAS, {"DOC-01": one}) == requirements.page(AREAS, {"DOC-01": two})


def test_many_files_are_counted():
    nodes = {f"tests/{letter}.py::t" for letter in "abcde"}
    assert requirements.shown_by(nodes).endswith("and 2 more")
