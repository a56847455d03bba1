"""One page of ours: rendered, taken apart, held against the rules; its links followed inside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from zwgk.domain import filing, webpages
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.inspections import rules
from zwgk.matters.inspections.models import Page
from zwgk.matters.records import queries as records
from zwgk.matters.records.models import DOCUMENT, Publication

from .found import Found
from .inside import Answer, ask, host

INFO = re.compile(r"^/xxgk/info/(?P<slug>[\w-]+)/$")
NOT_FOLLOWED = ("/static/", "/office/", "/accounts/", "/system/", "/reading/", "/media/", "/p/", "/my/", "/views/")
KINDS = {Page.Kind.HOME: webpages.Kind.HOME, Page.Kind.COLUMN: webpages.Kind.LIST, Page.Kind.DOCUMENT: webpages.Kind.CONTENT, Page.Kind.OTHER: webpages.Kind.OTHER}
_NAMED = re.compile(r"《([^》]{6,120})》")
MOST_LINKS = 400
FORMS = ("label-empty",)  # not judged on pages that are no column and no document: a blank form is full of them


@dataclass(slots=True)
class Seen:
    """What one look gave."""

    answer: Answer
    found: list[Found] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)  # own paths and outside addresses, with their words


@dataclass(slots=True)
class Site:
    """What the looks of one piece of work share: each own address is asked once."""

    day: date
    office_id: int  # answers for what belongs to no unit
    status: dict[str, int] = field(default_factory=dict)
    documents: Mapping[int, Publication] = field(default_factory=dict)

    def about(self, pages: Iterable[Page]) -> None:
        """The publications behind these pages, in two questions."""
        numbers = [page.publication for page in pages if page.publication]
        found = records.published().filter(pk__in=numbers).prefetch_related("columns")
        self.documents = {each.pk: each for each in found}

    def look(self, page: Page) -> Seen:
        """The page as a visitor gets it."""
        answer = ask(page.address)
        seen = Seen(answer)
        self.status[page.address] = answer.status
        if self._is_broken(page, answer):
            seen.found.append(self._found(page, "page-error", f"页面打不开，回复 {answer.status}", page.address))
            return seen
        if not answer.text:
            return seen
        read = webpages.read(answer.text, f"https://{host()}{page.address}", KINDS[Page.Kind(page.kind)])
        faults = webpages.check(read if page.kind == Page.Kind.HOME else webpages.apart(read), day=self.day)
        seen.found += [self._found(page, each.rule, each.what, each.where, each.mend) for each in faults if page.kind != Page.Kind.OTHER or each.rule not in FORMS]
        slowly = rules.limit("page-slow") * 1000
        if answer.millis > slowly and (answer := ask(page.address)).millis > slowly:  # twice: the machine may have been busy
            seen.found.append(self._found(page, "page-slow", f"打开用了 {answer.millis / 1000:.1f} 秒，应在 {rules.limit('page-slow')} 秒以内", page.address))
        seen.links = self._links(page, read)
        seen.found += self._broken(page, seen.links)
        document = self.documents.get(page.publication or 0)
        if document is not None:
            seen.found += [*self._wrong(page, read), *self._misfiled(page, document)]
        return seen

    @staticmethod
    def _is_broken(page: Page, answer: Answer) -> bool:
        if page.kind == Page.Kind.OTHER and answer.status in (400, 403, 405):
            return False  # a page that wants more than a plain visit
        return answer.status >= 400

    def _found(self, page: Page, rule: str, what: str, where: str = "", mend: str = "", key: str = "") -> Found:
        document = self.documents.get(page.publication or 0)
        column = next((each.pk for each in document.columns.all()), None) if document else page.column_id
        organ = document.organ_id if document else page.organ_id
        return Found(rule, page.address, organ or self.office_id, what, where, mend, page.title, key, page.pk, column)

    def _links(self, page: Page, read: webpages.Page) -> list[tuple[str, str]]:
        """Of a document what stands in its middle; of other pages all."""
        found: dict[str, str] = {}
        for link in read.links:
            if link.nofollow or (page.kind == Page.Kind.DOCUMENT and not link.own):
                continue
            if address := normal(link.href, page.address):
                found.setdefault(address, link.text[:200])
        if page.kind == Page.Kind.HOME:
            found |= {address: words for action, words in read.forms if (address := normal(action, page.address)).startswith("/") and address not in found}
        return list(found.items())[:MOST_LINKS]

    def _broken(self, page: Page, links: list[tuple[str, str]]) -> list[Found]:
        """断链: own addresses that answer no page."""
        own = [(address, words) for address, words in links if address.startswith("/")]
        slugs = {match["slug"]: address for address, _ in own if address not in self.status and (match := INFO.match(address))}
        for slug in records.titles(slugs):
            self.status[slugs[slug]] = 200
        found = []
        for address, words in own:
            if address not in self.status:
                self.status[address] = ask(address).status
            status = self.status[address]
            if status in (404, 410) or status >= 500:
                said = f"链接“{words or address}”打不开：{'这一页已经撤下' if status == 410 else '没有这一页' if status == 404 else f'回复 {status}'}"
                found.append(self._found(page, "link-broken", said, address, key=address))
        return found

    def _wrong(self, page: Page, read: webpages.Page) -> list[Found]:
        """错链: the words name one document and the link leads to another of ours."""
        named = [(match[1], link, address) for link in read.links if link.own and (match := _NAMED.search(link.text)) and (address := normal(link.href, page.address))]
        slugs = {info["slug"] for _, _, address in named if (info := INFO.match(address))}
        titles = records.titles(slugs) if slugs else {}
        found = []
        for name, link, address in named:
            info = INFO.match(address)
            title = titles.get(info["slug"], "") if info else ""
            if title and not alike(name, title):
                found.append(self._found(page, "link-wrong", f"链接文字是“{link.text[:80]}”，打开的却是《{title[:80]}》", f"第 {link.line} 行：{address}", key=address))
        return found

    def _misfiled(self, page: Page, document: Publication) -> list[Found]:
        kind = rulebook.law().kinds.get(document.kind) if document.kind != DOCUMENT else None
        columns = list(document.columns.all())
        paper = filing.Paper(document.title, tuple(each.key for each in columns), tuple(kind.article_20) if kind else (), re.sub(r"<[^>]+>", "\n", document.body[:20_000]))
        told = filing.misfiled(paper, rules.filing())
        if told is None:
            return []
        names = rules.column_names()
        here = "、".join(f"“{each.title}”" for each in columns)
        right = [f"“{names[key]}”" for key in told.columns if key in names]
        more = f"；也可以放{'、'.join(right[1:])}" if right[1:] else ""
        said = f"《{document.title}》放在了{here}" + (f"，更像“{told.what}”" if told.what else "")
        return [self._found(page, "misfiled", f"{said}：{'，'.join(told.reasons)}", here, f"移到{right[0]}{more}。" if right else "", key=here)]


def normal(href: str, base: str) -> str:
    """A path of ours, or a whole address elsewhere; "" for what is not followed."""
    try:
        whole = urldefrag(urljoin(f"https://{host()}{base}", href.strip()))[0]
        parts = urlsplit(whole)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    if parts.netloc.lower() != host().lower():
        return whole[:700]
    if parts.query or parts.path.startswith(NOT_FOLLOWED):
        return ""
    return unquote(parts.path) or "/"


def alike(name: str, title: str) -> bool:
    """Whether a link called so may lead to something titled so: a part of the name will do."""
    one, other = (re.sub(r"[^\w\u4e00-\u9fff]", "", text) for text in (name, title))
    if one in other or other in one:
        return True
    pairs = {one[n : n + 2] for n in range(len(one) - 1)}
    return bool(pairs) and sum(pair in other for pair in pairs) / len(pairs) >= 0.5
