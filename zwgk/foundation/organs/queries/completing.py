"""A pasted 通讯录 says 财政局 and 青禾镇; the register wants full names. What is completed is said, and may be changed in the preview."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from zwgk.domain.organ_names import Place, key
from zwgk.foundation.organs.imports import Row, Sheet, with_rows
from zwgk.foundation.organs.models import OrganKind

from .importing import kind_named, kind_of_name
from .resolution import propose
from .tree import government

_OWN = (OrganKind.DEPARTMENT, OrganKind.INSTITUTION)
_UNDER = (*_OWN, OrganKind.DISPATCHED, OrganKind.TOWNSHIP, OrganKind.STREET, OrganKind.GOVERNMENT_OFFICE, OrganKind.PARTY)
_ENDINGS = {OrganKind.TOWNSHIP: "人民政府", OrganKind.STREET: "办事处"}


def complete(sheet: Sheet, day: date) -> Sheet:
    """The same table with full names, short names and the government above new units."""
    ours = government()
    if ours is None:
        return sheet
    place = Place.of_government(ours.name)
    known = {text: found.organ for text, found in propose([row["name"] for row in sheet.rows if row["name"]], day).items()}
    examples: list[str] = []
    rows = []
    for row in sheet.rows:
        if row["name"] and known[row["name"]] is None:
            row = _completed(row, place, ours.name, examples)
        rows.append(row)
    done = with_rows(sheet, rows)
    if not examples:
        return done
    told = f"单位简称已按规范写法补全 {len(dict.fromkeys(examples))} 处，例如{examples[0]}；不对的请在表中直接修改"
    return replace(done, remarks=(*done.remarks, told))


def _completed(row: Row, place: Place, above: str, examples: list[str]) -> Row:
    values = dict(row.values)
    name = row["name"]
    kind = kind_named(row["kind"]) or kind_of_name(name) or kind_named(row["section"])
    full = _full(name, kind, place)
    if full != name:
        values["name"] = full
        values.setdefault("short_name", _short(name, kind, place))
        examples.append(f"“{name}”→“{full}”")
    if kind in _UNDER and not row["parent"]:
        values["parent"] = above
    return Row(row.number, values)


def _full(name: str, kind: OrganKind | None, place: Place) -> str:
    plain = key(name)
    if kind in _ENDINGS:
        for tail in ("人民政府", "政府", "办事处", "街道办"):
            if plain.endswith(tail):
                plain = plain.removesuffix(tail) + ("街道" if tail == "街道办" else "")
        return plain + _ENDINGS[kind]
    if kind in _OWN and place.name and not plain.startswith(place.name):
        return place.name + (plain.removeprefix(place.level) if place.level else plain)
    return name


def _short(name: str, kind: OrganKind | None, place: Place) -> str:
    plain = key(name)
    if kind in _ENDINGS:
        return _full(name, kind, place).removesuffix(_ENDINGS[kind])
    return plain if plain.startswith(place.level) else place.level + plain
