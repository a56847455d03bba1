"""`kinds/*.yaml` → KindDef. The file name is the id. Conditions and checks are only looked through for names; `domain.kinds` reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from zwgk.law.kind_model import (
    NEVER_SHOWN,
    ChartDef,
    CheckDef,
    FieldDef,
    FieldType,
    KindDef,
    LineDef,
    MaskDef,
    PeriodDef,
    Show,
    Stage,
)
from zwgk.law.model import DeadlineRule, Instrument, Status
from zwgk.law.read_instrument import reference
from zwgk.law.reading import Page

KEYS = (
    "id", "title", "theme", "name", "fields", "key", "article_20", "areas", "publisher", "deadline", "starts", "every", "period",
    "checks", "charts", "line", "service", "sheet", "reference", "status", "note",
)  # fmt: skip
FIELD_KEYS = (
    "id", "label", "type", "required", "unit", "options", "help", "example", "pattern", "of", "mask", "list", "filter", "sort", "sum", "export", "fields",
)  # fmt: skip
_IDENT = re.compile(r"[a-z][a-z0-9_]*")
_WORD = re.compile(r"(?<![\"'\w.])[a-z][a-z0-9_]*")
_FUNCTIONS = {"year", "quarter", "month", "sum", "count", "total", "mean", "share", "and", "or", "not", "in"}


def kind(name: str, page: Page, instruments: dict[str, Instrument], deadlines: Mapping[str, DeadlineRule], layer: str, known: KindDef | None) -> KindDef | None:
    """The kind of one file, or None with its problems noted. A local file of a known kind adds fields and nothing else."""
    before = len(page.problems)
    if known is not None:
        return _with_local_fields(known, page, layer)
    page.allow(KEYS)
    if page.text("id") not in ("", name):
        page.wrong("id", f"id“{page.data['id']}”和文件名不一致。", f"写成“id: {name}”，或者给文件改名。")
    fields = _fields(page)
    ids = {field.id for field in fields}
    title, theme, shown = page.text("title"), page.text("theme"), page.text("name")
    status = page.choice("status", Status, Status.VERIFIED)
    starts, rule = page.text("starts", needed=False), page.text("deadline", needed=False)
    if rule and rule not in deadlines:
        page.wrong("deadline", f"没有编号为“{rule}”的时限规则。", "从 deadlines/ 下的规则里选择。")
    made = KindDef(
        id=name, title=title, theme=theme, name=shown, fields=fields, key=_names(page, "key", ids, needed=True),
        article_20=_items(page), areas=_texts(page, "areas"), publisher=page.text("publisher", needed=False), deadline=rule, starts=starts,
        every=page.text("every", needed=False), period=_period(page, ids), checks=_checks(page, ids), charts=_charts(page, ids), line=_line(page),
        service=page.truth("service"), sheet=page.truth("sheet"), reference=reference(page.part("reference"), instruments), status=status or Status.UNVERIFIED,
        note=page.text("note", needed=False), layer=layer,
    )  # fmt: skip
    _known_names(page, "name", re.findall(r"\{(\w+)\}", shown), ids)
    _known_names(page, "starts", [starts] if starts else [], ids)
    if status is Status.UNVERIFIED and not made.note:
        page.wrong("note", "标为“未核实”却没有说明。", "用 note 写明哪一点没有核实、为什么。")
    return made if len(page.problems) == before else None


def _with_local_fields(known: KindDef, page: Page, layer: str) -> KindDef | None:
    before = len(page.problems)
    page.allow(("id", "fields", "note"))
    added = tuple(field for field in _fields(page) if field.id not in {each.id for each in known.fields})
    return replace(known, fields=(*known.fields, *added), layer=layer) if len(page.problems) == before else None


def _fields(page: Page) -> tuple[FieldDef, ...]:
    found: list[FieldDef] = []
    for part in page.parts("fields"):
        field = _field(part)
        if field is not None and field.id in {each.id for each in found}:
            part.wrong("id", f"字段“{field.id}”重复。", "给其中一个换一个编号。")
        elif field is not None:
            found.append(field)
    if not found and not page.problems:
        page.wrong("fields", "没有字段。", "在“fields:”下面每个字段一项。")
    return tuple(found)


def _field(part: Page) -> FieldDef | None:
    part.allow(FIELD_KEYS)
    ident, label, type_ = part.text("id"), part.text("label"), part.choice("type", FieldType)
    if ident and not _IDENT.fullmatch(ident):
        part.wrong("id", f"字段编号“{ident}”不能使用。", "用小写英文字母、数字和下划线，以字母开头。")
    options, mask = _texts(part, "options"), _mask(part)
    if type_ in (FieldType.CHOICE, FieldType.MULTI) and not options:
        part.wrong("options", "选择型字段没有选项。", "写成“options: [甲, 乙]”。")
    if type_ in NEVER_SHOWN and mask.show is Show.SHOWN and "mask" in part.data:
        part.wrong("mask", "身份号码、账号、病情和未成年人信息不得公开。", "删去 mask；这类字段总是隐藏。")
    if type_ is FieldType.KEY and not part.text("of", needed=False):
        part.wrong("of", "没有写明指向哪一类信息。", "写成“of: 类型编号”。")
    sub = _fields(part) if type_ is FieldType.TABLE else ()
    if not ident or not label or type_ is None:
        return None
    hidden = MaskDef(Show.HIDDEN, ground=mask.ground) if type_ in NEVER_SHOWN else mask
    return FieldDef(
        ident, label, type_, part.truth("required"), part.text("unit", needed=False), options, part.text("help", needed=False),
        part.text("example", needed=False), _pattern(part), part.text("of", needed=False), hidden, part.truth("list"), part.truth("filter"), part.truth("sort"),
        part.truth("sum"), _texts(part, "export"), sub,
    )  # fmt: skip


def _pattern(part: Page) -> str:
    text = part.text("pattern", needed=False)
    try:
        re.compile(text)
    except re.error:
        part.wrong("pattern", f"“{text}”不是正则表达式。", "写成“pattern: \"[0-9]{7}\"”。")
        return ""
    if text and not part.text("help", needed=False):
        part.wrong("help", "写了 pattern 却没有说明。", "用 help 写明应当怎样填，例如：7位数字。")
    return text


def _mask(part: Page) -> MaskDef:
    told = part.part("mask")
    if told is None:
        return MaskDef()
    told.allow(("show", "when", "ground"))
    show = told.choice("show", Show)
    ground = told.text("ground")
    return MaskDef(show or Show.HIDDEN, told.text("when", needed=False), ground)


def _period(page: Page, ids: set[str]) -> PeriodDef | None:
    part = page.part("period")
    if part is None:
        return None
    part.allow(("years", "months", "days", "working_days", "start", "until", "ground", "status"))
    unit = next((each for each in ("years", "months", "days", "working_days") if each in part.data), "")
    start, until = part.text("start", needed=False), part.text("until", needed=False)
    _known_names(part, "start", [each for each in (start, until) if each], ids)
    amount = part.data.get(unit, 0)
    if not until and (not isinstance(amount, int) or amount < 1 or not start):
        part.wrong("years", "没有写明公示多久。", "写成“years: 3”和“start: 字段”，或者“until: 字段”。")
        return None
    status = part.choice("status", Status, Status.VERIFIED)
    return PeriodDef(int(amount), unit, start, until, part.text("ground", needed=False), status or Status.UNVERIFIED)


def _checks(page: Page, ids: set[str]) -> tuple[CheckDef, ...]:
    found = []
    for part in page.parts("checks"):
        part.allow(("rule", "say", "within"))
        rule = part.text("rule")
        _known_names(part, "rule", [each for each in _WORD.findall(_bare(rule)) if each not in _FUNCTIONS], ids)
        found.append(CheckDef(rule, part.text("say"), part.text("within", needed=False) or "0"))
    return tuple(found)


def _bare(rule: str) -> str:
    """Without quoted words and without the columns behind a table's dot."""
    return re.sub(r"\.\w+", "", re.sub(r"'[^']*'|\"[^\"]*\"", "", rule))


