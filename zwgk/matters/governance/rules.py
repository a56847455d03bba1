"""What the Regulation and the notices demand of working organs and of published contacts. Pure."""

from __future__ import annotations

import re

ARTICLE_3 = "《中华人民共和国政府信息公开条例》第三条"
ARTICLE_4 = "《中华人民共和国政府信息公开条例》第四条"
ARTICLE_12 = "《中华人民共和国政府信息公开条例》第十二条"
NO_INSTITUTION = f"{ARTICLE_4}；上级政务公开工作要点“不得指定下属事业单位”的要求"
POWERS = ("推进", "指导", "协调", "监督")

# 中心、院、所、站、队 … are usually names of public institutions; 办公室、科、股、处 of internal bodies.
_INSTITUTION = re.compile(r"(中心|研究院|医院|学院|院|所|站|大队|支队|中队|队|馆|社|学校|园|场|台)$")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)")


def institution_word(name: str) -> str:
    """The word by which a name looks like a public institution: 县政务信息中心 → 中心; "" when it does not."""
    found = _INSTITUTION.search(re.sub(r"[（(].*?[)）]$", "", name.strip()))
    return found[1] if found else ""


def has_mobile(text: str) -> bool:
    """True when a personal mobile number stands in the text."""
    return bool(_MOBILE.search(text))


def mask_mobile(text: str) -> str:
    """139****5678 for every mobile number in the text; office telephones stay."""
    return _MOBILE.sub(lambda found: f"{found[1]}****{found[3]}", text)
