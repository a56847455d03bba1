"""`zwgk due` and `zwgk law check` as a person types them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest

from zwgk.surfaces.cli.main import main


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["due", *words])
    out, err = capsys.readouterr()
    return code, out + err


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    code, text = ask(capsys, *words, "--json")
    assert code == 0
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.mark.requirement("TSK-07")
def test_a_bare_length(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "--length", "20", "--unit", "working_day", "--from", "2026-02-10")
    assert (found["due"], found["provisional"]) == ("2026-03-16", False)
    assert len(found["days"]) == 34 and sum(day["counted"] for day in found["days"]) == 20


@pytest.mark.requirement("TSK-07")
def test_a_rule_gives_title_reference_and_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(
        capsys, "requests/answer", "--from", "2026-07-01", "--suspend", "2026-07-07..2026-07-17", "--extend", "5"
    )
    assert found["due"] == "2026-08-18"
    assert found["title"] == "答复政府信息公开申请"
    assert found["reference"].endswith("第三十三条第二款")
    assert "暂停" in found["explanation"] and found["law_version"] in found["explanation"]


@pytest.mark.requirement("TSK-07")
@pytest.mark.parametrize("year", range(2007, 2027))
def test_bare_lengths_agree_with_the_reference_calendar(year: int, capsys: pytest.CaptureFixture[str]) -> None:
    for month, length in ((1, 7), (4, 3), (9, 20)):
        start = due = date(year, month, 27)
        left = length
        while left:
            due += timedelta(1)
            left -= chinese_calendar.is_workday(due)
        found = answer(capsys, "--length", str(length), "--unit", "working_day", "--from", start.isoformat())
        assert (found["due"], found["provisional"]) == (due.isoformat(), False)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("--length 30 --unit calendar_day --from 2026-12-20", "2027-01-19"),
        ("--length 6 --unit month --from 2026-08-31", "2027-02-28"),
        ("--length 1 --unit year --from 2028-02-29", "2029-02-28"),
        ("--length 2 --unit week --from 2026-09-24", "2026-10-08"),
        ("--length 24 --unit hour --from 2026-02-10", "2026-02-11"),
        ("--length 24 --unit hour --from 2026-02-10T09:30", "2026-02-11T09:30"),
        ("T-EM-5h --from 2026-02-10T22:30", "2026-02-11T03:30"),
        ("--length 5 --unit working_day --from 2026年9月23日", "2026-10-08"),
        ("requests/correction-period --from 2026-05-05 --length 10", "2026-05-18"),
        ("requests/correction-period --from 2026-05-05", None),
    ],
)
def test_units(words: str, due: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, *words.split())["due"] == due


def test_crossing_into_a_year_without_notice_is_provisional(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "--length", "20", "--unit", "working_day", "--from", "2026-12-21")
    assert (found["due"], found["provisional"]) == ("2027-01-19", True)
    assert "2027年放假调休安排尚未收录" in found["explanation"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("requests/answer", "没有写起算的日期"),
        ("requests/answer --from 2026-02-30", "“2026-02-30”不是日期"),
        ("requests/answer --from tomorrow", "“tomorrow”不是日期"),
        ("no-such-rule --from 2026-02-10", "没有“no-such-rule”这条规则"),
        ("--from 2026-02-10", "没有写规则，也没有写期限的长度"),
        ("--length 20 --from 2026-02-10", "没有写期限的单位"),
        ("--length 20 --unit fortnight --from 2026-02-10", "“fortnight”不是期限的单位"),
        ("--length twenty --unit month --from 2026-02-10", "“twenty”不是可用的数字"),
        ("--length 99999 --unit year --from 2026-02-10", "超出了可以计算的范围"),
        ("--length 5 --unit working_day --from 2026-02-10 --suspend 2026-02-12", "不是一段日期"),
        ("requests/answer --from 2026-02-10 --extend 21", "最多可以延长20个工作日"),
        ("requests/answer --from 2026-02-10 --unit month", "不能改用month"),
        ("requests/answer --from 2026-02-10 --local nowhere", "没有“nowhere”这个目录"),
    ],
)
def test_bad_input_gets_a_clear_sentence(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = ask(capsys, *words.split())
    assert code == 1
    assert said in text


@pytest.mark.parametrize(("words", "said"), [("--from", "后面没有写内容"), ("a b c", "不认识的参数 b c")])
def test_misspelt_commands_get_chinese_too(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["due", *words.split()])
    assert said in capsys.readouterr().err


def test_list_shows_every_rule_by_topic(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = ask(capsys, "--list")
    assert code == 0
    assert "依申请公开" in text and "requests/answer" in text and "（未核实）" in text
    assert len(json.loads(ask(capsys, "--list", "--json")[1])) > 130


def test_local_rules_are_laid_on_top(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "deadlines/requests/answer.yaml"
    path.parent.mkdir(parents=True)
    cited = "{instrument: foi-regulation, article: 第三十三条}"
    path.write_text(f"id: requests/answer\nvalues:\n  2026-01-01:\n    value: 10\n    reference: {cited}\n", "utf-8")
    assert answer(capsys, "requests/answer", "--from", "2026-07-01", "--local", str(tmp_path))["due"] == "2026-07-15"
    assert main(["law", "check", str(tmp_path)]) == 0
    path.write_text(path.read_text("utf-8").replace("value: 10", "value: 30"), "utf-8")
    assert main(["law", "check", str(tmp_path)]) == 1
    assert "比上级规定（20）宽松" in capsys.readouterr().out


def test_national_law_files_pass_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "check"]) == 0
    assert "没有错误" in capsys.readouterr().out
    assert main(["law", "check", "no-such-folder"]) == 1


def test_due_starts_in_a_blink_and_without_django() -> None:
    code = (
        "import sys; from zwgk.surfaces.cli.main import main;"
        "main('due --length 20 --unit working_day --from 2026-02-10 --json'.split()); assert 'django' not in sys.modules"
    )
    times = []
    for _ in range(2):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        times.append(time.perf_counter() - begin)
    assert min(times) < 2.0, "0.3 s on an idle machine"
