"""「不知道向谁申请」: which organs a request may belong to, by their duties, each with the words that made it so. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST = 5
LEAST = 0.28  # of the weight of what was asked; below this a candidate is noise
# How residents say it → how duties and catalogues say it.
SAID: Mapping[str, str] = {
    "低保": "最低生活保障", "拆迁": "房屋征收与补偿", "征地": "土地征收 征地", "社保": "社会保险", "医保": "医疗保障", "学区": "义务教育 招生", "上学": "义务教育 招生",
    "房产证": "不动产登记", "房本": "不动产登记", "宅基地": "宅基地 农村土地", "危房": "农村危房改造", "公租房": "保障性住房 住房保障", "廉租房": "保障性住房 住房保障",
    "环评": "环境影响评价 生态环境", "污染": "生态环境 环境保护", "修路": "公路 道路 交通运输", "公交": "公共交通 交通运输", "自来水": "供水", "停水": "供水", "物业": "物业 住房城乡建设",
    "养老院": "养老服务", "五保": "特困人员供养", "户口": "户籍 公安", "城管": "综合行政执法 城市管理", "工资": "劳动 人力资源和社会保障", "看病": "卫生健康", "幼儿园": "学前教育 教育",
    "补贴": "补贴 补助", "三公": "财政预决算", "预算": "财政预决算 预算", "决算": "财政预决算 决算", "规划图": "城乡规划 国土空间规划", "招标": "招标投标 公共资源交易", "食品": "食品药品 市场监督管理",
}  # fmt: skip
EMPTY = re.compile(
    r"申请|公开|政府|信息|关于|有关|相关|情况|文件|资料|材料|内容|进行|负责|组织|实施|工作|管理|我们|我想|想要|知道|了解|获取|查询|哪些|什么|怎么|如何|今年|去年|"
    r"\d{4}年|\d+月|全县|本县|县里|村里|镇里|以及|或者|[的了吗呢和与及在对给被把]"
)


@dataclass(frozen=True, slots=True)
class Doer:
    """An organ and what is known of what it does."""

    organ_id: int
    names: tuple[str, ...]  # its name, short name, villages below it
    duties: tuple[tuple[str, str], ...] = ()  # (where it stands, text): 机构职能, 标准目录, 清单事项


@dataclass(frozen=True, slots=True)
class Proposal:
    """An organ to ask, with the reason a person reads."""

    organ_id: int
    score: float
    source: str
    text: str


def propose(asked: str, doers: Iterable[Doer], *, place: str = "") -> list[Proposal]:
    """Organs whose duties speak of what is asked, the likeliest first; the name of the own county says nothing."""
    lines = [(doer, source, text) for doer in doers for source, text in _lines(doer)]
    wanted = _pairs(_widened(asked), place)
    weights = _weights(wanted, lines, place)
    if not weights:
        return []
    own = _pairs(asked, place) & weights.keys()
    whole = sum(weights[pair] for pair in own) or sum(weights.values())
    found: dict[int, Proposal] = {}
    for doer, source, text in lines:
        shared = _pairs(text, place) & weights.keys()
        score = min(sum(weights[pair] for pair in shared) / whole, 1.0) * (1.25 if source == "单位名称" else 1)
        if score >= LEAST and score > (found[doer.organ_id].score if doer.organ_id in found else 0):
            found[doer.organ_id] = Proposal(doer.organ_id, round(score, 3), source, text)
    return sorted(found.values(), key=lambda each: -each.score)[:MOST]


def _lines(doer: Doer) -> Iterable[tuple[str, str]]:
    """Its names as one line each, its duties sentence by sentence."""
    for name in doer.names:
        yield "单位名称", name
    for source, text in doer.duties:
        for sentence in re.split(r"[；;。\n]", text):
            if sentence.strip():
                yield source, re.sub(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*", "", sentence.strip())


def _widened(asked: str) -> str:
    return " ".join([asked, *(said for word, said in SAID.items() if word in asked)])


def _weights(wanted: frozenset[str], lines: Sequence[tuple[Doer, str, str]], place: str) -> dict[str, float]:
    """What each pair of signs weighs: the fewer organs speak of it, the more."""
    speak: Counter[str] = Counter()
    by_organ: dict[int, set[str]] = {}
    for doer, _, text in lines:
        by_organ.setdefault(doer.organ_id, set()).update(_pairs(text, place) & wanted)
    for pairs in by_organ.values():
        speak.update(pairs)
    many = len(by_organ) + 1
    return {pair: math.log(many / count) + 0.1 for pair, count in speak.items()}


def _pairs(text: str, place: str) -> frozenset[str]:
    plain = text.replace(place, " ") if place else text
    words = re.findall(r"\w+", EMPTY.sub(" ", plain))
    return frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1))
