"""What the reviewers see, frozen as HTML: head, body, fields as the public will see them, attachments. Pure text, no template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from zwgk.domain import kinds
from zwgk.foundation.rulebook import queries as rulebook

from . import clean, lists
from .content import DATES, LABELS, WORDS
from .models import DOCUMENT, Record


def rendition(record: Record) -> str:
    """One record as it is to be published."""
    head = "".join(f"<tr><th>{escape(label)}</th><td>{escape(words)}</td></tr>" for label, words in head_of(record))
    files = "".join(f"<li>{line}</li>" for line in _files(record))
    return f"<h2>{escape(record.title)}</h2><table>{head}</table>{record.body}{fields_html(record)}" + (f"<h3>附件</h3><ul>{files}</ul>" if files else "")


def _files(record: Record) -> list[str]:
    return [f"{escape(each.title)}（{each.file.size // 1024 + 1} KB）" for each in record.attachments.select_related("file") if not each.inner]


def batch_rendition(records: Sequence[Record]) -> str:
    """Many at once: a table of all; below it each document in full, for a title alone can be judged by nobody."""
    rows = "".join(
        f"<tr><td>{place}</td><td>{escape(each.title)}</td><td>{each.get_attribute_display()}</td><td>{escape(brief(each))}</td></tr>"
        for place, each in enumerate(records, 1)
    )
    documents = "".join(f"<hr>{rendition(each)}" for each in records if each.kind == DOCUMENT)
    return f"<table><tr><th>序号</th><th>名称</th><th>公开属性</th><th>主要内容</th></tr>{rows}</table>{documents}"


def head_of(record: Record) -> Iterator[tuple[str, str]]:
    """The metadata head, empty fields left out."""
    yield "发布机构", record.organ.name
    if record.attribute:
        yield "公开属性", record.get_attribute_display()
    if record.ground:
        yield "理由", lists.title_of("grounds", record.ground) + (f"（{record.ground_note}）" if record.ground_note else "")
    for name in (*WORDS[1:], *DATES):
        value = getattr(record, name)
        if value:
            yield LABELS[name], said(value)


def said(value: object) -> str:
    """Days as people write them."""
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)


def fields_html(record: Record) -> str:
    """The fields of a kind, masked."""
    rows = "".join(f"<tr><th>{escape(label)}</th><td>{escape(words)}</td></tr>" for label, words in shown_fields(record))
    return f"<table>{rows}</table>" if rows else ""


def shown_fields(record: Record) -> list[tuple[str, str]]:
    """Label and words of each field as the public sees it."""
    kind = rulebook.law().kinds.get(record.kind) if record.kind != DOCUMENT else None
    if kind is None:
        return []
    shown = kinds.masked(kind, record.values)
    return [(field.label, kinds.shown(field, shown[field.id])) for field in kind.fields if field.id in shown]


def brief(record: Record) -> str:
    """One line of a batch: fields and attachments of a row, the first words of a document, which follows in full."""
    if record.kind == DOCUMENT:
        return " ".join(clean.text(record.body).split())[:100]
    words = [f"{label}：{said_}" for label, said_ in shown_fields(record)]
    files = [each.title for each in record.attachments.all() if not each.inner]
    return "；".join([*words, *(f"附件：{title}" for title in files)])
