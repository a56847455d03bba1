"""The sort of a paper, and whether it stands where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zwgk.law.inspection_model import FilingDef, PaperDef

from .titles import core, plain

_REPORT_PARTS = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "行政复议", "存在的主要问题", "其他需要报告的事项")
ENOUGH = 4  # of these six headings


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of it."""

    title: str
    columns: tuple[str, ...] = ()  # keys of the columns where it stands or shall stand
    items: tuple[int, ...] = ()  # items of Art. 20 of its kind of information; () for a plain document
    text: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where it belongs."""

    what: str  # 部门预算 …
    columns: tuple[str, ...]  # keys, the usual one first; () when only the present one is known to be wrong
    reasons: tuple[str, ...]


def propose(paper: Paper, law: FilingDef) -> Proposal | None:
    """The sort of paper, when title, kind or text leaves no doubt."""
    if paper.items:
        keys = tuple(f"art20-{item:02d}" for item in paper.items)
        return Proposal("这类信息", keys, ("信息类型对应《政府信息公开条例》第二十条第" + "、".join(map(str, paper.items)) + "项",))
    name = core(paper.title)
    fitting = [each for each in law.papers if name and fits(each, name)]
    if fitting:
        best = max(fitting, key=lambda each: max((len(end) for end in each.ends if name.endswith(end)), default=0) + bool(each.has))
        return Proposal(best.title, best.columns, _reasons(best, name))
    # 国办公开办函〔2021〕30号: the six headings of the annual report
    if "年" in paper.title and sum(part in paper.text for part in _REPORT_PARTS) >= ENOUGH and "政府信息公开" in paper.text[:4000]:
        return Proposal("政府信息公开年度报告", ("report",), ("正文是政府信息公开年度报告的六个部分",))
    return None


def misfiled(paper: Paper, law: FilingDef) -> Proposal | None:
    """Where it should stand instead; None when it stands well or nothing is certain."""
    here = [key for key in paper.columns if key in law.names]
    if not here or any(key in law.open for key in paper.columns):
        return None
    found = propose(paper, law)
    if found is not None:
        return None if set(found.columns) & set(here) else found
    for key in here:
        words = law.only.get(key)
        if words and not any(word in plain(paper.title) for word in words):
            return Proposal("", (), (f"“{law.names[key][0]}”栏目里只放标题有“{'”或“'.join(words)}”的信息",))
    return None


def column_called(name: str, law: FilingDef) -> str:
    """The key of a column by what a site calls it; "" when it is none of ours."""
    wanted = plain(name).strip("（）>》")
    return next((key for key, names in law.names.items() if wanted in names), "")


def fits(paper: PaperDef, name: str) -> bool:
    """Whether the name has the marks of this sort: a word, and its end where one is given."""
    if any(word in name for word in paper.without):
        return False
    return (not paper.has or any(word in name for word in paper.has)) and (not paper.ends or name.endswith(paper.ends))


def _reasons(paper: PaperDef, name: str) -> tuple[str, ...]:
    found: Sequence[str] = [word for word in paper.has if word in name][:1]
    end = max((end for end in paper.ends if name.endswith(end)), key=len, default="")
    said = [f"标题里有“{word}”" for word in found] + ([f"标题以“{end}”结尾"] if end else [])
    return tuple(said)
