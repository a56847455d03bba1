"""One publication: its page, its versions, attachments, data and QR code. Its address stays over all versions; what was taken away leaves a neutral 410."""

from __future__ import annotations

from typing import Any

import segno
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.http import content_disposition_header, quote_etag, urlencode

from zwgk.domain import kinds
from zwgk.foundation.files import queries as stored
from zwgk.foundation.organs.pages import public
from zwgk.foundation.pagecache.pages import kept
from zwgk.foundation.ui.words import cn_date, cn_moment
from zwgk.law.kind_model import FieldDef, FieldType
from zwgk.matters.catalogue.models import Column
from zwgk.matters.catalogue.queries import showing as catalogue
from zwgk.matters.records import linked, lists, queries
from zwgk.matters.records.models import DOCUMENT, Publication
from zwgk.matters.records.queries import around, opened, row_pages, showing

from . import frame
from .frame import HOME

Standing = Publication.Standing
Pairs = list[tuple[str, str]]


@public
@kept(*frame.SHOWN)
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """What stands at the permanent address."""
    found = queries.publication_at(slug)
    if found is None:
        return gone(request, slug)
    told = read(request, found)
    told["linked"] = linked.of_publication(found, [each.key for each in told["columns"]], request.build_absolute_uri("/").rstrip("/"))
    return frame.page(request, "records/public/document.html", told)


@public
@kept(*frame.SHOWN)
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An earlier version, said to be one; not for search engines."""
    found = showing.version_at(slug, number)
    if found is None:
        return gone(request, slug)
    values = read(request, found)
    values |= {"current": None if found.shown else queries.publication_at(slug), "crumbs": [*values["crumbs"], (f"第{number}版", request.path)]}
    answer = frame.page(request, "records/public/document.html", values)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@public
def attachment(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A file of what the public sees now."""
    found = showing.file_at(slug, pk)
    if found is None:
        return gone(request, slug)
    tag = quote_etag(found.file.sha256[:32])
    if request.headers.get("If-None-Match", "") == tag:
        return frame.fresh(_tagged(HttpResponseNotModified(), tag))
    answer = FileResponse(stored.location(found.file).open("rb"), content_type=found.file.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, found.title) or ""
    answer["Content-Security-Policy"] = "sandbox"
    answer["Content-Length"] = str(found.file.size)
    return frame.fresh(_tagged(answer, tag))  # type: ignore[arg-type]


