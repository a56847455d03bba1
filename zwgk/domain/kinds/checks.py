"""Conditions between fields, in a tiny language: comparisons, + − × ÷, and/or/not, `in`, `total(rows.amount)`.

    served_on >= decided_on        party_kind == '自然人'        total == basic + project        total(items.amount) == sum
Only names, literals and these operators are understood; anything else is refused when the kind is loaded. A condition over a
field that was left empty holds: what must be filled in is said by `required`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from zwgk.law.kind_model import NUMBERS, FieldDef, FieldType, KindDef


class ConditionError(Exception):
    """A condition that is not of the tiny language."""


class Unknown(Exception):
    """A field of the condition is empty."""


def holds(kind: KindDef, rule: str, values: Mapping[str, Any], within: str = "0") -> bool:
    """True when the condition is fulfilled, or a field of it is empty."""
    try:
        return bool(_Reader(kind, values, Decimal(within)).value(_tree(rule)))
    except Unknown:
        return True


def arithmetic(kind: KindDef, rule: str, values: Mapping[str, Any]) -> str:
    """Both sides of a comparison of figures and what lies between them; "" when the condition compares something else."""
    tree = _tree(rule)
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1:
        return ""
    reader = _Reader(kind, values, Decimal(0))
    try:
        left, right = reader.value(tree.left), reader.value(tree.comparators[0])
    except Unknown:
        return ""
    return f"（{left:,f} 与 {right:,f}，相差 {abs(left - right):,f}）" if isinstance(left, Decimal) and isinstance(right, Decimal) else ""


@lru_cache(maxsize=512)
def _tree(rule: str) -> ast.expr:
    try:
        return ast.parse(rule, mode="eval").body
    except SyntaxError as error:
        raise ConditionError(f"看不懂条件“{rule}”。") from error


_OPERATIONS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b, ast.Div: lambda a, b: a / b,
}  # fmt: skip


class _Reader:
    """Values one condition."""

    def __init__(self, kind: KindDef, values: Mapping[str, Any], within: Decimal) -> None:
        self.fields = {field.id: field for field in kind.fields}
        self.values, self.within = values, within

    def value(self, node: ast.expr) -> Any:
        read = _NODES.get(type(node))
        if read is None:
            raise ConditionError(f"条件里不能用“{type(node).__name__}”。")
        return read(self, node)

    def name(self, node: ast.Name) -> Any:
        field = self.fields.get(node.id)
        if field is None:
            raise ConditionError(f"没有字段“{node.id}”。")
        return plain(field, self.values.get(field.id))

    def constant(self, node: ast.Constant) -> Any:
        if isinstance(node.value, bool) or node.value is None or isinstance(node.value, str):
            return node.value
        return Decimal(str(node.value))

    def operation(self, node: ast.BinOp) -> Any:
        do = _OPERATIONS.get(type(node.op))
        if do is None:
            raise ConditionError("条件里只能用加减乘除。")
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(node.op, ast.Div) and right == 0:
            raise Unknown
        return do(left, right)

    def negation(self, node: ast.UnaryOp) -> Any:
        inner = self.value(node.operand)
        return not inner if isinstance(node.op, ast.Not) else -inner

    def junction(self, node: ast.BoolOp) -> bool:
        parts = (bool(self.value(part)) for part in node.values)
        return all(parts) if isinstance(node.op, ast.And) else any(parts)

    def comparison(self, node: ast.Compare) -> bool:
        left = self.value(node.left)
        for operator, right_node in zip(node.ops, node.comparators, strict=True):
            right = self.value(right_node)
            if not self.compared(operator, left, right):
                return False
            left = right
        return True

    def compared(self, operator: ast.cmpop, left: Any, right: Any) -> bool:
        numeric = isinstance(left, Decimal) and isinstance(right, Decimal)
        match operator:
            case ast.Eq():
                return abs(left - right) <= self.within if numeric else bool(left == right)
            case ast.NotEq():
                return bool(left != right)
            case ast.GtE():
                return bool(left + self.within >= right) if numeric else bool(left >= right)
            case ast.LtE():
                return bool(left <= right + self.within) if numeric else bool(left <= right)
            case ast.Gt():
                return bool(left > right)
            case ast.Lt():
                return bool(left < right)
            case ast.In():
                return left in right
        raise ConditionError("条件里不能用这种比较。")

    def listing(self, node: ast.Tuple | ast.List) -> list[Any]:
        return [self.value(part) for part in node.elts]

    def call(self, node: ast.Call) -> Decimal:
        """total(table.column): the sum of a column of subrows."""
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        argument = node.args[0] if node.args else None
        if called != "total" or not isinstance(argument, ast.Attribute) or not isinstance(argument.value, ast.Name):
            raise ConditionError("函数只有 total(表格.列)。")
        rows = self.values.get(argument.value.id)
        if not rows:
            raise Unknown
        return sum((Decimal(str(row.get(argument.attr) or 0)) for row in rows), Decimal(0))


_NODES: Mapping[type[ast.expr], Callable[[_Reader, Any], Any]] = {
    ast.Name: _Reader.name, ast.Constant: _Reader.constant, ast.BinOp: _Reader.operation, ast.UnaryOp: _Reader.negation,
    ast.BoolOp: _Reader.junction, ast.Compare: _Reader.comparison, ast.Tuple: _Reader.listing, ast.List: _Reader.listing, ast.Call: _Reader.call,
}  # fmt: skip


def plain(field: FieldDef, value: Any) -> Any:
    """A clean value as conditions compare it: numbers as Decimal, days as ISO text (which sorts)."""
    if value is None or value == "":
        raise Unknown
    if field.type in NUMBERS:
        try:
            return Decimal(str(value))
        except InvalidOperation as error:
            raise Unknown from error
    return tuple(value) if field.type is FieldType.MULTI else value
