"""Questions that every page asks, put into SQL once: Django takes a millisecond to write what the database answers in a twentieth of it.

    _AT = Prepared(lambda slug: Publication.objects.filter(slug=slug, shown=True).select_related("organ"))
    _AT.rows("unit-6-7")      the same rows as the queryset gives

Only the writing is saved. Each call asks the database, so nothing here can be stale.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=Model)
MARK = 7_316_045_982_113  # stands for the value while the SQL is written; as a number it fits a key as well as a text


@dataclass(frozen=True)
class Written:
    """A question as SQL, and how Django makes rows of the answer."""

    alias: str
    sql: str
    params: tuple[Any, ...]
    compiler: Any
    converters: dict[int, Any]

    def answers(self, value: object = None) -> list[Any]:
        connection = connections[self.alias]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [value if str(each) == str(MARK) else each for each in self.params])
            return list(self._converted(cursor.fetchall(), connection))

    def _converted(self, rows: list[Any], connection: Any) -> Any:
        """As `SQLCompiler.apply_converters`, by the connection of this thread."""
        for row in map(list, rows):
            for place, (ways, expression) in self.converters.items():
                for way in ways:
                    row[place] = way(row[place], expression, connection)
            yield row


class Prepared(Generic[Row]):
    """One question with one value, which may stand in it several times or not at all."""

    def __init__(self, question: Callable[[Any], QuerySet[Row]]) -> None:
        self.question = question

    @cached_property
    def _written(self) -> Written:
        asked = self.question(MARK)
        compiler = asked.query.get_compiler(asked.db)
        sql, params = compiler.as_sql()
        return Written(asked.db, sql, tuple(params), compiler, compiler.get_converters([each[0] for each in compiler.select]))

    def values(self, value: object = None) -> list[tuple[Any, ...]]:
        """Of a question that ends in `.values_list(…)`."""
        return [tuple(row) for row in self._written.answers(value)]

    def rows(self, value: object = None) -> list[Row]:
        """With what was asked by `select_related` and `only`; as Django's own ModelIterable makes them."""
        written = self._written
        told, select = written.compiler.klass_info, written.compiler.select
        first, last = told["select_fields"][0], told["select_fields"][-1] + 1
        names = [each[0].target.attname for each in select[first:last]]
        populators = get_related_populators(told, select, written.alias)
        found = []
        for answer in written.answers(value):
            row = told["model"].from_db(written.alias, names, answer[first:last])
            for each in populators:
                each.populate(answer, row)
            found.append(row)
        return found

    def first(self, value: object = None) -> Row | None:
        return next(iter(self.rows(value)), None)
