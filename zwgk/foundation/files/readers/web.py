"""Saved web pages: decode, read the metadata, find the body, keep its paragraphs and tables.

Reads: bytes of one page (or of an .mht archive). Writes: `Extracted`.
Stages: text → tree → metadata (`web_labels`) → pruned tree → body container (`web_body`) → blocks (`web_blocks`).
No site is known by name: only shapes that government pages share.
"""

from __future__ import annotations

import email
import email.policy
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from zwgk.domain.documents import Extracted, Paragraph, Table

from . import limits, refusals, text, web_body, web_labels
from .web_blocks import Walker, squeeze

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{3,20})|<\?xml[^>]{0,100}?encoding=[\"']([\w-]+)", re.I)
_SERVER_CODE = re.compile(r"<%.*?%>|<\?(?:php|xml).*?\?>", re.S)
_ATTACHMENT = re.compile(r"\.(docx?|wps|xlsx?|et|pdf|ofd|zip|rar)(?:[?#]|$)", re.I)
_MISSING_BODY = "页面里没有找到正文：正文可能由脚本载入，没有随页面保存下来。请在浏览器里复制正文，或另存为 PDF 后上传。"


def read(data: bytes, declared: str = "") -> Extracted:
    """The page's own text without furniture; a page without body still gives its metadata, with a note."""
    charset = _CHARSET.search(data[:8192])
    stated = declared or next((g.decode() for g in charset.groups() if g), "") if charset else declared
    source, encoding, notes = text.decode(data, stated)
    if len(source) > limits.TEXT_CHARACTERS:
        raise refusals.too_big("文字", len(source), limits.TEXT_CHARACTERS, "字")
    elements = source.count("<")
    if elements > limits.ELEMENTS:
        raise refusals.too_big("网页标签", elements, limits.ELEMENTS, "个")
    tree = LexborHTMLParser(_SERVER_CODE.sub("", source))
    root = tree.body or tree.root
    if root is None:
        raise refusals.no_text("网页")
    web_body.check_depth(root)
    meta = web_labels.page_meta(tree)
    web_body.drop_invisible(root)
    meta.update(web_labels.take_labels(root))
    blocks, more = _blocks(root, meta, source)
    if not blocks and not any(not key.startswith(("meta:", "html:")) for key in meta):
        raise refusals.refuse(
            "这个网页里没有读到正文：可能是栏目列表页，或正文由脚本载入、没有随页面保存。", "请打开公文所在的页面，复制正文，或另存为 PDF 后上传。"
        )
    return Extracted(tuple(blocks), "html", encoding, meta, notes + text.mojibake_notes(source) + tuple(more))


def _blocks(root: LexborNode, meta: dict[str, str], source: str) -> tuple[list[Paragraph | Table], list[str]]:
    """Paragraphs and tables of the body, with the notes about what was left out."""
    headline = _headline(root, meta)
    web_body.drop_furniture(root)
    body = web_body.find(root)
    if body is None:
        spare = _fallback(source)
        return list(spare), ["网页结构特殊，正文是按文字密度估计的，请核对有无遗漏。"] if spare else [_MISSING_BODY]
    walker = Walker()
    walker.walk(body)
    blocks = walker.blocks
    opening = "".join(re.sub(r"\s", "", block.text) for block in blocks[:8] if isinstance(block, Paragraph))
    if headline and re.sub(r"\s", "", headline) not in opening:
        blocks.insert(0, Paragraph(headline, place="网页标题", style="title"))
    return blocks, _notes(walker, body)


def _notes(walker: Walker, body: LexborNode) -> list[str]:
    notes = []
    if walker.images:
        notes.append(f"正文中有 {walker.images} 张图片未读取。")
    files = [squeeze(link.text()) for link in body.css("a[href]") if _ATTACHMENT.search(link.attributes.get("href") or "")]
    if files:
        shown = "、".join(name[:40] for name in files[:5] if name)
        notes.append(f"页面链接了 {len(files)} 个附件文件（{shown}），附件内容不在本页，请另行下载上传。")
    return notes


def _headline(root: LexborNode, meta: dict[str, str]) -> str:
    """The headline shown on the page, if it is the one that the page's own metadata names."""
    known = {re.sub(r"\s", "", meta.get(key, "")) for key in ("meta:ArticleTitle", "标题", "名称", "html:title")} - {""}
    for node in root.css("h1, h2, [class*=title], [id*=title], [class*=Title], [class*=bt]"):
        words = squeeze(node.text())
        bare = re.sub(r"\s", "", words)
        if 6 <= len(bare) <= 200 and any(bare == name or name.startswith(bare) for name in known):
            return words
    return ""


def _fallback(source: str) -> list[Paragraph]:
    """Trafilatura's reading, when the page has no container with enough prose."""
    if len(source) > limits.GUESS_CHARACTERS:
        return []
    import trafilatura

    found = trafilatura.extract(source, include_comments=False, include_tables=True, favor_precision=True) or ""
    lines = [line.strip() for line in found.splitlines() if line.strip()]
    prose = [line for line in lines if re.search("[，。；]", line)]
    if sum(map(len, prose)) < 100 or len(prose) * 4 < len(lines):
        return []
    return [Paragraph(line, place=f"第{number}段") for number, line in enumerate(lines, start=1)]


def read_mht(data: bytes) -> Extracted:
    """The first HTML part of a page saved as a single file (.mht)."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(payload, bytes):
            return read(payload, part.get_content_charset() or "")
    raise refusals.no_text("网页存档（.mht）")
