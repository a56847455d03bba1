"""How long a migration takes: `python benchmarks/migration.py 5000`. Generated pages of a saved site, read, screened, signed, published, indexed.

On a SQLite database of its own, or PostgreSQL: `python scripts/with_postgres.py -- python benchmarks/migration.py 5000`.
Prints seconds by the clock and of the processor and pages per second of each part, and what 100,000 pages would take at the speed of this run.
Every 50th page holds an identity number (held), every 20th an attachment; texts are 300 to 3,000 characters long.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import own

AT = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
WORDS = "全县各乡镇街道要按照工作部署扎实做好农田水利道路养护教育卫生社会保障安全生产环境保护等各项工作，明确责任，细化措施，按时报送进展情况。"
GOAL = 30 * 60


def site(folder: Path, count: int) -> None:
    """Pages of an old site, as a saved folder."""
    draw = random.Random(20261123)
    for n in range(1, count + 1):
        day = date(2012, 1, 1) + timedelta(draw.randrange(4000))
        text = "".join(f"<p>（{k}）第{n}号：{WORDS * draw.randint(1, 4)}</p>" for k in range(draw.randint(4, 12)))
        held = "<p>身份证号11010519491231002X</p>" if n % 50 == 0 else ""
        linked = f'<a href="/files/{n}.txt">附件</a>' if n % 20 == 0 else ""
        page = folder / "art" / f"{n // 1000}" / f"{n}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(
            f'<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="关于第{n}号事项的通知"><meta name="PubDate" content="{day}"><meta name="ColumnName" content="通知公告">'
            f'<meta name="ContentSource" content="县第{n % 40}单位"></head><body><div class="nav">{"<a href=/>栏目</a>" * 40}</div><h1>关于第{n}号事项的通知</h1><div id="zoom">{text}{held}{linked}</div></body></html>',
            "utf-8",
        )  # fmt: skip
        if linked:
            (folder / "files").mkdir(exist_ok=True)
            (folder / "files" / f"{n}.txt").write_text(f"附件{n}：{WORDS}", "utf-8")


def run(count: int) -> None:
    from zwgk.domain.rights import system_actor
    from zwgk.foundation.organs.models import Organ, OrganKind
    from zwgk.matters.records import actions
    from zwgk.matters.records.actions.migration import list_hash_of
    from zwgk.matters.records.models import Migration
    from zwgk.matters.records.queries.migration import figures

    told: dict[str, Any] = {"actor": system_actor("迁移测速"), "at": AT}
    organ = Organ.objects.create(slug="bench", name="测速县人民政府", kind=OrganKind.GOVERNMENT, division_code="999900")
    with tempfile.TemporaryDirectory() as place:
        site(Path(place), count)
        began, worked = time.perf_counter(), time.process_time()
        row = actions.begin_migration(actions.NewMigration(f"测速{count}", "saved", organ, "http://old.example/", incoming=Path(place)), **told)
    part("读取、筛查", count, lambda: actions.migrate_some(row, seconds=1e6, **told))
    row.refresh_from_db()
    units = dict.fromkeys(row.pages.order_by().values_list("unit", flat=True).distinct(), organ.pk)
    part("对应", count, lambda: actions.map_migration(row, units, {}, **told))
    row.refresh_from_db()
    part("签发", count, lambda: actions.sign_migration(row, actions.Signing("测", "主任", AT.date(), list_hash_of(row)[0], b"%PDF", "a.pdf"), **told))
    row = Migration.objects.get(pk=row.pk)
    part("公开、列入栏目、检索", count, lambda: actions.migrate_some(row, seconds=1e6, **told))
    whole, busy, found = time.perf_counter() - began, time.process_time() - worked, figures(row)
    print(f"合计 {whole:.0f} 秒（处理器 {busy:.0f} 秒）；共 {found.total}＝公开 {found.out}＋隔离 {found.held}＋不迁移 {found.refused}，{'相符' if found.adds_up else '不符'}")
    print(f"按此速度 100,000 页约 {whole / count * 100_000 / 60:.1f} 分钟，其中处理器 {busy / count * 100_000 / 60:.1f} 分钟（目标 {GOAL // 60} 分钟）")


def part(name: str, count: int, work: Callable[[], object]) -> None:
    wall, cpu = own.span(work)
    print(f"{name}：{wall / 1000:.1f} 秒（处理器 {cpu / 1000:.1f} 秒），{count / wall * 1000:.0f} 页/秒", flush=True)


if __name__ == "__main__":
    with own.database() as vendor:
        print(vendor)
        run(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
