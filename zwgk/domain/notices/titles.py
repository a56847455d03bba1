"""Titles: put together from their lines, found in the sentence that prints an annex, compared with the head field."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .words import KINDS

_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
_END = re.compile(rf"(?:{_KIND})(?:[（(〔][^（）()]{{1,24}}[)）〕]|[》〉])?$")
_ABOUT = re.compile(r"关于|印发|转发|批转|对.{4,40}的(?:批复|答复)")
_ORGAN_END = re.compile(r"[㐀-鿿](?:政府|国务院|军委|办公厅|办公室|委员会|管委会|厅|局|部|委|院|署|会|处|中心|办|小组|指挥部|街道|镇|乡)$")
_BEGINS = re.compile(r"《?(?:[㐀-鿿]{2,12}(?:省|市|县|区|州|旗|盟|镇|乡)|国务院|关于|(?:19|20)\d{2}年|中共|中央|省|市|县|区)")
FOREIGN_INSERT = re.compile(r"[a-zA-Z][a-zA-Z0-9]{1,11}\s?\d{0,4}[㐀-鿿]{0,6}(?:官网|平台|娱乐|体育|下载|注册|APP|app)")  # advertising put into a copied page
_FOREIGN = re.compile(r"[>|【】]|[:：](?!关于)|https?|www|\.cn|首页|发布日期|20\d{2}-\d{2}|[。；;]")
_QUOTED = re.compile(r"《([^《》]{4,90}(?:《[^《》]{2,60}》[^《》]{0,60})?)》")
_GLUED = re.compile(r"(?<=[要案工划见知施表])(?=(?:为(?:了|深入|进一步|认真|贯彻|做好|切实|全面|加强|推进|落实)|根据《?|按照《?|(?:19|20)\d{2}年[^，。]{0,12}是|现将))")
_PRINTS = re.compile(r"印发|现予以|发给|转发|予以公布|制定了|制订了|现将|遵照执行|贯彻(?:落实|执行)|批准|同意")
_LOST_OPEN = re.compile(r"^([㐀-鿿\d“”（）()]{6,60})》")


def compact(text: str) -> str:
    """Without any blank."""
    return re.sub(r"\s", "", text)


def title_like(text: str) -> bool:
    """True when the line can be a whole title."""
    bare = compact(text)
    return 6 <= len(bare) <= 160 and bool(_END.search(bare)) and not re.search(r"[。；！？]|[，,].{0,80}[，,].{0,80}[，,]", bare)


def annex_title_like(text: str) -> bool:
    """True when the words can be the title of an annex."""
    bare = compact(text)
    return 4 <= len(bare) <= 70 and bool(_END.search(bare)) and not re.search(r"[。；！？：:，,]", bare)


def printed_titles(text: str) -> set[str]:
    """The 《titles》 that this sentence says it prints."""
    found: set[str] = set()
    for sentence in re.split("[。；]", text[:3000]):
        if not _PRINTS.search(sentence):
            continue
        lost = _LOST_OPEN.match(sentence.strip())
        if lost:
            found.add(compact(lost.group(1)))
        for hit in _QUOTED.finditer(sentence):
            if _PRINTS.search(sentence[hit.end() : hit.end() + 40]) or re.search(r"(?:制定了|制订了|现将|印发)$", sentence[: hit.start()][-6:]):
                found.add(compact(hit.group(1)))
    return found


def join_title(lines: Sequence[str]) -> str:
    """The title over several lines: the best run of lines that begins and ends like one."""
    words = [words for line in lines if len(words := _last_words(FOREIGN_INSERT.sub("", line))) > 3]
    best, weight = "", 0
    for start in range(len(words)):
        joined = ""
        for count, line in enumerate(words[start : start + 6]):
            if count and _whole(compact(words[start + count - 1])):
                break  # a title that is whole by itself is not continued
            joined += compact(line)
            found = _weight(joined, words[start], count)
            if found > weight:
                best, weight = joined, found
    return tidy(best)


def glued_title(text: str) -> str:
    """The title at the beginning of a text that lost its line breaks: 和光县2023年政务公开工作方案为贯彻落实 …"""
    for hit in _GLUED.finditer(text[:90]):
        front = text[: hit.start()]
        if title_like(front) and re.search(r"(?:19|20)\d{2}年|^关于|[㐀-鿿]关于", front):
            return front
    return ""


def plain_title(lines: Sequence[str]) -> str:
    """A headline that has none of the forms of an official title: the only line above the text."""
    words = [compact(line) for line in lines if compact(line)]
    bare = words[0] if len(words) == 1 else ""
    return bare if 10 <= len(bare) <= 60 and not _FOREIGN.search(bare) and not _ORGAN_END.search(bare) else ""


def _whole(line: str) -> bool:
    return bool(_ABOUT.search(line) and re.search(r"(?:通知|意见|批复|复函|的函|公告|通告|决定|答复)》?$", line))


def _weight(joined: str, first: str, breaks: int) -> int:
    """How much the joined lines look like a title; 0 when they do not."""
    if len(joined) > 200 or len(joined) < 6 or not _END.search(joined) or _FOREIGN.search(joined) or joined.count("关于") > 3:
        return 0
    about = bool(_ABOUT.search(joined))
    named = bool(title_organ(joined) or title_organ(joined.lstrip("《")))
    if breaks and not (about or named or compact(first)[:4].isdigit()):
        return 0
    if breaks and not (_ABOUT.search(first) or _ORGAN_END.search(compact(first)) or _BEGINS.match(compact(first))):
        return 0
    unfinished = bool(re.search("印发|转发|批转", joined)) and not re.search(r"(?:通知|的函|通报|公告|意见)》?$", joined)
    return 8 * (about and not unfinished) + 6 * named + 3 * bool(_BEGINS.match(joined)) + max(0, 3 - breaks) + 1


def _last_words(line: str) -> str:
    """A breadcrumb before the title is cut off at its blank."""
    before, _, last = line.strip().rpartition(" ")
    return last if before and len(last) >= 15 and "关于" in last and title_like(last) and "关于" not in before else line


def tidy(title: str) -> str:
    """Without outer 《》, site name behind a dash, blanks."""
    bare = compact(title).strip("*·•")
    whole = re.fullmatch(r"《(.{6,160})》", bare)
    if whole and bare.count("《") == 1:
        bare = whole.group(1).replace("〈", "《").replace("〉", "》")
    bare = re.sub(r"[（(][^（）()]{2,20}[〔\[［][12]\d{3}[〕\]］]\d{1,4}号[)）]$", "", bare)
    bare = re.sub(r"(?:[-_—|｜]{1,2}[^-_—|]{2,24}(?:网|网站|政府|平台|门户|专栏|中国))+$", "", bare)
    return bare


def title_organ(title: str) -> str:
    """The organ named at the beginning of the title, "" when it names none."""
    found = re.match(r"([^关《]{2,60}?)(?:关于|印发|转发|批转|对)", title)
    found = found or re.match(r"([㐀-鿿（）()]{2,40}?(?:政府|办公厅|办公室|委员会|管委会|厅|局|部|委|院|街道办事处|镇|乡))(?=(?:19|20)\d{2}年)", title)
    found = found or re.match(r"([㐀-鿿]{2,20}?人民政府(?:办公[厅室])?)(?=[㐀-鿿]{2,20}$)", title)
    organ = found.group(1) if found and not re.match("关于|印发|转发", found.group(1)) else ""
    return organ if re.search(r"(?:政府|国务院|军委|办公厅|办公室|委员会|管委会|厅|局|部|委|院|署|会|处|中心|办|小组|指挥部|街道|镇|乡)$", organ) else ""
