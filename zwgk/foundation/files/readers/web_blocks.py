"""From a container of a web page to paragraphs and tables, in reading order."""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborNode

from zwgk.domain.documents import Cell, Paragraph, Table

from . import limits, refusals

_BLOCKS = (
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr li main ol p pre section table tbody td tfoot th thead tr ul"
)
BLOCK_TAGS = frozenset(_BLOCKS.split())
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d"
_BROKEN_LINE = re.compile(f"(?<=[{_HAN}])[ \t]*[\r\n][ \t\r\n]*(?=[{_HAN}])")
_BLANK = re.compile("[ \t\r\n\f]+")
_ALIGN = re.compile(r"text-align\s*:\s*(center|right)", re.I)
_RELATED = re.compile(r"[【\[]?(?:相关|延伸|推荐|更多)(?:解读|链接|文件|稿件|阅读|信息|政策|新闻|文章|内容)[】\]：:]?|政策解读[：:]?")
_LINE_FURNITURE = re.compile(
    r"[【\[（(]?\s*(?:(?:打印|关闭|收藏|返回|顶部|返回顶部|本页|窗口|纠错|分享|下载|大|中|小|字号|字體|字体)[本页窗口】\[\]【|｜/:：\s)）]*)+"
    r"|[【\[]?(?:扫一扫|分享到|上一篇|下一篇|上一条|下一条|浏览次数|点击数|点击量|访问量|阅读次数|您当前的?位置|当前位置|您现在的位置)[^。]{0,120}"
)


def squeeze(raw: str) -> str:
    """Text as a browser shows it: source line breaks between Chinese characters vanish, other
    blanks become one space, no-break spaces stay as so many spaces."""
    return _BLANK.sub(" ", _BROKEN_LINE.sub("", raw)).replace("\xa0", " ").strip(" \u3000")


def table_rows(table: LexborNode) -> list[list[LexborNode]]:
    """The cells of each row that belong to this table and not to a table inside it."""
    rows = []
    for row in table.css("tr"):
        if _owner(row) == table.mem_id:
            rows.append([cell for cell in row.iter() if cell.tag in ("td", "th")])
    return rows


def _owner(node: LexborNode) -> int:
    above = node.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above.mem_id if above is not None else 0


def innermost(table: LexborNode) -> bool:
    return all(inner.mem_id == table.mem_id for inner in table.css("table"))


def is_data_table(table: LexborNode) -> bool:
    """True when the table shows data; a table that merely arranges the page has nested tables or one busy cell."""
    if not innermost(table):
        return False
    rows = table_rows(table)
    busy = [sum(1 for cell in row if cell.text().strip()) for row in rows]
    if sum(1 for count in busy if count >= 2) < 2:
        return False
    whole = len(table.text()) or 1
    largest = max((cell for row in rows for cell in row), key=lambda cell: len(cell.text()))
    return not (len(rows) <= 4 and len(largest.text()) > 0.8 * whole and len(largest.css("p, div, br")) > 5)


