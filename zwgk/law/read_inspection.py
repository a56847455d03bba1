"""`inspections/*.yaml` → CheckFile, `filing/*.yaml` → FilingDef. The file name is the id."""

from __future__ import annotations

from zwgk.law.inspection_model import CheckFile, CheckRule, FilingDef, Needed, PaperDef, Weight
from zwgk.law.model import Instrument, Status
from zwgk.law.read_deadline import same_id
from zwgk.law.read_instrument import reference
from zwgk.law.reading import Page

Instruments = dict[str, Instrument]
GROUPS = ("broken", "wrong", "empty", "stale", "mixed", "twice", "tags", "page", "keeper", "plan", "limit")
UNITS = ("", "nights", "seconds", "days", "working_days", "items", "percent", "clicks")


def check_file(name: str, page: Page, instruments: Instruments) -> CheckFile | None:
    """The rules of one file, or None with its problems noted."""
    before = len(page.problems)
    page.allow(("id", "title", "rules", "needed"))
    same_id(name, page)
    rules = tuple(_rule(part, instruments) for part in page.parts("rules"))
    ids = [rule.id for rule in rules]
    if len(set(ids)) < len(ids):
        page.wrong("rules", "有两条规则的编号相同。", "给其中一条换一个编号。")
    made = CheckFile(name, page.text("title"), rules, tuple(_needed(part) for part in page.parts("needed")))
    return made if len(page.problems) == before else None


def _rule(part: Page, instruments: Instruments) -> CheckRule:
    part.allow(("id", "title", "group", "severity", "mend", "reference", "status", "note", "value", "unit"))
    group, unit, value = part.text("group"), part.text("unit", needed=False), part.data.get("value", 0)
    if group not in GROUPS:
        part.wrong("group", f"“{group}”不在允许的取值之内。", f"从这些取值中选一个：{'、'.join(GROUPS)}。")
    if unit not in UNITS:
        part.wrong("unit", f"“{unit}”不在允许的取值之内。", f"从这些取值中选一个：{'、'.join(UNITS[1:])}。")
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        part.wrong("value", "应当是一个数。", "写成“value: 14”。")
        value = 0
    status, note = part.choice("status", Status, Status.VERIFIED), part.text("note", needed=False)
    if status is Status.UNVERIFIED and not note:
        part.wrong("note", "标为“未核实”却没有说明。", "用 note 写明哪一点没有核实、为什么。")
    return CheckRule(
        part.text("id"), part.text("title"), group, part.choice("severity", Weight) or Weight.HINT, part.text("mend", needed=group != "limit"),
        reference(part.part("reference", needed=True), instruments), status or Status.UNVERIFIED, note, value, unit,
    )  # fmt: skip


def _needed(part: Page) -> Needed:
    part.allow(("key", "title", "words", "path", "column", "exact"))
    return Needed(part.text("key"), part.text("title"), _texts(part, "words"), part.text("path", needed=False), part.text("column", needed=False), part.truth("exact"))


def filing(name: str, page: Page, instruments: Instruments) -> FilingDef | None:
    """The sorts of papers of one file, or None with its problems noted."""
    before = len(page.problems)
    page.allow(("id", "title", "reference", "status", "note", "open", "names", "only", "papers"))
    same_id(name, page)
    names, only = page.part("names", needed=True), page.part("only")
    made = FilingDef(
        name, page.text("title"), tuple(_paper(part) for part in page.parts("papers")), _texts(page, "open"),
        {str(key): _texts(names, str(key)) for key in names.data} if names else {}, {str(key): _texts(only, str(key)) for key in only.data} if only else {},
        reference(page.part("reference"), instruments), page.choice("status", Status, Status.VERIFIED) or Status.UNVERIFIED, page.text("note", needed=False),
    )  # fmt: skip
    return made if len(page.problems) == before else None


def _paper(part: Page) -> PaperDef:
    part.allow(("id", "title", "columns", "has", "ends", "without"))
    made = PaperDef(part.text("id"), part.text("title"), _texts(part, "columns"), _texts(part, "has"), _texts(part, "ends"), _texts(part, "without"))
    if not made.columns:
        part.wrong("columns", "没有写可以放在哪些栏目。", "写成“columns: [report]”，最合适的写在前面。")
    if not made.has and not made.ends:
        part.wrong("ends", "没有写标题有什么特征。", "写 has（标题里有的词）或 ends（标题的结尾）。")
    return made


def _texts(page: Page, key: str) -> tuple[str, ...]:
    found = page.data.get(key) or []
    if not isinstance(found, list):
        page.wrong(key, "这里应当是一个列表。", f"写成“{key}: [甲, 乙]”。")
        return ()
    return tuple(str(each) for each in found)
