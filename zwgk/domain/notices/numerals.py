"""Chinese, Arabic and circled numerals as numbers."""

from __future__ import annotations

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
CIRCLED = {c: i for i, c in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)}
BRACKETED = {c: i for i, c in enumerate("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", 1)}
CN = "一二三四五六七八九十百零〇两"
_ONES = "零一二三四五六七八九"


def number_of(word: str) -> int | None:
    """12, “12”, “十二”, “一百零三”, “②” as an int; None when it is none of these."""
    if word.isascii() and word.isdigit():
        return int(word)
    if len(word) == 1 and (word in CIRCLED or word in BRACKETED):
        return CIRCLED.get(word) or BRACKETED[word]
    total, ones = 0, -1
    for character in word:
        if character in DIGITS:
            ones = DIGITS[character]
        elif character in "十百":
            total += (1 if ones < 0 else ones) * (10 if character == "十" else 100)
            ones = 0
        else:
            return None
    return total + max(ones, 0) if word else None


def chinese(number: int) -> str:
    """1–199 as 一, 十二, 二十, 一百零三."""
    if number >= 100:
        rest = number % 100
        middle = "零" if 0 < rest < 10 else ("一" if 10 <= rest < 20 else "")
        return "一百" + (middle + chinese(rest) if rest else "")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _ONES[tens] + "十")
    return head + (_ONES[ones] if ones else "")


def year_of(word: str) -> int | None:
    """“2020”, “二〇二〇” as a year between 1949 and 2100."""
    digits = "".join(str(DIGITS[c]) if c in DIGITS else c for c in word)
    if len(digits) == 4 and digits.isascii() and digits.isdigit() and 1949 <= int(digits) <= 2100:
        return int(digits)
    return None
