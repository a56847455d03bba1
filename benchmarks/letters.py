"""How long a batch of letters takes, from drafts to one .zip and one print file: `python benchmarks/letters.py [--count 75]`.

Twice: in the shipped layout, and with a template of the county, whose PDFs LibreOffice makes. Issued as the worker does it. Then answers to
requests of two pages, each numbered, rendered and kept one by one: 40 a minute are asked for.

Works in a SQLite database and a file store of its own, in a temporary folder. Target of the office: 75 letters in under 2 minutes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
BODY = "\n".join(["经查，你单位承担的政务公开工作要点任务逾期未办结，现予催办，请于期限前办结并报送情况。"] * 6)
VALUES = {"title": "关于办理政务公开工作要点任务的催办单", "body": BODY, "due": "2026-12-10", "attachments": ["逾期任务清单", "联系表"]}
LIMIT = 120.0
RATE = 40.0  # letters a minute
PARTS = [
    {"outcome": "D02", "covers": "2025年部门决算", "supplied": "2025年部门决算公开表，共12页，随函提供"},
    {"outcome": "D21", "covers": "2012年部门决算", "search_log": "2026年11月20日，在档案室、财务系统按题名和年度检索“决算 2012”，没有查到；" * 6, "reasons": "当年没有单独编制部门决算。" * 8},
]
ANSWER = {
    "addressee": "某申请人", "case_number": "申〔2026〕1号", "you": "你", "received": "2026-11-02", "request": ["2025年、2012年部门决算"], "parts": PARTS,
    "remedy": ["如不服本决定，可以自收到本决定之日起60日内向和光县人民政府申请行政复议，也可以自收到本决定之日起6个月内直接向和光县人民法院提起行政诉讼。"],
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=75)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory(prefix="zwgk-letters-") as folder:
        os.environ |= {"ZWGK_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "zwgk.config.settings", "DATABASE_URL": ""}
        prepare_database()
        taken = {"shipped": measure(count, own=False), "county template": measure(count, own=True)}
        answers = measure_answers(count)
    print(f"{count} answers to requests: {answers:.0f} a minute (at least {RATE:.0f})")
    for what, seconds in taken.items():
        print(f"{count} letters, {what}: {seconds:.1f} s (limit {LIMIT:.0f} s)")
    return int(max(taken.values()) > LIMIT or answers < RATE)


def prepare_database() -> None:
    """An empty database."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def measure_answers(count: int) -> float:
    """Letters a minute, from the draft to the kept files."""
    from zwgk.domain.rights import system_actor
    from zwgk.foundation.organs.models import Organ
    from zwgk.matters.letters import actions

    office, actor = Organ.objects.first(), system_actor("测速")
    drafts = [actions.prepare(actions.Draft("foi-reply", office, ANSWER), actor=actor, at=AT) for _ in range(count)]
    began = time.perf_counter()
    for draft in drafts:
        actions.issue(draft, actor=actor, at=AT)
    return 60 * count / (time.perf_counter() - began)


def measure(count: int, *, own: bool) -> float:
    """Prepare, issue, pack and merge; the set-up is not counted."""
    from zwgk.domain.rights import system_actor
    from zwgk.foundation.organs.models import Organ
    from zwgk.matters.letters import actions, queries

    units = [Organ(name=f"和光县{'丙' if own else ''}第{n}单位", kind="department", slug=f"unit{own:d}{n}", order=n) for n in range(count + 1)]
    office, *others = Organ.objects.bulk_create(units)
    actor = system_actor("测速")
    if own:
        template = actions.Upload(queries.template_bytes("urging", None), "催办单.docx")
        actions.set_template("urging", office, template, actor=actor, at=AT)
    began = time.perf_counter()
    letters = actions.prepare_many([actions.Draft("urging", office, VALUES, unit) for unit in others], actor=actor, at=AT)
    actions.issue_later(letters, actor=actor, at=AT)
    print(f"numbers taken: {time.perf_counter() - began:.1f} s")
    at = AT
    while actions.render_waiting(at=at):
        at += timedelta(seconds=1)
    progress = queries.progress_of(queries.of_batch(letters[0].batch))
    assert progress.issued == count, progress
    print(f"issued {progress.issued}: {time.perf_counter() - began:.1f} s")
    rows = queries.of_batch(letters[0].batch)
    packed, merged = queries.zip_of(rows), queries.print_of(rows)
    print(f"zip {len(packed) / 1e6:.1f} MB, print file {len(merged) / 1e6:.1f} MB")
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
