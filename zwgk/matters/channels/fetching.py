"""Look at a live page on another site. Addresses of the inner network are refused, at each redirect too."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import IO
from urllib.parse import urljoin, urlsplit

from django.utils.encoding import iri_to_uri
from selectolax.lexbor import LexborHTMLParser

from zwgk.domain.documents import Paragraph, Table
from zwgk.domain.errors import Refusal
from zwgk.foundation.files import readers
from zwgk.foundation.jobs.actions import check_page

from .comparing import Theirs, days_in
from .models import Live

MAX_PAGE = 5 * 1024 * 1024
SECONDS = 20
GONE = (404, 410)
_DATES = ("meta:PubDate", "meta:pubdate", "meta:publishdate", "发布日期", "发布时间", "发文日期")


@dataclass(frozen=True, slots=True)
class Look:
    """A page that was read, or why not."""

    theirs: Theirs | None = None
    result: str = ""  # GONE or UNREACHABLE when there is no page
    said: str = ""


class _Guarded(urllib.request.HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str) -> urllib.request.Request | None:
        check_page(urljoin(req.full_url, newurl))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def look_at(url: str) -> Look:
    """The page at this address: at most 5 MB within 20 seconds; never raises for what the other side does."""
    try:
        url = iri_to_uri(url)
        check_page(url)
        request = urllib.request.Request(url, headers={"User-Agent": "zwgk-compare/1.0"})
        # No proxy from the environment: what was checked is what is asked.
        with urllib.request.build_opener(urllib.request.ProxyHandler({}), _Guarded).open(request, timeout=SECONDS) as answer:
            body, landed, kind = answer.read(MAX_PAGE + 1), answer.url, answer.headers.get_content_type()
    except urllib.error.HTTPError as wrong:
        return Look(result=Live.GONE if wrong.code in GONE else Live.UNREACHABLE, said=f"网站回复 {wrong.code}")
    except (OSError, ValueError, http.client.HTTPException) as wrong:
        return Look(result=Live.UNREACHABLE, said=_reason(wrong))
    if len(body) > MAX_PAGE:
        return Look(result=Live.UNREACHABLE, said="网页超过 5 MB")
    if urlsplit(url).path.strip("/") and not urlsplit(landed).path.strip("/"):
        return Look(result=Live.GONE, said="地址转到了网站首页")
    return _read(body, kind)


def _read(body: bytes, kind: str) -> Look:
    name = {"application/pdf": "page.pdf", "text/plain": "page.txt"}.get(kind, "page.html")
    try:
        page = readers.extract(body, name)
    except Refusal as refusal:
        return Look(result=Live.UNREACHABLE, said=refusal.message[:300])
    lines: list[str] = []
    for block in page.blocks:
        match block:
            case Paragraph():
                lines.append(block.number + block.text)
            case Table():
                lines += [cell.text for cell in block.cells]
    titles = [page.meta.get("meta:ArticleTitle", ""), *_headlines(body, name), page.meta.get("html:title", "")]
    days = days_in(page.meta[key] for key in _DATES if page.meta.get(key))
    return Look(Theirs(tuple(titles), tuple(lines), days))


def _headlines(body: bytes, name: str) -> list[str]:
    if not name.endswith("html"):
        return []
    return [" ".join(node.text().split()) for node in LexborHTMLParser(body).css("h1")[:2]]


def _reason(wrong: Exception) -> str:
    match wrong:
        case TimeoutError():
            return f"网站 {SECONDS} 秒内没有响应"
        case urllib.error.URLError():
            return _reason(wrong.reason) if isinstance(wrong.reason, Exception) else f"无法连接：{wrong.reason}"
        case OSError():
            return f"无法连接：{wrong.strerror or wrong}"[:300]
        case _:
            return str(wrong)[:300] or type(wrong).__name__
