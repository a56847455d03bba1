"""Kinds of letter, read from the files of zwgk/law/forms/letters: one file, one kind. A mistake names file, key and remedy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zwgk import law
from zwgk.domain.errors import BadInput

FOLDER = law.ROOT / "forms" / "letters"
LAYOUTS = ("redhead", "letter", "notice", "sheet")  # 文件格式, 信函格式, 告知书和答复书, 内部审批单
TYPES = ("text", "lines", "date", "table", "parts")
ORGAN = "{organ}"  # in a pattern: until the organ has set its 机关代字
# GB/T 9704-2012: 发文字号 = 机关代字 + 年份（六角括号）+ 顺序号；年份四位，不编虚位，不加“第”。
PATTERN = re.compile(r"^[\u4e00-\u9fa5A-Za-z]{1,20}〔\{year\}〕\{serial\}号$")
SLOT = re.compile(r"\{([a-z_]+)\}")  # an element in a sentence
PATTERN_HELP = (
    "机关代字 + 〔{year}〕{serial}号，例如“和政办督〔{year}〕{serial}号”；年份用六角括号，不加“第”，不编虚位。"
)


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that is written into a letter."""

    id: str  # name of the template variable
    label: str  # 主送
    type: str = "text"  # one of TYPES
    help: str = ""
    fixed: bool = False  # computed: nobody rewrites it by hand


@dataclass(frozen=True, slots=True)
class Part:
    """How one decision is said in an answer: what it must name, and in which sentences."""

    id: str  # id of an outcome: D21
    title: str
    needs: Mapping[str, str]  # name → what it is called in a refusal
    text: tuple[str, ...]


# Rights of a kind with a topic, where they are not `<topic>.letters`.
TOPICAL = {"see": "see", "register_receipt": "serve", "attach_signed": "serve"}
COMMON = (
    Element("title", "标题", help="例如：关于办理重点领域信息公开任务的提醒函。"),
    Element("addressee", "主送", help="收文单位全称或规范化简称、统称。"),
    Element("body", "正文", "lines", "一段一行；“一、”“（一）”开头的行按层次排字体。"),
    Element("attachments", "附件", "lines", "一个附件一行，不写序号。"),
    Element("signer", "签发人", help="批准印发的负责人姓名。"),
    Element("copies", "抄送", help="多个单位用逗号隔开。"),
    Element("remark", "附注", help="例如：此件不公开。"),
)


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter (文种)."""

    id: str  # the name of its file
    title: str  # 提醒函
    pattern: str  # number, until the organ sets its own
    layout: str  # which shipped layout
    signer: str  # who approves it
    receipt: bool  # a signed receipt is wanted
    basis: str  # article
    required: tuple[str, ...]  # ids of obligatory elements
    fields: tuple[Element, ...]  # its own elements, beside the common ones
    order: int = 100
    approval: bool = False  # goes out only with a record of who approved it and when
    topic: str = ""  # the slice whose rights count: written by its people for their own organ; "" is the office's supervision
    personal: bool = False  # goes to a person: in no general list, the journal does not name the addressee
    heading: str = ""  # the title it bears when nothing else is said
    text: tuple[str, ...] = ()  # the body in sentences with {elements}; a sentence whose element is empty falls away
    parts: Mapping[str, Part] = field(default_factory=dict)  # outcome → how it is said
    template: str = ""  # shipped template shared by several kinds

    @property
    def elements(self) -> tuple[Element, ...]:
        """Common elements, its own after the body's."""
        return (*COMMON[:3], *self.fields, *COMMON[3:])

    def element(self, name: str) -> Element:
        return next(each for each in self.elements if each.id == name)

    @property
    def template_name(self) -> str:
        return f"{self.template or self.id}.docx"

    def right(self, verb: str) -> str:
        """The right that a verb asks for."""
        if not self.topic:
            return f"letters.{verb}"
        return f"{self.topic}.{TOPICAL.get(verb, 'letters')}"


@cache
def kinds(folder: Path = FOLDER) -> Mapping[str, LetterKind]:
    """Every kind, in the order of the ladder."""
    found = [_kind(file) for file in sorted(folder.glob("*.yaml"))]
    return {each.id: each for each in sorted(found, key=lambda kind: (kind.order, kind.id))}


def kind(name: str) -> LetterKind:
    """The kind of that id."""
    try:
        return kinds()[name]
    except KeyError:
        raise BadInput(
            f"没有“{name}”这种文书。",
            field="kind",
            remedy=f"可用的有：{'、'.join(each.title for each in kinds().values())}。",
        )


def _kind(file: Path) -> LetterKind:
    page = yaml.safe_load(file.read_text("utf-8"))
    for key in ("title", "pattern", "layout", "signer", "basis", "required"):
        if not (isinstance(page, dict) and page.get(key)):
            raise _wrong(file, key, "缺少这一项，请补上")
    if not PATTERN.match(page["pattern"].replace(ORGAN, "机关")):
        raise _wrong(file, "pattern", PATTERN_HELP)
    if page["layout"] not in LAYOUTS:
        raise _wrong(file, "layout", f"只能是 {'、'.join(LAYOUTS)}")
    made = LetterKind(
        file.stem, page["title"], page["pattern"], page["layout"], page["signer"], bool(page.get("receipt")),
        page["basis"], tuple(page["required"]), tuple(_field(file, name, about) for name, about in (page.get("fields") or {}).items()),
        order=int(page.get("order", 100)), approval=bool(page.get("approval")), topic=page.get("topic", ""), personal=bool(page.get("personal")),
        heading=page.get("heading", ""), text=tuple(page.get("text") or ()), template=page.get("template", ""),
        parts={name: _part(file, name, about) for name, about in (page.get("parts") or {}).items()},
    )  # fmt: skip
    known = {each.id for each in made.elements}
    if unknown := set(made.required) - known:
        raise _wrong(file, "required", f"没有要素 {'、'.join(sorted(unknown))}，请先写进 fields")
    if unknown := {name for line in made.text for name in SLOT.findall(line)} - known:
        raise _wrong(file, "text", f"没有要素 {'、'.join(sorted(unknown))}，请先写进 fields")
    return made


def _field(file: Path, name: str, about: Mapping[str, Any]) -> Element:
    if not about.get("label") or about.get("type", "text") not in TYPES or not name.isidentifier():
        raise _wrong(file, f"fields.{name}", f"要有 label，type 只能是 {'、'.join(TYPES)}，名称用英文字母")
    return Element(name, about["label"], about.get("type", "text"), about.get("help", ""), bool(about.get("fixed")))


def _part(file: Path, name: str, about: Mapping[str, Any]) -> Part:
    if not (about.get("title") and about.get("text")):
        raise _wrong(file, f"parts.{name}", "要有 title 和 text")
    return Part(name, about["title"], about.get("needs") or {}, tuple(about["text"]))


def _wrong(file: Path, key: str, remedy: str) -> ValueError:
    return ValueError(f"{file.name}: {key}: {remedy}。")
