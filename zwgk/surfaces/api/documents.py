"""Documents and everything else at a permanent address: the list, one of them, its versions; what changed since."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from zwgk.foundation.search import queries as search
from zwgk.matters.catalogue.models import Column
from zwgk.matters.catalogue.queries import showing as catalogue
from zwgk.matters.records import queries as records
from zwgk.matters.records.models import PUBLICATION, Publication
from zwgk.matters.records.models.after import EVENTS
from zwgk.matters.records.queries import opened, showing
from zwgk.matters.records.queries.opened import Sieve

from . import cursors, making, problems
from .asked import ChangesAsked, DocumentsAsked
from .problems import Trouble
from .shapes import ChangeLine, Document, DocumentLine, EntryRef, File, Gone, OldVersion, Page, Place, Problem, Version

router = Router(tags=["信息"])
ERRORS = {400: Problem, 429: Problem}


@router.get("/documents", response={200: Page[DocumentLine], **ERRORS}, summary="已经公开的信息", operation_id="documents")
def documents(request: HttpRequest, response: HttpResponse, asked: Query[DocumentsAsked]) -> Any:
    """按条件列出已经公开的信息，新发布的在前。各项条件同时成立；翻页期间新公开的信息不会使已经读到的内容错位或者重复。"""
    start = making.base(request)
    making.stamp(response, opened.last_change())
    if asked.q.strip():
        found, cursor = _searched(asked)
    else:
        mark = cursors.read(asked.cursor, int, int)
        found = opened.documents_after(_sieve(asked), (cursors.moment(mark[0]), mark[1]) if mark else None, asked.limit + 1)
        cursor = cursors.written(found[asked.limit - 1].published_at, found[asked.limit - 1].pk) if len(found) > asked.limit else None
    return {"items": [making.line(each, start) for each in found[: asked.limit]], **making.following(request, response, cursor)}


def _sieve(asked: DocumentsAsked) -> Sieve:
    organ = making.organ_called(asked.organ).pk if asked.organ else None
    column = None
    if asked.column and organ:
        column = next((each.pk for each in catalogue.open_columns(organ, timezone.localdate()) if each.key == asked.column), None)
    if asked.column and organ and column is None:
        raise Trouble(400, "没有这个栏目", f"这个单位没有网址名是“{asked.column}”的栏目。", where="参数 column", remedy=f"它的栏目见 /api/v1/columns?organ={asked.organ}。")
    places = opened.place_of(column=column, key="" if column else asked.column, entry=asked.entry, organ=None if column else organ)
    since, until = asked.bounds()
    return Sieve(places, asked.theme, asked.kind, asked.validity, since, until)


def _searched(asked: DocumentsAsked) -> tuple[list[Publication], str | None]:
    """By words, best first; the mark is how many were read."""
    if asked.column or asked.entry or asked.kind not in ("", "document"):
        raise Trouble(400, "条件不能同时使用", "有检索词 q 时，不能再按栏目、目录事项或者逐条公开的类型筛选。", where="参数 q", remedy="请去掉 q，或者去掉 column、entry、kind；逐条公开的信息请用 /api/v1/kinds 检索。")
    mark = cursors.read(asked.cursor, int)
    read = min(max(mark[0], 0), search.DEEPEST) if mark else 0
    facets = {
        "organ": [making.organ_called(asked.organ).name] if asked.organ else [], "standing": [asked.validity] if asked.validity else [], "theme": [asked.theme] if asked.theme else [],
    }  # fmt: skip
    wish = search.Wish(asked.q, facets, asked.since, asked.until, page=read // asked.limit + 1, size=asked.limit, source=PUBLICATION)
    answer = search.ask(wish, today=timezone.localdate())
    found = opened.listed([int(hit.row.item_id) for hit in answer.hits])
    reached = (read // asked.limit + 1) * asked.limit
    return found, cursors.written(reached) if reached < min(answer.total, search.DEEPEST) else None


@router.get("/documents/{slug:slug}", response={200: Document, 404: Problem, 410: Gone, **ERRORS}, summary="一条信息的全文", operation_id="document")
def document(request: HttpRequest, response: HttpResponse, slug: str) -> Any:
    """信息头、正文（HTML 和纯文字）、附件、栏目、目录事项、各版本、替代关系。撤下的信息返回 410，只说明已经撤下。"""
    found = _there(slug)
    start = making.base(request)
    making.stamp(response, max(each for each in (found.published_at, found.ended_at) if each))
    return Document(**making.line_values(found, start), **_whole(found, start))


def _there(slug: str) -> Publication:
    found = records.publication_at(slug)
    if found is None:
        raise _gone(slug)
    return found


def _gone(slug: str) -> Trouble:
    was = records.gone_at(slug)
    if was is None:
        return problems.not_found("条信息", "请从 /api/v1/documents 取得编号 slug。")
    told, ended_at = opened.farewell(was)
    more = {"organ": was.organ.name, "ended_at": making.here(ended_at).isoformat() if ended_at else None}
    return Trouble(410, "该信息已不再公开", told or "该信息已经撤下。", where="网址", remedy="请从您的副本里删除这条信息。", more=more)


def _whole(found: Publication, start: str) -> dict[str, Any]:
    """What a list does not give."""
    kind = opened.kind_called(found.kind)
    versions = list(records.versions_at(found.slug).defer("body", "values", "meta"))
    entries = catalogue.public_entries(ids=found.entries.values_list("pk", flat=True))
    return {
        "head": dict(opened.head_of(found)), "source": found.meta.get("source") or None, "html": found.body, "text": opened.plain_text(found),
        "values": opened.public_values(kind, found.values) if kind else None, "sha256": found.body_hash,
        "files": [
            File(title=each.title, url=f"{start}{each.url}", media_type=each.file.media_type, size=each.file.size, sha256=each.file.sha256)
            for each in found.files.select_related("file", "publication")
        ],
        "columns": [place(each, start) for each in found.columns.select_related("organ")],
        "entries": [EntryRef(id=each.id, title=each.title, field=each.field_key, url=f"{start}{each.url}") for each in entries],
        "versions": [
            Version(number=each.number, published_at=making.here(each.published_at), current=each.shown, url=f"{start}{each.url}{'' if each.shown else f'v{each.number}/'}")
            for each in versions
        ],
        "replaces": [making.successor(each.slug, each.title, start) for each in showing.predecessors_of(found)],
    }  # fmt: skip


def place(found: Column, start: str) -> Place:
    return Place(key=found.key, title=found.title, organ=found.organ.slug, url=f"{start}/xxgk/{found.organ.slug}/{found.key}/")


@router.get("/documents/{slug:slug}/versions/{int:number}", response={200: OldVersion, 404: Problem, 410: Gone, **ERRORS}, summary="一个版本", operation_id="version")
def version(request: HttpRequest, slug: str, number: int) -> Any:
    """第几版当时的内容。现行版本也可以这样读取。"""
    current = _there(slug)
    found = showing.version_at(slug, number) if number < cursors.BIGGEST else None
    if found is None:
        raise problems.not_found("个版本", f"这条信息的版本见 /api/v1/documents/{current.slug}。")
    url = f"{making.base(request)}{found.url}{'' if found.shown else f'v{found.number}/'}"
    told = {"slug": found.slug, "number": found.number, "current": found.shown, "title": found.title, "published_at": making.here(found.published_at)}
    return OldVersion(**told, html=found.body, text=opened.plain_text(found), url=url)


@router.get("/changes", response={200: Page[ChangeLine], **ERRORS}, summary="变化：发布、修订、失效、废止、撤下、迁入", operation_id="changes")
def changes(request: HttpRequest, response: HttpResponse, asked: Query[ChangesAsked]) -> Any:
    """从某一时刻起发生的变化，早的在前，供保存副本的网站同步。最后一页也给出 cursor：留着它，下次从那里接着读。第一次同步请用整份下载（/opendata/）。"""
    mark = cursors.read(asked.cursor, int)
    found = opened.changes_after(asked.since, max(mark[0], 0) if mark else 0, asked.limit + 1, timezone.now())
    start = making.base(request)
    making.stamp(response, opened.last_change())
    read = found[: asked.limit]
    items = [
        ChangeLine(
            event=each.event, label=EVENTS.get(each.event, each.event), at=making.here(each.at), slug=each.slug, shown=each.publication is not None,
            document=making.line(each.publication, start) if each.publication else None,
        )
        for each in read
    ]  # fmt: skip
    cursor = cursors.written(read[-1].number) if read else asked.cursor or None
    told = making.following(request, response, cursor if len(found) > asked.limit else None)
    return {"items": items, "next": told["next"], "cursor": cursor}
