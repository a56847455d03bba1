"""A batch of old pages of 和光县: some two hundred of 2014 to 2018 are out, a few wait in isolation, a few were not brought over."""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from zwgk.matters.records import actions
from zwgk.matters.records.actions.migration import list_hash_of
from zwgk.matters.records.models import Migration

from .reading import Cast, moment

COUNT = 206
OLD = "http://old.heguang.example"
HEADS = ("标题", "原网址", "发布日期", "栏目", "单位", "正文", "文号")
MATTERS = (
    "做好汛期安全生产工作", "开展农村饮水安全检查", "公布县级部门预算编制要求", "组织秋季森林防火巡护", "加强校车安全管理", "推进农村危房改造", "做好城乡居民医疗保险参保缴费",
    "开展食品安全专项整治", "公布残疾人创业扶持办法", "做好冬春水利建设", "开展道路交通安全隐患排查", "组织春季义务植树",
)  # fmt: skip
UNITS = ("县政府办公室", "县财政局", "县教育体育局", "县交通运输局", "县应急管理局", "县农业农村局", "青禾镇")
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>"


def make_migration(cast: Cast) -> str:
    """Read, mapped, signed by the head of the 工作机构, out; what is held waits for somebody."""
    actor, at = cast.actor("luqinghe"), moment("2026-11-09 10:20")
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "清单.xlsx"
        _book(book)
        new = actions.NewMigration(
            "县政府老网站 2014—2018 年通知公告", Migration.Source.SHEET, cast.organs["zhengfuban"], OLD, book=book
        )
        row = actions.begin_migration(new, actor=actor, at=at)
    row = actions.migrate_some(row, actor=actor, at=at)
    units = {text: _organ(text, cast) for text in row.pages.order_by().values_list("unit", flat=True).distinct()}
    row = actions.map_migration(row, units, {}, actor=actor, at=at)
    signing = actions.Signing(
        "卢清荷", "县政务公开办公室主任", date(2026, 11, 10), list_hash_of(row)[0], SCAN, "历史信息迁移公开签发单.pdf"
    )
    later = moment("2026-11-10 15:30")
    act = actions.sign_migration(row, signing, actor=actor, at=later)
    row.refresh_from_db()
    row = actions.migrate_some(row, actor=actor, at=later)
    return f"历史数据迁移：公开 {act.count} 页，{row.get_state_display()}"


def _organ(text: str, cast: Cast) -> int:
    found = next((organ for organ in cast.organs.values() if text in (organ.name, organ.short_name)), None)
    return int((found or cast.organs["zhengfuban"]).pk)


def _book(path: Path) -> None:
    draw, workbook = random.Random(2018), Workbook()
    sheet = workbook.active
    sheet.append(HEADS)
    for number in range(1, COUNT + 1):
        sheet.append(_row(number, draw))
    workbook.save(path)


def _row(number: int, draw: random.Random) -> list[Any]:
    day = date(2014, 2, 10) + timedelta(draw.randrange(1700))
    matter, unit = draw.choice(MATTERS), draw.choice(UNITS)
    title = f"关于{matter}的{draw.choice(('通知', '公告', '通报'))}（{day.year}年第{number}号）"
    body = (
        f"<p>各乡镇人民政府，县政府有关部门：</p><p>为{matter}，现将有关事项通知如下。</p><p>一、明确责任。各单位主要负责同志负总责，逐级落实到人。</p>"
        f"<p>二、按时报送。请于{day + timedelta(20)}前报送落实情况。</p><p>三、加强督促检查，发现问题及时整改。</p>"
    )
    if number in (31, 88, 140):
        body += "<p>附：受助人员名单　石某某，身份证号11010519491231002X，补助1200元。</p>"
    elif number in (57, 171):
        body += "<p>联系人手机：13800138000。</p>"
    dated = {99: "2016.13.1", 150: ""}.get(number, day.isoformat())
    return [
        title,
        f"{OLD}/art/{day.year}/{day.month}/art_{number}.html",
        dated,
        "通知公告",
        unit,
        body,
        f"和政办发〔{day.year}〕{number}号" if number % 3 == 0 else "",
    ]
