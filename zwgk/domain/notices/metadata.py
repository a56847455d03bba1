"""Head block, frame and container → the record of the document (DOC-01, DOC-02, DOC-04).

What stands in the document itself goes before what the page says about it; 成文日期 and 发布日期 are never mixed.
Missing values stay None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .contacts import contacts_of
from .dates import find_date, whole_date
from .head import Head
from .lines import Line
from .model import Field, Metadata, Repair
from .numbers import field_number
from .organs import organ_names, split_addressees
from .sections import Frame, Section
from .titles import compact, join_title, plain_title, tidy, title_like, title_organ

_YEAR = re.compile(r"(20\d{2}|二[〇○零][一二三四五六七八九〇○零]{2})\s?(?:年|-|—)")
_APPROVAL = re.compile(r"(?:已|业)?经[^，。；]{0,30}?(?:人民政府|政府|国务院|市委|县委|区委|常务会议?|党组|领导|管委会|办公室)[^，。；]{0,12}?(?:同意|批准|审议通过|研究同意)")
_PAGE_TITLES = ("meta:ArticleTitle", "标题", "名称", "html:title")


def read_metadata(head: Head, frame: Frame, lines: list[Line], meta: Mapping[str, str]) -> tuple[Metadata, tuple[Repair, ...]]:
    """The record and the repairs it needed."""
    fields = head.fields
    number, repairs = _number(head, frame)
    title = _title(head, frame, meta)
    cover = frame.sections[0]
    published, time = _published(head, frame, meta)
    signed = _signed(head, frame)
    record = Metadata(
        title=title,
        doc_number=number,
        issuing_organ=_issuer(head, frame, title),
        signed_date=signed,
        published_date=published,
        addressees=split_addressees(frame.addressees[1]) if frame.addressees else (),
        addressees_field=_field(frame.addressees[0], frame.addressees[1], "主送") if frame.addressees else None,
        cc=_cc(frame),
        cc_field=_field(frame.cc[0], "".join(line.text for line in frame.cc), "抄送") if frame.cc else None,
        publicity=_publicity(head, frame),
        index_number=fields.get("index_number"),
        validity=fields.get("validity"),
        theme=fields.get("theme"),
        source_site=fields.get("source_site"),
        editor=fields.get("editor"),
        author=fields.get("author"),
        issue_timestamp=fields.get("issue_timestamp"),
        published_time=time,
        printed_date=_printed(head, frame),
        printing_organ=_printing_organ(frame),
        seal=_field(frame.seal, frame.seal.text, "印章") if frame.seal else None,
        plan_year=_plan_year(title, frame, signed, published),
        approval=_approval(cover),
        annex_title=_annex_title(frame),
        attachments=tuple(_attachments(frame)),
        contacts=contacts_of(lines),
        other=tuple(head.other),
    )
    return record, tuple(repairs)


def _field(line: Line, value: str, how: str) -> Field:
    return Field(value.strip(), line.raw.strip(), line.no, line.place, how)


def _number(head: Head, frame: Frame) -> tuple[Field | None, list[Repair]]:
    """The head field first when it is whole, then the line of its own."""
    told = head.fields.get("doc_number")
    parsed = field_number(told.value) if told else None
    if told and parsed and not parsed[1]:
        return Field(parsed[0], told.raw, told.line, told.place, told.how), []
    for line, value, damaged in frame.numbers:
        repairs = [Repair(line.no, line.text, value, "文号残缺，按通行格式补全", "doc_number")] if damaged else []
        return Field(value, line.raw.strip(), line.no, line.place, "文号行"), repairs
    for line in frame.titles:
        behind = re.search(r"[（(]([^（）()]{2,20}[〔\[［][12]\d{3}[〕\]］]\d{1,4}号)[)）]$", compact(line.text))
        whole = field_number(behind.group(1)) if behind else None
        if behind and whole:
            return Field(whole[0], behind.group(1), line.no, line.place, "标题后的文号"), []
    if told and parsed:
        return Field(parsed[0], told.raw, told.line, told.place, told.how), [Repair(told.line, told.raw, parsed[0], "文号残缺，按通行格式补全", "doc_number")]
    return None, []


def _title(head: Head, frame: Frame, meta: Mapping[str, str]) -> Field | None:
    """The title above the text; the page's field when that is missing, cut off or only a part."""
    lines = _below_number(frame)
    body = join_title([line.text for line in lines])
    told = head.fields.get("title")
    page = tidy(told.value) if told else ""
    if told is None:
        for key in _PAGE_TITLES:
            value = tidy(meta.get(key, ""))
            if title_like(value):
                told, page = Field(value, meta[key], 0, "网页", "网页标题"), value
                break
    if body and (not page or _better_body(body, page)):
        line = next((one for one in frame.titles if compact(one.text) and compact(one.text)[-12:] in body), frame.titles[0])
        return Field(body, "\n".join(one.text for one in frame.titles), line.no, line.place, "正文标题")
    if told and len(page) >= 6 and not page.endswith(("...", "…")):
        return Field(page, told.raw, told.line, told.place, told.how)
    headline = plain_title([line.text for line in lines]) if told is None and (head.fields.get("published_date") or frame.page_date) else ""
    return Field(headline, lines[0].raw.strip(), lines[0].no, lines[0].place, "页面标题") if headline else None


