"""How dates, sizes and lights are said."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from zwgk.foundation.ui import words


def test_dates_in_chinese():
    assert words.cn_date(date(2026, 11, 3)) == "2026年11月3日"
    assert words.cn_day("2026-11-26") == "11月26日"
    assert words.cn_date(None) == ""


def test_a_moment_is_told_in_beijing_time():
    moment = datetime(2026, 11, 22, 17, 5, tzinfo=ZoneInfo("UTC"))
    assert words.cn_moment(moment) == "2026-11-23 01:05"
    assert words.cn_date(moment) == "2026年11月23日"


@pytest.mark.parametrize(("size", "said"), [(0, "0 字节"), (900, "900 字节"), (2048, "2.0 KB"), (48_210, "47 KB"), (1_400_000, "1.3 MB")])
def test_sizes(size: int, said: str):
    assert words.file_size(size) == said


def test_kinds_of_files():
    assert words.file_kind("分工表.xlsx") == "Excel"
    assert words.file_kind("无后缀") == ""


@pytest.mark.parametrize(("count", "depth"), [(0, 0), (1, 1), (3, 2), (9, 3), (40, 4)])
def test_depth_of_the_heat_map(count: int, depth: int):
    assert words.heat_cell(1, count)["class"] == f"heat-{depth}"
    assert words.heat_cell(0, (count, "/x"))["class"] == f"heat-late-{depth}"
