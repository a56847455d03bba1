"""How long the digest of a county takes: 117 people, 2,000 running clocks, in a database of its own.

    ZWGK_DATA_DIR=$(mktemp -d) python -m benchmarks.digest
"""

from __future__ import annotations

import os
import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwgk.config.settings")
os.environ.setdefault("ZWGK_SMTP_HOST", "127.0.0.1")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from zwgk.domain.rights import system_actor  # noqa: E402
from zwgk.foundation.clocks import actions  # noqa: E402
from zwgk.foundation.jobs.models import Delivery  # noqa: E402
from zwgk.foundation.journal.actions import Subject  # noqa: E402
from zwgk.foundation.organs.models import Holding, Organ, Person, Post  # noqa: E402

AT = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
ACTOR = system_actor("测量")
PEOPLE, CLOCKS = 117, 2000


def main() -> None:
    call_command("migrate", verbosity=0)
    organs = []
    for n in range(PEOPLE):
        organ = Organ.objects.create(name=f"单位{n}", kind="department", slug=f"unit-{n}")
        person = Person.objects.create(username=f"p{n}", name=f"某{n}", email=f"p{n}@heguang.example")
        post = Post.objects.create(organ=organ, title="信息员", roles=["liaison"])
        Holding.objects.create(post=post, person=person, since=date(2026, 1, 4))
        organs.append(organ)
    days = [date(2026, 11, day) for day in (16, 20, 23, 24, 27)]
    wanted = [
        actions.Timed(Subject("ledger.item", n, f"任务{n}"), "报送进展", organs[n % PEOPLE].pk, actions.Fixed(days[n % 5]), date(2026, 11, 2)) for n in range(CLOCKS)
    ]
    actions.start_many(wanted, actor=ACTOR, at=AT)
    with CaptureQueriesContext(connection) as queries:
        began = time.perf_counter()
        written = actions.send_digests(actor=ACTOR, at=AT)
        took = time.perf_counter() - began
    print(f"{written} digests, {Delivery.objects.count()} deliveries of {CLOCKS} clocks: {took:.2f} s, {len(queries)} queries")


if __name__ == "__main__":
    main()
