"""A question as a query of the index: what must hold (bigram phrases, words), what makes it better (title, number, standing, age)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import reduce

from tantivy import FieldType, Occur, Query, Schema

from .common import Common
from .model import Asked
from .questions import Group, Question
from .texts import cut, pairs

TITLE, EXACT, NUMBER, PART, PHRASE = 3.0, 60.0, 80.0, 30.0, 4.0  # PART: a part of the own number weighs more than a number named in a title
VALID, RECENT = 20.0, 1.2  # what has ended stands below everything alike that has not
RELAXED = 0.6  # so much of the words must hold when nothing holds them all
Clause = tuple[Occur, Query]
EPOCH = date(1970, 1, 1)


class Composer:
    """Writes questions for one index."""

    def __init__(self, schema: Schema, common: Common) -> None:
        self._schema, self._common = schema, common

    def ways(self, question: Question, asked: Asked) -> Iterator[tuple[Query, bool]]:
        """What may be asked, and whether it is less than was said; the next one only when the one before finds nothing."""
        if not asked.text and asked.narrowed:
            yield Query.boolean_query([(Occur.Must, Query.all_query()), *self._frame(question, asked)]), False
        if not question:
            return
        if not asked.most:
            yield self._strict(question, asked), False
        if loose := self._loose(question, asked):
            yield loose, True

    def _strict(self, question: Question, asked: Asked) -> Query:
        """Every group holds, as a substring or word by word."""
        must: list[Clause] = [(Occur.Must, self._group(group)) for group in question.groups]
        return Query.boolean_query(must + self._frame(question, asked))

    def _loose(self, question: Question, asked: Asked) -> Query | None:
        """Most of the words hold; None when the question has only one."""
        words = list(dict.fromkeys(tuple(word) for group in question.groups for word in group.words or (group.forms,)))
        if len(words) < 2:
            return None
        needed = max(1, round(RELAXED * len(words)))
        some: list[Clause] = [(Occur.Should, self._any(word)) for word in words]
        most = Query.boolean_query(some, minimum_number_should_match=needed)
        return Query.boolean_query([(Occur.Must, most), *self._frame(question, asked)])

    def in_title(self, question: Question) -> Query | None:
        """Every group as it stands in the title; None when there is nothing to look for."""
        forms = [group.forms[0] for group in question.groups]
        return Query.boolean_query([(Occur.Must, self._phrase("title_grams", form)) for form in forms]) if forms else None

    # --- what must hold --------------------------------------------------------------------

    def _frame(self, question: Question, asked: Asked) -> list[Clause]:
        """What must not stand there, and the filters."""
        clauses: list[Clause] = [(Occur.MustNot, self._substring(text)) for text in question.without]
        for facet, values in asked.facets.items():
            if values:
                chosen = [(Occur.Should, self._term(facet, value)) for value in values]
                clauses.append((Occur.Must, Query.const_score_query(Query.boolean_query(chosen), 0.0)))
        if asked.keys:
            clauses.append((Occur.Must, Query.const_score_query(Query.term_set_query(self._schema, "key", list(asked.keys)), 0.0)))
        if asked.since or asked.until:
            days = Query.range_query(self._schema, "day", FieldType.Integer, asked.since or -100_000, asked.until or 1_000_000)
            clauses.append((Occur.Must, Query.const_score_query(days, 0.0)))
        return clauses

    def _group(self, group: Group) -> Query:
        """As it was said, or all its words; what holds a form holds the words as a rule, then the form only ranks."""
        said = [self._substring(form, PHRASE) for form in group.forms]
        if len(group.words) < 2:
            return _best(said)
        words: list[Clause] = [(Occur.Must, self._any(word)) for word in group.words]
        if all(any(other in form for other in word) for form in group.forms for word in group.words):
            return Query.boolean_query([*words, (Occur.Should, _best(said))])
        return _best([*said, Query.boolean_query(words)])

    def _any(self, word: Sequence[str]) -> Query:
        """A word or one of its synonyms: as a substring, for the index may have cut its words otherwise."""
        return _best([self._substring(form) for form in word])

    def _substring(self, text: str, boost: float = 1.0) -> Query:
        if len(text) == 1:
            return self._term("chars", text)
        if text in self._common:
            return Query.boost_query(self._term("common", text), boost)
        return Query.boost_query(self._phrase("grams", text), boost)

    def _phrase(self, field: str, text: str) -> Query:
        terms = list(pairs(text))
        return self._term(field, terms[0]) if len(terms) == 1 else Query.phrase_query(self._schema, field, terms)

    def _term(self, field: str, text: str) -> Query:
        return Query.term_query(self._schema, field, text)

    # --- what makes it better --------------------------------------------------------------

    def ranked(self, held: Query, question: Question, today: int, *, few: bool) -> Query:
        """What holds, with what makes it better. The order is the same for few and for many; the cost is not.

        Wishes in one query are merged document by document over the whole index, each around the other they are looked up for every hit.
        """
        wishes: list[Clause] = [(Occur.Should, wish) for wish in self._wishes(question, today)]
        if few:
            return reduce(lambda query, wish: Query.boolean_query([(Occur.Must, query), wish]), wishes, held)
        return Query.boolean_query([(Occur.Must, held), *wishes])

    def _wishes(self, question: Question, today: int) -> list[Query]:
        whole = question.whole
        return [
            Query.const_score_query(self._term("exact", whole), EXACT),
            Query.const_score_query(self._term("number", whole), NUMBER),
            *(Query.boost_query(self._phrase("number_grams", group.forms[0]), PART) for group in question.groups if _numbered(group.forms[0])),
            *(Query.boost_query(self._phrase("title_grams", group.forms[0]), 2 * TITLE) for group in question.groups if len(group.forms[0]) > 1),
            *(Query.boost_query(self._term("title", word), TITLE) for word in _words(question.groups)),
            Query.const_score_query(self._term("standing", "valid"), VALID),
            *(Query.const_score_query(self._term("year", str(year)), weight) for year, weight in _recent(today)),
        ]


def _best(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(list(queries), 0.1)


def _numbered(text: str) -> bool:
    """Whether it may be a part of a 文号: 202612号."""
    return len(text) > 2 and any(sign.isdigit() for sign in text)


def _recent(today: int) -> Iterable[tuple[int, float]]:
    """The last five years and what each adds."""
    year = date.fromordinal(EPOCH.toordinal() + today).year
    return [(year - back, RECENT if back < 2 else RECENT / 2) for back in range(5)]


def _words(groups: Iterable[Group]) -> Sequence[str]:
    return list(dict.fromkeys(word for group in groups for word in cut(group.forms[0])))[:12]
