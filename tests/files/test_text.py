"""Plain text of any encoding becomes numbered lines, nothing repaired."""

from __future__ import annotations

import pytest

from zwgk.foundation.files.readers import extract

from .makers import PLAN, lines

TEXT = f"{PLAN}\n\n各乡镇人民政府：\r\n一、总体要求\t（一）公开\n"
TRADITIONAL = "和光縣人民政府辦公室關於印發2026年政務公開工作要點的通知\n各鄉鎮人民政府，縣政府各部門：\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
@pytest.mark.requirement("DOC-08")
def test_every_encoding_gives_the_same_lines(encoding):
    found = extract(TEXT.encode(encoding), "通知.txt")
    assert lines(found) == [PLAN, "各乡镇人民政府：", "一、总体要求\t（一）公开"]
    assert [block.place for block in found.blocks] == ["第1行", "第3行", "第4行"]
    assert found.format == "txt" and not found.notes


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8", "utf-16-be"])
@pytest.mark.requirement("DOC-08")
def test_traditional_text_is_decoded_and_left_traditional(encoding):
    assert lines(extract(TRADITIONAL.encode(encoding), "a.txt"))[0].startswith("和光縣人民政府辦公室")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("words", ["工作要点", "和光县", "政务公开工作"])
def test_a_few_characters_are_enough(words, encoding):
    assert lines(extract(words.encode(encoding), "a.txt")) == [words]


def test_gbk_bytes_that_are_also_utf8_are_read_as_chinese():
    assert lines(extract("通知".encode("gb18030"), "a.txt")) == ["通知"]


def test_english_stays_utf8():
    assert extract(b"hello county", "a.txt").encoding == "utf-8"


def test_nul_bytes_are_removed_and_said():
    found = extract((TEXT[:20] + "\0\0" + TEXT[20:]).encode(), "a.txt")
    assert lines(found)[0] == PLAN
    assert found.notes == ("去掉了 2 个空字符（NUL）。",)


def test_a_broken_byte_is_marked_with_its_line():
    raw = TEXT.encode()
    found = extract(raw[: raw.index("各乡".encode()) + 1] + raw[raw.index("各乡".encode()) + 3 :], "a.txt")
    assert "第3行" in found.notes[0] and "�" in lines(found)[1]


def test_mojibake_of_the_sender_is_named():
    found = extract("和光县人民政府锟斤拷锟斤拷关于工作的通知".encode(), "a.txt")
    assert "乱码" in found.notes[0] and "索取原件" in found.notes[0]


@pytest.mark.requirement("DOC-08")
def test_the_real_notices_keep_their_line_numbers(shared):
    for file in sorted((shared / "documents" / "notices").glob("*.txt")):
        found = extract(file.read_bytes(), file.name)
        source = file.read_text("utf-8").split("\n")
        assert found.encoding == "utf-8"
        for block in found.blocks:
            assert source[int(block.place[1:-1]) - 1].strip("\ufeff\r") == block.text