def _below_number(frame: Frame) -> list[Line]:
    """In the red-head form the title stands below the 文号; what is above names the organs."""
    if not frame.numbers:
        return frame.titles
    number = frame.numbers[0][0]
    below = [line for line in frame.titles if (line.no, line.piece) > (number.no, number.piece)]
    return below if join_title([line.text for line in below]) else frame.titles


def _better_body(body: str, page: str) -> bool:
    """The body's title goes before, unless it carries more than the title."""
    return not (page in body and len(body) > len(page)) and (len(body) >= 10 or "关于" in body)


def _issuer(head: Head, frame: Frame, title: Field | None) -> Field | None:
    """Signature, else the organ in the title, else the field 发文机关, else 发布机构."""
    told = head.fields.get("issuing_organ")
    signature = frame.sections[0].signature
    if not signature and not any(section.items for section in frame.sections[:1]):
        signature = next((section.signature for section in frame.sections if section.signature), [])
    signed = "、".join(dict.fromkeys(organ_names(line.text) for line in signature))
    if signed:
        fuller = told.value if told and told.value.endswith(signed) else signed
        return Field(fuller, signature[0].raw.strip(), signature[0].no, signature[0].place, "落款")
    named = title_organ(title.value) if title else ""
    publisher = told or head.fields.get("publisher")
    if told and (not named or told.value.endswith(named) or not _whole_name(named)):
        return told
    if title and named and _whole_name(named):
        return Field(named, title.raw, title.line, title.place, "标题")
    if publisher:
        return publisher
    reds = [line for line in frame.organ_heads if line.text.endswith("文件") or len(frame.organ_heads) == 1]
    if named and title:
        return Field(named, title.raw, title.line, title.place, "标题")
    return _field(reds[0], organ_names(reds[0].text.removesuffix("文件")), "文头") if reds else _last_signature(frame)


def _last_signature(frame: Frame) -> Field | None:
    for section in frame.sections:
        if section.signature:
            return _field(section.signature[0], organ_names(section.signature[0].text), "落款")
    return None


def _whole_name(organ: str) -> bool:
    """False for a name that leaves its place out: 省人民政府办公厅."""
    return not re.match(r"(?:省|市|县|区|州|旗|自治区|自治州)(?:人民政府|政府|委|[㐀-鿿]{1,8}(?:局|厅|委|办))", organ) and len(organ) > 2


