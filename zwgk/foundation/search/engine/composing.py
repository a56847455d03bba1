"""A question as a query of the index: what must hold (bigram phrases, words), what makes it better (title, number, standing, age)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tantivy import FieldType, Occur, Query, Schema

from .model import Asked
from .questions import Group, Question
from .texts import cut, pairs

TITLE, EXACT, NUMBER, PART, PHRASE = 3.0, 60.0, 80.0, 30.0, 4.0  # PART: a part of the own number weighs more than a number named in a title
VALID, RECENT = 20.0, 1.2  # what has ended stands below everything alike that has not
RELAXED = 0.6  # so much of the words must hold when nothing holds them all
Clause = tuple[Occur, Query]
EPOCH = date(1970, 1, 1)


def strict(schema: Schema, question: Question, asked: Asked, today: int) -> Query:
    """Every group holds, as a substring or word by word."""
    must: list[Clause] = [(Occur.Must, _group(schema, group)) for group in question.groups]
    return Query.boolean_query(must + _frame(schema, question, asked) + _better(schema, question, today))


def everything(schema: Schema, asked: Asked) -> Query:
    """Whatever the filters leave."""
    return Query.boolean_query([(Occur.Must, Query.all_query()), *_frame(schema, Question(), asked)])


def loose(schema: Schema, question: Question, asked: Asked, today: int) -> Query | None:
    """Most of the words hold; None when the question has only one."""
    words = list(dict.fromkeys(tuple(word) for group in question.groups for word in group.words or (group.forms,)))
    if len(words) < 2:
        return None
    needed = max(1, round(RELAXED * len(words)))
    some: list[Clause] = [(Occur.Should, _any(schema, word)) for word in words]
    most = Query.boolean_query(some, minimum_number_should_match=needed)
    return Query.boolean_query([(Occur.Must, most), *_frame(schema, question, asked), *_better(schema, question, today)])


def in_title(schema: Schema, question: Question) -> Query | None:
    """Every group as it stands in the title; None when there is nothing to look for."""
    forms = [group.forms[0] for group in question.groups]
    return Query.boolean_query([(Occur.Must, _phrase(schema, "title_grams", form)) for form in forms]) if forms else None


def _frame(schema: Schema, question: Question, asked: Asked) -> list[Clause]:
    """What must not stand there, and the filters."""
    clauses: list[Clause] = [(Occur.MustNot, _substring(schema, text)) for text in question.without]
    for facet, values in asked.facets.items():
        if values:
            chosen = [(Occur.Should, Query.term_query(schema, facet, value)) for value in values]
            clauses.append((Occur.Must, Query.const_score_query(Query.boolean_query(chosen), 0.0)))
    if asked.keys:
        clauses.append((Occur.Must, Query.const_score_query(Query.term_set_query(schema, "key", list(asked.keys)), 0.0)))
    if asked.since or asked.until:
        days = Query.range_query(schema, "day", FieldType.Integer, asked.since or -100_000, asked.until or 1_000_000)
        clauses.append((Occur.Must, Query.const_score_query(days, 0.0)))
    return clauses


def _group(schema: Schema, group: Group) -> Query:
    forms = [_substring(schema, form, PHRASE) for form in group.forms]
    if len(group.words) > 1:
        forms.append(Query.boolean_query([(Occur.Must, _any(schema, word)) for word in group.words]))
    return forms[0] if len(forms) == 1 else Query.disjunction_max_query(forms, 0.1)


def _any(schema: Schema, word: Sequence[str]) -> Query:
    """A word or one of its synonyms: as a substring, for the index may have cut its words otherwise."""
    forms = [_substring(schema, form) for form in word]
    return forms[0] if len(forms) == 1 else Query.disjunction_max_query(forms, 0.1)


def _substring(schema: Schema, text: str, boost: float = 1.0) -> Query:
    if len(text) == 1:
        return Query.term_query(schema, "chars", text)
    return Query.boost_query(_phrase(schema, "grams", text), boost)


def _phrase(schema: Schema, field: str, text: str) -> Query:
    terms = list(pairs(text))
    return Query.term_query(schema, field, terms[0]) if len(terms) == 1 else Query.phrase_query(schema, field, terms)


def _better(schema: Schema, question: Question, today: int) -> list[Clause]:
    whole = question.whole
    wishes: list[Query] = [
        Query.const_score_query(Query.term_query(schema, "exact", whole), EXACT),
        Query.const_score_query(Query.term_query(schema, "number", whole), NUMBER),
        *(Query.boost_query(_phrase(schema, "number_grams", group.forms[0]), PART) for group in question.groups if _numbered(group.forms[0])),
        *(Query.boost_query(_phrase(schema, "title_grams", group.forms[0]), 2 * TITLE) for group in question.groups if len(group.forms[0]) > 1),
        *(Query.boost_query(Query.term_query(schema, "title", word), TITLE) for word in _words(question.groups)),
        Query.const_score_query(Query.term_query(schema, "standing", "valid"), VALID),
        Query.const_score_query(_years(schema, today, 0, 1), RECENT),
        Query.const_score_query(_years(schema, today, 2, 4), RECENT / 2),
    ]
    return [(Occur.Should, wish) for wish in wishes]


def _numbered(text: str) -> bool:
    """Whether it may be a part of a 文号: 202612号."""
    return len(text) > 2 and any(sign.isdigit() for sign in text)


def _years(schema: Schema, today: int, first: int, last: int) -> Query:
    year = date.fromordinal(EPOCH.toordinal() + today).year
    return Query.term_set_query(schema, "year", [str(year - back) for back in range(first, last + 1)])


def _words(groups: Iterable[Group]) -> Sequence[str]:
    return list(dict.fromkeys(word for group in groups for word in cut(group.forms[0])))[:12]
