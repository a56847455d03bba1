"""Parse XML from strangers: no entities, no outside files, no network; find nodes by local name.

Local names, because the same office format comes in two namespaces (transitional and strict) and OFD in several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from . import refusals

Node: TypeAlias = etree._Element
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


def parse(content: bytes, what: str, name: str = "") -> Node:
    """The root element; BadInput for damage, entity definitions or nesting beyond the parser's 256 levels."""
    refuse_entities(content, what)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise refusals.refuse(f"这份{what}文件的结构嵌套异常地深，可能是恶意构造的，已拒绝读取。", "请在原软件里另存一份再上传。") from error
        raise refusals.damaged(what, f"{name} 读不出来" if name else "") from error


def refuse_entities(content: bytes, what: str) -> None:
    """Office formats never define entities; a file that does wants to unfold or to read our disk."""
    plain = content.replace(b"\x00", b"") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else content
    if _DOCTYPE.search(plain):
        raise refusals.refuse(f"这份{what}文件里有实体定义（ENTITY），可能是恶意构造的，已拒绝读取。", "请在原软件里另存一份再上传。")


def local(node: Node) -> str:
    """Tag without namespace; empty for comments and the like."""
    name = node.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attribute(node: Node | None, name: str, default: str = "") -> str:
    """Attribute by local name."""
    if node is None:
        return default
    for key, value in node.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def child(node: Node | None, *path: str) -> Node | None:
    """First descendant along a path of local names."""
    for name in path:
        if node is None:
            return None
        node = next((inner for inner in node if local(inner) == name), None)
    return node


def children(node: Node | None, name: str) -> list[Node]:
    return [inner for inner in node if local(inner) == name] if node is not None else []


def descendants(node: Node | None, *names: str) -> Iterator[Node]:
    if node is not None:
        yield from (inner for inner in node.iter() if local(inner) in names)
