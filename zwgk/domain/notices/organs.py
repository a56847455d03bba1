"""Lines that name organs: 主送, 抄送, signatures (DOC-04). Names only, no list of real organs.

Addressees are split at commas; at 、 only where whole names stand on both sides (各乡镇人民政府、街道办事处 stays one).
"""

from __future__ import annotations

import re

from .words import STRONG_TAIL

_SPACED = re.compile(r"[㐀-鿿](?:\s{1,3}[㐀-鿿]){3,40}")  # 和 光 县 人 民 政 府
_ORGAN_LINE = re.compile(r"[㐀-鿿（）()、·\s]{2,60}")
_ORGAN_TAIL = re.compile(
    r"(?:人民政府|政府|国务院|军委|办公厅|办公室|委员会|管委会|厅|局|部|委|院|署|会|处|中心|办|街道|法院|检察院|公司|专班|小组|指挥部|机构|社|行|所|站|组|机关|党组|兵团|党委|工委|支部|学校|医院|集团)(?:[（(][^（）()]{1,12}[）)])?$"
)
_NOT_NAME = re.compile(r"网站$|^(?:关于|附件|抄送|主送|联系|通知|意见|以上|特此|现|请|各|一、|二、|（|第[一二三四五六七八九十]|主任|成员|组长|副组长)|的|了|开展|加强|做好|推进|负责|落实")
_GROUP = re.compile(r"各|有关|相关|全体|所属|[省市县区州]直|机关")
_PERSON = re.compile(r"(?:同志|委员|代表|先生|女士)$")
_TITLES = re.compile(r"(?:政府|局|委|办|厅|部|会|院|校|处|室|中心|公司|区|县|市|镇|乡|街道|单位|部门|机构|组织|门|行|社|军|团|代表|委员|同志|企业|国企|科室|站|所|队|省|州|旗|村|法院|人员|负责人)(?:[（(][^（）()]{1,40}[）)])?$")


def organ_line(text: str) -> bool:
    """True when the line is nothing but the name of one or more organs."""
    bare = text.strip()
    if _SPACED.fullmatch(bare):
        bare = re.sub(r"\s", "", bare)
    if not 2 <= len(bare) <= 60 or not _ORGAN_LINE.fullmatch(bare) or _NOT_NAME.search(bare):
        return False
    return bool(_ORGAN_TAIL.search(bare))


def organ_names(text: str) -> str:
    """The organs of a signature line, joined by 、 when blanks part them; blanks inside a name are dropped."""
    parts = [part for part in re.split(r"\s{1,}", text.strip()) if part]
    if len(parts) > 1 and all(len(part) > 2 and _ORGAN_TAIL.search(part) for part in parts):
        return "、".join(parts)
    return "".join(parts)


def addressee_line(text: str) -> tuple[str, str] | None:
    """(names, rest of the line) when the line begins with whom the document is for."""
    bare = text.strip()
    found = re.match(r"[^：:。；！？《》“”]{2,300}?\s?[：:]", bare)
    if not found:
        return None
    names, rest = found.group(0).rstrip("：: "), bare[found.end() :].strip()
    if rest and (len(rest) < 12 or re.search(r"\d", names)):
        return None
    names = re.sub(r"^主送(?:机关|单位)?\s?", "", names)
    pieces = [piece for piece in re.split(r"[，,、]", names) if piece.strip()]
    if not pieces or re.search(r"^(?:现|为|根据|按照|经|附|附件|联系|抄送|印发|责任|牵头|来源|发布|总体|时间|标题|主题|其中|如下|通知|要求|组\s*长|成\s*员|副组长|主\s*任)|如下$|总体要求是$|以下|通知$|包括$|\d[.、]", names):
        return None
    fits = sum(bool(_TITLES.search(re.sub(r"\s", "", piece)) or _GROUP.search(piece)) for piece in pieces)
    return (names, rest) if fits * 2 >= len(pieces) and _TITLES.search(re.sub(r"\s", "", pieces[-1])) else None


def unmarked_addressees(text: str) -> bool:
    """A line of nothing but groups of units whose colon was lost."""
    bare = text.strip(" ：:;；")
    if not 6 <= len(bare) <= 200 or re.search(r"[。！？《》“”\d]", bare) or not re.search(r"[，,、]", bare):
        return False
    pieces = [piece.strip() for piece in re.split(r"[，,、]", bare)]
    return bare.startswith(("各", "省", "市", "县", "区", "有关")) and all(STRONG_TAIL.search(p) or len(p) <= 6 for p in pieces) and bool(_GROUP.search(bare))


def split_addressees(names: str) -> tuple[str, ...]:
    """The addressees as the document groups them."""
    cleaned = re.sub(r"(?<=[㐀-鿿，,、])\s+(?=[㐀-鿿])", "", names.strip(" ：:。."))
    groups = _outside(cleaned, "，,；;")
    found: list[str] = []
    for group in groups:
        found += _whole_names(group, alone=len(groups) == 1)
    return tuple(dict.fromkeys(name for name in (one.strip(" 。.") for one in found) if name))


def _whole_names(group: str, alone: bool) -> list[str]:
    pieces = _outside(group, "、")
    if len(pieces) == 1:
        return pieces
    if all(len(piece) >= 3 and _ORGAN_TAIL.search(piece) and not re.match(r"各|有关|全", piece) and not re.search(r"各", piece) for piece in pieces):
        return pieces
    if not alone:
        named = [piece for piece in pieces if not re.search(r"各|有关|相关", piece) and re.search(r".{2,}(?:[局委镇乡厅部办会]|街道|政府)$", piece)]
        if named and pieces[: len(named)] == named and pieces[len(named)][:1] == "各" and not re.match(r"[省市县区州旗]", named[-1]):
            return [*named, "、".join(pieces[len(named) :])]
        return [group]
    joined = [pieces[0]]
    for piece in pieces[1:]:
        whole = STRONG_TAIL.search(joined[-1]) and len(joined[-1]) > 3 and not re.search(r"各[委办局部厅]$|部委$", joined[-1])
        if whole and re.match(r"各|[省市县区州旗](?!政|场)|有关|相关|国务院|驻|中央", piece) and len(piece) > 3:
            joined.append(piece)
        else:
            joined[-1] += "、" + piece
    return joined


def _outside(text: str, marks: str) -> list[str]:
    pieces, start, depth = [], 0, 0
    for position, character in enumerate(text):
        if character in "（([〔":
            depth += 1
        elif character in "）)]〕":
            depth = max(0, depth - 1)
        elif depth == 0 and character in marks:
            pieces.append(text[start:position])
            start = position + 1
    return [piece for piece in [*pieces, text[start:]] if piece.strip()]
