"""Links without words or without a place to go, pictures without words, plain http inside https."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from .fault import Fault, place, several
from .model import Link, Page, Resource

NOWHERE = ("", "#", "#!", "javascript:;", "javascript:void(0)", "javascript:void(0);", "javascript:", "javascript:void(0)")


def check(page: Page, day: date | None = None) -> list[Fault]:
    """Each sort once a page, with all its places."""
    wordless = [link for link in page.links if not link.text and link.href.lower() not in NOWHERE]
    nowhere = [link for link in page.links if link.text and link.href.lower() in NOWHERE]
    silent = [each for each in page.resources if each.tag == "img" and each.alt is None]
    insecure = [each for each in page.resources if each.address.startswith("http://")] if urlsplit(page.url).scheme == "https" else []
    return [
        *_told("link-wordless", "{} 个链接没有文字", [_link(link) for link in wordless]),
        *_told("link-nowhere", "{} 个链接没有去处", [_link(link) for link in nowhere]),
        *_told("image-wordless", "{} 张图片没有 alt", [_image(each) for each in silent]),
        *_told("link-insecure", "HTTPS 网页里引用了 {} 处 http:// 内容", [_image(each) for each in insecure]),
    ]


def _told(rule: str, said: str, places: list[str]) -> list[Fault]:
    return [Fault(rule, said.format(len(places)), several(places))] if places else []


def _link(link: Link) -> str:
    return place(link.line, f"{link.text} {link.href}".strip()[:80])


def _image(each: Resource) -> str:
    return place(each.line, each.address[:80])
