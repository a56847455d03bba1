"""Identity numbers, phones, cards: found when they prove themselves, doubted when they do not, left alone when they are something else."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from zwgk.domain.screening import Kind, Lists, Severity, masked, screen
from zwgk.domain.screening.codes import credit_checks, luhn
from zwgk.domain.screening.identities import identity_checks

MAN = "44030819900101153"


def identity(first17: str) -> str:
    """The number with its check digit."""
    return next(first17 + last for last in "0123456789X" if identity_checks(first17 + last))


def some_identities(count: int) -> list[str]:
    dice = random.Random(20261123)
    provinces = ("11", "13", "21", "33", "36", "42", "43", "50", "54", "65")
    return [
        identity(f"{dice.choice(provinces)}{dice.randint(1, 29):02}{dice.randint(1, 28):02}{dice.randint(1940, 2019)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}{dice.randint(0, 999):03}")
        for _ in range(count)
    ]


def only(text: str) -> tuple[Kind, Severity]:
    found = screen(text)
    assert len(found) == 1, found
    return found[0].kind, found[0].severity


@pytest.mark.requirement("ATT-09")
def test_every_valid_identity_number_is_found_however_it_is_written() -> None:
    shapes = ("{}", "身份证号：{}。", "（{}）", "张三，男，{}，和光县青禾镇", "公民身份号码{}\n", "编号{}")
    for number in some_identities(300):
        spaced = f"{number[:6]} {number[6:14]} {number[14:]}"
        wide = "".join(chr(ord(sign) + 0xFEE0) for sign in number)
        for shape in shapes:
            for written in (number, number.lower(), spaced, wide):
                found = [each for each in screen(shape.format(written)) if each.kind is Kind.IDENTITY]
                assert found and found[0].severity is Severity.CERTAIN and found[0].text == written, shape.format(written)


@pytest.mark.requirement("ATT-09")
def test_a_wrong_check_digit_is_only_suspected() -> None:
    for number in some_identities(100):
        wrong = number[:-1] + next(last for last in "0123456789X" if last != number[-1])
        assert all(each.severity is Severity.SUSPECTED for each in screen(f"身份证号{wrong}")), wrong


def test_the_reference_numbers_are_judged_as_their_source_says(shared: Path) -> None:
    rows = list(csv.reader((shared / "documents/open/text_checks/id_numbers.tsv").open(encoding="utf-8"), delimiter="\t"))[1:]
    for number, strict, valid in rows:
        if strict == "true":
            continue  # asks for the register of divisions of the time of birth
        certain = any(each.severity is Severity.CERTAIN for each in screen(f"身份证号：{number}"))
        assert certain is (valid == "True"), number


@pytest.mark.parametrize(
    "text",
    [
        "索引号：113417020032563511/202504-00057",
        "索引号 764137816/2020-16573",
        "发布时间：20260310093000",
        "电话：0791-86665432，传真：0791-86665433",
        "订单编号202603100930001234",
        "金额13800000000元",
        "和光府发〔2026〕3号",
        "2026年3月10日至2026年4月10日",
        "项目代码：2603-360102-04-01-123456",
        "联系电话：12345",
        "邮箱：zwgk@heguang.gov.cn",
        "办公地址：和光县政府大楼3号楼201室",
    ],
)
def test_what_offices_write_every_day_is_no_hit(text: str) -> None:
    assert screen(text) == []


@pytest.mark.requirement("ATT-09")
@pytest.mark.parametrize(
    ("text", "kind", "severity"),
    [
        ("王某，手机13907010001", Kind.PHONE, Severity.CERTAIN),
        ("手机 139 0701 0001", Kind.PHONE, Severity.CERTAIN),
        ("+86 13907010001", Kind.PHONE, Severity.CERTAIN),
        ("联系人：周某，电话：13907010001", Kind.PHONE, Severity.SUSPECTED),
        ("护照号码E12345678", Kind.PASSPORT, Severity.CERTAIN),
        ("赣A·12345号小客车", Kind.PLATE, Severity.SUSPECTED),
        ("家庭住址：和光县青禾镇上坪村三组12号", Kind.ADDRESS, Severity.CERTAIN),
        ("住和光县朝阳路翠湖小区3栋2单元501室", Kind.ADDRESS, Severity.SUSPECTED),
        ("投递至 heguang_wang@qq.com", Kind.EMAIL, Severity.SUSPECTED),
        ("李某某，女，9岁，就读于实验小学", Kind.MINOR, Severity.SUSPECTED),
    ],
)
def test_other_personal_data(text: str, kind: Kind, severity: Severity) -> None:
    assert only(text) == (kind, severity)


def test_bank_cards_by_their_check_digit() -> None:
    body = "621700123456789012"
    card = next(body + last for last in "0123456789" if luhn(body + last))
    assert only(f"账号：{card}") == (Kind.BANK, Severity.CERTAIN)
    assert only(f"账号：{card[:4]} {card[4:8]} {card[8:12]} {card[12:16]} {card[16:]}") == (Kind.BANK, Severity.CERTAIN)
    assert screen(f"保证金缴至指定账户，账号：{card}") == []


def test_a_household_business_is_a_person_and_a_company_is_not() -> None:
    def code(head: str) -> str:
        return next(head + last for last in "0123456789ABCDEFGHJKLMNPQRTUWXY" if credit_checks(head + last))

    assert only(f"统一社会信用代码{code('92360103MA35K1234')}")[0] is Kind.CREDIT
    assert screen(f"统一社会信用代码{code('91360103MA35K1234')}") == []


def test_the_mask_hides_the_middle_and_keeps_the_rest() -> None:
    text = f"张三 {identity(MAN)} 手机139 0701 0001"
    assert masked(text, screen(text)) == f"张三 440308********{identity(MAN)[-4:]} 手机139 **** 0001"


def test_numbers_that_the_county_publishes_itself_are_no_hit() -> None:
    assert only("值班员手机号13907010001")[0] is Kind.PHONE
    assert screen("值班员手机号13907010001", Lists(public_phones=frozenset({"13907010001"}))) == []


def test_digits_one_by_one_are_the_cells_of_a_table_unless_called_a_phone():
    row, called = (next(iter(screen(text, Lists()))) for text in ("本年新收 1 6 1 0 0 0 1 1 0 0 1 结转", "手机 1 3 8 0 0 1 3 8 0 0 0"))
    assert (row.severity, called.severity) == (Severity.SUSPECTED, Severity.CERTAIN)
