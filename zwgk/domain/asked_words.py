"""Words that people typed into the search box: which may be counted, which may be shown to others. Pure.

Counted is only what cannot be a person's number or address. Shown to everybody is less: nothing that could be a person's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from zwgk.domain.screening import screen
from zwgk.domain.screening.model import PERSONAL, Kind

LONGEST = 20
_FORM = re.compile(r"[0-9a-z\u3400-\u9fff〔〕\[\]() /.—-]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NUMBERS = re.compile(r"[0-9](?:[^\u3400-\u9fff]?[0-9]){5,}")  # six digits: a telephone, a card, a house
_PLACE = re.compile(r"[镇乡村街路巷区县市省局委办厅院校所站厂园场桥河湖山制费证金法税险令表卡权]$")
_DOUBLE = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|长孙|宇文|端木"
_SINGLE = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹"
    "黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋植甘景薄单包柏宁柯阮桂闵解强柴车冉房边净阴闫"
)
_RARE = re.compile(rf"(?:{_DOUBLE})[\u3400-\u9fff]")
_NAME = re.compile(rf"[{_SINGLE}][\u3400-\u9fff]{{1,2}}")
_TITLED = re.compile(rf"[{_SINGLE}](?:某|先生|女士|同志|局长|县长|镇长|书记|主任|科长|老师|医生)")


def countable(text: str) -> str:
    """The word as it is counted, "" when it is not: too long, odd signs, anything that could be a person's number, address or mail."""
    said = " ".join(text.split())
    if not 2 <= len(said) <= LONGEST or not _FORM.fullmatch(said) or len(_HAN.findall(said)) < 2 or _NUMBERS.search(said):
        return ""
    return "" if any(each.kind in PERSONAL | {Kind.SECRECY} for each in screen(said)) else said


def showable(text: str, is_word: Callable[[str], bool]) -> bool:
    """Whether others may see it: none of its parts is like a person's name. Rather too strict: a name of a place may be held back."""
    return not any(like_a_name(part, is_word) for part in text.split())


def like_a_name(text: str, is_word: Callable[[str], bool]) -> bool:
    """A surname with one or two characters that no dictionary knows as a word, at the beginning: 王建国, 王建国处罚决定."""
    if _TITLED.search(text) or _RARE.match(text):
        return True
    return bool(_NAME.match(text)) and not any(is_word(text[:size]) or _PLACE.search(text[:size]) for size in (2, 3, 4) if len(text) >= size)
