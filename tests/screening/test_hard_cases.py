"""Numbers as people really write, break, copy and hide them; and long numbers of other kinds, which are left alone."""

from __future__ import annotations

import pytest

from zwgk.domain.documents import Cell, Extracted, Paragraph, Table
from zwgk.domain.screening import Kind, Severity, screen, screen_document
from zwgk.domain.screening.codes import luhn

from .test_numbers import identity, some_identities

X = next(each for each in some_identities(60) if each.endswith("X"))
NUMBER = identity("36010219900101125")
CARD = next("621700123456789012" + last for last in "0123456789" if luhn("621700123456789012" + last))


def kinds(text: str) -> set[Kind]:
    return {each.kind for each in screen(text)}


@pytest.mark.requirement("ATT-09")
@pytest.mark.parametrize("number", [NUMBER, X, X.lower()])
@pytest.mark.parametrize("around", ["{}", "1.{}", "张三/{}/男", "张三-{}", "No.{}", "id{}", "照片{}.jpg", "IMG{}a.jpg", "http://a.cn/{}", "{}-1", "编号{}", "信用代码{}", "项目代码：{}", "4、{}，"])
def test_a_number_that_checks_is_certain_wherever_it_stands(number: str, around: str) -> None:
    assert [(each.kind, each.severity) for each in screen(around.format(number)) if each.kind is Kind.IDENTITY] == [(Kind.IDENTITY, Severity.CERTAIN)]


@pytest.mark.requirement("ATT-09")
@pytest.mark.parametrize("gap", [" ", "  ", "\t", "　", "\u00a0", "\u2009", "-", "－", "—", ".", "·", "_", "/", "\n", "\r\n", " \n ", "\u200b", "\ufeff", "\u00ad"])
def test_a_number_broken_by(gap: str) -> None:
    for written in (f"{NUMBER[:6]}{gap}{NUMBER[6:14]}{gap}{NUMBER[14:]}", f"{X[:17]}{gap}{X[17:]}"):
        found = [each for each in screen(f"身份证号：{written}。") if each.kind is Kind.IDENTITY]
        assert [each.text for each in found] == [written] and found[0].severity is Severity.CERTAIN


def test_a_number_with_every_sign_apart_or_in_other_digits() -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in X)
    for written in (" ".join(X), "　".join(wide), "\u200b".join(NUMBER), "".join(chr(0x1D7CE + int(sign)) for sign in NUMBER), X[:-1] + "×"):
        assert [each.text for each in screen(f"号码{written}，")] == [written]


@pytest.mark.parametrize("text", [f"1{NUMBER}", f"{NUMBER}0", f"流水202603{NUMBER}001", f"{NUMBER}/2026-00012", f"{NUMBER[:6]}********{NUMBER[-4:]}", f"第{NUMBER[:-1]}{(int(NUMBER[-1]) + 1) % 10}a条"])
def test_what_only_holds_or_hides_a_number_is_no_hit(text: str) -> None:
    assert Kind.IDENTITY not in kinds(text)


def test_a_number_split_over_cells_or_paragraphs_is_found() -> None:
    table = Table((Cell("公民身份号码", 0, 0), *(Cell(sign, 0, at + 1) for at, sign in enumerate(X))), 1, 19)
    assert {each.text.replace("\n", "") for each in screen_document(Extracted((table,), "docx"))} == {X}
    lines = (Paragraph(NUMBER[:10]), Paragraph(NUMBER[10:]))
    assert [each.where for each in screen_document(Extracted(lines, "pdf"))] == ["跨行、跨格"]


def test_old_numbers_of_fifteen_signs() -> None:
    assert [each.severity for each in screen("身份证号：360102 900101 123")] == [Severity.CERTAIN]
    assert [each.severity for each in screen("张三，360102900101123")] == [Severity.SUSPECTED]
    assert screen("订单编号360102900101123") == []


@pytest.mark.parametrize("text", ["Tel13907010001", "王某-13907010001", "013907010001", "手机:139.0701.0001", "手机1390701\n0001", "(86)13907010001", "１３９０７０１０００１", "微信：1 3 9 0 7 0 1 0 0 0 1"])
def test_phones_however_written(text: str) -> None:
    assert kinds(text) == {Kind.PHONE}


@pytest.mark.parametrize("text", ["采购金额 13912345678 万元", "发票号码13912345678", "快递单号：13912345678", "HT13912345678", "2603-13912345678", "0.13907010001", "13912345678平方米"])
def test_eleven_signs_that_are_no_phone(text: str) -> None:
    assert screen(text) == []


@pytest.mark.parametrize("written", [CARD, " ".join(CARD[at : at + 4] for at in range(0, 19, 4)), "-".join(CARD[at : at + 4] for at in range(0, 19, 4)), f"{CARD[:6]} {CARD[6:]}", f"{CARD[:8]}\n{CARD[8:]}"])
def test_bank_cards_however_written(written: str) -> None:
    found = screen(f"卡号：{written} 100元")
    assert [(each.kind, each.severity, each.text) for each in found] == [(Kind.BANK, Severity.CERTAIN, written)]


@pytest.mark.parametrize("text", ["赣 A 12345", "赣A·D12345", "赣ADF1234", "赣a12345", "赣A-12345", "赣Ａ１２３４５", "赣A1234学"])
def test_plates_however_written(text: str) -> None:
    assert kinds(text) == {Kind.PLATE}


@pytest.mark.parametrize("text", ["京津冀B12345", "华为云GPU服务", "云GPSABC", "湘A区"])
def test_what_only_resembles_a_plate(text: str) -> None:
    assert screen(text) == []


@pytest.mark.requirement("ATT-09")
@pytest.mark.parametrize("text", ["秘密★10年", "机密★", "绝密★启用前", "秘 密 ★ 10 年", "机　密★2 0年", "机\n密★长期", "秘密▲5年", "秘密*十年", "密级：机密", "密级　秘密", "密级：机密级", "【机密】", "（秘密）", "机密 20年", "机密\ufe0f★20年"])
def test_secrecy_marks_however_written(text: str) -> None:
    assert kinds(text) == {Kind.SECRECY}


@pytest.mark.parametrize("text", ["国家秘密、商业秘密和个人隐私", "机密级以上文件的管理", "商业秘密*", "密级分为绝密、机密、秘密三级", "不属于国家秘密", "**国家秘密**"])
def test_words_about_secrecy_are_no_marks(text: str) -> None:
    assert screen(text) == []


@pytest.mark.parametrize("text", ["现住和光县城关镇朝阳路18号", "住所地和光县城北街道人民路88号", "和光县朝阳小区12-3-501", "地址：和光县青禾镇上坪村5组23号", "和光县阳光花园6栋302"])
def test_homes(text: str) -> None:
    assert kinds(text) == {Kind.ADDRESS}


@pytest.mark.parametrize("text", ["和光县远山建材有限公司，住所地：和光县工业园兴业路8号", "地址：和光县人民路1号行政中心5楼502室", "朝阳路12号院改造项目", "青禾镇上坪村3组道路硬化"])
def test_places_of_business_are_no_homes(text: str) -> None:
    assert screen(text) == []


@pytest.mark.parametrize("text", ["当事人应对对方的答复", "公众参与与监督", "以及及时有效"])
def test_words_that_only_look_doubled(text: str) -> None:
    assert screen(text) == []
