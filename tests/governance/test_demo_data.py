"""The sample county keeps its daily work too: it is entered through the verbs, with gaps to be seen."""

from __future__ import annotations

import pytest

from tests.demo.data import load, usernames
from zwgk.demo import county
from zwgk.demo.governance import make_governance
from zwgk.demo.reading import Cast, day, moment
from zwgk.domain.organ_names import key
from zwgk.matters.findings.models import Finding
from zwgk.matters.governance.models import Guidance
from zwgk.matters.governance.queries import chain, correction_of, hearings, overdue, public_duties, supplies

DATA = load("governance.yaml")
TODAY = day("2026-11-23 09:00")


def test_what_happened_was_entered_afterwards_by_people_of_the_county() -> None:
    for row in DATA["meetings"]:
        assert moment(row["at"]).date() >= day(row["held_on"])
    for row in DATA["guidance"]:
        assert moment(row["at"]).date() >= day(row["day"])
    rows = [*DATA["heads"], *DATA["sections"], *DATA["meetings"], *DATA["resources"], *DATA["guidance"], *DATA["line"], DATA["targets"]]
    assert {row["by"] for row in rows} <= usernames()
    assert key(DATA["targets"]["rows"][0]["words"]) in key("".join(open_plan()))


def open_plan() -> list[str]:
    return [measure[0] for chapter in load("plan-2026.yaml")["chapters"] for section in chapter["sections"] for measure in section["measures"]]


@pytest.mark.django_db
def test_the_daily_work_of_the_sample_county_is_made_through_the_verbs() -> None:
    organs = county.make_organs()
    make_governance(Cast(organs, county.make_people(organs, "Heguang@2026")))
    assert chain(organs["caizhengju"], TODAY).missing == [] and chain(organs["sifaju"], TODAY).missing
    found = {row.organ: row.state for row in hearings(2026, TODAY)}
    assert found[organs["heguang"]] == "fine" and found[organs["caizhengju"]] == "fine" and found[organs["minzhengju"]] == "soon"
    assert {supply.organ: supply.gaps for supply in supplies(2026, TODAY)}[organs["shuiwuju"]] == ["经费"]
    assert correction_of(Guidance.objects.get(kind="improper")) == Finding.objects.get(state="closed")
    late, _ = overdue(moment("2026-11-23 09:00"))
    assert [row.follow_up for row in late] == ["按新格式修订本局公开模板"]
    assert organs["qinghe"] in [organ for organ, _, _ in public_duties()]
