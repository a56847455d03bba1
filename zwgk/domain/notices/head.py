"""The head block of a saved page or of the national form (索引号、发文字号 …) → fields (DOC-01).

Reads: lines and what the container told. Writes: values by slot, and which lines held nothing else.
Labels may have inner blanks, stand in brackets, two on a line, or alone with the value on the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .dates import find_date
from .lines import Line
from .model import Field
from .words import HEAD_LABELS, furniture

_LABELS = "|".join(r"[ \t]{0,4}".join(word) for word in sorted(HEAD_LABELS, key=len, reverse=True))
_LABEL = re.compile(rf"(?:^|(?<=[\s|｜•·►▪■【\[（(;；]))({_LABELS})[ \t]{{0,4}}(?:[】\]][ \t]{{0,4}}[:：]?|[:：]|\t)")
_ALONE = re.compile(rf"[【\[]?({_LABELS})[】\]]?[ \t]{{0,4}}[:：]?")
_BULLET = " \t•·►▪■|｜*>-"
_ORGAN = re.compile(r"[㐀-鿿（）()、， ]{2,60}(?:府|局|委|办|厅|部|室|院|会|处|中心|署|国务院|军委|社|所|队|行|校|公司|街道|镇|乡)")
_NEEDS = {
    "index_number": re.compile(r"(?=.{0,80}\d)[0-9A-Za-z㐀-鿿\-—_/.·〔〕\[\]（）() ]{4,80}"),
    "doc_number": re.compile(r".{0,40}(?:19|20)\d{2}.{0,12}|无"),
    "signed_date": re.compile(r".{0,6}(?:19|20)\d{2}\D.{0,24}"),
    "published_date": re.compile(r".{0,6}(?:19|20)\d{2}\D.{0,24}"),
    "issue_timestamp": re.compile(r".{0,6}(?:19|20)\d{2}\D.{0,24}"),
    "printed_date": re.compile(r".{0,6}(?:19|20)\d{2}\D.{0,24}"),
    "issuing_organ": _ORGAN,
    "publisher": _ORGAN,
    "title": re.compile(r".{6,160}"),
    "theme": re.compile(r"(?!.{0,60}关于)[㐀-鿿、\\\\/>，,;； ]{2,40}(?<!通知)(?<!规则)(?<!要点)(?<!方案)(?<!办公室)"),
    "validity": re.compile(r"(?:现行)?(?:有效|失效|废止|已失效|已废止|已修改|继续有效|部分失效|部分有效|无|是|否)"),
    "publicity": re.compile(r"(?:主动|依申请|不予|政府|社会)?公开.{0,12}"),
}  # fmt: skip
_SURE = frozenset({"doc_number", "signed_date", "published_date", "issue_timestamp", "printed_date"})
_BELOW = ("publicity", "source_site", "editor", "author", "published_date", "index_number", "-")  # fields that also stand below the text
_KEYWORDS = re.compile(r"[㐀-鿿△]{2,8}(?:[ \t]+[㐀-鿿△]{1,8}){1,8}")
_WEAK = frozenset(["时间", "日期", "主题", "分类", "来源", "编辑", "作者", "审核", "签发", "打印", "下载", "阅读", "浏览", "分享", "收藏", "名称", "标题", "文体", "摘要", "字号", "字体", "效力", "时效", "栏目", "分享到", "人气", "有效期"])


class Head:
    """Fields found so far; the first filled value of a slot stays."""

    def __init__(self) -> None:
        self.fields: dict[str, Field] = {}
        self.other: list[tuple[str, Field]] = []
        self.empty: list[str] = []
        self.lines: set[int] = set()

    def put(self, label: str, value: str, line: int, place: str) -> None:
        """Keep the value under the slot of its label."""
        slot = HEAD_LABELS.get(label, "")
        value = value.strip(" \t:：|｜【】[]-—>").strip()
        if value.endswith(("）", ")")) and not re.search("[（(]", value):
            value = value[:-1].strip()
        if slot == "-":
            return
        if not value or (slot in _SURE and not _NEEDS[slot].match(value)):
            self.empty.append(label)
        elif not slot:
            self.other.append((label, Field(value, value, line, place, f"表头“{label}”")))
        elif slot not in self.fields:
            self.fields[slot] = Field(value, value, line, place, f"表头“{label}”")


def read_head(lines: list[Line], meta: Mapping[str, str]) -> Head:
    """The fields of the first lines (until the text begins), of the last ones, and of the container."""
    head = Head()
    for label, value in meta.items():
        if label in HEAD_LABELS:
            head.put(label, value, 0, "网页表头")
    stop = _end_of_head(lines)
    index = 0
    while index < stop:
        index += _read_line(head, lines, index, stop)
    for line in lines[max(stop, len(lines) - 14) :]:
        found = _hits(line.text) if len(line.text) < 90 and not re.search("[。；]", line.text) else []
        if found and HEAD_LABELS[_bare(found[0])] in _BELOW:
            _put_all(head, line, found)
    return head


def _end_of_head(lines: list[Line]) -> int:
    """The index of the first line of running text."""
    for index, line in enumerate(lines[:120]):
        text = line.text
        if furniture(text):
            continue
        if (len(text) > 130 and not _hits(text)) or re.match(r"(?:一|第一[章条])[、 　]", text):
            return index
        if text.endswith(("：", ":")) and len(text) > 8 and not _hits(text) and re.search(r"[各局委府厅部办会]", text):
            return index
    return min(len(lines), 120)


def _bare(found: re.Match[str]) -> str:
    return re.sub(r"\s", "", found.group(1))


def _hits(text: str) -> list[re.Match[str]]:
    """Labels of a line that begins with one."""
    if len(text) > 600:
        return []
    found = list(_LABEL.finditer(text))
    if not found:
        return []
    if text[: found[0].start()].strip(_BULLET + "【[（("):
        dated = [hit for hit in found if HEAD_LABELS[_bare(hit)] == "published_date" and find_date(text[hit.end() : hit.end() + 24])[0]]
        return dated if found[0].start() < 60 and len(text) < 160 and "。" not in text else []
    if len(found) == 1 and _bare(found[0]) in _WEAK and re.search(r"[。；]", text):
        return []
    return found


def _put_all(head: Head, line: Line, found: Iterable[re.Match[str]]) -> None:
    hits = list(found)
    for here, following in zip(hits, [*hits[1:], None], strict=True):
        value = line.text[here.end() : following.start() if following else len(line.text)]
        head.put(_bare(here), value, line.no, line.place)
    head.lines.add(id(line))


def _read_line(head: Head, lines: list[Line], index: int, stop: int) -> int:
    """Take the labels of one line; returns how many lines were used."""
    line = lines[index]
    found = _hits(line.text)
    alone = None if found else _ALONE.fullmatch(line.text.strip(_BULLET))
    in_block = index > 0 and id(lines[index - 1]) in head.lines
    if alone and (_bare(alone) not in _WEAK or in_block or line.text.endswith(("：", ":"))):
        return _value_below(head, lines, index, stop, _bare(alone), line)
    if not found:
        return 1
    last = found[-1]
    if not line.text[last.end() :].strip() and len(found) == 1:
        return _value_below(head, lines, index, stop, _bare(last), line)
    _put_all(head, line, found)
    return 1


def _value_below(head: Head, lines: list[Line], index: int, stop: int, label: str, line: Line) -> int:
    """A label alone: the next line is its value when it looks like one."""
    head.lines.add(id(line))
    below = lines[index + 1] if index + 1 < min(stop, len(lines)) else None
    slot = HEAD_LABELS[label]
    if below is None or _hits(below.text) or _ALONE.fullmatch(below.text.strip(_BULLET)):
        head.put(label, "", line.no, line.place)
        return 1
    need = _NEEDS.get(slot) or (_KEYWORDS if label in ("主题词", "关键词") else None)
    if need and need.fullmatch(below.text):
        head.put(label, below.text, below.no, below.place)
        head.lines.add(id(below))
        return 2
    head.put(label, "", line.no, line.place)
    return 1
