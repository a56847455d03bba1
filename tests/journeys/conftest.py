"""A notice as a .docx, a county that is served, and the plan that came of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import BrowserContext, Page

from tests.cast import AT, County, office_actor
from tests.ledger.conftest import confirmed, decisions
from zwgk.domain.rights import system_actor
from zwgk.foundation.organs.actions import ensure_standard_groups
from zwgk.matters.ledger import actions
from zwgk.matters.ledger.models import Plan

NOTICE = """和政办发〔2026〕33号

和光县人民政府办公室
关于印发和光县2026年政务公开工作要点的通知

各乡镇人民政府、街道办事处，县政府各部门：
为落实《中华人民共和国政府信息公开条例》，经县政府同意，现将《和光县2026年政务公开工作要点》印发给你们，请认真贯彻执行。

和光县人民政府办公室
2026年11月2日
（此件公开发布）

和光县2026年政务公开工作要点

一、加强权力运行公开
（一）公开权责清单。2026年12月10日前，在县政府门户网站公布修订后的权责清单。（责任单位：县司法局、县财政局）
（二）公开预算决算。2026年12月18日前公布部门预算执行情况。（责任单位：县财政局）
二、加强政策解读
（一）办好政务公开讲堂。2026年12月25日前举办讲堂。（责任单位：县法治办）
（二）同步解读。2026年12月31日前每个乡镇（街道）发布解读材料。（责任单位：各乡镇（街道））
"""
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def served(served_county: County) -> County:
    """The county with its standard groups, visible to the live server."""
    ensure_standard_groups(actor=system_actor("测试"), at=AT)
    return served_county


@pytest.fixture
def served_plan(served: County) -> Plan:
    """The plan of tests/ledger, handed out."""
    return actions.adopt(confirmed(), decisions(served), actor=office_actor(), at=AT)


@pytest.fixture
def page(browser_context: BrowserContext, served: County) -> Iterator[Page]:
    """A page that fails the test when the browser reports an error in a script."""
    page, errors = browser_context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


def written(folder: Path, text: str = NOTICE, name: str = "政务公开工作要点.docx") -> Path:
    """The text as a Word file, one paragraph a line."""
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(folder / name))
    return folder / name


def wide(page: Page) -> bool:
    """The page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def sticking_out(page: Page) -> list[str]:
    """The innermost elements that reach beyond the window."""
    script = """[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
        && !e.closest('.table-scroll') && !e.children.length).slice(0, 3).map(e => e.outerHTML.slice(0, 160))"""
    return list(page.evaluate(script))
