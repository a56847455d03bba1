"""The values of simple formulas, kept beside them: a preview on a phone shows totals although it does not reckon.

What is not known here (other functions, other workbooks) is left to the program that opens the workbook.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

from .package import Book
from .places import Rows, box
from .read import shown

Value = float | str | bool | None
MOST = 60_000  # cells under one formula
_BINARY: dict[str, tuple[int, Callable[[float, float], Any]]] = {
    "+": (3, operator.add), "-": (3, operator.sub), "*": (4, operator.mul), "/": (4, operator.truediv), "^": (5, operator.pow),
    "=": (1, operator.eq), "<>": (1, operator.ne), ">": (1, operator.gt), "<": (1, operator.lt), ">=": (1, operator.ge), "<=": (1, operator.le),
}  # fmt: skip


class Unknown(Exception):
    """Not reckoned here."""


class Values:
    """Cells of all sheets as values, formulas reckoned when asked."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.rows = {name: Rows(book, part) for name, part in book.sheets.items()}
        self.nodes: dict[str, dict[tuple[int, int], Any]] = {}
        self.known: dict[tuple[str, int, int], Value] = {}
        self.busy: set[tuple[str, int, int]] = set()

    def cells(self, sheet: str) -> dict[tuple[int, int], Any]:
        if sheet not in self.nodes:
            if sheet not in self.rows:
                raise Unknown
            self.nodes[sheet] = {(row, column): node for row in self.rows[sheet].rows for column, node in self.rows[sheet].cells(row) if len(node)}
        return self.nodes[sheet]

    def at(self, sheet: str, row: int, column: int) -> Value:
        key = (sheet, row, column)
        if key not in self.known:
            if key in self.busy or len(self.busy) > 200:
                raise Unknown
            self.busy.add(key)
            try:
                self.known[key] = self._read(self.cells(sheet).get((row, column)), sheet, row)
            finally:
                self.busy.discard(key)
        return self.known[key]

    def _read(self, node: Any, sheet: str, row: int) -> Value:
        if node is None:
            return None
        formula = node.find(self.book.tag("f"))
        if formula is not None:
            if not formula.text or formula.get("t") in ("shared", "array", "dataTable"):
                raise Unknown
            return Formula(self, sheet, row, formula.text).value()
        value = node.findtext(self.book.tag("v"))
        if node.get("t", "n") == "n":
            return float(value) if value else None
        return shown(self.book, node, "General")


class Formula:
    """One formula, read by precedence."""

    def __init__(self, values: Values, sheet: str, row: int, text: str) -> None:
        self.values, self.sheet, self.row = values, sheet, row
        try:
            self.tokens = [token for token in Tokenizer(f"={text}").items if token.type != Token.WSPACE]
        except (TokenizerError, IndexError) as error:
            raise Unknown from error
        self.at = 0

    def value(self) -> Value:
        found = self._expression(0)
        if self.at < len(self.tokens):
            raise Unknown
        return _one(found)

    def _peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _next(self) -> Token:
        token = self._peek()
        if token is None:
            raise Unknown
        self.at += 1
        return token

    def _expression(self, least: int) -> Any:
        left = self._operand()
        while (token := self._peek()) is not None and token.type in (Token.OP_IN, Token.OP_POST):
            if token.type == Token.OP_POST:
                self.at += 1
                left = _number(left) / 100
                continue
            if token.value not in _BINARY or _BINARY[token.value][0] < least:
                if token.value not in _BINARY:
                    raise Unknown
                break
            self.at += 1
            strength, act = _BINARY[token.value]
            right = self._expression(strength + 1)
            left = _apply(act, token.value, left, right)
        return left

    def _operand(self) -> Any:
        token = self._next()
        if token.type == Token.OP_PRE:
            number = _number(self._expression(6))
            return -number if token.value == "-" else number
        if token.type == Token.PAREN:
            inside = self._expression(0)
            self._next()
            return inside
        if token.type == Token.FUNC:
            return self._function(token.value.rstrip("(").upper())
        if token.type == Token.OPERAND:
            return self._literal(token)
        raise Unknown

    def _literal(self, token: Token) -> Any:
        if token.subtype == Token.NUMBER:
            return float(token.value)
        if token.subtype == Token.TEXT:
            return token.value[1:-1].replace('""', '"')
        if token.subtype == Token.RANGE:
            return self._area(token.value)
        raise Unknown

    def _area(self, text: str) -> list[Value]:
        sheet, _, area = text.rpartition("!")
        sheet = sheet.strip("'").replace("''", "'") or self.sheet
        found = box(area.replace("$", ""))
        if not found.top or (found.bottom - found.top + 1) * (found.right - found.left + 1) > MOST:
            raise Unknown
        return [self.values.at(sheet, row, column) for row in range(found.top, found.bottom + 1) for column in range(found.left, found.right + 1)]

    def _function(self, name: str) -> Any:
        given: list[Any] = []
        while (token := self._peek()) is not None and not (token.type == Token.FUNC and token.subtype == Token.CLOSE):
            if token.type == Token.SEP:
                self.at += 1
                continue
            given.append(self._expression(0))
        self._next()
        if name not in FUNCTIONS:
            if name == "ROW" and not given:
                return float(self.row)
            raise Unknown
        return FUNCTIONS[name](given)


