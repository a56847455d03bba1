"""`zwgk inforequest clock`: what it prints, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zwgk.surfaces.cli.main import main

RECEIVED = {"on": "2026-07-01", "event": "received"}


def ask(folder: Path, question: Any) -> int:
    file = folder / "question.json"
    file.write_text(question if isinstance(question, str) else json.dumps(question), "utf-8")
    return main(["inforequest", "clock", str(file), "--json"])


@pytest.mark.requirement("REQ-02")
def test_the_standing_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = {"on": "2026-07-20", "event": "extended", "days": 21, "approved_by": "张主任"}
    assert ask(tmp_path, {"events": [RECEIVED, more], "asked_on": "2026-07-21"}) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["state"], found["due"], found["remaining_working_days"]) == ("running", "2026-07-29", 6)
    assert [one["index"] for one in found["refused"]] == [1]
    assert "第三十三条第二款" in found["refused"][0]["reason"]
    assert all(set(ground) == {"article", "text"} for ground in found["grounds"])


def test_the_same_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "question.json"
    file.write_text(json.dumps({"events": [RECEIVED], "asked_on": "2026-07-21"}), "utf-8")
    assert main(["inforequest", "clock", str(file)]) == 0
    assert "2026-07-29 星期三" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("收到申请", "不是正确的 JSON"),
        ("[]", "应当是一个对象"),
        ({"asked_on": "2026-07-21"}, "缺少 events"),
        ({"events": [], "asked_on": "2026-07-21"}, "没有事项"),
        ({"events": [RECEIVED]}, "缺少 asked_on"),
        ({"events": [RECEIVED], "asked_on": "2026-02-30"}, "不是日期"),
        ({"events": [RECEIVED], "asked_on": 20260721}, "不是日期"),
        ({"events": ["received"], "asked_on": "2026-07-21"}, "events[0] 应当是一个对象"),
        ({"events": [{"on": "2026-07-01", "event": "arrived"}], "asked_on": "2026-07-21"}, "“arrived”不认识"),
        ({"events": [{"on": "2026-07-01", "event": "delayed"}], "asked_on": "2026-07-21"}, "“delayed”不认识"),
        ({"events": [{"on": "2026-07-01"}], "asked_on": "2026-07-21"}, "没有写 event"),
        ({"events": [{"event": "received"}], "asked_on": "2026-07-21"}, "缺少 events[0].on"),
        ({"events": [RECEIVED, {"on": "2026-07-02", "event": "clarification_requested"}], "asked_on": "2026-07-21"}, "缺少 events[1].limit_on"),
        ({"events": [RECEIVED, {"on": "2026-07-02", "event": "extended", "approved_by": "张主任"}], "asked_on": "2026-07-21"}, "缺少 events[1].days"),
        ({"events": [RECEIVED, {"on": "2026-07-02", "event": "extended", "days": "十"}], "asked_on": "2026-07-21"}, "不是整数"),
        ({"events": [RECEIVED], "asked_on": "2026-06-30"}, "还没有收到申请"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused(question: Any, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(tmp_path, question) == 1
    told = capsys.readouterr()
    assert says in told.err
    assert not told.out


def test_what_is_no_text_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "picture.json").write_bytes(b"\xff\xd8\xff\xe0")
    assert main(["inforequest", "clock", str(tmp_path / "picture.json")]) == 1
    assert main(["inforequest", "clock", str(tmp_path / "nothing.json")]) == 1
    assert "UTF-8" in (said := capsys.readouterr().err) and "打不开文件" in said