def _charts(page: Page, ids: set[str]) -> tuple[ChartDef, ...]:
    found = []
    for part in page.parts("charts"):
        part.allow(("title", "type", "by", "value", "split"))
        chart = ChartDef(part.text("title"), part.text("type"), part.text("by"), part.text("value", needed=False) or "count", part.text("split", needed=False))
        words = f"{chart.by} {chart.value} {chart.split}"
        _known_names(part, "by", [each for each in _WORD.findall(words) if each not in _FUNCTIONS], ids)
        if chart.type not in ("bar", "line", "stack", "timeline"):
            part.wrong("type", f"没有“{chart.type}”这种图。", "从 bar、line、stack、timeline 中选择。")
        found.append(chart)
    return tuple(found)


def _line(page: Page) -> LineDef | None:
    part = page.part("line")
    if part is None:
        return None
    part.allow(("kind", "field", "by", "day", "stages"))
    stages = []
    for one in part.parts("stages"):
        one.allow(("name", "publisher"))
        stages.append(Stage(one.text("name"), one.text("publisher", needed=False)))
    return LineDef(part.text("kind"), part.text("field"), part.text("by"), part.text("day"), tuple(stages))


def _known_names(page: Page, key: str, names: Iterable[str], ids: set[str]) -> None:
    for name in names:
        if name not in ids:
            page.wrong(key, f"没有编号为“{name}”的字段。", "改正编号，或者先在 fields 里建这个字段。")


def _names(page: Page, key: str, ids: set[str], *, needed: bool) -> tuple[str, ...]:
    found = _texts(page, key)
    if needed and not found:
        page.wrong(key, "缺少这一项。", "写成“key: [字段, 字段]”：同一条信息靠这些字段认出来。")
    _known_names(page, key, found, ids)
    return found


def _texts(page: Page, key: str) -> tuple[str, ...]:
    found = page.data.get(key) or []
    if not isinstance(found, list) or not all(isinstance(each, (str, int)) and not isinstance(each, bool) for each in found):
        page.wrong(key, "这里应当是一个列表。", f"写成“{key}: [甲, 乙]”。")
        return ()
    return tuple(str(each) for each in found)


def _items(page: Page) -> tuple[int, ...]:
    found = tuple(int(each) for each in _texts(page, "article_20") if each.isdigit())
    if any(not 1 <= each <= 15 for each in found):
        page.wrong("article_20", "《政府信息公开条例》第二十条只有十五项。", "写 1 到 15。")
    return found