@public
@kept(*frame.SHOWN)
def data(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as JSON-LD, for machines."""
    found = queries.publication_at(slug)
    if found is None:
        return gone(request, slug)
    answer = JsonResponse(as_data(request, found), json_dumps_params={"ensure_ascii": False, "indent": 1}, content_type="application/ld+json; charset=utf-8")
    answer["Access-Control-Allow-Origin"] = "*"
    return frame.fresh(answer)


@public
@kept(*frame.SHOWN)
def code(request: HttpRequest, slug: str) -> HttpResponse:
    """The QR code of the permanent address."""
    found = queries.publication_at(slug)
    if found is None:
        return gone(request, slug)
    drawn = segno.make(request.build_absolute_uri(found.url), error="m", micro=False)
    return frame.fresh(HttpResponse(drawn.svg_inline(scale=4, border=4, light="#fff", omitsize=True).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1), content_type="image/svg+xml"))


def gone(request: HttpRequest, slug: str) -> HttpResponse:
    """410 with nothing of what stood there; 404 when nothing ever did."""
    was = queries.gone_at(slug)
    if was is None:
        raise Http404
    told, ended_at = opened.farewell(was)
    answer = frame.page(request, "records/public/gone.html", {
        "title": "该信息已不再公开", "crumbs": [*HOME, ("该信息已不再公开", request.path)], "told": told, "organ": was.organ, "ended_at": ended_at,
    }, status=410)  # fmt: skip
    answer["X-Robots-Tag"] = "noindex, noarchive"
    answer["Cache-Control"] = "no-store"
    return answer


def read(request: HttpRequest, found: Publication) -> dict[str, Any]:
    """Everything that the page says; empty labels are not there."""
    columns = around.columns_of(found)
    home = frame.home_of(found.organ)
    column = columns[0] if columns else None
    versions = list(queries.versions_at(found.slug).defer("body", "values", "meta")) if found.number > 1 else []
    published = cn_moment(found.published_at)
    return {
        "publication": found, "organ": found.organ, "title": found.title, "crumbs": [*HOME, (found.organ.name, home), *_trail(column, home), ("正文", found.url)],
        "head_rows": in_rows(opened.head_of(found)), "line": line_of(found), "columns": columns, "column": column.title if column else "政府信息公开", "published": published,
        "says": column.description if column else "", "column_keywords": column.keywords if column else "", "column_type": column.type if column else "",
        "source": found.meta.get("source") or found.organ.name, "summary": found.meta.get("summary", ""), "author": found.meta.get("author", ""),
        "keywords": found.meta.get("keywords", ""), "address": request.build_absolute_uri(found.url), "files": around.files_of(found),
        "versions": versions if len(versions) > 1 else [], "banner": banner_of(found), "entries": catalogue.public_entries(ids=around.entries_of(found)),
        "related": queries.related_to(found, frame.today()), "predecessors": showing.predecessors_of(found), "follow": urlencode({"kind": "document", "url": found.url}), "values": values_of(found), "kind": opened.kind_called(found.kind), "course": course_of(found), "feed": f"{home}{column.key}/feed" if column else f"{home}feed",
    }  # fmt: skip


def _trail(column: Column | None, home: str) -> list[tuple[str, str]]:
    """From the part down to the column."""
    if column is None:
        return []
    above: list[tuple[str, str]] = []
    row: Column | None = column
    while row is not None:
        above.insert(0, (row.title, f"{home}{row.key}/"))
        row = row.parent
    part = column.get_part_display()
    return above if above[0][0] == part else [(part, f"{home}{column.part}/"), *above]


def in_rows(head: Pairs) -> list[Pairs]:
    """Two to a line; the name has a line of its own."""
    rows: list[Pairs] = []
    for pair in head:
        alone = pair[0] == "名称"
        if alone or not rows or len(rows[-1]) == 2 or rows[-1][0][0] == "名称":
            rows.append([pair])
        else:
            rows[-1].append(pair)
    return rows


def line_of(found: Publication) -> Pairs:
    """The line under the title (PAG-02)."""
    meta = found.meta
    told = (("时间", cn_moment(found.published_at)), ("来源", meta.get("source", "")), ("发布机构", found.organ.name), ("编辑", meta.get("editor", "")), ("作者", meta.get("author", "")))
    return [(label, value) for label, value in told if value]


def banner_of(found: Publication) -> dict[str, str] | None:
    """What is said loudly above a document that is not in force."""
    match found.standing:
        case Standing.REPEALED:
            told = {"title": "本文件已经废止，不再执行", "tone": "error"}
        case Standing.LAPSED:
            told = {"title": "本文件已经失效，不再执行", "tone": "error"}
        case Standing.REPLACED:
            told = {"title": "这是较早的版本，内容已经更新", "tone": "warning"}
        case _:
            return None
    since = f"自{cn_date(found.ended_at)}起。" if found.ended_at and found.standing != Standing.REPLACED else ""
    reason = next((each.told for each in lists.lines("reasons") if each.id == found.end_reason), "") if found.end_reason else ""
    return {**told, "text": f"{since}{reason}", "successor": found.successor_slug, "successor_title": found.successor_title}


def course_of(found: Publication) -> list[row_pages.Station]:
    """The stations of a thing that has a course, e.g. a major project."""
    kind = opened.kind_called(found.kind)
    return row_pages.course(kind, kinds.key_of(kind, found.values)) if kind is not None and kind.line is not None else []


def values_of(found: Publication) -> list[tuple[str, Any, bool]]:
    """The fields of a kind row in words: (label, value, is a table)."""
    kind = opened.kind_called(found.kind)
    if kind is None:
        return []
    told, values = [], opened.public_values(kind, found.values)
    for each in kind.fields:
        value = values.get(each.id)
        if value in (None, "", [], {}):
            continue
        if each.type is FieldType.TABLE:
            told.append((each.label, _table(each, value), True))
        else:
            told.append((each.label, _said(each, value), False))
    return told


def _said(each: FieldDef, value: Any) -> str:
    """A value with its unit, once: 62% has its sign already."""
    text = kinds.shown(each, value)
    return text if text.endswith(each.unit) else f"{text}{each.unit}"


def _table(each: FieldDef, rows: list[dict[str, Any]]) -> dict[str, Any]:
    used = [column for column in each.fields if any(row.get(column.id) not in (None, "") for row in rows)]
    return {"head": [f"{column.label}（{column.unit}）" if column.unit else column.label for column in used], "rows": [[kinds.shown(column, row[column.id]) if row.get(column.id) not in (None, "") else "" for column in used] for row in rows]}


def as_data(request: HttpRequest, found: Publication) -> dict[str, Any]:
    """schema.org words where there are some, the metadata of the national catalogue under 元数据."""
    kind = opened.kind_called(found.kind)
    told: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "DigitalDocument" if found.kind == DOCUMENT else "Dataset", "@id": request.build_absolute_uri(found.url),
        "identifier": found.index_number, "name": found.title, "inLanguage": "zh-CN", "description": found.meta.get("summary", ""), "keywords": found.meta.get("keywords", ""),
        "publisher": {"@type": "GovernmentOrganization", "name": found.organ.name}, "datePublished": found.first_published_at.isoformat(),
        "dateModified": found.published_at.isoformat(), "dateCreated": found.formed_on.isoformat() if found.formed_on else "", "version": found.number,
        "creativeWorkStatus": found.get_standing_display(), "text": found.body, "sha256": found.body_hash, "元数据": dict(opened.head_of(found)), "kind": found.kind, "values": opened.public_values(kind, found.values) if kind else {},
        "associatedMedia": [
            {"@type": "MediaObject", "name": each.title, "contentUrl": request.build_absolute_uri(each.url), "encodingFormat": each.file.media_type, "contentSize": each.file.size, "sha256": each.file.sha256}
            for each in found.files.select_related("file", "publication")
        ],
    }  # fmt: skip
    return {key: value for key, value in told.items() if value not in ("", [], {}, None)}


def _tagged(answer: HttpResponse, tag: str) -> HttpResponse:
    answer["ETag"] = tag
    return answer