def _signed(head: Head, frame: Frame) -> Field | None:
    """成文日期 of the head, else the date under the text of the first part, else under the title."""
    told = head.fields.get("signed_date")
    if told and (value := find_date(told.value)[0]):
        return Field(value, told.raw, told.line, told.place, told.how)
    for section in frame.sections:
        if section.date is not None:
            value, raw = whole_date(section.date.text)
            if not raw:
                value, raw, _ = find_date(section.date.text)
            if value:
                return Field(value, raw, section.date.no, section.date.place, "落款日期")
            return None
        if section.items and section.signature:
            break
    return None


def _published(head: Head, frame: Frame, meta: Mapping[str, str]) -> tuple[Field | None, Field | None]:
    told = head.fields.get("published_date") or frame.page_date
    if told is None:
        stamp = meta.get("meta:PubDate") or meta.get("meta:publishdate") or ""
        told = Field(stamp, stamp, 0, "网页", "网页发布时间") if find_date(stamp)[0] else None
    if told is None:
        return None, None
    value, raw, time = find_date(told.raw)
    if value is None:
        return None, None
    clock = Field(time, told.raw, told.line, told.place, told.how) if time else None
    return Field(value, told.raw, told.line, told.place, told.how or "页面时间"), clock


def _cc(frame: Frame) -> tuple[str, ...]:
    if not frame.cc:
        return ()
    text = re.sub(r"^抄\s*[送报]\s*[:：]?\s*", "", "".join(line.text for line in frame.cc))
    found: list[str] = []
    for group in re.split(r"[。；;]", text):
        found += split_addressees(group)
    return tuple(dict.fromkeys(found))


def _publicity(head: Head, frame: Frame) -> Field | None:
    if frame.publicity:
        line, mark = frame.publicity
        return _field(line, re.sub(r"^.{0,8}[:：]\s*", "", mark).strip("（）() "), "附注")
    return head.fields.get("publicity")


def _printed(head: Head, frame: Frame) -> Field | None:
    if frame.printing and (value := find_date(frame.printing.text)[0]):
        return Field(value, frame.printing.raw.strip(), frame.printing.no, frame.printing.place, "印发栏")
    told = head.fields.get("printed_date")
    value = find_date(told.value)[0] if told else None
    return Field(value, told.raw, told.line, told.place, told.how) if told and value else None


def _printing_organ(frame: Frame) -> Field | None:
    found = re.match(r"[㐀-鿿（）()]{4,40}", frame.printing.text) if frame.printing else None
    return _field(frame.printing, found.group(0), "印发栏") if found and frame.printing else None


def _plan_year(title: Field | None, frame: Frame, signed: Field | None, published: Field | None) -> Field | None:
    texts = [title.value] if title else []
    texts += ["".join(line.text for line in section.title) for section in frame.sections]
    for text in texts:
        found = _YEAR.search(re.sub(r"[〔\[（(](?:19|20)\d{2}[〕\]）)]", "", text))
        if found and found.group(1).isdigit():
            return Field(found.group(1), text, title.line if title else 0, "", "标题中的年份")
    for date in (signed, published):
        if date:
            return Field(date.value[:4], date.raw, date.line, date.place, "成文年份" if date is signed else "发布年份")
    return None


def _approval(cover: Section) -> Field | None:
    for item in cover.items[:4]:
        if isinstance(item, Line) and (found := _APPROVAL.search(item.text[:600])):
            return Field(found.group(0), found.group(0), item.no, item.place, "正文")
    return None


def _annex_title(frame: Frame) -> Field | None:
    for section in frame.sections[1:]:
        if section.title:
            return _field(section.title[0], "".join(compact(line.text) for line in section.title), "附件标题")
    return None


def _attachments(frame: Frame) -> list[Field]:
    found = []
    for line in frame.attachments:
        text = re.sub(r"^附\s*件\s*[:：]?\s*", "", line.text)
        for part in re.split(r"\s+(?=\d{1,2}[.、．])", text):
            name = re.sub(r"^\d{1,2}\s?[.、．]\s?", "", part).strip()
            if name:
                found.append(Field(name, line.raw.strip(), line.no, line.place, "附件说明"))
    return found