def _flat(given: list[Any]) -> Iterator[float]:
    for each in given:
        if isinstance(each, list):
            yield from (value for value in each if isinstance(value, float) and not isinstance(value, bool))
        elif each is not None:
            yield _number(each)


def _one(value: Any) -> Value:
    if isinstance(value, list):
        if len(value) != 1:
            raise Unknown
        return value[0]  # type: ignore[no-any-return]
    return value  # type: ignore[no-any-return]


def _number(value: Any) -> float:
    found = _one(value)
    if found is None or found == "":
        return 0.0
    if isinstance(found, str):
        raise Unknown
    return float(found)


def _apply(act: Callable[[float, float], Any], sign: str, left: Any, right: Any) -> Any:
    if sign in ("=", "<>"):
        return act(_one(left) or 0, _one(right) or 0)
    try:
        return act(_number(left), _number(right))
    except (ZeroDivisionError, OverflowError) as error:
        raise Unknown from error


def _mean(given: list[Any]) -> float:
    numbers = list(_flat(given))
    if not numbers:
        raise Unknown
    return sum(numbers) / len(numbers)


def _subtotal(given: list[Any]) -> float:
    if _number(given[0]) not in (9, 109):
        raise Unknown
    return sum(_flat(given[1:]))


def _rounded(given: list[Any]) -> float:
    number, digits = _number(given[0]), int(_number(given[1])) if len(given) > 1 else 0
    return float(round(number + (1e-12 if number >= 0 else -1e-12), digits))


FUNCTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "SUM": lambda given: sum(_flat(given)),
    "AVERAGE": _mean,
    "COUNT": lambda given: float(len(list(_flat(given)))),
    "COUNTA": lambda given: float(sum(value not in (None, "") for each in given for value in (each if isinstance(each, list) else [each]))),
    "MAX": lambda given: max(_flat(given), default=0.0),
    "MIN": lambda given: min(_flat(given), default=0.0),
    "ABS": lambda given: abs(_number(given[0])),
    "ROUND": _rounded,
    "IF": lambda given: given[1] if _one(given[0]) else given[2] if len(given) > 2 else False,
    "SUBTOTAL": _subtotal,
}


def everything(book: Book) -> int:
    """Write the value beside each formula; drop stale ones. Returns how many are left to the program that opens it."""
    values, left = Values(book), 0
    for name, rows in values.rows.items():
        for row in rows.rows:
            for column, node in rows.cells(row):
                if node.find(book.tag("f")) is not None:
                    left += not _keep(book, values, node, (name, row, column))
    return left


def _keep(book: Book, values: Values, node: Any, key: tuple[str, int, int]) -> bool:
    kept = node.find(book.tag("v"))
    if kept is not None:
        node.remove(kept)
    node.attrib.pop("t", None)
    try:
        found = values.at(*key)
    except (Unknown, RecursionError, ValueError, IndexError, TypeError):
        return False
    if isinstance(found, str):
        node.set("t", "str")
    elif isinstance(found, bool):
        node.set("t", "b")
    made = node.makeelement(book.tag("v"))
    made.text = str(int(found)) if isinstance(found, bool) else found if isinstance(found, str) else f"{(found or 0):.15g}"
    node.append(made)
    return True
