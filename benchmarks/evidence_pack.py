"""How long the evidence pack takes: 75 units × 60 indicators, 4,500 pieces of captures, PDFs, images and office documents.

    ZWGK_DATA_DIR=<empty folder> python benchmarks/evidence_pack.py [units] [indicators]

Prints pieces, pages, size, seconds (also of a second pack, when documents are converted) and the memory that it took at most.
"""

from __future__ import annotations

import io
import os
import resource
import sys
import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwgk.config.settings")
django.setup()

import docx  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from PIL import Image  # noqa: E402

from zwgk.domain.rights import system_actor  # noqa: E402
from zwgk.foundation.files import actions as files  # noqa: E402
from zwgk.foundation.organs.models import Organ, OrganKind  # noqa: E402
from zwgk.matters.assessments import actions  # noqa: E402
from zwgk.matters.assessments.models import Indicator, IndicatorTable, Tag, Upload  # noqa: E402
from zwgk.matters.assessments.pack import drawing  # noqa: E402

AT = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
ACTOR = system_actor("测量")
TEXT = "和光县坚持以公开为常态、不公开为例外，及时发布预算决算、行政执法、民生保障等信息，接受社会监督。"


def sample(number: int) -> tuple[str, bytes]:
    """Of 30: 21 kept pages (as text), 6 PDFs, 2 images, 1 office document; all of different content."""
    kind = number % 30
    if kind < 21:
        return f"网页留存{number}.txt", f"第{number}号\n{TEXT * (4 + number % 9)}\n".encode() * 4
    if kind < 27:
        return f"报告{number}.pdf", drawing.capture(drawing.Capture(f"报告{number}", "", None, "", f"{TEXT}\n" * 60))
    if kind < 29:
        out = io.BytesIO()
        Image.effect_noise((900, 1200), 20 + number % 50).save(out, "JPEG", quality=70)
        return f"照片{number}.jpg", out.getvalue()
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(f"第{number}号通知。{TEXT * 12}")
    document.save(out)
    return f"通知{number}.docx", out.getvalue()


def prepare(units: int, count: int) -> IndicatorTable:
    """The table with its tags; not measured."""
    call_command("migrate", verbosity=0)
    made = [Organ.objects.create(name=f"和光县第{n}局", kind=OrganKind.DEPARTMENT, slug=f"d{n}", order=n, division_code="999900") for n in range(units)]
    source = files.keep(b"table", "table.txt", actor=ACTOR, at=AT)
    table = IndicatorTable.objects.create(title="考核指标", year=2026, since=date(2026, 1, 1), until=date(2026, 12, 31), file=source, state="in_use", imported_at=AT)
    number = 0
    for order in range(count):
        row = Indicator.objects.create(table=table, code=f"{order // 10 + 1}.{order % 10 + 1}", order=order, text=f"按时公开第{order}类信息")
        row.organs.set(made)
        tags = []
        for organ in made:
            name, data = sample(number)
            kept = Upload.objects.create(organ=organ, title=name, file=files.keep(data, name, actor=ACTOR, at=AT), dated=AT.date(), added_at=AT)
            tags.append(Tag(indicator=row, organ=organ, kind="upload", source_id=kept.pk, title=name, dated=AT.date(), tagged_at=AT))
            number += 1
        Tag.objects.bulk_create(tags)
    return table


def main() -> None:
    units, count = (int(word) for word in [*sys.argv[1:3], "75", "60"][:2]) if len(sys.argv) > 2 else (75, 60)
    table = prepare(units, count)
    for which in ("first", "again"):
        pack = actions.order_pack(actions.Wish(table), actor=ACTOR, at=AT)
        start = time.perf_counter()
        actions.make_pack(pack, actor=ACTOR, at=AT)
        took = time.perf_counter() - start
        pack.refresh_from_db()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{which}: {pack.state} {pack.total} pieces, {pack.page_count} pages, {pack.size / 1e6:.0f} MB, {len(pack.problems)} problems, {took:.1f} s, {peak:.0f} MB")
    print(f"kept in {settings.MEDIA_ROOT}")


if __name__ == "__main__":
    main()