class Walker:
    """Collects blocks of one container; `images` counts the pictures passed by."""

    def __init__(self) -> None:
        self.blocks: list[Paragraph | Table] = []
        self.images = 0
        self._linked: list[bool] = []  # per block: nothing but a link
        self._link_characters = 0
        self._pieces: list[str] = []
        self._style = ""
        self._number = ""
        self._tables = 0
        self._cells = 0

    def walk(self, container: LexborNode) -> None:
        self._visit(container, "", 0)
        self._flush()
        self._cut_related()

    def _flush(self) -> None:
        words = squeeze("".join(self._pieces))
        linked, self._link_characters = self._link_characters >= len(words), 0
        self._pieces.clear()
        if words and not _LINE_FURNITURE.fullmatch(words):
            self.blocks.append(Paragraph(words, place=f"第{len(self.blocks) + 1}段", style=self._style, number=self._number))
            self._linked.append(linked)
            self._number = ""

    def _cut_related(self) -> None:
        """Drop a closing list of links to other pages, headed 相关解读 or the like."""
        at = len(self.blocks)
        while at > 0 and self._linked[at - 1]:
            at -= 1
        heading = self.blocks[at - 1] if 0 < at < len(self.blocks) else None
        if isinstance(heading, Paragraph) and _RELATED.fullmatch(heading.text):
            del self.blocks[at - 1 :]

    def _visit(self, node: LexborNode, style: str, depth: int) -> None:
        if depth > limits.NESTING:
            self._pieces.append(node.text())
            return
        position = 0
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._style = style
                self._pieces.append(child.text(deep=False))
            elif tag == "br":
                self._flush()
            elif tag == "pre":
                self._lines(child.text())
            elif tag == "img":
                self.images += 1
            elif tag == "table" and is_data_table(child):
                self._flush()
                self._table(child)
            elif tag in BLOCK_TAGS:
                position += tag == "li"
                self._block(child, style, position, depth)
            elif not tag.startswith("-"):
                self._link_characters += len(squeeze(child.text())) if tag == "a" else 0
                self._visit(child, _style(child, tag, style), depth + 1)

    def _lines(self, text: str) -> None:
        """Preformatted text: its line ends are meant."""
        self._flush()
        self._style = ""
        for line in text.splitlines():
            self._pieces.append(line)
            self._flush()

    def _block(self, node: LexborNode, style: str, position: int, depth: int) -> None:
        self._flush()
        if node.tag == "li" and node.parent is not None and node.parent.tag == "ol":
            self._number = f"{position}."
        self._visit(node, _style(node, node.tag or "", style), depth + 1)
        self._flush()
        self._number = ""

    def _table(self, node: LexborNode) -> None:
        self._tables += 1
        caption = node.css_first("caption")
        table = read_table(node, f"表{self._tables}", squeeze(caption.text()) if caption else "")
        self.images += len(node.css("img"))
        self._cells += len(table.cells)
        if self._cells > limits.CELLS:
            raise refusals.too_big("表格单元格", self._cells, limits.CELLS, "个")
        self.blocks.append(table)
        self._linked.append(False)


def _style(node: LexborNode, tag: str, inherited: str) -> str:
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return tag
    if tag == "center":
        return "center"
    if tag == "li":
        return "list"
    stated = _ALIGN.search(node.attributes.get("style") or "")
    align = stated.group(1).lower() if stated else (node.attributes.get("align") or "").lower()
    return align if align in ("center", "right") else "" if align in ("left", "justify") else inherited


def read_table(node: LexborNode, place: str, title: str = "") -> Table:
    """A data table with its merged cells; rows and columns as a person counts them."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    rows = table_rows(node)
    for row, nodes in enumerate(rows):
        column = 0
        for cell_node in nodes:
            while (row, column) in taken:
                column += 1
            cell = _cell(cell_node, row, column, len(rows))
            if len(taken) + cell.row_span * cell.column_span > limits.CELLS:
                raise refusals.too_big("表格单元格", len(taken), limits.CELLS, "个")
            taken.update((row + down, column + right) for down in range(cell.row_span) for right in range(cell.column_span))
            cells.append(replace(cell, place=f"{place} 第{row + 1}行第{column + 1}列"))
            column += cell.column_span
    columns = max((column for _, column in taken), default=-1) + 1
    return Table(tuple(cells), rows=len(rows), columns=columns, title=title)


def _cell(node: LexborNode, row: int, column: int, rows: int) -> Cell:
    inner = Walker()
    inner.walk(node)
    words = "\n".join(block.text for block in inner.blocks if isinstance(block, Paragraph))
    down = _span(node, "rowspan", rows - row) or rows - row
    return Cell(words, row, column, max(1, min(down, rows - row)), max(1, _span(node, "colspan", 1000)))


def _span(node: LexborNode, name: str, most: int) -> int:
    stated = (node.attributes.get(name) or "1").strip()
    return min(int(stated), most) if stated.isdecimal() else 1
