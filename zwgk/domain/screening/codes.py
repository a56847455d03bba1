"""Check digits and the sources that several patterns cite."""

from __future__ import annotations

PIPL = "《中华人民共和国个人信息保护法》第二十五条、第二十八条"
REGULATION = "《中华人民共和国政府信息公开条例》第十五条"
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def luhn(number: str) -> bool:
    """True when the last digit is the check digit of ISO/IEC 7812."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def credit_checks(code: str) -> bool:
    """True when the last sign is the check sign of the first seventeen (GB 32100-2015)."""
    if any(sign not in _CREDIT_SIGNS for sign in code):
        return False
    total = sum(_CREDIT_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return _CREDIT_SIGNS[(31 - total % 31) % 31] == code[17]
