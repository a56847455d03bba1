"""Local law on national law: the tightest wins, a looser one is refused, the version tells them apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from zwgk.law import LawError, Override, Reference, check, load

LAW = load()
OWN = "id: {id}\ntitle: 本省政务公开办法\nissuer: 省人民政府\nlevel: rule\nin_force: 2020-01-01\n"
VALUES = "id: {id}\nvalues:\n  {since}:\n    value: {value}\n    reference: {{instrument: {act}, article: 第五条}}\n"
HERE = Reference("foi-regulation", "第二十六条")


def local(folder: Path, **values: object) -> Path:
    """A local folder with one instrument and values of some rules; `publication__publish=15`."""
    act = f"rules-of-{folder.name}"
    (folder / "instruments").mkdir(parents=True)
    (folder / f"instruments/{act}.yaml").write_text(OWN.format(id=act), "utf-8")
    for key, value in values.items():
        path = folder / f"deadlines/{key.replace('__', '/').replace('_', '-')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        name = path.relative_to(folder / "deadlines").with_suffix("").as_posix()
        shown = "null" if value is None else value
        path.write_text(VALUES.format(id=name, since="2021-01-01", value=shown, act=act), "utf-8")
    return folder


def value(law: object, rule: str, day: date = date(2026, 1, 1)) -> object:
    found = law.deadlines[rule].value_on(day)  # type: ignore[attr-defined]
    return found and (found.value, found.layer)


def test_the_shortest_of_several_localities_wins(tmp_path: Path) -> None:
    province = local(tmp_path / "420000", publication__publish=15)
    city = local(tmp_path / "420100", publication__publish=10)
    county = local(tmp_path / "420103", publication__publish=12)
    with pytest.raises(LawError, match="宽松"):
        LAW.with_overrides(province, city, county)
    law = LAW.with_overrides(province, city)
    assert value(law, "publication/publish") == (10, "420100")
    assert value(law, "publication/publish", date(2020, 6, 1)) == (20, "national")
    assert value(LAW, "publication/publish") == (20, "national")


def test_for_a_minimum_the_longer_wins(tmp_path: Path) -> None:
    law = LAW.with_overrides(local(tmp_path / "420000", decisions__public_comment=45))
    assert value(law, "decisions/public-comment") == (45, "420000")
    with pytest.raises(LawError, match="宽松"):
        LAW.with_overrides(local(tmp_path / "420100", decisions__public_comment=15))


def test_where_the_nation_sets_no_number_the_locality_may(tmp_path: Path) -> None:
    law = LAW.with_overrides(local(tmp_path / "420000", requests__correction_period=10))
    assert value(law, "requests/correction-period") == (10, "420000")


def test_national_limits_of_citizens_are_not_for_localities(tmp_path: Path) -> None:
    problems = check(local(tmp_path / "420000", reconsideration__apply=30), base=LAW)
    assert ["由国家统一规定" in problem.wrong for problem in problems] == [True]


def test_a_local_file_may_not_rewrite_a_national_rule(tmp_path: Path) -> None:
    folder = local(tmp_path / "420000", publication__publish=15)
    path = folder / "deadlines/publication/publish.yaml"
    path.write_text(path.read_text("utf-8") + "unit: calendar_day\n", "utf-8")
    assert ["不能由地方改写" in problem.wrong for problem in check(folder, base=LAW)] == [True]


def test_a_locality_adds_its_own_rule(tmp_path: Path) -> None:
    folder = local(tmp_path / "420000")
    (folder / "deadlines/mailbox").mkdir(parents=True)
    (folder / "deadlines/mailbox/answer.yaml").write_text(
        "id: mailbox/answer\ncode: L-1\ntitle: 答复信箱来信\ntopic: 信箱\ntrigger: 收到来信之日\nactor: 承办单位\n"
        "direction: within\nunit: working_day\nlocal: true\nvalues:\n  2020-01-01:\n    value: 5\n"
        "    reference: {instrument: rules-of-420000, article: 第九条}\n",
        "utf-8",
    )
    assert value(LAW.with_overrides(folder), "mailbox/answer") == (5, "420000")


def test_a_local_holiday_joins_the_calendar(tmp_path: Path) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "calendar/2026.yaml").write_text(
        "year: 2026\nannounced: true\ntitle: 恩施州放假通知\nsource: [州人民政府]\ndays_off:\n  女儿会: [2026-08-24]\n",
        "utf-8",
    )
    days = {day.day: day for day in LAW.with_overrides(tmp_path).calendar[2026].days}
    assert days[date(2026, 8, 24)].reason == "女儿会"
    assert date(2026, 10, 1) in days


def test_the_office_tightens(tmp_path: Path) -> None:
    stricter = Override("publication/publish", 7, date(2026, 1, 1), HERE, who="张三、李四")
    assert value(LAW.with_overrides(overrides=[stricter]), "publication/publish") == (7, "office")


def test_the_office_may_not_loosen() -> None:
    looser = Override("publication/publish", 30, date(2026, 1, 1), HERE, who="张三、李四")
    with pytest.raises(LawError, match="宽松"):
        LAW.with_overrides(overrides=[looser])


def test_a_changed_law_may_be_entered_in_any_direction() -> None:
    changed = Override("requests/answer", 30, date(2027, 1, 1), HERE, who="张三、李四", replaces=True)
    law = LAW.with_overrides(overrides=[changed])
    assert value(law, "requests/answer", date(2026, 12, 31)) == (20, "national")
    assert value(law, "requests/answer", date(2027, 1, 1)) == (30, "national")


def test_an_override_needs_persons_and_an_existing_rule() -> None:
    wrong = [
        Override("publication/publish", 7, date(2026, 1, 1), HERE, who=" "),
        Override("no/rule", 7, date(2026, 1, 1), HERE, "张三"),
    ]
    with pytest.raises(LawError) as error:
        LAW.with_overrides(overrides=wrong)
    assert {problem.key for problem in error.value.problems} == {"who", "rule"}


def test_the_version_changes_with_every_layer(tmp_path: Path) -> None:
    folder = local(tmp_path / "420000", publication__publish=15)
    one = LAW.with_overrides(folder)
    two = LAW.with_overrides(
        folder, overrides=[Override("publication/publish", 7, date(2026, 1, 1), HERE, who="张三、李四")]
    )
    assert len({LAW.version, one.version, two.version}) == 3
    assert LAW.with_overrides(folder).version == one.version
