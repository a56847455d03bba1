"""`catalogues/*.yaml` → FieldDef, `columns/*.yaml` → ColumnTreeDef. The file name is the id."""

from __future__ import annotations

from zwgk.law.catalogue_model import ColumnDef, ColumnTreeDef, FieldDef, TemplateRow
from zwgk.law.model import Instrument, Status
from zwgk.law.read_instrument import reference
from zwgk.law.reading import Page

# The short signs in which the files write 公开渠道和载体; other words stand for themselves.
CHANNELS = {
    "网": "政府网站", "报": "政府公报", "两": "两微一端", "会": "发布会/听证会", "广": "广播电视", "纸": "纸质媒体", "查": "公开查阅点", "政": "政务服务中心",
    "便": "便民服务站", "入": "入户/现场", "栏": "社区/企事业单位/村公示栏（电子屏）", "推": "精准推送", "其": "其他",
}  # fmt: skip
EVERY = ("event", "lasting", "month", "quarter", "half_year", "year")
PARTS = ("guide", "rules", "content", "report", "request")
_FIELD = ("id", "title", "names", "guide", "department", "order", "local", "defaults", "rows", "status", "note")
_ROW = ("id", "level1", "level2", "content", "basis", "limit", "publisher", "channels", "audience", "on_request", "tiers", "every", "column", "kind", "certain")
_COLUMN = ("key", "part", "title", "description", "keywords", "parent", "item", "every", "within_days", "kinds")


def field_def(name: str, page: Page, layer: str) -> FieldDef | None:
    """The field of one file, or None with its problems noted."""
    before = len(page.problems)
    page.allow(_FIELD)
    if page.text("id") not in ("", name):
        page.wrong("id", f"id“{page.data['id']}”和文件名不一致。", f"写成“id: {name}”，或者给文件改名。")
    guide, usual = page.part("guide", needed=True), page.part("defaults")
    if guide:
        guide.allow(("issuer", "title"))
    if usual:
        usual.allow(_ROW)
    rows = tuple(_row(name, part, usual) for part in page.parts("rows"))
    ids = [row.id for row in rows]
    for row in rows:
        if ids.count(row.id) > 1:
            page.wrong("rows", f"行编号“{row.id}”重复。", "给其中一行换一个编号。")
    status, order = page.choice("status", Status, Status.VERIFIED), page.data.get("order", 1000)
    made = FieldDef(
        name, page.text("title"), _texts(page, "names"), guide.text("issuer") if guide else "", guide.text("title", needed=False) if guide else "",
        _texts(page, "department"), order if isinstance(order, int) else 1000, not page.truth("local"), rows, status or Status.UNVERIFIED,
        page.text("note", needed=False), layer,
    )  # fmt: skip
    return made if len(page.problems) == before else None


def _row(field: str, part: Page, usual: Page | None) -> TemplateRow:
    part.allow(_ROW)
    said = {**(usual.data if usual else {}), **part.data}
    whole = Page(part.file, said, part.problems, part.prefix)
    every = whole.text("every", needed=False) or "event"
    if every not in EVERY:
        part.wrong("every", f"“{every}”不在允许的取值之内。", f"从这些取值中选一个：{'、'.join(EVERY)}。")
    words = whole.text("channels").split()
    tiers = _texts(whole, "tiers")
    if not tiers:
        part.wrong("tiers", "没有写公开层级。", "写成“tiers: [县级, 乡级]”。")
    return TemplateRow(
        f"{field}/{part.text('id')}", whole.text("level1"), whole.text("level2", needed=False), whole.text("content"), whole.text("basis"), whole.text("limit"),
        whole.text("publisher"), tuple(CHANNELS.get(word, word) for word in words), whole.text("audience", needed=False), whole.truth("on_request"),
        tiers, every, whole.text("column", needed=False), whole.text("kind", needed=False), said.get("certain", True) is True,
    )  # fmt: skip


def column_tree(name: str, page: Page, instruments: dict[str, Instrument]) -> ColumnTreeDef | None:
    """The tree of one file, or None with its problems noted."""
    before = len(page.problems)
    page.allow(("id", "title", "columns", "items_of", "usual", "reference", "status", "note"))
    columns = tuple(_column(part) for part in page.parts("columns"))
    keys = [each.key for each in columns]
    for each in columns:
        if keys.count(each.key) > 1 or (each.parent and each.parent not in keys):
            page.wrong("columns", f"栏目“{each.key}”重复，或者它的上级栏目不存在。", "改正 key 或 parent。")
    told, items = page.part("items_of"), {}
    for kind in told.data if told else ():
        items[str(kind)] = _items(told, str(kind)) if told else ()
    status = page.choice("status", Status, Status.VERIFIED)
    made = ColumnTreeDef(
        name, page.text("title"), columns, items, _items(page, "usual"), reference(page.part("reference"), instruments), status or Status.UNVERIFIED,
        page.text("note", needed=False),
    )  # fmt: skip
    return made if len(page.problems) == before else None


def _column(part: Page) -> ColumnDef:
    part.allow(_COLUMN)
    key, place = part.text("key"), part.text("part")
    if place not in PARTS:
        part.wrong("part", f"“{place}”不在允许的取值之内。", f"从这些取值中选一个：{'、'.join(PARTS)}。")
    every, item, days = part.text("every", needed=False) or "event", part.data.get("item"), part.data.get("within_days")
    if item is not None and (not isinstance(item, int) or not 1 <= item <= 15):
        part.wrong("item", "《政府信息公开条例》第二十条只有十五项。", "写 1 到 15。")
        item = None
    if days is not None and (not isinstance(days, int) or days < 1):
        part.wrong("within_days", "应当是天数。", "写成“within_days: 180”。")
        days = None
    return ColumnDef(
        key, place, part.text("title"), part.text("description"), part.text("keywords"), part.text("parent", needed=False), item, every, days, _texts(part, "kinds")
    )


def _items(page: Page, key: str) -> tuple[int, ...]:
    found = page.data.get(key) or []
    if not isinstance(found, list) or not all(isinstance(each, int) and 1 <= each <= 15 for each in found):
        page.wrong(key, "应当是第二十条的项次。", "写成“[1, 2, 5]”。")
        return ()
    return tuple(found)


def _texts(page: Page, key: str) -> tuple[str, ...]:
    found = page.data.get(key) or []
    if not isinstance(found, list):
        page.wrong(key, "这里应当是一个列表。", f"写成“{key}: [甲, 乙]”。")
        return ()
    return tuple(str(each) for each in found)
