"""Documents cited in the text: title, number, alias, articles (DOC-09)."""

from __future__ import annotations

import re

from .lines import Line
from .model import Basis, Warning_
from .numbers import NUMBER, standard
from .titles import title_organ

_NUMBER = r"[一二三四五六七八九十百千零〇\d]{1,8}"
ARTICLE = re.compile(rf"第{_NUMBER}条")
_CITED = re.compile(
    r"《(?P<title>[^《》]{2,120}(?:《[^《》]{2,80}》[^《》]{0,80}){0,2})》(?:\s?[（(](?P<note>[^（）()]{0,80}(?:[（(][^（）()]{0,30}[)）][^（）()]{0,30})?)[)）])?"
    rf"(?:[^。；，《]{{0,12}}?(?P<articles>第{_NUMBER}条(?:[、和及至]第?{_NUMBER}条)*))?"
)
_ALIAS = re.compile(r"以下(?:统称|简称)[“《]?(?P<alias>[^”》，。；）)]{2,30})")
_ORDER = re.compile(r"[㐀-鿿]{0,12}令(?:[〔（(]?\d{0,4}[〕）)]?)?第\s?\d{1,4}\s?号")
_BARE = re.compile(r"(?<![㐀-鿿])?(?P<n>[㐀-鿿]{2,10}〔(?:19|20)\d{2}〕\d{1,4}号)(?=文|要求|精神|规定|[^）)])")
_FUTURE = re.compile(r"待([^，。；《》]{4,40}?(?:办法|规定|条例|细则|标准|意见|指引))(?:出台|印发|公布|制定)后")


def read_basis(lines: list[Line], own: set[str]) -> tuple[tuple[Basis, ...], tuple[Warning_, ...]]:
    """Each document once, with all its lines; what the document prints itself (`own`) is left out."""
    found: dict[tuple[str, str], Basis] = {}
    for line in lines:
        if "《" in line.text:
            _cited(line, found, own)
        if "〔" in line.text:
            _numbers(line, found)
        for hit in _FUTURE.finditer(line.text):
            _add(found, Basis(hit.group(1), None, status="not_yet_issued", lines=(line.no,), raw=hit.group(0)))
    _join_aliases(found)
    basis = tuple(found.values())
    return basis, tuple(_conflicts(basis))


def _cited(line: Line, found: dict[tuple[str, str], Basis], own: set[str]) -> None:
    for hit in _CITED.finditer(line.text):
        title, note = re.sub(r"\s", "", hit["title"]), hit["note"] or ""
        if title in own:
            continue
        number = NUMBER.search(note)
        order = _ORDER.search(note)
        alias = _ALIAS.search(note)
        articles = tuple(ARTICLE.findall(hit["articles"] or ""))
        _add(
            found,
            Basis(
                title, standard(number) if number else (order.group(0) if order else None), alias["alias"].strip("《》“”") if alias else None, articles,
                title_organ(title) or None, "cited", (line.no,), hit.group(0)[:200],
            ),
        )  # fmt: skip


def _numbers(line: Line, found: dict[tuple[str, str], Basis]) -> None:
    known = {one.number for one in found.values()}
    for hit in _BARE.finditer(line.text):
        number = re.sub(r"^(?:贯彻落实|落实|按照|根据|贯彻|执行|依据|见|把|和|及|对照)+", "", hit["n"])
        if number not in known and hit.start() > 0:
            known.add(number)
            _add(found, Basis(None, number, status="number_only", lines=(line.no,), raw=hit.group(0)))


def _add(found: dict[tuple[str, str], Basis], one: Basis) -> None:
    key = (one.title or "", one.number or "")
    same = found.get(key)
    if same is None and one.number is None:
        key = next((held for held in found if held[0] == one.title), key)
        same = found.get(key)
    if same is None:
        found[key] = one
        return
    found[key] = Basis(
        same.title, same.number or one.number, same.alias or one.alias, tuple(dict.fromkeys((*same.articles, *one.articles))), same.issuer,
        same.status, tuple(dict.fromkeys((*same.lines, *one.lines))), same.raw,
    )  # fmt: skip


def _join_aliases(found: dict[tuple[str, str], Basis]) -> None:
    """《条例》 is the document that was announced under this short name."""
    aliases: dict[str, tuple[str, str]] = {one.alias: key for key, one in found.items() if one.alias}
    for key in [key for key, one in found.items() if one.title and one.title in aliases and aliases[one.title] != key and not one.number]:
        short = found.pop(key)
        whole = aliases[short.title or ""]
        full = found[whole]
        found[whole] = Basis(
            full.title, full.number, full.alias, tuple(dict.fromkeys((*full.articles, *short.articles))), full.issuer, full.status,
            tuple(dict.fromkeys((*full.lines, *short.lines))), full.raw,
        )  # fmt: skip


def _conflicts(basis: tuple[Basis, ...]) -> list[Warning_]:
    """One title with two numbers; 国务院 in a title whose number is that of an office."""
    by_title: dict[str, list[Basis]] = {}
    for one in basis:
        if one.title and one.number:
            by_title.setdefault(one.title, []).append(one)
    made = []
    for title, several in by_title.items():
        numbers = list(dict.fromkeys(one.number for one in several if one.number))
        if len(numbers) > 1:
            made.append(Warning_("basis_conflict", f"《{title}》在文中有不同文号：{'、'.join(numbers)}，请核对。", several[-1].lines[0], several[-1].raw))
        for one in several:
            if one.issuer and one.number and re.search(r"办发|办函|办〔", one.number) and re.search(r"(?:国务院|政府)$", one.issuer):
                made.append(Warning_("basis_issuer", f"《{title}》标题为“{one.issuer}”，文号 {one.number} 却是办公厅（室）文号，请核对。", one.lines[0], one.raw))
    return made
