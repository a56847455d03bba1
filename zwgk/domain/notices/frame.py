"""The frame of a document: which line is title, 主送, signature, date, 附注, 抄送, annex — and which is text.

Reads: lines and tables in order, the head block. Writes: `Frame`: the role of every line and the sections (cover, annexes)
with the items that carry clauses.
"""

from __future__ import annotations

import re
from dataclasses import replace

from . import annexes
from .columns import header_roles, header_run, role_of
from .dates import ending_date, find_date, whole_date
from .head import Head
from .lines import Grid, Line
from .markers import ARABIC, ARTICLE, CHAPTER, ONE, ORDINAL, PAREN, leading
from .model import Field, Role
from .numbers import leading_number, whole_number
from .organs import addressee_line, organ_line, unmarked_addressees
from .sections import Frame, Section
from .titles import annex_title_like, glued_title, printed_titles, title_like
from .words import FOOT, furniture

_PUBLICITY = re.compile(r"[（(]?\s{0,3}(?:此件|本文|此文|该件|文件|信息)?\s{0,2}(?:公开方式|公开属性|公开类型|公开形式|信息公开选项)?[:：]?\s{0,3}((?:此件)?(?:主动|依申请|不予|不|对外)?公开(?:发布|属性)?|此件公开发布|此件删减后公开|此件[^（）()]{2,16}公开[^（）()]{0,8})\s{0,3}[)）]?")
_CONTACT = re.compile(r"[（(]?\s{0,2}(?:联\s{0,2}系\s{0,2}人|联系电话|联系方式|联络员|咨询电话|电\s{0,2}话)[:：及\s和]")
_CC = re.compile(r"抄\s{0,6}[送报][:：\s]")
_PRINT = re.compile(r"(?:20\d{2}年\d{1,2}月\d{1,2}日|二[〇○零O]{1}.{2}年.{1,2}月.{1,3}日)\s{0,4}(?:印发|印制|编印)[。\s]{0,3}$|^印发[:：]")
_SEAL = re.compile(r"^(?:电子公文专用章|（?(?:公)?章[）)]|（盖章）|.{2,30}办公(?:室|厅)\s{0,12}印发)$")
_ATTACHMENTS = re.compile(r"附\s{0,4}件\s{0,2}\d{0,2}\s{0,2}[:：]")
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}[\d: ]{0,12}(?=$|来源|信息来源|作者|编辑|浏览|阅读|点击|字体|【|\|)")
_DELETED = re.compile(r"[（(](?:本文|此件)?.{0,6}(?:有删减|删节|略)[)）]")


