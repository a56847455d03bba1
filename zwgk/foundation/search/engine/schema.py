"""The fields of the index. A change of them is a change of SHAPE: an index of another shape is built anew."""

from __future__ import annotations

from tantivy import Document, Schema, SchemaBuilder

from .common import Common
from .model import ENDED, FACETS, Text
from .texts import characters, cut, joined, pairs, units

SHAPE = "s6"


def schema() -> Schema:
    """Bigrams with positions find, and rank by how often and how rare; common sequences spare the look at positions;
    words of titles rank; raw fields filter and count.

    Words of the body are not indexed: they find nothing that bigrams do not, and cost half of the time of a rebuild.
    """
    made = SchemaBuilder()
    made.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_text_field("grams", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("common", tokenizer_name="whitespace", index_option="basic")
    made.add_text_field("title_grams", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    made.add_text_field("chars", tokenizer_name="whitespace", index_option="basic")
    made.add_text_field("exact", tokenizer_name="raw", index_option="basic")
    made.add_text_field("number", tokenizer_name="raw", index_option="basic")
    made.add_text_field("number_grams", tokenizer_name="whitespace", index_option="position")
    for facet in FACETS:
        made.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    made.add_integer_field("day", indexed=True, fast=True)
    return made.build()


def plain(text: Text) -> list[str]:
    """Everything that is searched of a text, as units: title, number, names, parts."""
    return [units(part) for part in (text.title, text.number, *text.names, *text.parts)]


def document(text: Text, common: Common) -> Document:
    """The terms of one text."""
    parts = plain(text)
    grams = [pairs(part) for part in parts]
    made = Document()
    made.add_text("key", text.key)
    made.add_text("grams", joined(grams))
    made.add_text("common", " ".join(set().union(*map(common.within, parts, grams))))
    made.add_text("title_grams", joined(grams[:1]))
    made.add_text("title", " ".join(cut(text.title)))
    made.add_text("chars", characters(parts))
    if not ENDED.intersection(text.facets.get("standing", ())):  # who types the title of what was repealed is shown its successor first
        made.add_text("exact", parts[0])
    made.add_text("number", parts[1])
    made.add_text("number_grams", joined(grams[1:2]))
    for facet in FACETS:
        for value in text.facets.get(facet, ()):
            made.add_text(facet, value)
    made.add_integer("day", text.day)
    return made
