"""Numbers of persons: identity, mobile phone, bank card, passport, credit code, other accounts.

Reads: plain text. Writes: findings. Check digits: GB 11643-1999 (mod 11-2), Luhn, GB 32100-2015 (mod 31).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .model import Finding, Kind, Lists, Severity
from .text import around, digits

PIPL = "《中华人民共和国个人信息保护法》第二十五条、第二十八条"
REGULATION = "《中华人民共和国政府信息公开条例》第十五条"

# GB/T 2260: the first two digits; 83 is used for residence permits of Taiwan residents.
_PROVINCES = frozenset(["11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"])
_GAP = r"[ \t\-]?"
_ID18 = re.compile(rf"(?<![0-9A-Za-z./])[1-8]{_GAP}(?:[0-9]\n?{_GAP}){{16}}[0-9Xx](?![0-9A-Za-z])")
_ID15 = re.compile(r"(?<![0-9A-Za-z./\-])[1-8][0-9]{14}(?![0-9A-Za-z\-])")
_ID_WORDS = re.compile(r"身份证|公民身份|证件号|身份号|ID号")
_NOT_ID = re.compile(r"信用代码|索引号|索取号|订单|流水|编号|代码|项目|条码|案号|卡号|账号|帐号|备案|许可证")
_MOBILE = re.compile(r"(?<![0-9A-Za-z.\-])(?:\(?\+?86\)?[ \-]?)?(1[3-9][0-9][ \-]?[0-9]{4}[ \-]?[0-9]{4})(?![0-9A-Za-z])")
_CONTACT = re.compile(r"(?:联系人|联系电话|联系方式|咨询电话|咨询|监督电话|监督|举报电话|举报|投诉|值班|办公电话|服务热线|热线|经办人|报名电话)[^。；\n]{0,20}$")
_CARD = re.compile(r"(?<![0-9A-Za-z.\-/])[3-6][0-9]{3}(?:[ \-]?[0-9]{4}){2}[ \-]?[0-9]{3,7}(?:[ \-]?[0-9]{1,3})?(?![0-9A-Za-z])")
_CARD_WORDS = re.compile(r"卡号|账号|帐号|账户|帐户|银行卡|一卡通|存折|开户|社保卡")
_OFFICIAL_ACCOUNT = re.compile(r"(?:对公|财政专户|单位账户|基本户|非税|指定账户|保证金)[^。；\n]{0,24}$")
_CREDIT = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])")
_PASSPORT = re.compile(r"(?<![0-9A-Za-z])(?:[EGDSPH][A-HJ-NP-Z]?[0-9]{7,8}|1[45][0-9]{7})(?![0-9A-Za-z])")
_PASSPORT_WORDS = re.compile(r"护照|通行证|出入境证件")


def personal_numbers(text: str, lists: Lists) -> Iterator[Finding]:
    """Every number of a person; a spot taken by a stronger kind is not told twice (see `document.settled`)."""
    yield from _identities(text)
    yield from _mobiles(text, lists)
    yield from _cards(text)
    yield from _credit_codes(text)
    yield from _passports(text)


def identity_checks(number: str) -> bool:
    """True when the last character is the check digit of the first seventeen (GB 11643-1999)."""
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17].upper()


def born(number: str) -> bool:
    """True when digits 7–14 (7–12 of fifteen) are a day that was."""
    text = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return 1880 <= day.year <= 2100


def _identities(text: str) -> Iterator[Finding]:
    for found in _ID18.finditer(text):
        number = digits(found[0])
        if len(number) == 18 and number[:2] in _PROVINCES and born(number):
            if _looks_official(text, found):
                continue
            yield _identity(text, found, number, Severity.CERTAIN if identity_checks(number) else Severity.SUSPECTED)
    for found in _ID15.finditer(text):
        number = found[0]
        left, _ = around(text, *found.span())
        if number[:2] in _PROVINCES and born(number) and (_ID_WORDS.search(left) or not _NOT_ID.search(left)):
            yield _identity(text, found, number, Severity.CERTAIN if _ID_WORDS.search(left) else Severity.SUSPECTED)


def _looks_official(text: str, found: re.Match[str]) -> bool:
    """An index number goes on with “/2024-00001”; a code of eighteen digits is called so right before it."""
    left, right = around(text, *found.span())
    if re.match(r"/(?:19|20)\d{2}", right):
        return True
    return bool(_NOT_ID.search(left[-8:]) and not _ID_WORDS.search(left) and not identity_checks(digits(found[0])))


def _identity(text: str, found: re.Match[str], number: str, severity: Severity) -> Finding:
    advice = "隐去出生日期和顺序码后再公开。" if severity is Severity.CERTAIN else "形似身份号码，但校验码不符，请核对。"
    return Finding(Kind.IDENTITY, found[0], found.start(), severity, advice, _stars(found[0], 6, 4), PIPL)


def _mobiles(text: str, lists: Lists) -> Iterator[Finding]:
    for found in _MOBILE.finditer(text):
        number = digits(found[1])
        left, _ = around(text, *found.span(), before=30)
        if number in lists.public_phones or _inside_decimal(text, found):
            continue
        if _CONTACT.search(left):
            yield Finding(
                Kind.PHONE, found[1], found.start(1), Severity.SUSPECTED, "联系人的手机号码：请改用单位办公电话，或确认本人同意公开。", _stars(found[1], 3, 4), PIPL
            )
        else:
            yield Finding(Kind.PHONE, found[1], found.start(1), Severity.CERTAIN, "隐去中间四位后再公开。", _stars(found[1], 3, 4), PIPL)


def _inside_decimal(text: str, found: re.Match[str]) -> bool:
    return bool(re.match(r"\.\d|[元个件份万亿]", text[found.end() : found.end() + 2]))


def _cards(text: str) -> Iterator[Finding]:
    for found in _CARD.finditer(text):
        number = digits(found[0])
        left, _ = around(text, *found.span())
        named = bool(_CARD_WORDS.search(left))
        if not 15 <= len(number) <= 19 or (not named and not (number.startswith("62") and len(number) >= 16)):
            continue
        if _OFFICIAL_ACCOUNT.search(left):
            continue
        sure = luhn(number) and (named or number.startswith("62"))
        advice = "银行账户属于敏感个人信息，不得公开。" if sure else "形似银行账号，请核对是否为个人账户。"
        yield Finding(Kind.BANK, found[0], found.start(), Severity.CERTAIN if sure else Severity.SUSPECTED, advice, _stars(found[0], 4, 4), PIPL)


def luhn(number: str) -> bool:
    """True when the last digit is the check digit of ISO/IEC 7812."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_checks(code: str) -> bool:
    """True when the last sign is the check sign of the first seventeen (GB 32100-2015)."""
    total = sum(_CREDIT_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return _CREDIT_SIGNS[(31 - total % 31) % 31] == code[17]


def _credit_codes(text: str) -> Iterator[Finding]:
    for found in _CREDIT.finditer(text):
        code = found[0]
        left, right = around(text, *found.span())
        if re.match(r"/(?:19|20)\d{2}", right) or code[0] not in "1235789AY" or code[2:4] not in _PROVINCES | {"10"}:
            continue
        checks = credit_checks(code)
        if checks and code.startswith("92"):
            yield Finding(Kind.CREDIT, code, found.start(), Severity.SUSPECTED, "个体工商户的代码与经营者个人相连，请确认目录要求公开。", "", REGULATION)
        elif not checks and "信用代码" in left:
            yield Finding(Kind.CREDIT, code, found.start(), Severity.SUSPECTED, "统一社会信用代码的校验码不符，请核对。", "", "GB 32100-2015")


def _passports(text: str) -> Iterator[Finding]:
    for found in _PASSPORT.finditer(text):
        left, _ = around(text, *found.span())
        if _PASSPORT_WORDS.search(left):
            yield Finding(Kind.PASSPORT, found[0], found.start(), Severity.CERTAIN, "证件号码不得公开。", _stars(found[0], 2, 2), PIPL)


def _stars(text: str, head: int, tail: int) -> str:
    """The first `head` and the last `tail` signs stay; blanks and hyphens too."""
    seats = [place for place, sign in enumerate(text) if sign.isalnum()]
    hidden = set(seats[head : len(seats) - tail])
    return "".join("*" if place in hidden else sign for place, sign in enumerate(text))