class Framer:
    """Walks the lines once. `closed` is set behind signature or date: what follows is no text of this part."""

    def __init__(self, items: list[Line | Grid], head: Head) -> None:
        self.items = items
        self.head = head
        self.frame = Frame(sections=[Section("cover")])
        self.begun = False  # text of the document has begun
        self.closed = False
        self.over = False  # the foot of the page has been seen
        self.printed: set[str] = set()
        self.index = 0

    def run(self) -> Frame:
        """The frame of the whole document."""
        while self.index < len(self.items):
            item = self.items[self.index]
            if isinstance(item, Grid):
                self._open_after_close()
                self.begun = True
                self.section.items.append(item)
            else:
                self._line(item)
            self.index += 1
        return self.frame

    @property
    def section(self) -> Section:
        return self.frame.sections[-1]

    def _set(self, line: Line, role: Role) -> None:
        self.frame.roles[id(line)] = role

    def _line(self, line: Line) -> None:
        if id(line) in self.head.lines:
            self._set(line, Role.METADATA)
        elif (furniture(line.text) or self._below_foot(line)) and not self._needed(line):
            self._set(line, Role.FURNITURE)
            self.over = self.over or (self.begun and bool(FOOT.match(line.text.strip(" •·|"))))
        elif self._marginal(line):
            pass
        elif not self.begun:
            self._before(line)
        else:
            self._within(line)

    def _below_foot(self, line: Line) -> bool:
        """Short lines below the foot of the page are the site's."""
        return self.over and len(line.text) < 60 and not leading(line.text) and not re.search("[。；]", line.text)

    def _needed(self, line: Line) -> bool:
        return annexes.label_end(line.text, 0) == len(line.text) > 0

    # --- lines that are the same everywhere -------------------------------------------------
    def _marginal(self, line: Line) -> bool:
        text, frame = line.text, self.frame
        if len(text) <= 40 and (mark := _PUBLICITY.fullmatch(text)):
            frame.publicity = frame.publicity or (line, mark.group(0).strip("（）() "))
            return self._mark(line, Role.PUBLICITY)
        if _CC.match(text) and len(text) < 600:
            frame.cc.append(line)
            self._more_cc()
            self.closed = True
            return self._mark(line, Role.CC)
        if len(text) < 80 and _PRINT.search(text):
            frame.printing = frame.printing or line
            self.closed = True
            return self._mark(line, Role.PRINTING)
        if _SEAL.match(text) and self.begun:
            frame.seal = frame.seal or line
            return self._mark(line, Role.PRINTING)
        if len(text) < 160 and _CONTACT.match(text) and not leading(text):
            frame.contacts.append(line)
            return self._mark(line, Role.CONTACT)
        return bool(len(text) < 30 and _DELETED.fullmatch(text)) and self._mark(line, Role.NOTE)

    def _mark(self, line: Line, role: Role) -> bool:
        self._set(line, role)
        return True

    def _more_cc(self) -> None:
        """The 抄送 list runs on until its full stop or the printing line."""
        while not self.frame.cc[-1].text.rstrip().endswith(("。", ".")) and self.index + 1 < len(self.items):
            following = self.items[self.index + 1]
            if isinstance(following, Grid) or _PRINT.search(following.text) or len(following.text) > 200 or not re.search(r"[，、。,]|[院部委会局室团]$", following.text):
                return
            if re.search(r"印发|电子公文|附件|联系人", following.text):
                return
            self.index += 1
            self.frame.cc.append(following)
            self._set(following, Role.CC)

    # --- above the text -----------------------------------------------------------------------
    def _before(self, line: Line) -> None:
        text, frame = line.text, self.frame
        number = whole_number(text)
        if number:
            frame.numbers.append((line, *number))
            self._set(line, Role.NUMBER)
            return
        named = addressee_line(text)
        if named is None and text.endswith(("，", "、", ",")) and len(text) < 200 and isinstance(below := self._below(), Line) and len(below.text) < 80:
            named = addressee_line(text + below.text)
            if named:
                self.index += 1
                self._set(below, Role.ADDRESSEE)
        if named and not leading(text):
            frame.addressees = (line, named[0])
            self._set(line, Role.ADDRESSEE)
            self.begun = True
            if named[1]:
                self._text(Line(line.no, named[1], line.raw, line.place, line.style, False, line.piece + 1))
            return
        if unmarked_addressees(text) and not frame.addressees:
            frame.addressees = (line, text.strip(" ：:;；"))
            self._set(line, Role.ADDRESSEE)
            self.begun = True
            return
        mark = leading(text)
        if self._glued(line):
            return
        if self._table_head():
            self.begun = True
            self._within(line)
            return
        if (mark and mark.kind in (ONE, PAREN, CHAPTER, ARTICLE, ORDINAL, ARABIC) and mark.number == 1) or (len(text) > 60 and re.search("[。；]", text)) or header_run(text):
            self.begun = True
            self._within(line)
            return
        self._title_zone(line)

    def _glued(self, line: Line) -> bool:
        """A title whose text begins on the same line."""
        title = glued_title(line.text) if len(line.text) > 40 and not self.frame.titles else ""
        if title:
            self._title_zone(replace(line, text=title))
            self.begun = True
            self._within(replace(line, text=line.text[len(title) :], gap=False, piece=line.piece + 1))
        return bool(title)

    def _below(self) -> Line | Grid | None:
        return self.items[self.index + 1] if self.index + 1 < len(self.items) else None

    def _table_head(self) -> bool:
        """Column headers stand here, on this line or on this and the next ones."""
        cells: list[str] = []
        for item in self.items[self.index : self.index + 6]:
            if isinstance(item, Grid):
                break
            cells += item.text.split("\t")
            if header_roles(cells) and (len(cells) >= 3 or "\t" in item.text):
                return True
            if not role_of(item.text):
                break
        return False

    def _title_zone(self, line: Line) -> None:
        text, frame = line.text, self.frame
        front = leading_number(text)
        if front and len(text) > front[1] + 8:
            frame.numbers.append((line, front[0], False))
            text = text[front[1] :].strip()
        elif self._page_date(line):
            return
        elif whole_date(text)[1] or re.fullmatch(r"[（(].{4,80}[)）]", text):
            if whole_date(text)[1] and not self.section.date and frame.titles:
                self.section.date = line
            self._set(line, Role.SIGNED_DATE if whole_date(text)[1] else Role.NOTE)
            return
        elif organ_line(text.removesuffix("文件")) and not text.endswith(("的通知", "方案")):
            frame.organ_heads.append(line)
            frame.titles.append(line)
            self._set(line, Role.TITLE)
            return
        if title_like(text) or len(text) <= 80:
            frame.titles.append(line if text == line.text else Line(line.no, text, line.raw, line.place, line.style, line.gap, line.piece))
            self._set(line, Role.TITLE)
        else:
            self._set(line, Role.TEXT)

    def _page_date(self, line: Line) -> bool:
        """“• 2017-12-29 11:34” under the title is when the page was published."""
        bare = line.text.strip(" •·►▪|")
        value, raw, time = find_date(bare)
        if value and _DATED.match(bare) and self.frame.page_date is None:
            self.frame.page_date = Field(value, bare, line.no, line.place, time)
            self._set(line, Role.METADATA)
            return True
        return False

    # --- text -----------------------------------------------------------------------------------
    def _within(self, line: Line) -> None:
        text = line.text
        if self._annex_begins(line):
            return
        if self._signature(line):
            return
        if _ATTACHMENTS.match(text) and len(text) < 400 and not header_run(text):
            self._attachment_list(line)
            return
        if self.closed and not self._reopens(line):
            self._set(line, Role.FURNITURE)
            return
        self._text(line)

    def _text(self, line: Line) -> None:
        self._open_after_close()
        self.section.items.append(line)
        self._set(line, Role.TEXT)
        if len(self.printed) < 20 and len(self.frame.sections) == 1:
            self.printed |= printed_titles(line.text)

    def _open_after_close(self) -> None:
        if self.closed:
            self.frame.sections.append(Section("annex"))
            self.closed = False

    def _reopens(self, line: Line) -> bool:
        """Behind the signature only running text, a marker or table opens a part."""
        mark = leading(line.text)
        return bool((mark and mark.number == 1) or (len(line.text) > 40 and "。" in line.text) or header_run(line.text) or header_roles(line.text.split("\t")))

    def _signature(self, line: Line) -> bool:
        """Organ line(s) before a date line, both in one line, or a date alone."""
        text = line.text
        value, raw = whole_date(text)
        if raw:
            if self._inside_clause():
                return False
            self._close(line)
            return True
        start, value, raw = ending_date(text)
        if raw and start > 0 and len(text) < 70 and organ_line(text[:start].strip()):
            self.section.signature.append(Line(line.no, text[:start].strip(), text[:start], line.place, line.style, False, line.piece))
            self._close(line)
            return True
        if len(text) <= 60 and organ_line(text) and self._date_follows():
            self.section.signature.append(line)
            self._set(line, Role.SIGNATURE)
            return True
        if re.fullmatch(r"(?:19|20)\d{2}[年?？][?？0-9]{1,6}[月日]?", text) and self.section.signature:
            self.closed = True
            return self._mark(line, Role.SIGNED_DATE)
        return False

    def _inside_clause(self) -> bool:
        before = self.section.items[-1] if self.section.items else None
        return not self.section.signature and isinstance(before, Line) and before.text.endswith(("，", "、", ",", "于", "自"))

    def _close(self, line: Line) -> None:
        self._set(line, Role.SIGNED_DATE)
        above = self.section.date
        if above is not None and self.section.signature and self.section is self.frame.sections[0] and self.frame.roles.get(id(above)) is Role.SIGNED_DATE and not self.closed:
            value, raw, time = find_date(above.text)  # the date under the title is when the page was published
            self.frame.page_date = self.frame.page_date or (Field(value, raw, above.no, above.place, time) if value else None)
            self.section.date = line
        if self.section.date is None:
            self.section.date = line
        self.closed = True

    def _date_follows(self) -> bool:
        """Within the next lines stands a date, with only organ names between."""
        for item in self.items[self.index + 1 : self.index + 8]:
            if isinstance(item, Grid):
                return False
            if whole_date(item.text)[1] or re.fullmatch(r"(?:19|20)\d{2}[年?？][?？0-9/p>]{1,8}[月日]?", item.text):
                return True
            if ending_date(item.text)[2] and organ_line(item.text[: ending_date(item.text)[0]].strip()):
                return True
            if not organ_line(item.text):
                return False
        rest = self.items[self.index + 1 :]
        return not rest or all(isinstance(one, Line) and furniture(one.text) for one in rest[:3])

    def _attachment_list(self, line: Line) -> None:
        """附件：1. … 2. … on this and the following short lines."""
        self.frame.attachments.append(line)
        self._set(line, Role.ATTACHMENTS)
        while self.index + 1 < len(self.items):
            following = self.items[self.index + 1]
            if isinstance(following, Grid) or len(following.text) > 80 or not re.match(r"\d{1,2}\s?[.．、]", following.text) or "。" in following.text:
                return
            self.index += 1
            self.frame.attachments.append(following)
            self._set(following, Role.ATTACHMENTS)

    # --- annexes ----------------------------------------------------------------------------------
    def _annex_begins(self, line: Line) -> bool:
        expected = 1 + sum(bool(section.label) for section in self.frame.sections)
        end = annexes.label_end(line.text, expected)
        if end and (len(line.text) == end or self._labelled_title(line, end)):
            self._open_annex(line, line.text[end:].strip(), "")
            self._annex_title(self.index + 1)
            return True
        glued = annexes.glued_title(line.text, end, expected) if end and (self.closed or self.frame.attachments) else None
        if glued:
            self._open_annex(line, *glued)
            return True
        taken = self._title_lines(self.index, self.closed)
        if taken:
            self.frame.sections.append(Section("annex"))
            self.closed = False
            self._take_title(self.index, taken)
            self.index += taken - 1
            return True
        return False

    def _open_annex(self, line: Line, title: str, text: str) -> None:
        """A part that begins at its label 附件N; what stands on the same line is its title, then its text."""
        self.frame.sections.append(Section("annex", label=line))
        self.closed = False
        self._set(line, Role.ANNEX_LABEL)
        if title:
            self.section.title.append(replace(line, text=title, gap=False))
        if text:
            self.section.items.append(replace(line, text=text, gap=False, piece=line.piece + 1))

    def _labelled_title(self, line: Line, end: int) -> bool:
        rest = line.text[end:].strip()
        mark_only = not line.text[:end].rstrip().endswith(("：", ":"))
        return mark_only and (self.closed or bool(self.frame.attachments)) and 3 < len(rest) <= 60 and annex_title_like(rest)

    def _annex_title(self, start: int) -> None:
        taken = self._title_lines(start, True)
        if taken:
            self._take_title(start, taken)
            self.index = start + taken - 1

    def _take_title(self, start: int, count: int) -> None:
        for item in self.items[start : start + count]:
            if isinstance(item, Line):
                self.section.title.append(item)
                self._set(item, Role.ANNEX_TITLE)

    def _title_lines(self, start: int, open_place: bool) -> int:
        return annexes.title_lines(self.items[start : start + 5], self.printed, open_place, self.head.lines)


def frame_of(items: list[Line | Grid], head: Head) -> Frame:
    """The frame of the document."""
    return Framer(items, head).run()
